import { describe, expect, test } from 'vitest';
import { consentBody, otherIban, ownIban, startBank } from './bank-kit.ts';
import { temporaryFolder } from './kit.ts';

const query = '?bookingStatus=booked&dateFrom=2026-02-01';

async function startWithConsent(options: Parameters<typeof startBank>[0] = {}) {
  const world = await startBank(options);
  const { headers, ...consent } = await world.consent();
  const [account] = (await world.get('/v1/accounts', headers)).json.accounts;
  const path = `/v1/accounts/${account?.resourceId}`;
  return { ...world, ...consent, headers, path, transactions: `${path}/transactions${query}` };
}

describe('A consent for accounts', () => {
  test('shows what the bank booked for the payments that it executed, and what else was booked', async () => {
    const { bank, clock, get, pay, headers, path, transactions } = await startWithConsent();
    await pay();
    expect((await get(transactions, headers)).json.transactions.booked).toEqual([]);
    clock.advance(2000);
    bank.book({ iban: ownIban, amount: '25.00', bookingDate: '2026-03-01', remittance: 'Terugbetaling' });
    expect((await get(transactions, headers)).json.transactions.booked).toMatchObject([
      {
        endToEndId: 'INV20240001',
        transactionAmount: { currency: 'EUR', amount: '-100.00' },
        creditorAccount: { iban: 'BE71096123456769' },
        bookingDate: '2026-03-02',
      },
      { transactionAmount: { amount: '25.00' }, creditorAccount: { iban: ownIban } },
    ]);
    const balances = await get(`${path}/balances`, headers);
    expect(balances.text).toContain('"amount":"999925.00"');
  });

  test('is refused without its five members, as a combined session, or for the bank to fill in', async () => {
    const { post } = await startBank();
    const refusal = async (change: object) =>
      (await post('/v1/consents', { ...consentBody, ...change })).code;
    expect(await refusal({ recurringIndicator: 'true' })).toBe('FORMAT_ERROR');
    expect(await refusal({ frequencyPerDay: 0 })).toBe('FORMAT_ERROR');
    expect(await refusal({ combinedServiceIndicator: true })).toBe('SESSIONS_NOT_SUPPORTED');
    expect(await refusal({ validUntil: '2026-03-01' })).toBe('PERIOD_INVALID');
    expect(await refusal({ access: { accounts: [], balances: [], transactions: [] } })).toBe(
      'SERVICE_INVALID',
    );
    expect(await refusal({ access: {} })).toBe('FORMAT_ERROR');
  });

  test('opens nothing without its token and its id, and only its own accounts', async () => {
    const { get, headers, consentId } = await startWithConsent();
    const { Authorization } = headers;
    expect((await get('/v1/accounts', { Authorization })).code).toBe('FORMAT_ERROR');
    expect((await get('/v1/accounts', { Authorization, 'Consent-ID': 'x' })).code).toBe('CONSENT_UNKNOWN');
    expect((await get('/v1/accounts', { 'Consent-ID': consentId })).code).toBe('TOKEN_UNKNOWN');
    expect((await get('/v1/accounts/guess/balances', headers)).code).toBe('RESOURCE_UNKNOWN');
  });

  test('is ended by a newer one of the same holder, by the PSU, by the TPP and by its last day', async () => {
    const { bank, clock, get, remove, consent, headers } = await startWithConsent();
    await consent({ ...consentBody, access: { accounts: [{ iban: otherIban }] } });
    expect((await get('/v1/accounts', headers)).status).toBe(200);
    const newer = await consent();
    expect((await get('/v1/accounts', headers)).code).toBe('CONSENT_EXPIRED');
    bank.revoke(newer.consentId);
    const gone = await get('/v1/accounts', newer.headers);
    expect([gone.status, gone.code]).toEqual([401, 'CONSENT_INVALID']);
    const third = await consent();
    expect((await remove(`/v1/consents/${third.consentId}`)).status).toBe(204);
    const fourth = await consent();
    clock.advance(200 * 86_400_000);
    const path = (id: string) => `/v1/consents/${id}/status`;
    const ids = [newer, third, fourth].map(({ consentId }) => path(consentId));
    const answers = await Promise.all(ids.map((one) => get(one)));
    expect(answers.map(({ json }) => json.consentStatus)).toEqual([
      'revokedByPsu',
      'terminatedByTpp',
      'expired',
    ]);
  });

  test('is read four times a day without the PSU, with further pages free and with the PSU as often as he asks', async () => {
    const dataFolder = temporaryFolder();
    const { bank, clock, get, headers, transactions } = await startWithConsent({ dataFolder });
    bank.quirks.pageSize = 1;
    for (const bookingDate of ['2026-03-01', '2026-02-28']) {
      bank.book({ iban: ownIban, amount: '-1.00', bookingDate });
    }
    const first = await get(transactions, headers);
    const next = first.json.transactions._links['next']?.href ?? '';
    const second = await get(next, headers);
    expect(second.json.transactions.booked).toMatchObject([{ bookingDate: '2026-02-28' }]);
    expect(second.json.transactions._links['next']).toBeUndefined();
    for (let read = 0; read < 3; read += 1) await get(transactions, headers);
    const fifth = await get(transactions, headers);
    expect([fifth.status, fifth.code]).toEqual([429, 'ACCESS_EXCEEDED']);
    expect((await get(transactions, { ...headers, 'PSU-IP-Address': '192.0.2.17' })).status).toBe(200);
    await bank.stop();
    const again = await startBank({ dataFolder, clock });
    expect((await again.get(transactions, headers)).code).toBe('ACCESS_EXCEEDED');
    clock.advance(86_400_000);
    expect((await again.get(transactions, headers)).code).toBe('TOKEN_EXPIRED');
  });

  test.for([
    ['?bookingStatus=both&dateFrom=2026-02-01', 'PARAMETER_NOT_SUPPORTED'],
    ['?bookingStatus=booked', 'FORMAT_ERROR'],
    [`${query}&deltaList=true`, 'PARAMETER_NOT_SUPPORTED'],
    ['?bookingStatus=booked&dateFrom=2025-02-01', 'PERIOD_INVALID'],
  ] as const)('gives no transactions for %s', async ([asked, code]) => {
    const { clock, get, headers, path } = await startWithConsent();
    clock.advance(21 * 60_000);
    expect((await get(`${path}/transactions${asked}`, headers)).code).toBe(code);
  });

  test('writes entries as banks do: amounts as numbers, without a sign or an id, references as objects', async () => {
    const { bank, get, headers, transactions } = await startWithConsent();
    const [amount, structuredRemittance] = ['-12.50', 'RF18539007547034'];
    bank.book({ iban: ownIban, amount, bookingDate: '2026-03-01', structuredRemittance });
    Object.assign(bank.quirks, {
      amounts: 'number',
      amountSign: 'unsigned',
      entryIds: false,
      structuredRemittance: 'object',
    });
    const { text, json } = await get(transactions, headers);
    expect(text).toContain('"amount":12.50');
    expect(text).toContain('{"reference":"RF18539007547034"');
    expect(json.transactions.booked[0]).not.toHaveProperty('transactionId');
  });
});

