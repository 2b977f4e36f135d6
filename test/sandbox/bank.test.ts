import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { challengeOf } from '../../sandbox/bank/oauth-api.ts';
import { type SandboxBankOptions, startSandboxBank } from '../../sandbox/bank/start-sandbox-bank.ts';
import { createVirtualClock } from '../../sandbox/virtual-clock.ts';
import { stopAfterTest, temporaryFolder } from './kit.ts';

const redirectUri = 'http://127.0.0.1:3999/psd2/callback';
const clientId = 'PSDBE-NBB-0123456789';
const verifier = 'dBjftJeZ4CVP-mB92K27uhbUJU1p1r_wW1gFWFOEjXk';

const payment = {
  instructedAmount: { currency: 'EUR', amount: '1210.50' },
  debtorAccount: { iban: 'BE68539007547034' },
  creditorName: 'Bakker & Zonen',
  creditorAccount: { iban: 'BE71096123456769' },
  endToEndIdentification: 'INV20240001',
  remittanceInformationUnstructured: 'INV-2024-0001',
};
const sound = { ...payment, creditorName: 'Bakker + Zonen' };

async function start(options: Partial<SandboxBankOptions> = {}) {
  const clock = createVirtualClock();
  const bank = stopAfterTest(
    await startSandboxBank({
      apiKey: 'key',
      clientId,
      redirectUris: [redirectUri],
      debtorIbans: ['BE68539007547034'],
      clock,
      ...options,
    }),
  );
  const create = (body: object = sound, headers: Record<string, string> = {}) =>
    fetch(`${bank.url}/v1/payments/sepa-credit-transfers`, {
      method: 'POST',
      body: JSON.stringify(body),
      headers: {
        apiKey: 'key',
        'Content-Type': 'application/json',
        'X-Request-ID': randomUUID(),
        'PSU-IP-Address': '192.0.2.17',
        'TPP-Redirect-URI': redirectUri,
        'TPP-Redirect-Preferred': 'true',
        ...headers,
      },
    });
  const get = (path: string, headers: Record<string, string> = {}, method = 'GET') =>
    fetch(new URL(path, bank.url), {
      method,
      headers: { apiKey: 'key', 'X-Request-ID': randomUUID(), ...headers },
    });
  const status = async (paymentId: string, headers: Record<string, string> = {}) =>
    (await get(`/v1/payments/sepa-credit-transfers/${paymentId}/status`, headers)).json();
  /** Creates a payment and makes the URL that a browser is sent to. */
  const begin = async (body: object = sound) => {
    const created = (await (await create(body)).json()) as Created; // asserted on by the first test
    const metadata = await (await get(created._links.scaOAuth.href)).json();
    const { authorization_endpoint: endpoint, token_endpoint: tokenUrl } = metadata as Metadata; // see the first test
    const query = {
      response_type: 'code',
      client_id: clientId,
      scope: `PIS:${created.paymentId}`,
      state: 'state-1',
      redirect_uri: redirectUri,
      code_challenge: challengeOf(verifier),
      code_challenge_method: 'S256',
    };
    const authorizeUrl = (changes: Record<string, string> = {}) =>
      `${endpoint}?${new URLSearchParams({ ...query, ...changes }).toString()}`;
    const exchange = (code: string, changes: Record<string, string> = {}, url = tokenUrl) =>
      fetch(url, {
        method: 'POST',
        headers: { apiKey: 'key' },
        body: new URLSearchParams({
          grant_type: 'authorization_code',
          code,
          redirect_uri: redirectUri,
          client_id: clientId,
          code_verifier: verifier,
          ...changes,
        }),
      });
    return { paymentId: created.paymentId, authorizeUrl, exchange };
  };
  return { bank, clock, create, get, status, begin };
}

interface Created {
  readonly paymentId: string;
  readonly _links: Record<'scaOAuth' | 'self' | 'status' | 'scaStatus', { readonly href: string }>;
}
interface Metadata {
  readonly authorization_endpoint: string;
  readonly token_endpoint: string;
}

const codeOf = (location: string) => new URL(location).searchParams.get('code') ?? '';

