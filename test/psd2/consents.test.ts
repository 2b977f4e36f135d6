import { describe, expect, test } from 'vitest';
import { consentStatusFacts } from '../../lib/psd2/consents/consent-status-facts.ts';
import { errorOf, htmlPage, lostAnswer, refusedConnection, reply, type Reply } from '../http/stand-in.ts';
import { base, requestId } from './bank-against.ts';
import { consentsAgainst, consentsOf, iban, otherIban } from './consents-against.ts';

const bodyOf = (bytes: Uint8Array | undefined): unknown => JSON.parse(Buffer.from(bytes ?? []).toString());

const created = (more: object = {}) =>
  reply(201, {
    consentStatus: 'received',
    consentId: 'c/1',
    _links: { scaOAuth: { href: '/.well-known/oauth' }, status: { href: '/v1/consents/c%2F1/status' } },
    ...more,
  });

describe('the body of a consent on accounts', () => {
  const { bank } = consentsAgainst();
  const dedicated = { model: 'dedicated', ibans: [iban, otherIban, iban] } as const;

  test('names each account once, with real booleans and never as a combined session', () => {
    const bytes = bank.buildAccountConsent({ access: dedicated, validUntil: '2027-05-18', recurring: true });
    const accounts = [{ iban }, { iban: otherIban }];
    expect(bodyOf(bytes)).toEqual({
      access: { balances: accounts, transactions: accounts },
      recurringIndicator: true,
      validUntil: '2027-05-18',
      frequencyPerDay: 4,
      combinedServiceIndicator: false,
    });
  });

  test('asks for one read a day when it is for once', () => {
    const bytes = bank.buildAccountConsent({ access: dedicated, validUntil: '2026-11-20', recurring: false });
    expect(bodyOf(bytes)).toMatchObject({ recurringIndicator: false, frequencyPerDay: 1 });
  });

  test.each(['availableAccounts', 'allPsd2'] as const)('asks for %s only where it is configured', (model) => {
    const consent = { access: { model }, validUntil: '2026-11-20', recurring: false };
    expect(bodyOf(consentsOf({ consentModel: model }).bank.buildAccountConsent(consent))).toMatchObject({
      access: { [model]: 'allAccounts' },
    });
    expect(() => bank.buildAccountConsent(consent)).toThrow(/not configured/);
  });

  test.each([
    ['no account', { access: { model: 'dedicated', ibans: [] }, validUntil: '2027-01-01', recurring: true }],
    [
      'an IBAN with wrong check digits',
      {
        access: { model: 'dedicated', ibans: ['BE69539007547034'] },
        validUntil: '2027-01-01',
        recurring: true,
      },
    ],
    ['a day that is none', { access: dedicated, validUntil: 'soon', recurring: true }],
  ] as const)('is not made for %s, and the account is not repeated', (_, consent) => {
    expect(() => bank.buildAccountConsent(consent)).toThrow(/^The consent cannot be asked for: (?!.*BE69)/);
  });

  test('a list of all accounts cannot be asked for day after day', () => {
    const { bank: lists } = consentsOf({ consentModel: 'availableAccounts' });
    const consent = {
      access: { model: 'availableAccounts' },
      validUntil: '2027-01-01',
      recurring: true,
    } as const;
    expect(() => lists.buildAccountConsent(consent)).toThrow(/once only/);
  });
});

describe('the body of a consent on funds', () => {
  test('names the account and what the PSU sees of us', () => {
    const bytes = consentsAgainst().bank.buildFundsConsent({ iban, registrationInformation: 'Contract 7' });
    expect(bodyOf(bytes)).toEqual({ account: { iban }, registrationInformation: 'Contract 7' });
  });

  test.each([{ iban: 'BE1' }, { iban, registrationInformation: 'x'.repeat(141) }])(
    'is not made of %j',
    (wrong) => {
      expect(() => consentsAgainst().bank.buildFundsConsent(wrong)).toThrow(/cannot be asked for/);
    },
  );
});