describe('The page of the bank', () => {
  test('says which accounts a consent opens, how far and until when', async () => {
    const { post, authorizeUrl } = await startBank();
    const access = { balances: [{ iban: ownIban }], accounts: [{ iban: otherIban }] };
    const { json } = await post('/v1/consents', { ...consentBody, access });
    const url = await authorizeUrl(json._links, `AIS:${json.consentId}`);
    const page = await (await fetch(url, { headers: { 'Accept-Language': 'nl' } })).text();
    expect(page).toContain('Toegang tot uw rekening');
    expect(page).toContain('BE68 •••• •••• 7034</span></dt><dd class="">rekeninggegevens, saldo</dd>');
    expect(page).toContain('NL91 •••• •••• 4300</span></dt><dd class="">rekeninggegevens</dd>');
    expect(page).toContain('30 juni 2026');
    expect(page).not.toContain(ownIban);
    expect(page).not.toContain('<script');
  });

  test('escapes what the TPP wrote, and offers no consent to an account that is not the PSU’s', async () => {
    const { post, authorizeUrl } = await startBank();
    const registrationInformation = '<script>alert("x")</script>';
    const ask = async (iban: string) => {
      const body = { account: { iban }, registrationInformation };
      const { json } = await post('/v2/consents/confirmation-of-funds', body);
      return (await fetch(await authorizeUrl(json._links, `PIIS:${json.consentId}`))).text();
    };
    expect(await ask(ownIban)).toContain('&lt;script&gt;alert(&quot;x&quot;)&lt;/script&gt;');
    expect(await ask(ownIban)).toContain('value="approve"');
    expect(await ask('BE71096123456769')).not.toContain('value="approve"');
  });
});