describe('A payment at the sandbox bank', () => {
  test('is taken in as RCVD with the links to authorise and follow it', async () => {
    const { bank, create, get } = await start();
    const requestId = randomUUID();
    const answer = await create(sound, { 'X-Request-ID': requestId });
    expect(answer.status).toBe(201);
    expect(answer.headers.get('ASPSP-SCA-Approach')).toBe('REDIRECT');
    expect(answer.headers.get('X-Request-ID')).toBe(requestId);
    const created = (await answer.json()) as Created & { transactionStatus: string }; // asserted below
    expect(created.transactionStatus).toBe('RCVD');
    expect(answer.headers.get('Location')).toBe(created._links.self.href);
    expect(await (await get(created._links.status.href)).json()).toEqual({ transactionStatus: 'RCVD' });
    expect(await (await get(created._links.scaStatus.href)).json()).toEqual({ scaStatus: 'received' });
    expect(await (await get(created._links.self.href)).json()).toMatchObject({
      ...sound,
      transactionStatus: 'RCVD',
    });
    expect(await (await get(created._links.scaOAuth.href)).json()).toMatchObject({
      issuer: bank.url,
      authorization_endpoint: expect.stringMatching(/\/authorize\/[0-9a-f-]{36}$/),
      token_endpoint: `${bank.url}/v1/token`,
      code_challenge_methods_supported: ['S256'],
    });
  });

  test('is the same one when the same request comes again, and an error when its body differs', async () => {
    const { bank, create } = await start();
    const headers = { 'X-Request-ID': randomUUID() };
    const first = (await (await create(sound, headers)).json()) as Created; // only compared
    const again = await create(sound, headers);
    expect(again.status).toBe(201);
    expect(await again.json()).toEqual(first);
    expect((await create({ ...sound, creditorName: 'Other' }, headers)).status).toBe(400);
    expect(bank.payments()).toHaveLength(1);
  });

  test.for([
    ['no apiKey', {}, { apiKey: '' }, 401, undefined],
    ['an X-Request-ID that is no UUID', {}, { 'X-Request-ID': '1' }, 400, 'FORMAT_ERROR'],
    ['no address of the PSU', {}, { 'PSU-IP-Address': 'unknown' }, 400, 'FORMAT_ERROR'],
    ['a redirect URI nobody declared', {}, { 'TPP-Redirect-URI': `${redirectUri}?x` }, 400, 'FORMAT_ERROR'],
    ['no wish for a redirect', {}, { 'TPP-Redirect-Preferred': 'false' }, 400, 'FORMAT_ERROR'],
    ['XML', {}, { 'Content-Type': 'application/xml' }, 415, 'FORMAT_ERROR'],
    ['a consent of AIS', {}, { 'Consent-ID': 'c' }, 400, 'SESSIONS_NOT_SUPPORTED'],
    ['a token before the SCA', {}, { Authorization: 'Bearer x' }, 403, 'SERVICE_BLOCKED'],
    [
      'an amount as a number',
      { instructedAmount: { currency: 'EUR', amount: 12.5 } },
      {},
      400,
      'FORMAT_ERROR',
    ],
    [
      'an amount followed by letters',
      { instructedAmount: { currency: 'EUR', amount: '12abc' } },
      {},
      400,
      'FORMAT_ERROR',
    ],
    [
      'an amount of nothing',
      { instructedAmount: { currency: 'EUR', amount: '0.00' } },
      {},
      400,
      'FORMAT_ERROR',
    ],
    [
      'more than SEPA takes',
      { instructedAmount: { currency: 'EUR', amount: '1000000000.00' } },
      {},
      400,
      'FORMAT_ERROR',
    ],
    ['dollars', { instructedAmount: { currency: 'USD', amount: '1.00' } }, {}, 400, 'FORMAT_ERROR'],
    [
      'an IBAN with wrong check digits',
      { creditorAccount: { iban: 'BE72096123456769' } },
      {},
      400,
      'FORMAT_ERROR',
    ],
    ['a name of 71 characters', { creditorName: 'x'.repeat(71) }, {}, 400, 'FORMAT_ERROR'],
    ['an ampersand in the name', { creditorName: 'Bakker & Zonen' }, {}, 400, 'FORMAT_ERROR'],
    [
      'a double slash in the reference',
      { remittanceInformationUnstructured: 'a//b' },
      {},
      400,
      'FORMAT_ERROR',
    ],
    ['a field that is not offered', { requestedExecutionDate: '2026-03-03' }, {}, 400, 'FORMAT_ERROR'],
  ] as const)('with %s is refused', async ([, change, headers, status, code]) => {
    const { bank, create } = await start();
    const answer = await create({ ...sound, ...change }, headers);
    expect(answer.status).toBe(status);
    const body = (await answer.json()) as { tppMessages?: { code: string }[] }; // asserted on the next line
    expect(body.tppMessages?.[0]?.code).toBe(code);
    expect(bank.payments()).toEqual([]);
  });

  test('of a product that is not offered is answered with PRODUCT_UNKNOWN', async () => {
    const { get } = await start();
    const answer = await get('/v1/payments/target-2-payments', {}, 'POST');
    expect([answer.status, await answer.json()]).toMatchObject([
      404,
      { tppMessages: [{ code: 'PRODUCT_UNKNOWN' }] },
    ]);
  });

  test('can be withdrawn until it is authorised and not any more afterwards', async () => {
    const { bank, get, begin, status } = await start();
    const first = await begin();
    const path = (id: string) => `/v1/payments/sepa-credit-transfers/${id}`;
    expect((await get(path(first.paymentId), {}, 'DELETE')).status).toBe(204);
    expect(await status(first.paymentId)).toEqual({ transactionStatus: 'CANC' });
    await expect(bank.approve(first.authorizeUrl())).rejects.toThrow('409');

    const second = await begin();
    await bank.approve(second.authorizeUrl());
    const refused = await get(path(second.paymentId), {}, 'DELETE');
    expect([refused.status, await refused.json()]).toMatchObject([
      405,
      { tppMessages: [{ code: 'CANCELLATION_INVALID' }] },
    ]);
  });
});

