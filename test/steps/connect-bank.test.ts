import { createHash, generateKeyPairSync } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { bankChoices } from '../../lib/config/bank-choices.ts';
import { type CertificateSet, type Secret, secrets } from '../../lib/config/secrets.ts';
import { readSettings, type Settings } from '../../lib/config/settings.ts';
import { bankSettings, connectBank } from '../../lib/steps/connect/bank.ts';
import { chooseCertificates, shownCertificates } from '../../lib/steps/connect/bank-certificates.ts';
import { requireOneProfile } from '../../lib/steps/connect/bank-profile.ts';
import { choicesOfBank } from '../../lib/steps/connect/choices-of-bank.ts';
import { watchCertificates } from '../../lib/steps/watch-certificates.ts';
import { errorOf } from '../http/stand-in.ts';
import { startTlsServer } from '../http/tls-server.ts';
import { hasOpenssl, testAuthority, type TestAuthority } from '../psd2/test-certificates.ts';

const callback = 'https://acquit.example/psd2/callback';
const live = {
  BANK_URL: 'https://xs2a.bank.example/berlingroup',
  BANK_TOKEN_URL: 'https://login.bank.example/token',
  BANK_HOSTS: 'xs2a.bank.example,login.bank.example',
  PUBLIC_URL: 'https://acquit.example',
  BANK_PROFILE: 'live',
};
const read = (environment: Record<string, string>): Settings<(typeof bankSettings)[number]> =>
  readSettings(bankSettings, environment);

/** Only that there is one: what is in it, the profile does not ask. */
const someSet: CertificateSet = { qwac: { certificate: '-----BEGIN X-----', key: '-----BEGIN X-----' } };
const liveSecret: Secret<'bank'> = {
  apiKey: 'live-key',
  clientId: 'PSDBE-NBB-0123456789',
  profile: 'live',
  certificates: { current: someSet },
};

describe('the profiles sandbox and live', () => {
  const check = (environment: Record<string, string>, secret: Secret<'bank'>) => () =>
    requireOneProfile(read({ ...live, ...environment }), secret, callback);

  test('are taken when all is of one of them', () => {
    expect(check({}, liveSecret)).not.toThrow();
    const sandbox: Secret<'bank'> = { apiKey: 'k', clientId: 'c' };
    expect(
      check({ BANK_PROFILE: 'sandbox', BANK_URL: 'https://sandbox.bank.example' }, sandbox),
    ).not.toThrow();
    expect(check({ BANK_PROFILE: 'sandbox' }, { ...sandbox, profile: 'sandbox' })).not.toThrow();
    const apart = {
      hosts: ['sandbox.bank.example'],
      apiKeySha256: '0'.repeat(64),
      redirectUri: `${callback}2`,
    };
    expect(check({}, { ...liveSecret, otherProfile: apart })).not.toThrow();
  });

  const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
  test.each<[string, Record<string, string>, Partial<Secret<'bank'>>, string]>([
    ['a live stage with a secret of the sandbox', {}, { profile: 'sandbox' }, 'is of the profile sandbox'],
    ['a live stage with a secret that does not say', {}, { profile: undefined }, 'is of the profile sandbox'],
    ['a sandbox stage with a live secret', { BANK_PROFILE: 'sandbox' }, {}, 'is of the profile live'],
    ['a stage that does not say, with a live secret', { BANK_PROFILE: '' }, {}, 'is of the profile live'],
    [
      'the API of the other profile',
      {},
      { otherProfile: { hosts: ['XS2A.bank.example'] } },
      'xs2a.bank.example is a host of the other profile',
    ],
    [
      'the token endpoint of the other profile',
      {},
      { otherProfile: { hosts: ['login.bank.example'] } },
      'login.bank.example is a host of the other profile',
    ],
    [
      'the API key of the other profile',
      {},
      { otherProfile: { apiKeySha256: hash('live-key') } },
      'the API key is of the other profile',
    ],
    [
      'the redirect URI of the other profile',
      {},
      { otherProfile: { redirectUri: callback } },
      'the redirect URI is of the other profile',
    ],
    ['live at plain http', { BANK_TOKEN_URL: 'http://login.bank.example' }, {}, 'an address is not https'],
    [
      'live at a sandbox',
      { BANK_URL: 'https://api.sandbox.bank.example' },
      {},
      'api.sandbox.bank.example is a sandbox',
    ],
    ['live at this machine', { BANK_URL: 'https://127.0.0.1:8443' }, {}, '127.0.0.1:8443 is a sandbox'],
    ['live without a QWAC', {}, { certificates: {} }, 'there is no QWAC'],
  ])('are not mixed: %s', (_, environment, changes, fault) => {
    const given = { ...liveSecret, ...changes };
    expect(check(environment, given)).toThrow(fault);
    expect(check(environment, given)).not.toThrow('live-key');
  });

  test('that are mixed end every call before anything is sent, and stop nothing else', async () => {
    const bank = connectBank(read(live), { ...liveSecret, profile: 'sandbox' });
    const requestId = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
    const calls = [
      bank.readAuthorisationMetadata(`${live.BANK_URL}/metadata`),
      bank.exchangeCode({ code: 'c', codeVerifier: 'v', requestId, resourceId: 'p' }),
      bank.createPayment({ bytes: Buffer.from('{}'), requestId, psuIpAddress: '203.0.113.7' }),
    ];
    for (const call of calls) expect((await errorOf(call)).code).toBe('CONFIGURATION_INVALID');
  });
});

