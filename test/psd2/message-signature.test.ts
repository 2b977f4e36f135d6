import { createHash, createPublicKey, generateKeyPairSync, verify } from 'node:crypto';
import { KMSClient, SignCommand } from '@aws-sdk/client-kms';
import { mockClient } from 'aws-sdk-client-mock';
import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import type { HttpRequest } from '../../lib/http/http-response.ts';
import type { MessageSignature } from '../../lib/psd2/bank-settings.ts';
import { certificateHeader } from '../../lib/psd2/signature/certificate-header.ts';
import { digest } from '../../lib/psd2/signature/digest.ts';
import { kmsSeal } from '../../lib/psd2/signature/kms-seal.ts';
import { localSeal } from '../../lib/psd2/signature/local-seal.ts';
import { signRequest } from '../../lib/psd2/signature/sign-request.ts';
import { signedNames, signingString } from '../../lib/psd2/signature/signing-string.ts';
import { errorOf, now } from '../http/stand-in.ts';
import { payments, requestId } from './bank-against.ts';
import { hasOpenssl, testAuthority } from './test-certificates.ts';

/** The worked layout of psd2.md 2.3. */
const body = Buffer.from(
  '{"instructedAmount":{"currency":"EUR","amount":"123.50"},"debtorAccount":{"iban":"BE68539007547034"},"creditorName":"Merchant123","creditorAccount":{"iban":"BE71096123456769"},"endToEndIdentification":"INV20240001","remittanceInformationUnstructured":"INV-2024-0001"}',
);
const sha256 = 'SHA-256=RQrZdj15zfyK0RItX7s/xp9uO2kdvzJRwo9809YcwlI=';
const headers = {
  apiKey: 'key-1',
  'X-Request-ID': requestId,
  'PSU-IP-Address': '192.0.2.17',
  'TPP-Redirect-Preferred': 'true',
  'TPP-Redirect-URI': 'https://tpp.example.com/psd2/callback',
  'Content-Type': 'application/json',
};
const request: HttpRequest = { method: 'POST', url: payments, headers, body };

const { privateKey, publicKey } = generateKeyPairSync('rsa', { modulusLength: 2048 });
const pem = privateKey.export({ type: 'pkcs8', format: 'pem' }).toString();
const signature = (changes: Partial<MessageSignature> = {}): MessageSignature => ({
  seal: localSeal(pem),
  keyId: 'SN=9fa1,CA=CN=Example%20CA,C=BE',
  algorithm: 'rsa-sha256',
  digest: 'SHA-256',
  certificate: 'MII',
  signsTokenCalls: false,
  ...changes,
});

function partsOf({ headers: all = {} }: HttpRequest): Record<string, string> {
  const parts = [...(all['Signature'] ?? '').matchAll(/(?:^|,)(\w+)="([^"]*)"/g)];
  return Object.fromEntries(parts.map(([, name = '', value = '']) => [name, value]));
}