describe('The refresh of a token', () => {
  test('takes each token once, and loses the consent when the answer is lost', async () => {
    const { bank, get, token, headers, refreshToken } = await startWithConsent();
    const refresh = (refresh_token: string) => token({ grant_type: 'refresh_token', refresh_token });
    const rotated = await refresh(refreshToken);
    const bearer = { ...headers, Authorization: `Bearer ${rotated.json.access_token}` };
    expect((await get('/v1/accounts', bearer)).status).toBe(200);
    expect((await refresh(refreshToken)).json.error).toBe('invalid_grant');
    bank.faults.next({ path: /token$/ }, { statusAfterWork: 504 });
    expect((await refresh(rotated.json.refresh_token)).status).toBe(504);
    expect((await refresh(rotated.json.refresh_token)).json.error).toBe('invalid_grant');
  });

  test('takes the old token for a while more where the bank is kind', async () => {
    const { bank, clock, token, refreshToken } = await startWithConsent();
    bank.quirks.rotationGraceSeconds = 60;
    const refresh = () => token({ grant_type: 'refresh_token', refresh_token: refreshToken });
    bank.faults.next({ path: /token$/ }, { statusAfterWork: 504 });
    expect((await refresh()).status).toBe(504);
    expect((await refresh()).status).toBe(200);
    clock.advance(61_000);
    expect((await refresh()).json.error).toBe('invalid_grant');
  });

  test.for([
    ['client_secret_post', {}, { client_secret: 'hush' }, 200],
    ['client_secret_post', {}, { client_secret: 'guess' }, 401],
    ['client_secret_basic', { Authorization: `Basic ${btoa('PSDBE-NBB-0123456789:hush')}` }, {}, 200],
    ['client_secret_basic', {}, { client_secret: 'hush' }, 401],
  ] as const)('by %s with %o and %o ends in %i', async ([method, headers, fields, status]) => {
    const dataFolder = temporaryFolder();
    const { bank, refreshToken } = await startWithConsent({ dataFolder });
    await bank.stop();
    const { token } = await startBank({ dataFolder, clientAuth: { method, secret: 'hush' } });
    const refresh = { grant_type: 'refresh_token', refresh_token: refreshToken };
    expect((await token({ ...refresh, ...fields }, headers)).status).toBe(status);
  });

  test('survives a restart of the bank', async () => {
    const dataFolder = temporaryFolder();
    const { bank, refreshToken } = await startWithConsent({ dataFolder });
    await bank.stop();
    const { token } = await startBank({ dataFolder });
    expect((await token({ grant_type: 'refresh_token', refresh_token: refreshToken })).status).toBe(200);
  });
});

describe('The confirmation of funds', () => {
  test.for([
    ['999999.99', 'boolean', true],
    ['1000000.01', 'boolean', false],
    ['1.00', 'text', 'true'],
    ['1.00', 'garbage', 'perhaps'],
  ] as const)('of %s as %s says %s', async ([amount, fundsAvailable, expected]) => {
    const { bank, post, approve, call } = await startBank();
    bank.quirks.fundsAvailable = fundsAvailable;
    const { json } = await post('/v2/consents/confirmation-of-funds', { account: { iban: ownIban } });
    const { access_token } = await approve(json._links, `PIIS:${json.consentId}`);
    const headers = {
      'Content-Type': 'application/json',
      'Consent-ID': json.consentId,
      Authorization: `Bearer ${access_token}`,
    };
    const instructedAmount = { currency: 'EUR', amount };
    const ask = (iban: string) =>
      call('POST', '/v1/funds-confirmations', { headers, body: { account: { iban }, instructedAmount } });
    expect((await ask(ownIban)).json.fundsAvailable).toBe(expected);
    expect((await ask(otherIban)).code).toBe('CONSENT_UNKNOWN');
  });
});
