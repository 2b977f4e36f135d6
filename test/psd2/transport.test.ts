import { describe, expect, test } from 'vitest';
import { HttpFailure } from '../../lib/http/http-failure.ts';
import type { HttpRequest } from '../../lib/http/http-response.ts';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { bankHeaders, callBank, callBankAtMostTwice } from '../../lib/psd2/bank-call.ts';
import {
  type BankSettings,
  completeBankSettings,
  type GivenBankSettings,
  type MessageSignature,
} from '../../lib/psd2/bank-settings.ts';
import { exchangeCode } from '../../lib/psd2/exchange-code.ts';
import { redirectHeaders } from '../../lib/psd2/redirect-headers.ts';
import { errorOf, lostAnswer, now, type Reply, reply, scriptedSend } from '../http/stand-in.ts';
import { base, payments, requestId } from './bank-against.ts';

const formatError = reply(400, { tppMessages: [{ category: 'ERROR', code: 'FORMAT_ERROR' }] });

/** A seal that says which one it is and how often it was asked; what RSA makes of it is tested elsewhere. */
function countingSeal() {
  const sealed: string[] = [];
  const sign = async (data: Uint8Array): Promise<Uint8Array> => {
    sealed.push(Buffer.from(data).toString());
    return Buffer.from(`seal-${sealed.length}`);
  };
  return { sealed, sign };
}

function transport(changes: Partial<GivenBankSettings>, ...script: Reply[]) {
  const send = scriptedSend(...script);
  const settings: BankSettings = completeBankSettings({
    baseUrl: base,
    apiKey: 'key-1',
    send,
    clientId: 'PSDBE-NBB-0123456789',
    redirectUri: 'https://tpp.example/psd2/callback',
    tokenUrl: `${base}/v1/token`,
    allowedHosts: ['api.bank.example'],
    now,
    ...changes,
  });
  return { settings, requests: send.requests };
}

function signing(changes: Partial<MessageSignature> = {}) {
  const seal = countingSeal();
  const signature: MessageSignature = {
    seal,
    keyId: 'SN=9fa1,CA=CN=Example%20CA,C=BE',
    algorithm: 'rsa-sha256',
    digest: 'SHA-256',
    certificate: 'MII',
    signsTokenCalls: false,
    ...changes,
  };
  return { seal, signature };
}

const creation = (settings: BankSettings, psuIpAddress = '203.0.113.7'): HttpRequest => ({
  method: 'POST',
  url: payments,
  headers: { ...bankHeaders(settings, { requestId }), ...redirectHeaders(settings, psuIpAddress) },
  body: Buffer.from('{}'),
});

describe('a signed call', () => {
  test('carries the signature; sent again after a lost answer it is the same to the last byte', async () => {
    const { seal, signature } = signing();
    const { settings, requests } = transport({ signature }, lostAnswer(), reply(201));
    await callBankAtMostTwice(settings, creation(settings));
    expect(seal.sealed).toHaveLength(1);
    expect(requests[1]).toEqual(requests[0]);
    expect(requests[0]?.headers).toMatchObject({
      apiKey: 'key-1',
      Digest: expect.stringMatching(/^SHA-256=/),
      'TPP-Signature-Certificate': 'MII',
      Signature: expect.stringContaining('headers="digest x-request-id tpp-redirect-uri"'),
    });
  });

  test('is every one with an X-Request-ID, reads too; the metadata of the OAuth server is not signed', async () => {
    const { seal, signature } = signing();
    const { settings } = transport({ signature }, reply(200), reply(200));
    await callBank(settings, { method: 'GET', url: payments, headers: bankHeaders(settings, { requestId }) });
    await callBank(settings, { method: 'GET', url: `${base}/metadata`, headers: bankHeaders(settings, {}) });
    expect(seal.sealed).toEqual([
      `digest: SHA-256=47DEQpj8HBSa+/TImW+5JCeuQeRkm5NMpJWZG3hSuFU=\nx-request-id: ${requestId}`,
    ]);
  });

  test.each([
    [false, 0],
    [true, 1],
  ])('is the one for a token only where that is configured (%s)', async (signsTokenCalls, count) => {
    const { seal, signature } = signing({ signsTokenCalls });
    const token = reply(200, { access_token: 't', token_type: 'Bearer' });
    const { settings } = transport({ signature }, token);
    await exchangeCode(settings, { code: 'c', codeVerifier: 'v', requestId, resourceId: 'p' });
    expect(seal.sealed).toHaveLength(count);
  });

  test('does not leave when the seal is out of reach, and says so', async () => {
    const refusal = new AcquitError('BANK_SEAL_UNAVAILABLE', 'KMS did not sign');
    const { signature } = signing({ seal: { sign: () => Promise.reject(refusal) } });
    const { settings, requests } = transport({ signature });
    expect(await errorOf(callBank(settings, creation(settings)))).toBe(refusal);
    expect(await errorOf(callBankAtMostTwice(settings, creation(settings)))).toBe(refusal);
    expect(requests).toEqual([]);
  });
});