describe('the worked example of the reference', () => {
  test('has the digests that it says, with a body and without one', () => {
    expect(body).toHaveLength(267);
    expect(digest(body, 'SHA-256')).toBe(sha256);
    expect(digest(body, 'SHA-512')).toBe(
      'SHA-512=1t2/SdLHJvxMAxFHSTQV7OVI2KYNBtIdfvWlQt46ZIrfKki7dZ2hxHRC6XtP9G9yveJipq1dgla1oR8Gx5HjTg==',
    );
    for (const nothing of [undefined, new Uint8Array()]) {
      expect(digest(nothing, 'SHA-256')).toBe('SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
      expect(digest(nothing, 'SHA-512')).toBe(
        'SHA-512=z4PhNX7vuL3xVChQ1m2AB9Yg5AULVxXcg/SpIdNs6c5H0NE8XYXysP+DGNKHfuwvY7kxvUdBeoGlODJ6+SfaPg==',
      );
    }
  });

  test('has the signing string of 167 bytes with its check hash', () => {
    const digested = { ...request, headers: { ...headers, Digest: sha256 } };
    const text = signingString(digested, signedNames(digested));
    expect(Buffer.byteLength(text)).toBe(167);
    expect(createHash('sha256').update(text).digest('hex')).toBe(
      'ea2865f7c2096db98a4ebcc0f25a4e5d27d72bf9a9137265558f24b263097f86',
    );
  });

  test('goes out with the three headers, the same bytes, and all others as they were', async () => {
    const signed = await signRequest(signature(), request, now());
    expect(signed).toMatchObject({ ...request, headers: { ...headers, Digest: sha256 } });
    expect(signed.body).toBe(body);
    expect(signed.headers?.['TPP-Signature-Certificate']).toBe('MII');
    expect(partsOf(signed)).toMatchObject({
      keyId: 'SN=9fa1,CA=CN=Example%20CA,C=BE',
      algorithm: 'rsa-sha256',
      headers: 'digest x-request-id tpp-redirect-uri',
    });
    expect(partsOf(signed)['signature']).toMatch(/^[A-Za-z0-9+/]{342}==$/);
  });
});

describe('what a signature covers', () => {
  const read: HttpRequest = {
    method: 'GET',
    url: `${payments}/7/status?a=%20b`,
    headers: { 'X-Request-ID': requestId },
  };

  test('is digest and x-request-id on a read, with the digest of no bytes', async () => {
    const signed = await signRequest(signature(), read, now());
    expect(partsOf(signed)['headers']).toBe('digest x-request-id');
    expect(signed.headers?.['Digest']).toBe('SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=');
  });

  test('includes an empty PSU-ID, since it is in the request', () => {
    const names = signedNames({ headers: { Digest: sha256, 'X-Request-ID': requestId, 'PSU-ID': '' } });
    expect(names).toEqual(['digest', 'x-request-id', 'psu-id']);
  });

  test('can be another list, with the time of the request and its target', async () => {
    const list = ['(request-target)', 'date', 'x-request-id', 'digest', 'psu-id'];
    const signed = await signRequest(signature({ headers: list }), read, now());
    expect(signed.headers?.['Date']).toBe('Fri, 20 Nov 2026 10:00:00 GMT');
    const names = (partsOf(signed)['headers'] ?? '').split(' ');
    expect(names).toEqual(['(request-target)', 'date', 'x-request-id', 'digest']);
    expect(signingString(signed, names).split('\n').slice(0, 2)).toEqual([
      '(request-target): get /berlingroup/v1/payments/sepa-credit-transfers/7/status?a=%20b',
      'date: Fri, 20 Nov 2026 10:00:00 GMT',
    ]);
  });

  test('cannot lack the X-Request-ID: nothing is sent then', async () => {
    const bare: HttpRequest = { method: 'GET', url: payments, headers: {} };
    const error = await errorOf(signRequest(signature(), bare, now()));
    expect(error.code).toBe('CONFIGURATION_INVALID');
    expect(error.message).toContain('x-request-id');
  });

  test('is one line per name, trimmed, joined by single line feeds, whatever the values', () => {
    const value = fc.string({ unit: fc.constantFrom('a', ':', '=', ',', ' ', '/', 'é'), maxLength: 20 });
    const names = fc.uniqueArray(
      fc.constantFrom('Digest', 'X-Request-ID', 'PSU-ID', 'TPP-Redirect-URI', 'Date'),
      {
        minLength: 1,
      },
    );
    fc.assert(
      fc.property(names, fc.array(value, { minLength: 5, maxLength: 5 }), (chosen, values) => {
        const given = Object.fromEntries(chosen.map((name, index) => [name, values[index] ?? '']));
        const lower = chosen.map((name) => name.toLowerCase());
        const lines = signingString({ method: 'GET', url: payments, headers: given }, lower).split('\n');
        expect(lines).toEqual(chosen.map((name) => `${name.toLowerCase()}: ${(given[name] ?? '').trim()}`));
      }),
    );
  });

  test('does not depend on the case or the order of the headers in the request, only on the list', () => {
    fc.assert(
      fc.property(
        fc.shuffledSubarray(Object.entries({ ...headers, Digest: sha256 }), { minLength: 7 }),
        (entries) => {
          const other = Object.fromEntries(
            entries.map(([name, value]) => [name.toUpperCase(), ` ${value} `]),
          );
          const names = signedNames({ headers: other });
          const same = signingString({ ...request, headers: { ...headers, Digest: sha256 } }, names);
          expect(names).toEqual(['digest', 'x-request-id', 'tpp-redirect-uri']);
          expect(signingString({ ...request, headers: other }, names)).toBe(same);
        },
      ),
    );
  });
});

describe('the seal', () => {
  test.each([
    ['rsa-sha256', 'sha256'],
    ['rsa-sha512', 'sha512'],
  ] as const)('signs %s with PKCS 1 version 1.5, which the public key verifies', async (algorithm, hash) => {
    const sealed = await localSeal(pem).sign(body, algorithm);
    expect(verify(hash, body, publicKey, sealed)).toBe(true);
    expect(verify(hash, Buffer.from('other'), publicKey, sealed)).toBe(false);
  });

  test('takes no key but an RSA one, and never repeats what it was given', () => {
    const ec = generateKeyPairSync('ec', { namedCurve: 'P-256' }).privateKey;
    const wrong = [
      ec.export({ type: 'pkcs8', format: 'pem' }).toString(),
      '-----BEGIN PRIVATE KEY-----mellon',
    ];
    for (const key of wrong) {
      expect(() => localSeal(key)).toThrow('The key of the seal is no RSA private key in PEM.');
    }
  });

  describe('in KMS', () => {
    const kms = mockClient(KMSClient);
    afterEach(() => kms.reset());
    const seal = kmsSeal('alias/seal', { region: 'eu-central-1' });

    test.each([
      ['rsa-sha256', 'RSASSA_PKCS1_V1_5_SHA_256', 'sha256'],
      ['rsa-sha512', 'RSASSA_PKCS1_V1_5_SHA_512', 'sha512'],
    ] as const)('signs the hash for %s, so that the message may be long', async (algorithm, name, hash) => {
      kms.on(SignCommand).resolves({ Signature: new Uint8Array([1, 2, 3]) });
      expect(await seal.sign(body, algorithm)).toEqual(new Uint8Array([1, 2, 3]));
      expect(kms.commandCalls(SignCommand).map(({ args }) => args[0].input)).toEqual([
        {
          KeyId: 'alias/seal',
          Message: createHash(hash).update(body).digest(),
          MessageType: 'DIGEST',
          SigningAlgorithm: name,
        },
      ]);
    });

    test.each([
      ['is hurried', { name: 'ThrottlingException', $fault: 'client' }, 'BANK_SEAL_UNAVAILABLE'],
      ['has a fault', { name: 'KMSInternalException', $fault: 'server' }, 'BANK_SEAL_UNAVAILABLE'],
      ['denies us the key', { name: 'AccessDeniedException', $fault: 'client' }, 'CONFIGURATION_INVALID'],
      [
        'has another kind of key',
        { name: 'InvalidKeyUsageException', $fault: 'client' },
        'CONFIGURATION_INVALID',
      ],
    ])('that %s ends in a code that says whether it passes', async (_, fault, code) => {
      kms.on(SignCommand).rejects(Object.assign(new Error('no'), fault));
      expect((await errorOf(seal.sign(body, 'rsa-sha256'))).code).toBe(code);
    });

    test('that answers without a signature is no signature', async () => {
      kms.on(SignCommand).resolves({});
      expect((await errorOf(seal.sign(body, 'rsa-sha256'))).code).toBe('CONFIGURATION_INVALID');
    });
  });
});

describe.skipIf(!hasOpenssl)('with a QSealC of a test authority', () => {
  test.each([
    ['rsa-sha256', 'SHA-256', '-sha256'],
    ['rsa-sha512', 'SHA-512', '-sha512'],
  ] as const)('the signature %s verifies with OpenSSL', async (algorithm, digestAlgorithm, option) => {
    using authority = testAuthority();
    const { cert, key } = authority.issue('Acquit Seal');
    const own = signature({ seal: localSeal(key), algorithm, digest: digestAlgorithm });
    const signed = await signRequest(own, request, now());
    const { headers: names = '', signature: sealed = '' } = partsOf(signed);
    authority.write('public.pem', createPublicKey(cert).export({ type: 'spki', format: 'pem' }).toString());
    authority.write('signed.txt', signingString(signed, names.split(' ')));
    authority.write('signature.bin', Buffer.from(sealed, 'base64'));
    const check = ['dgst', option, '-verify', 'public.pem', '-signature', 'signature.bin'];
    expect(authority.openssl(...check, 'signed.txt')).toBe('Verified OK\n');
    authority.write('signed.txt', `${signingString(signed, names.split(' '))}\n`);
    expect(() => authority.openssl(...check, 'signed.txt')).toThrow('Command failed');
  });

  test('the certificate is one line in each encoding, and the same certificate', () => {
    using authority = testAuthority();
    const { cert } = authority.issue('Acquit Seal');
    const [der64, pem64, pem1line] = (['der64', 'pem64', 'pem1line'] as const).map((encoding) =>
      certificateHeader(`${cert}${authority.ca}`, encoding),
    );
    const base64 = cert.replaceAll(/-----[^-]+-----|\s/g, '');
    expect(der64).toBe(base64);
    expect(Buffer.from(pem64 ?? '', 'base64').toString()).toBe(cert);
    expect(pem1line).toBe(`-----BEGIN CERTIFICATE-----${base64}-----END CERTIFICATE-----`);
  });
});