describe('The SCA page', () => {
  test('shows payee with the whole account, amount, reference and the own account masked, and escapes what it is given', async () => {
    const { begin } = await start();
    const { authorizeUrl } = await begin({ ...sound, creditorName: "O'Neill (Bakkers)" });
    const answer = await fetch(authorizeUrl(), { headers: { 'Accept-Language': 'nl-BE,nl;q=0.9' } });
    const page = await answer.text();
    expect(page).toContain('<html lang="nl">');
    expect(page).toContain('O&#39;Neill (Bakkers)');
    expect(page).toContain('€\u00a01.210,50');
    expect(page).toContain('INV-2024-0001');
    expect(page).toContain('>BE71 0961 2345 6769<');
    expect(page).toContain('>BE68 •••• •••• 7034<');
    expect(page).not.toMatch(/BE68 ?5390/);
    for (const decision of ['approve', 'refuse', 'abandon']) expect(page).toContain(`value="${decision}"`);
    expect(answer.headers.get('Cache-Control')).toBe('no-store');
    expect(answer.headers.get('Referrer-Policy')).toBe('no-referrer');
  });

  test('speaks English to others', async () => {
    const { begin } = await start();
    const { authorizeUrl } = await begin();
    expect(await (await fetch(authorizeUrl())).text()).toContain('Approve and pay');
    expect(await (await fetch(authorizeUrl({ ui_locales: 'nl' }))).text()).toContain('Goedkeuren en betalen');
  });

  test.for([{ client_id: 'somebody' }, { redirect_uri: `${redirectUri}/` }])(
    'sends nobody anywhere when the request says %j',
    async (change) => {
      const { begin } = await start();
      const answer = await fetch((await begin()).authorizeUrl(change), { redirect: 'manual' });
      expect([answer.status, answer.headers.get('Location')]).toEqual([400, null]);
    },
  );

  test.for([
    [{ response_type: 'token' }, 'unsupported_response_type'],
    [{ scope: 'AIS:1' }, 'invalid_scope'],
    [{ code_challenge_method: 'plain' }, 'invalid_request'],
    [{ code_challenge: 'short' }, 'invalid_request'],
    [{ state: '' }, 'invalid_request'],
  ] as const)('sends the browser back with an error when the request says %j', async ([change, error]) => {
    const { begin } = await start();
    const answer = await fetch((await begin()).authorizeUrl(change), { redirect: 'manual' });
    expect(answer.status).toBe(303);
    expect(new URL(answer.headers.get('Location') ?? '').searchParams.get('error')).toBe(error);
  });

  test('offers no approval for an account that is not the PSU’s', async () => {
    const { bank, begin, status } = await start({ debtorIbans: [] });
    const { paymentId, authorizeUrl } = await begin();
    await expect(bank.approve(authorizeUrl())).rejects.toThrow('no button "approve"');
    const forced = await fetch(authorizeUrl(), {
      method: 'POST',
      body: new URLSearchParams({ decision: 'approve' }),
    });
    expect(forced.status).toBe(403);
    expect(await status(paymentId)).toEqual({ transactionStatus: 'RCVD' });
  });

  test('lets the PSU walk away without deciding and without being sent back', async () => {
    const { bank, begin, status } = await start();
    const { paymentId, authorizeUrl } = await begin();
    const answer = await fetch(authorizeUrl(), {
      method: 'POST',
      body: new URLSearchParams({ decision: 'abandon' }),
      redirect: 'manual',
    });
    expect(answer.status).toBe(200);
    expect(await answer.text()).toContain('You may close this window');
    expect(await status(paymentId)).toEqual({ transactionStatus: 'RCVD' });
    expect(new URL(await bank.approve(authorizeUrl())).searchParams.get('state')).toBe('state-1');
  });
});

