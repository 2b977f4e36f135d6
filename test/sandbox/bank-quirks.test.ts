import { randomUUID } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import type { Quirks } from '../../sandbox/bank/quirks.ts';
import { payments, startBank, transfer } from './bank-kit.ts';
import { temporaryFolder } from './kit.ts';

async function startWith(quirks: Partial<Quirks>) {
  const world = await startBank({ quirks });
  const created = (await world.post(payments, transfer)).json;
  const { paymentId, _links } = created;
  const scope = `PIS:${paymentId}`;
  return { ...world, paymentId, _links, scope, statusOf: () => world.status(paymentId) };
}

const parametersOf = (location: string) => [...new URL(location).searchParams.keys()];

describe('The browser comes back from the bank', () => {
  test.for([
    ['whole', ['code', 'state', 'iss'], ['error', 'error_description', 'state', 'iss']],
    ['by-link', ['code', 'state', 'iss'], ['error', 'error_description', 'state', 'iss']],
    ['doubled', ['code', 'code', 'state', 'iss'], ['error', 'error_description', 'state', 'iss']],
    ['without-state', ['code', 'iss'], ['error', 'error_description', 'iss']],
    ['without-error', ['code', 'state', 'iss'], ['state', 'iss']],
    ['error-400', ['code', 'state', 'iss'], ['error', 'state', 'iss']],
  ] as const)('with what a callback that is %s has', async ([callback, approved, refused]) => {
    const { bank, _links, scope, authorizeUrl } = await startWith({ callback });
    expect(parametersOf(await bank.approve(await authorizeUrl(_links, scope)))).toEqual(approved);
    const other = await startWith({ callback });
    const url = await other.authorizeUrl(other._links, other.scope);
    expect(parametersOf(await other.bank.refuse(url))).toEqual(refused);
  });

  test('not at all, and the money moves all the same', async () => {
    const { bank, clock, _links, scope, authorizeUrl, statusOf } = await startWith({ callback: 'none' });
    expect(await bank.approve(await authorizeUrl(_links, scope))).toBe('');
    clock.advance(2000);
    expect(await statusOf()).toBe('ACSC');
  });

  test('with an error when the page is opened a second time, although the payment runs', async () => {
    const { bank, _links, scope, authorizeUrl, statusOf } = await startWith({ handledAgain: 'error' });
    const url = await authorizeUrl(_links, scope);
    await bank.approve(url);
    const again = await fetch(url, { redirect: 'manual' });
    expect(again.headers.get('Location')).toContain('error=invalid_request');
    expect(await statusOf()).toBe('ACTC');
  });

  test.for([
    ['of-another-bank', 'https://elsewhere.example', true],
    ['promised-only', null, true],
    ['left-out', null, false],
  ] as const)('with an issuer that is %s', async ([issuer, said, promised]) => {
    const { bank, get, _links, scope, authorizeUrl } = await startWith({ issuer });
    const metadata = JSON.parse((await get(_links['scaOAuth']?.href ?? '')).text) as object; // asserted on
    expect(metadata).toMatchObject({ authorization_response_iss_parameter_supported: promised });
    const location = await bank.approve(await authorizeUrl(_links, scope));
    expect(new URL(location).searchParams.get('iss')).toBe(said);
  });
});