describe('creating a consent', () => {
  const bytes = Buffer.from('{"a":1}');
  const order = { service: 'ais', bytes, requestId, psuIpAddress: '192.0.2.17' } as const;

  test('sends the stored bytes with the PSU and the way back, but no token and no other consent', async () => {
    const { send, bank } = consentsAgainst(created());
    expect(await bank.createConsent(order)).toMatchObject({
      consentId: 'c/1',
      consentStatus: 'received',
      scaOAuthHref: `${base}/.well-known/oauth`,
      statusHref: `${base}/v1/consents/c%2F1/status`,
    });
    const [request] = send.requests;
    expect(request).toMatchObject({ method: 'POST', url: `${base}/v1/consents`, body: bytes });
    expect(request?.headers).toMatchObject({
      apiKey: 'key-1',
      'X-Request-ID': requestId,
      'PSU-IP-Address': '192.0.2.17',
      'TPP-Redirect-URI': 'https://tpp.example/psd2/callback',
    });
    expect(Object.keys(request?.headers ?? {})).not.toEqual(expect.arrayContaining(['Authorization']));
    expect(Object.keys(request?.headers ?? {})).not.toEqual(expect.arrayContaining(['Consent-ID']));
  });

  test.each([
    ['v2', `${base}/v2/consents/confirmation-of-funds`],
    ['v1', `${base}/v1/consents/confirmation-of-funds`],
  ] as const)('of funds goes to %s where the bank has it there', async (cofPath, url) => {
    const { send, bank } = consentsOf({ cofPath }, created({ _links: { scaOAuth: { href: '/oauth' } } }));
    const { statusHref } = await bank.createConsent({ ...order, service: 'piis' });
    expect(send.requests[0]?.url).toBe(url);
    expect(statusHref).toBe(`${url}/c%2F1/status`);
  });

  test('repeats the same bytes once after a lost answer, and takes 200 for them', async () => {
    const { send, bank } = consentsAgainst(lostAnswer(), { ...created(), status: 200 });
    expect((await bank.createConsent(order)).consentId).toBe('c/1');
    expect(send.requests[1]).toEqual(send.requests[0]);
  });

  test.each<[string, readonly Reply[], string]>([
    ['two lost answers', [lostAnswer(), lostAnswer()], 'BANK_OUTCOME_UNKNOWN'],
    ['500 twice', [reply(500), reply(500, htmlPage)], 'BANK_OUTCOME_UNKNOWN'],
    ['no connection', [refusedConnection(), refusedConnection()], 'BANK_UNAVAILABLE'],
    [
      '400',
      [reply(400, { tppMessages: [{ category: 'ERROR', code: 'FORMAT_ERROR' }] })],
      'BANK_REQUEST_INVALID',
    ],
    [
      'a decoupled SCA',
      [{ ...created(), headers: { 'aspsp-sca-approach': 'DECOUPLED' } }],
      'BANK_ANSWER_INVALID',
    ],
    ['no way to authorise it', [created({ _links: {} })], 'BANK_ANSWER_INVALID'],
    [
      'a link to elsewhere',
      [created({ _links: { scaOAuth: { href: 'https://evil.example/' } } })],
      'BANK_ANSWER_INVALID',
    ],
    ['an id that climbs', [created({ consentId: '..' })], 'BANK_ANSWER_INVALID'],
    ['a page in HTML', [reply(201, htmlPage)], 'BANK_ANSWER_INVALID'],
  ])('ends on %s in its own code', async (_, script, code) => {
    const { send, bank } = consentsAgainst(...script);
    expect((await errorOf(bank.createConsent(order))).code).toBe(code);
    expect(send.requests).toHaveLength(script.length);
  });
});

describe('a consent that is there', () => {
  const call = { consentId: 'c/1', requestId, accessToken: 'at-1' };

  test('has a status of its own, asked for with the token', async () => {
    const { send, bank } = consentsAgainst(reply(200, { consentStatus: 'valid' }));
    expect(await bank.readConsentStatus({ ...call, service: 'ais' })).toBe('valid');
    expect(send.requests[0]).toMatchObject({
      method: 'GET',
      url: `${base}/v1/consents/c%2F1/status`,
      headers: { Authorization: 'Bearer at-1', 'X-Request-ID': requestId },
    });
  });

  test('is asked about without a token where the bank takes none', async () => {
    const { send, bank } = consentsOf({ statusAuth: 'none' }, reply(200, { consentStatus: 'valid' }));
    await bank.readConsentStatus({ ...call, service: 'piis' });
    expect(send.requests[0]?.url).toBe(`${base}/v2/consents/confirmation-of-funds/c%2F1/status`);
    expect(Object.keys(send.requests[0]?.headers ?? {})).not.toContain('Authorization');
  });

  test('tells the accounts and days that the bank granted', async () => {
    const { bank } = consentsAgainst(
      reply(200, {
        consentStatus: 'valid',
        validUntil: '2027-01-31',
        recurringIndicator: true,
        frequencyPerDay: '4',
        access: { balances: [{ iban: 'be68 5390 0754 7034' }], transactions: [{ iban }, { bban: '1' }] },
      }),
    );
    expect(await bank.readConsent(call)).toEqual({
      consentStatus: 'valid',
      validUntil: '2027-01-31',
      recurring: true,
      ibans: [iban],
    });
  });

  test('is ended at the bank', async () => {
    const { send, bank } = consentsAgainst(reply(204));
    await bank.deleteConsent({ ...call, service: 'ais' });
    expect(send.requests[0]).toMatchObject({ method: 'DELETE', url: `${base}/v1/consents/c%2F1` });
  });

  test.each<[string, Reply, string]>([
    ['a lost answer', lostAnswer(), 'BANK_UNAVAILABLE'],
    ['503', reply(503), 'BANK_UNAVAILABLE'],
    ['a bare 401', reply(401), 'BANK_TOKEN_REFUSED'],
    [
      'an expired consent',
      reply(401, { tppMessages: [{ category: 'ERROR', code: 'CONSENT_EXPIRED' }] }),
      'BANK_CONSENT_REFUSED',
    ],
    [
      'an unknown consent',
      reply(403, { tppMessages: [{ category: 'ERROR', code: 'CONSENT_UNKNOWN' }] }),
      'BANK_CONSENT_REFUSED',
    ],
    ['404', reply(404), 'BANK_RESOURCE_UNKNOWN'],
  ])('reports %s in its own code, whatever is asked of it', async (_, answer, code) => {
    const of = () => consentsAgainst(answer).bank;
    expect((await errorOf(of().readConsentStatus({ ...call, service: 'ais' }))).code).toBe(code);
    expect((await errorOf(of().readConsent(call))).code).toBe(code);
    expect((await errorOf(of().deleteConsent({ ...call, service: 'piis' }))).code).toBe(code);
  });
});

describe('the status of a consent', () => {
  test.each(['rejected', 'revokedByPsu', 'expired', 'terminatedByTpp'])('%s is the end of it', (status) => {
    expect(consentStatusFacts(status)).toEqual({ usable: false, final: true });
  });
  test.each(['received', 'partiallyAuthorised', 'suspendedByBank', 'toString'])(
    '%s leaves it open',
    (status) => {
      expect(consentStatusFacts(status)).toEqual({ usable: false, final: false });
    },
  );
  test('valid lets us use it', () => {
    expect(consentStatusFacts('valid')).toEqual({ usable: true, final: false });
  });
});