describe('a call', () => {
  test('is not sent again after a lost answer where the bank knows no repetition', async () => {
    const { settings, requests } = transport({ repeatPost: false }, lostAnswer());
    const { last, maybeArrived } = await callBankAtMostTwice(settings, creation(settings));
    expect(last).toBeInstanceOf(HttpFailure);
    expect([maybeArrived, requests.length]).toEqual([true, 1]);
  });

  test('for a token is sent again even there, since a code cannot wait', async () => {
    const token = reply(200, { access_token: 't', token_type: 'Bearer' });
    const { settings, requests } = transport({ repeatPost: false }, reply(504), token);
    await exchangeCode(settings, { code: 'c', codeVerifier: 'v', requestId, resourceId: 'p' });
    expect(requests).toHaveLength(2);
  });

  test('whose certificate is refused ends at once, in words for the operator', async () => {
    const refused = new HttpFailure('certificate', 'no', 'alert');
    const { settings, requests } = transport({}, refused, refused);
    expect((await errorOf(callBank(settings, creation(settings)))).code).toBe('BANK_CERTIFICATE_REFUSED');
    const error = await errorOf(callBankAtMostTwice(settings, creation(settings)));
    expect([error.code, error.class, requests.length]).toEqual([
      'BANK_CERTIFICATE_REFUSED',
      'configuration',
      2,
    ]);
  });
});

describe('the address of the PSU', () => {
  const ipv6 = '2001:db8::7';
  const egressIpv4 = '198.51.100.1';
  const sent = (requests: readonly HttpRequest[]) =>
    requests.map(({ headers }) => [headers?.['PSU-IP-Address'], headers?.['X-Request-ID']]);

  test.each<[string, Partial<GivenBankSettings>, string, Reply[], string[]]>([
    ['IPv6 is sent as it is', { egressIpv4 }, ipv6, [reply(201)], [ipv6]],
    [
      'IPv6 is replaced after FORMAT_ERROR',
      { egressIpv4 },
      ipv6,
      [formatError, reply(201)],
      [ipv6, egressIpv4],
    ],
    ['IPv6 is replaced but once', { egressIpv4 }, ipv6, [formatError, formatError], [ipv6, egressIpv4]],
    ['IPv6 stays when no other is configured', {}, ipv6, [formatError], [ipv6]],
    ['IPv6 stays after another refusal', { egressIpv4 }, ipv6, [reply(400)], [ipv6]],
    ['IPv4 is not replaced', { egressIpv4 }, '203.0.113.7', [formatError], ['203.0.113.7']],
    [
      'IPv6 is replaced at once where configured',
      { egressIpv4, psuIpV6: 'substitute' },
      ipv6,
      [reply(201)],
      [egressIpv4],
    ],
    [
      'IPv4 stays there, too',
      { egressIpv4, psuIpV6: 'substitute' },
      '203.0.113.7',
      [reply(201)],
      ['203.0.113.7'],
    ],
  ])('%s', async (_, changes, address, script, expected) => {
    for (const call of [callBank, callBankAtMostTwice]) {
      const { settings, requests } = transport(changes, ...script);
      await call(settings, creation(settings, address));
      expect(sent(requests)).toEqual(expected.map((one) => [one, requestId]));
    }
  });

  test('is signed as it goes out', async () => {
    const { seal, signature } = signing({ headers: ['digest', 'x-request-id', 'psu-ip-address'] });
    const { settings } = transport({ signature, egressIpv4 }, formatError, reply(201));
    await callBank(settings, creation(settings, ipv6));
    const lines = seal.sealed.map((text) => text.split('\n')[2]);
    expect(lines).toEqual([`psu-ip-address: ${ipv6}`, `psu-ip-address: ${egressIpv4}`]);
  });
});