describe('The money', () => {
  test('moves after the approval even when nobody fetches the token', async () => {
    const { bank, clock, begin, status } = await start();
    const { paymentId, authorizeUrl } = await begin();
    const location = await bank.approve(authorizeUrl());
    expect(location.startsWith(`${redirectUri}?code=`)).toBe(true);
    expect(Object.fromEntries(new URL(location).searchParams)).toMatchObject({
      state: 'state-1',
      iss: bank.url,
    });
    const statuses: unknown[] = [];
    for (let step = 0; step < 3; step += 1) {
      statuses.push(await status(paymentId));
      clock.advance(1000);
    }
    expect(statuses).toEqual(['ACTC', 'ACSP', 'ACSC'].map((transactionStatus) => ({ transactionStatus })));
    expect(bank.payments()).toMatchObject([{ paymentId, transactionStatus: 'ACSC', scaStatus: 'finalised' }]);
  });

  test('moves at once where the bank asks for no SCA, and there is nothing to authorise', async () => {
    const dataFolder = temporaryFolder();
    const { bank, clock, create, status } = await start({
      dataFolder,
      withoutSca: ({ instructedAmount }) => instructedAmount.amount === '30.00',
    });
    const small = { ...sound, instructedAmount: { currency: 'EUR', amount: '30.00' } };
    const headers = { 'X-Request-ID': randomUUID() };
    const created = await create(small, headers);
    expect(created.status).toBe(201);
    const answer = (await created.json()) as { paymentId: string; _links: object }; // asserted on below
    expect(answer).toMatchObject({ transactionStatus: 'ACTC', scaStatus: 'exempted' });
    expect(Object.keys(answer._links)).toEqual(['self', 'status']);
    clock.advance(2000);
    expect(await status(answer.paymentId)).toEqual({ transactionStatus: 'ACSC' });
    expect(await (await create(small, headers)).json()).toMatchObject({
      paymentId: answer.paymentId,
      scaStatus: 'exempted',
    });
    expect(await (await create()).json()).toMatchObject({ transactionStatus: 'RCVD' });
    expect(bank.payments().map(({ scaStatus }) => scaStatus)).toEqual(['exempted', 'received']);
    await bank.stop();
    const again = await start({ dataFolder, clock });
    expect(again.bank.payments()[0]).toMatchObject({ transactionStatus: 'ACSC', scaStatus: 'exempted' });
  });

  test('does not move when the PSU refuses', async () => {
    const { bank, begin, status } = await start();
    const { paymentId, authorizeUrl } = await begin();
    const answer = new URL(await bank.refuse(authorizeUrl())).searchParams;
    expect([answer.get('error'), answer.get('state'), answer.get('code')]).toEqual([
      'access_denied',
      'state-1',
      null,
    ]);
    expect(await status(paymentId)).toEqual({ transactionStatus: 'RJCT' });
    await expect(bank.approve(authorizeUrl())).rejects.toThrow('409');
  });

  test('follows one decision only when the PSU clicks twice at a time', async () => {
    const { begin } = await start();
    const { authorizeUrl } = await begin();
    const click = (decision: string) =>
      fetch(authorizeUrl(), { method: 'POST', body: new URLSearchParams({ decision }), redirect: 'manual' });
    const answers = await Promise.all(['approve', 'refuse', 'approve'].map(click));
    const statuses = answers.map(({ status }) => status);
    expect(statuses.toSorted((a, b) => a - b)).toEqual([303, 409, 409]);
  });

  test('does not move when the PSU is too late', async () => {
    const { bank, clock, begin, status } = await start();
    const { paymentId, authorizeUrl } = await begin();
    clock.advance(15 * 60 * 1000);
    expect(await status(paymentId)).toEqual({ transactionStatus: 'RJCT' });
    await expect(bank.approve(authorizeUrl())).rejects.toThrow('410');
  });

  test('moves on after a restart in the middle of an authorisation', async () => {
    const dataFolder = temporaryFolder();
    const before = await start({ dataFolder });
    const { paymentId, authorizeUrl, exchange } = await before.begin();
    const code = codeOf(await before.bank.approve(authorizeUrl()));
    await before.bank.stop();

    const after = await start({ dataFolder });
    expect((await exchange(code, {}, `${after.bank.url}/v1/token`)).status).toBe(200);
    after.clock.advance(2000);
    expect(await after.status(paymentId)).toEqual({ transactionStatus: 'ACSC' });
  });
});