describe('the settings of the bank', () => {
  test('are all absent in the safe case, which is that of the reference', () => {
    const choices = readSettings(
      Object.keys(bankChoices).map((name) => name as keyof typeof bankChoices), // its own keys
      {},
    );
    expect(choicesOfBank(choices)).toEqual({
      scopes: { pis: 'PIS:{id}', ais: 'AIS:{id}', piis: 'PIIS:{id}', basket: 'PIS:{id}', cancel: 'PIS:{id}' },
      clientAuth: 'tls_client_auth',
      scaOAuthMode: 'metadata',
      statusAuth: 'bearer',
      products: [{ service: 'payments', product: 'sepa-credit-transfers' }],
      futureDated: false,
      baskets: { enabled: false, max: 0 },
      consentModel: 'dedicated',
      cofPath: 'v2',
      fundsCheck: false,
      repeatPost: true,
      psuIpV6: 'send',
      egressIpv4: undefined,
      psuId: undefined,
      amountSign: 'infer',
      dailyBudget: 4,
      maxHistoryDays: 90,
    });
    expect(choices).toMatchObject({
      BANK_PROFILE: 'sandbox',
      BANK_CERTIFICATES: 'current',
      BANK_SIGNED_CALLS: 'api',
      BANK_SIGNATURE_ALGORITHM: 'rsa-sha256',
      BANK_DIGEST: 'SHA-256',
      BANK_CERTIFICATE_ENCODING: 'der64',
      BANK_MAX_RPS: 5,
      BANK_NOK_REDIRECT: true,
    });
  });

  test('are read as what they are', () => {
    const given = read({
      ...live,
      BANK_PRODUCTS: 'payments/sepa-credit-transfers, bulk-payments/pain.001-sepa-credit-transfers',
      BANK_SIGNATURE_HEADERS: '(request-target), Date, digest, x-request-id',
      BANK_BASKET_MAX: '20',
      BANK_REPEAT_POST: 'no',
    });
    expect(given.BANK_SIGNATURE_HEADERS).toEqual(['(request-target)', 'date', 'digest', 'x-request-id']);
    expect(choicesOfBank(given)).toMatchObject({
      products: [
        { service: 'payments', product: 'sepa-credit-transfers' },
        { service: 'bulk-payments', product: 'pain.001-sepa-credit-transfers' },
      ],
      baskets: { enabled: true, max: 20 },
      repeatPost: false,
    });
  });

  test.each([
    ['BANK_PROFILE', 'production'],
    ['BANK_SIGNATURE_HEADERS', 'digest'],
    ['BANK_SIGNATURE_HEADERS', 'digest,x-request-id,x y'],
    ['BANK_SCOPE_PIS', 'PIS:'],
    ['BANK_SCOPE_PIS', 'PIS:{id}{id}'],
    ['BANK_PRODUCTS', 'sepa-credit-transfers'],
    ['BANK_PRODUCTS', 'payments/../consents'],
    ['BANK_BASKET_MAX', '1e2'],
    ['BANK_AIS_DAILY_BUDGET', '5'],
    ['BANK_MAX_RPS', '0'],
    ['BANK_EGRESS_IPV4', '2001:db8::1'],
    ['BANK_REPEAT_POST', 'true'],
    ['BANK_PSU_ID', 'a\nb'],
  ])('refuse %s=%j', (name, value) => {
    expect(() => read({ ...live, [name]: value })).toThrow(name);
  });
});

describe('the secret of the bank', () => {
  const text = '-----BEGIN CERTIFICATE-----\nx';
  const withSet = (set: unknown) =>
    secrets.bank.safeParse({ apiKey: 'k', clientId: 'c', certificates: { next: set } });
  const qwac = { certificate: text, key: text };
  const qseal = { certificate: text, keyId: 'SN=1,CA=CN=x' };

  test('takes a QSealC whose key is here, or in KMS, and not both or none', () => {
    expect(withSet({ qwac }).success).toBe(true);
    expect(withSet({ qwac, qseal: { ...qseal, key: text } }).success).toBe(true);
    expect(withSet({ qwac, qseal: { ...qseal, kmsKey: 'alias/seal' } }).success).toBe(true);
    expect(withSet({ qwac, qseal }).success).toBe(false);
    expect(withSet({ qwac, qseal: { ...qseal, key: text, kmsKey: 'alias/seal' } }).success).toBe(false);
  });

  test('takes no keyId that would end within its header, and no QSealC without a QWAC', () => {
    for (const keyId of ['SN=1,CA=O="x"', 'SN=1\r\nX: y', 'SN=1,CA=é', '']) {
      expect(withSet({ qwac, qseal: { ...qseal, keyId, key: text } }).success, keyId).toBe(false);
    }
    expect(withSet({ qseal: { ...qseal, key: text } }).success).toBe(false);
  });
});