describe('the headers about the PSU', () => {
  const { settings } = transport({});

  test('forward what is known of the browser', () => {
    const psuContext = {
      port: '50123',
      accept: 'text/html',
      acceptCharset: 'utf-8',
      acceptEncoding: 'gzip, br',
      acceptLanguage: 'nl-BE,nl;q=0.9',
      userAgent: 'Mozilla/5.0 (X11; Linux x86_64)',
      httpMethod: 'GET',
      deviceId: '99435c7e-ad88-49ec-a2ad-99ddcb1f5555',
      geoLocation: 'GEO:52.506931;13.144558',
    };
    expect(redirectHeaders(settings, '203.0.113.7', { psuContext })).toMatchObject({
      'PSU-IP-Address': '203.0.113.7',
      'PSU-IP-Port': '50123',
      'PSU-Accept': 'text/html',
      'PSU-Accept-Charset': 'utf-8',
      'PSU-Accept-Encoding': 'gzip, br',
      'PSU-Accept-Language': 'nl-BE,nl;q=0.9',
      'PSU-User-Agent': 'Mozilla/5.0 (X11; Linux x86_64)',
      'PSU-Http-Method': 'GET',
      'PSU-Device-ID': '99435c7e-ad88-49ec-a2ad-99ddcb1f5555',
      'PSU-Geo-Location': 'GEO:52.506931;13.144558',
    });
  });

  test('leave out what no header may hold: a browser writes what it likes', () => {
    const psuContext = {
      userAgent: 'evil\r\nConsent-ID: 1',
      acceptLanguage: '',
      accept: 'x'.repeat(301),
      port: '12a',
      httpMethod: 'get',
      deviceId: 'mine',
      geoLocation: 'GEO:1;2',
    };
    const names = Object.keys(redirectHeaders(settings, '203.0.113.7', { psuContext }));
    expect(names.filter((name) => name.startsWith('PSU-'))).toEqual(['PSU-IP-Address']);
  });

  test('hold PSU-ID and the address for refusals only where they are configured', () => {
    expect(Object.keys(redirectHeaders(settings, '203.0.113.7'))).not.toContain('PSU-ID');
    const own = transport({ psuId: 'finance', nokRedirectUri: 'https://tpp.example/psd2/callback' }).settings;
    expect(redirectHeaders(own, '203.0.113.7')).toMatchObject({
      'PSU-ID': 'finance',
      'TPP-Nok-Redirect-URI': 'https://tpp.example/psd2/callback',
    });
  });
});

describe('who we are at the token endpoint', () => {
  const exchange = { code: 'c', codeVerifier: 'v', requestId, resourceId: 'p' };
  const token = reply(200, { access_token: 't', token_type: 'Bearer' });

  test.each<[string, Partial<GivenBankSettings>, string | undefined, string | null, string | null]>([
    ['the QWAC says it', {}, undefined, 'PSDBE-NBB-0123456789', null],
    [
      'id and secret in a header, form-encoded first',
      { clientAuth: 'client_secret_basic', clientId: 'a:b', clientSecret: 'c d%' },
      `Basic ${Buffer.from('a%3Ab:c+d%25').toString('base64')}`,
      null,
      null,
    ],
    [
      'id and secret in the form',
      { clientAuth: 'client_secret_post', clientSecret: 's' },
      undefined,
      'PSDBE-NBB-0123456789',
      's',
    ],
  ])('%s', async (_, changes, authorization, id, secret) => {
    const { settings, requests } = transport(changes, token);
    await exchangeCode(settings, exchange);
    const form = new URLSearchParams(Buffer.from(requests[0]?.body ?? []).toString());
    expect(requests[0]?.headers?.['Authorization']).toBe(authorization);
    expect([form.get('client_id'), form.get('client_secret')]).toEqual([id, secret]);
    expect(requests[0]?.headers).toMatchObject({ apiKey: 'key-1', 'X-Request-ID': requestId });
  });
});
