import { createHash, createSign, X509Certificate } from 'node:crypto';
import { beforeAll, describe, expect, test } from 'vitest';
import { hasOpenssl, type TestCertificate, testAuthority } from '../psd2/test-certificates.ts';
import { payments, redirectUri, startBank, transfer } from './bank-kit.ts';

const requestId = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
const body = JSON.stringify(transfer);

interface Changes {
  readonly digestOf?: string;
  readonly names?: readonly string[];
  readonly keyId?: string;
  readonly key?: string;
}

describe.skipIf(!hasOpenssl)('The signature that the sandbox bank wants', () => {
  let seal: TestCertificate;
  beforeAll(() => {
    using authority = testAuthority();
    seal = authority.issue('seal');
  });

  /** The headers of a signed payment, made by hand; the changes make it wrong. */
  function sign(changes: Changes = {}) {
    const { digestOf = body, names = ['digest', 'x-request-id', 'tpp-redirect-uri'] } = changes;
    const certificate = new X509Certificate(seal.cert);
    const digest = `SHA-256=${createHash('sha256').update(digestOf).digest('base64')}`;
    const values: Record<string, string> = {
      digest,
      'x-request-id': requestId,
      'tpp-redirect-uri': redirectUri,
      'psu-ip-address': '192.0.2.17',
    };
    const text = names.map((name) => `${name}: ${values[name]}`).join('\n');
    const signature = createSign('RSA-SHA256')
      .update(text)
      .sign(changes.key ?? seal.key, 'base64');
    const keyId = changes.keyId ?? `SN=${certificate.serialNumber},CA=CN=Example`;
    return {
      Digest: digest,
      'X-Request-ID': requestId,
      'TPP-Signature-Certificate': certificate.raw.toString('base64'),
      Signature: `keyId="${keyId}",algorithm="rsa-sha256",headers="${names.join(' ')}",signature="${signature}"`,
    };
  }
  const start = (required = true) => startBank({ signature: { required, certificate: seal.cert } });

  test('is verified over the bytes that came', async () => {
    const { post } = await start();
    expect((await post(payments, body, sign())).status).toBe(201);
  });

  test('may be left out only where it is not required', async () => {
    expect((await (await start()).post(payments, body)).code).toBe('SIGNATURE_MISSING');
    expect((await (await start(false)).post(payments, body)).status).toBe(201);
  });

  test.for<[string, Changes]>([
    ['the digest of other bytes', { digestOf: `${body} ` }],
    ['a header too many', { names: ['digest', 'x-request-id', 'tpp-redirect-uri', 'psu-ip-address'] }],
    ['a header too few', { names: ['digest', 'x-request-id'] }],
    ['the serial number of another certificate', { keyId: 'SN=01,CA=CN=Example' }],
  ])('is refused with %s', async ([, changes]) => {
    const { post } = await start();
    const answer = await post(payments, body, sign(changes));
    expect([answer.status, answer.code]).toEqual([401, 'SIGNATURE_INVALID']);
  });

  test('is refused when another key made it, another certificate comes with it or none', async () => {
    using authority = testAuthority();
    const stranger = authority.issue('stranger');
    const { post } = await start();
    expect((await post(payments, body, sign({ key: stranger.key }))).code).toBe('SIGNATURE_INVALID');
    const other = new X509Certificate(stranger.cert).raw.toString('base64');
    const swapped = { ...sign(), 'TPP-Signature-Certificate': other };
    expect((await post(payments, body, swapped)).code).toBe('CERTIFICATE_INVALID');
    const { 'TPP-Signature-Certificate': _, ...bare } = sign();
    expect((await post(payments, body, bare)).code).toBe('CERTIFICATE_MISSING');
  });
});