describe.skipIf(!hasOpenssl)('the two sets of certificates', () => {
  const setOf = (authority: TestAuthority, name: string): CertificateSet => {
    const [qwac, seal] = [authority.issue(`${name} QWAC`), authority.issue(`${name} QSealC`, { days: 10 })];
    return {
      qwac: { certificate: qwac.cert, key: qwac.key, ca: authority.ca },
      qseal: { certificate: seal.cert, key: seal.key, keyId: `SN=1,CA=CN=${name}` },
    };
  };

  test('switch together: QWAC, QSealC and keyId are always of the same', async () => {
    using authority = testAuthority();
    const certificates = { current: setOf(authority, 'current'), next: setOf(authority, 'next') };
    await using server = await startTlsServer({ ca: authority.ca, own: authority.issue('bank') });
    for (const name of ['current', 'next'] as const) {
      const settings = read({
        BANK_URL: server.url,
        BANK_TOKEN_URL: `${server.url}/token`,
        BANK_HOSTS: server.host,
        PUBLIC_URL: 'https://acquit.example',
        BANK_CERTIFICATES: name,
        BANK_MAX_RPS: '1000',
      });
      const secret: Secret<'bank'> = { apiKey: 'k', clientId: 'c', certificates };
      const bank = connectBank(settings, secret);
      const requestId = '99391c7e-ad88-49ec-a2ad-99ddcb1f7721';
      expect((await errorOf(bank.readPaymentStatus({ paymentId: 'p', requestId }))).code).toBe(
        'BANK_ANSWER_INVALID',
      );
      const { commonName, headers: sent = {} } = server.shown.at(-1) ?? {};
      expect(commonName).toBe(`${name} QWAC`);
      const der = Buffer.from(String(sent['tpp-signature-certificate']), 'base64');
      const chosen = chooseCertificates(secret, name);
      expect(chosen).toBe(certificates[name]);
      expect(chosen?.qseal?.certificate.replaceAll(/-----[^-]+-----|\s/g, '')).toBe(der.toString('base64'));
      expect(sent['signature']).toContain(`keyId="SN=1,CA=CN=${name}"`);
      expect(sent['apikey']).toBe('k');
    }
  });

  test('are refused when the chosen one is missing or a key is of another certificate', () => {
    using authority = testAuthority();
    const current = setOf(authority, 'current');
    const other = generateKeyPairSync('rsa', { modulusLength: 2048 }).privateKey;
    const key = other.export({ type: 'pkcs8', format: 'pem' }).toString();
    const secret = (set: CertificateSet): Secret<'bank'> => ({
      ...liveSecret,
      certificates: { current: set },
    });
    expect(() => chooseCertificates(secret(current), 'next')).toThrow('no certificates "next"');
    expect(() =>
      chooseCertificates(secret({ ...current, qwac: { ...current.qwac, key } }), 'current'),
    ).toThrow('The QWAC of the set "current" does not belong to its key.');
    const qseal = { certificate: '', keyId: '', ...current.qseal, key };
    expect(() => chooseCertificates(secret({ ...current, qseal }), 'current')).toThrow(
      'The QSealC of the set "current" does not belong to its key.',
    );
    const damaged = {
      ...current,
      qwac: { ...current.qwac, certificate: '-----BEGIN CERTIFICATE-----mellon' },
    };
    expect(() => chooseCertificates(secret(damaged), 'current')).toThrow('cannot be read.');
    expect(chooseCertificates({ apiKey: 'k', clientId: 'c' }, 'current')).toBeUndefined();
  });

  test('are watched both, by the name of each certificate', () => {
    using authority = testAuthority();
    const secret = {
      ...liveSecret,
      certificates: { current: setOf(authority, 'a'), next: setOf(authority, 'b') },
    };
    expect(shownCertificates(secret)).toHaveLength(4);
    expect(
      watchCertificates(secret, new Date()).map(({ code, name, threshold }) => [code, name, threshold]),
    ).toEqual([
      ['BANK_CERTIFICATE_EXPIRING', 'QSealC of the set "current"', 14],
      ['BANK_CERTIFICATE_EXPIRING', 'QSealC of the set "next"', 14],
    ]);
    expect(watchCertificates({ apiKey: 'k', clientId: 'c' }, new Date())).toEqual([]);
  });
});