describe('A payment at a bank with habits', () => {
  test('waits for its confirmation by the token of its own flow', async () => {
    const { call, clock, _links, scope, approve, statusOf } = await startWith({ confirmation: true });
    const tokens = await approve(_links, scope);
    clock.advance(5000);
    expect(await statusOf()).toBe('RCVD');
    const href = _links['confirmation']?.href ?? '';
    expect((await call('PUT', href)).code).toBe('TOKEN_UNKNOWN');
    const headers = { Authorization: `Bearer ${tokens.access_token}` };
    expect((await call('PUT', href, { headers })).json.scaStatus).toBe('finalised');
    expect(await statusOf()).toBe('ACTC');
  });

  test('that is never confirmed is rejected when the time of the PSU is over', async () => {
    const { clock, _links, scope, approve, statusOf } = await startWith({ confirmation: true });
    await approve(_links, scope);
    clock.advance(15 * 60_000);
    expect(await statusOf()).toBe('RJCT');
  });

  test('has a link to the page itself where there are no metadata', async () => {
    const { bank, _links } = await startWith({ scaOAuth: 'authorize-url' });
    expect(_links['scaOAuth']?.href).toMatch(new RegExp(`^${bank.url}/authorize/[0-9a-f-]{36}$`));
  });

  test.for([
    ['usual', /^\/v1\/payments\/sepa-credit-transfers\/[^/]+\/status$/],
    ['absolute', /^http:\/\/127.0.0.1:\d+\/v1\/payments\/sepa-credit-transfers\/[^/]+\/status$/],
    ['without-product', /^\/v1\/payments\/[0-9a-f-]{36}\/status$/],
    ['trailing-slash', /\/status\/$/],
  ] as const)('has links that are %s and lead to it', async ([links, pattern]) => {
    const { get, _links } = await startWith({ links });
    const href = _links['status']?.href ?? '';
    expect(href).toMatch(pattern);
    expect((await get(href)).json.transactionStatus).toBe('RCVD');
  });

  test('has links to elsewhere, or hardly any', async () => {
    const elsewhere = await startWith({ links: 'other-host' });
    expect(elsewhere._links['scaOAuth']?.href).toMatch(/^https:\/\/elsewhere.example\//);
    expect(Object.keys((await startWith({ links: 'few' }))._links)).toEqual(['scaOAuth']);
  });

  test.for([
    [200, 200, 1],
    ['new', 201, 2],
  ] as const)('that is sent twice gives %s', async ([repeat, status, count]) => {
    const { bank, post } = await startBank({ quirks: { repeat } });
    const headers = { 'X-Request-ID': randomUUID() };
    await post(payments, transfer, headers);
    expect((await post(payments, transfer, headers)).status).toBe(status);
    expect(bank.payments()).toHaveLength(count);
  });

  test('ends in the evening, or stays at ACSP though it is booked, or says what nobody knows', async () => {
    const { bank, clock, pay, status } = await startBank();
    bank.quirks.settlement = 'end-of-day';
    const paymentId = await pay();
    clock.advance(3_600_000);
    expect(await status(paymentId)).toBe('ACSP');
    clock.advance(12 * 3_600_000);
    expect(await status(paymentId)).toBe('ACSC');
    bank.quirks.settlement = 'stays-acsp';
    expect(await status(paymentId)).toBe('ACSP');
    expect(bank.bookings(transfer.debtorAccount.iban)).toHaveLength(1);
    bank.quirks.transactionStatus = 'XYZZ';
    expect(await status(paymentId)).toBe('XYZZ');
  });

  test('is rejected late, and then booked nowhere, also after a restart', async () => {
    const dataFolder = temporaryFolder();
    const { bank, clock, pay, status } = await startBank({ dataFolder });
    const paymentId = await pay();
    clock.advance(1000);
    bank.reject(paymentId);
    clock.advance(5000);
    expect(await status(paymentId)).toBe('RJCT');
    await bank.stop();
    const again = await startBank({ dataFolder, clock });
    expect(await again.status(paymentId)).toBe('RJCT');
    expect(again.bank.bookings(transfer.debtorAccount.iban)).toEqual([]);
  });

  test('that runs is taken back with a new SCA, where the bank has that', async () => {
    const { post, remove, pay, approve, status } = await startBank({ quirks: { cancellation: 'with-sca' } });
    const paymentId = await pay();
    const asked = await remove(`${payments}/${paymentId}`);
    expect(asked.status).toBe(202);
    const started = await post(asked.json._links['startAuthorisation']?.href ?? '', {});
    await approve(started.json._links, `PIS:${paymentId}`);
    expect(await status(paymentId)).toBe('CANC');
  });

  test.for([
    ['tppMessages', /^\{"tppMessages":\[\{"category":"ERROR","code":"RESOURCE_UNKNOWN"/],
    ['single', /^\{"tppMessage":\{/],
    ['problem', /"type":"https:.*"code":"RESOURCE_UNKNOWN"/],
    ['oauth', /^\{"error":"invalid_request"/],
    ['gateway', /^\{"code":404,/],
    ['html', /^<!doctype html>/],
    ['empty', /^$/],
  ] as const)('is refused in the shape %s', async ([errors, pattern]) => {
    const { get } = await startBank({ quirks: { errors } });
    const answer = await get(`${payments}/none/status`);
    expect(answer.status).toBe(404);
    expect(answer.text).toMatch(pattern);
  });

  test('that nobody authorised is withdrawn without a token, one that runs only with it', async () => {
    const { post, remove, pay } = await startBank({ statusAuth: 'bearer' });
    const { paymentId } = (await post(payments, transfer)).json;
    expect((await remove(`${payments}/${paymentId}`)).status).toBe(204);
    expect((await remove(`${payments}/${await pay()}`)).code).toBe('TOKEN_UNKNOWN');
  });

  test('from an address of IPv6 is refused where the bank knows only IPv4', async () => {
    const { bank, post } = await startBank();
    const headers = { 'PSU-IP-Address': '2001:db8::17' };
    expect((await post(payments, transfer, headers)).status).toBe(201);
    bank.quirks.psuIpV6 = 'refused';
    expect((await post(payments, transfer, headers)).code).toBe('FORMAT_ERROR');
  });
});

describe('Payments of other kinds', () => {
  const { debtorAccount, ...part } = transfer;
  const bulk = '/v1/bulk-payments/sepa-credit-transfers';

  test('a bulk of which the bank refuses a part ends as PART, and only the rest is booked', async () => {
    const dear = { ...part, instructedAmount: { currency: 'EUR', amount: '900.00' } };
    const { bank, clock, get, post, approve } = await startBank();
    bank.quirks.rejects = ({ instructedAmount }) => instructedAmount.amount === '900.00';
    const { json } = await post(bulk, { debtorAccount, payments: [part, dear] });
    await approve(json._links, `PIS:${json.paymentId}`);
    clock.advance(2000);
    expect((await get(`${bulk}/${json.paymentId}/status`)).json.transactionStatus).toBe('PART');
    expect(bank.bookings(debtorAccount.iban)).toMatchObject([{ amount: '-100' }]);
  });

  test('a standing order and a payment of a later day wait for their day', async () => {
    const { bank, clock, post, approve } = await startBank({ futureDated: true });
    const order = { ...transfer, startDate: '2026-03-09', frequency: 'Monthly', dayOfExecution: '9' };
    const later = { ...transfer, requestedExecutionDate: '2026-03-09' };
    for (const [path, body] of [
      ['/v1/periodic-payments/sepa-credit-transfers', order],
      [payments, later],
    ] as const) {
      const { json } = await post(path, body);
      await approve(json._links, `PIS:${json.paymentId}`);
    }
    clock.advance(86_400_000);
    expect(bank.payments().map((one) => one.transactionStatus)).toEqual(['ACTC', 'ACTC']);
    clock.advance(7 * 86_400_000);
    expect(bank.payments().map((one) => one.transactionStatus)).toEqual(['ACSC', 'ACSC']);
    expect((await post(payments, { ...later, requestedExecutionDate: '2026-03-01' })).code).toBe(
      'EXECUTION_DATE_INVALID',
    );
  });
});