describe('The token endpoint of the sandbox bank', () => {
  test('computes the PKCE challenge of RFC 7636', () => {
    expect(challengeOf(verifier)).toBe('E9Melhoa2OwvFrEMTJguCHaoeK1t8URWbuGJSstw-cM');
  });

  test('takes a code once', async () => {
    const { bank, begin } = await start();
    const { paymentId, authorizeUrl, exchange } = await begin();
    const code = codeOf(await bank.approve(authorizeUrl()));
    const token = await exchange(code);
    expect([token.status, token.headers.get('Cache-Control')]).toEqual([200, 'no-store']);
    expect(await token.json()).toMatchObject({
      token_type: 'Bearer',
      expires_in: 300,
      scope: `PIS:${paymentId}`,
    });
    const again = await exchange(code);
    expect([again.status, await again.json()]).toEqual([400, { error: 'invalid_grant' }]);
  });

  test('does not take a code after a minute', async () => {
    const { bank, clock, begin } = await start();
    const { authorizeUrl, exchange } = await begin();
    const code = codeOf(await bank.approve(authorizeUrl()));
    clock.advance(60_000);
    expect(await (await exchange(code)).json()).toEqual({ error: 'invalid_grant' });
  });

  test.for([
    [{ code_verifier: 'x'.repeat(43) }, 400, 'invalid_grant'],
    [{ redirect_uri: `${redirectUri}/` }, 400, 'invalid_grant'],
    [{ code: 'guess' }, 400, 'invalid_grant'],
    [{ client_id: 'somebody' }, 401, 'invalid_client'],
    [{ grant_type: 'password' }, 400, 'unsupported_grant_type'],
  ] as const)('refuses %j', async ([change, status, error]) => {
    const { bank, begin } = await start();
    const { authorizeUrl, exchange } = await begin();
    const code = codeOf(await bank.approve(authorizeUrl()));
    const answer = await exchange(code, change);
    expect([answer.status, await answer.json()]).toEqual([status, { error }]);
  });

  test('gives a token that opens the payment resources of a bank that asks for one', async () => {
    const { bank, clock, get, begin } = await start({ statusAuth: 'bearer' });
    const { paymentId, authorizeUrl, exchange } = await begin();
    const path = `/v1/payments/sepa-credit-transfers/${paymentId}/status`;
    expect(await (await get(path)).json()).toMatchObject({ tppMessages: [{ code: 'TOKEN_UNKNOWN' }] });
    const token = await exchange(codeOf(await bank.approve(authorizeUrl())));
    const { access_token: accessToken } = (await token.json()) as { access_token: string }; // used on the next line
    const headers = { Authorization: `Bearer ${accessToken}` };
    expect(await (await get(path, headers)).json()).toEqual({ transactionStatus: 'ACTC' });
    clock.advance(300_000);
    expect(await (await get(path, headers)).json()).toMatchObject({
      tppMessages: [{ code: 'TOKEN_EXPIRED' }],
    });
    const forged = await get(path, { Authorization: 'Bearer forged.token' });
    expect(await forged.json()).toMatchObject({ tppMessages: [{ code: 'TOKEN_INVALID' }] });
  });
});
