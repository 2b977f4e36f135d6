import './quiet.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { completeAuthorisation } from '../../lib/steps/complete-authorisation.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { hashSecret } from '../../lib/storage/hash-secret.ts';
import { htmlPage } from '../http/stand-in.ts';
import { leaseSeconds, startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();
let world: World;
let key: PayableKey;
beforeEach(async () => {
  world = await newWorld();
  key = await world.receiveForBank();
});

const create = { method: 'POST', path: /sepa-credit-transfers$/ };
const status = { method: 'GET', path: /\/status$/ };
const token = { method: 'POST', path: /\/v1\/token$/ };
const metadata = { path: /openid-configuration$/ };

const created = () => world.bank.payments();
const settled = () => created().filter(({ transactionStatus }) => transactionStatus === 'ACSC');

/** The PSU follows the link, approves and comes back. */
async function authorise(): Promise<void> {
  await world.comeBack(await world.bank.approve(await world.start(key)));
  await world.workOff();
}

/** Whatever happened before: in the end it is paid, and paid once. */
const outcome = async () => ({ status: await world.status(key), settled: settled().length });
const paidOnce = { status: 'PAID', settled: 1 };

test('the ERP ends its part at PAYMENT_BUILT, and the payment then waits for a person', async () => {
  expect(await world.read(key)).toMatchObject({ status: 'PAYMENT_BUILT', settlement: 'psd2' });
  await world.pass(24 * 3600, 3600);
  expect(await world.status(key)).toBe('PAYMENT_BUILT');
  expect(created()).toEqual([]);
});

describe('a payment that is authorised', () => {
  test('is PAID when the bank settled it, with what the invoice asks for', async () => {
    await authorise();
    expect(await world.status(key)).toBe('INITIATED');
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
    expect(created()[0]?.body).toMatchObject({
      instructedAmount: { currency: 'EUR', amount: '1536.70' },
      creditorAccount: { iban: 'BE20001122334456' },
      creditorName: 'Drukkerij Van Hove BV',
      remittanceInformationUnstructured: '+++202/6110/04238+++',
    });
  });

  test('is PAID by the poll when the browser never comes back', async () => {
    await world.bank.approve(await world.start(key));
    expect(await world.status(key)).toBe('AUTHORISING');
    await world.pass(1800);
    expect(await outcome()).toEqual(paidOnce);
  });

  test('is not disturbed by a callback that comes three times', async () => {
    const location = await world.bank.approve(await world.start(key));
    expect(await Promise.all([1, 2, 3].map(() => world.comeBack(location)))).toEqual(
      Array(3).fill('accepted'),
    );
    // One that reads while the code still waits hands it over again: better two messages than none.
    expect(world.services.authorisations.messages.length).toBeGreaterThanOrEqual(1);
    await world.workOff();
    expect(await world.comeBack(location)).toBe('accepted');
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
    expect(world.bank.requests.filter(({ path }) => path === '/v1/token')).toHaveLength(1);
  });

  test('is PAID although the bank refuses the code', async () => {
    world.bank.faults.next(token, { status: 400, body: { error: 'invalid_grant' } });
    await authorise();
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
  });

  test('is PAID although the token endpoint is away after the SCA', async () => {
    world.bank.faults.next(token, { status: 503, body: htmlPage, times: 'always' });
    await authorise();
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
  });

  test('is PAID although the message to exchange the code was lost', async () => {
    await world.comeBack(await world.bank.approve(await world.start(key)));
    world.services.authorisations.messages.length = 0;
    await world.pass(leaseSeconds + 600);
    expect(await outcome()).toEqual(paidOnce);
  });

  test('is PAID although the worker died while it exchanged the code', async () => {
    await world.comeBack(await world.bank.approve(await world.start(key)));
    const [turn] = world.services.authorisations.messages.splice(0);
    if (turn === undefined) throw new Error('nothing to complete');
    const bank = { ...world.services.bank, exchangeCode: () => Promise.reject(new Error('killed')) };
    await expect(completeAuthorisation(turn, { ...world.services, bank })).rejects.toThrow('killed');
    await world.pass(leaseSeconds + 600);
    expect(await outcome()).toEqual(paidOnce);
  });

  test.each([
    ['400', { status: 400, body: { tppMessages: [{ category: 'ERROR', code: 'FORMAT_ERROR' }] } }],
    ['401', { status: 401 }],
    ['404', { status: 404, body: { tppMessages: [{ category: 'ERROR', code: 'RESOURCE_UNKNOWN' }] } }],
    ['429', { status: 429, headers: { 'Retry-After': '60' } }],
    ['a web page', { status: 200, body: htmlPage }],
    // A read on a kept connection is asked again by itself, so the answer is lost twice.
    ['a lost answer', { loseAnswer: true, times: 2 }],
  ] as const)('is PAID although the first read of its status ends in %s', async (_what, fault) => {
    world.bank.faults.next(status, fault);
    await authorise();
    expect(await world.status(key)).toBe('AUTHORISING');
    await world.pass(600);
    expect(await outcome()).toEqual(paidOnce);
  });

  test('stays where it is at a status that nobody knows, which is never final', async () => {
    world.bank.faults.next(status, { status: 200, body: { transactionStatus: 'XXXX' } });
    await authorise();
    expect(await world.read(key)).toMatchObject({
      status: 'AUTHORISING',
      bank: { transactionStatus: 'XXXX' },
    });
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
  });

  test('that the bank accepted never goes back, whatever it says later', async () => {
    await authorise();
    expect(await world.status(key)).toBe('INITIATED');
    world.bank.faults.next(status, { status: 200, body: { transactionStatus: 'RCVD' }, times: 2 });
    await world.pass(60);
    expect(await world.status(key)).toBe('INITIATED');
    await expect(world.start(key)).rejects.toMatchObject({ code: 'AUTHORISATION_NOT_ALLOWED' });
    await world.pass(600);
    expect(await outcome()).toEqual(paidOnce);
  });

  test('is confirmed where the bank asks for that', async () => {
    const confirmed: string[] = [];
    const bank: World['services']['bank'] = {
      ...world.services.bank,
      createPayment: async (order) => ({
        ...(await world.services.bank.createPayment(order)),
        confirmationHref: `${world.bank.url}/confirm`,
      }),
      confirm: async ({ href, accessToken }) => {
        expect(accessToken).not.toBe('');
        confirmed.push(href);
        return 'finalised';
      },
    };
    const services = { ...world.services, bank };
    await world.comeBack(await world.bank.approve(await world.startWith(services, key)));
    for (const turn of world.services.authorisations.messages.splice(0))
      await completeAuthorisation(turn, services);
    expect(confirmed).toEqual([`${world.bank.url}/confirm`]);
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
  });
});

test('a bank that wants the token for its status gets it while we hold it', async () => {
  world = await newWorld({ statusAuth: 'bearer' });
  key = await world.receiveForBank();
  await authorise();
  expect(await world.status(key)).toBe('INITIATED');
});

describe('a payment that nobody authorises', () => {
  test('is started twice and leads to the same payment', async () => {
    const first = new URL(await world.start(key));
    const second = new URL(await world.start(key));
    expect(second.pathname).toBe(first.pathname);
    expect(second.searchParams.get('state')).not.toBe(first.searchParams.get('state'));
    expect(created()).toHaveLength(1);
    await world.comeBack(await world.bank.approve(second.href));
    await world.workOff();
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
  });

  test('is started by two people at once and is one payment', async () => {
    const starts = await Promise.allSettled([world.start(key), world.start(key), world.start(key)]);
    expect(starts.some((start) => start.status === 'fulfilled')).toBe(true);
    expect(created()).toHaveLength(1);
  });

  test('because the PSU closed the page stays open, and can be started again', async () => {
    await world.start(key);
    await world.pass(600);
    expect(await world.status(key)).toBe('AUTHORISING');
    await authorise();
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
    expect(created()).toHaveLength(1);
  });

  test('in the time of the bank becomes FAILED, and after a release a new attempt pays once', async () => {
    await world.start(key);
    await world.pass(3 * 3600, 600);
    expect(await world.status(key)).toBe('FAILED');
    await releasePayable(key, { by: 'test', approve: [] }, world.services);
    expect(await world.read(key)).toMatchObject({ status: 'PAYMENT_BUILT', findings: [] });
    await authorise();
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
    const [first, second] = created();
    expect(first?.body.endToEndIdentification).not.toBe(second?.body.endToEndIdentification);
  });

  test('because the PSU refused becomes FAILED with a finding, and a new attempt pays once', async () => {
    await world.comeBack(await world.bank.refuse(await world.start(key)));
    await world.workOff();
    expect(await world.read(key)).toMatchObject({ status: 'FAILED', bank: { transactionStatus: 'RJCT' } });
    expect(await world.codes(key)).toEqual(['BANK_PAYMENT_FAILED']);
    await releasePayable(key, { by: 'test', approve: [] }, world.services);
    await authorise();
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
    expect(created()).toHaveLength(2);
  });

  test('cannot be started at all while it is not built, or after it was paid', async () => {
    await expect(world.start({ party: '0106:1', documentId: 'x' })).rejects.toMatchObject({
      code: 'AUTHORISATION_NOT_ALLOWED',
    });
    await authorise();
    await world.pass(300);
    await expect(world.start(key)).rejects.toMatchObject({ code: 'AUTHORISATION_NOT_ALLOWED' });
  });
});

describe('creating the payment at the bank', () => {
  test('whose answer is lost once is repeated with the same id and bytes, and is one payment', async () => {
    world.bank.faults.next(create, { loseAnswer: true });
    await authorise();
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
    expect(created()).toHaveLength(1);
  });

  test('whose answer is lost twice waits for a new start, and only the authorised one is paid', async () => {
    world.bank.faults.next(create, { loseAnswer: true, times: 2 });
    await expect(world.start(key)).rejects.toMatchObject({ code: 'BANK_OUTCOME_UNKNOWN' });
    expect(await world.status(key)).toBe('PAYMENT_BUILT');
    await authorise();
    await world.pass(3600, 600);
    expect(await outcome()).toEqual(paidOnce);
    expect(created()).toHaveLength(2);
  });

  test('that is refused for its content is FAILED with the reason', async () => {
    const body = { tppMessages: [{ category: 'ERROR', code: 'PAYMENT_FAILED', text: 'no' }] };
    world.bank.faults.next(create, { status: 400, body });
    await expect(world.start(key)).rejects.toMatchObject({ code: 'BANK_REFUSED' });
    expect(await world.status(key)).toBe('FAILED');
    expect(await world.codes(key)).toEqual(['BANK_REFUSED']);
  });

  test.each([
    ['away', { status: 503, times: 2 }, 'BANK_OUTCOME_UNKNOWN'],
    ['busy', { status: 429 }, 'BANK_RATE_LIMITED'],
    ['refusing our key', { status: 401, body: { code: 401 } }, 'BANK_UNAUTHORISED'],
  ] as const)('while the bank is %s leaves the payment to be started later', async (_what, fault, code) => {
    world.bank.faults.next(create, fault);
    await expect(world.start(key)).rejects.toMatchObject({ code });
    expect(await world.status(key)).toBe('PAYMENT_BUILT');
    await authorise();
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
  });

  test('that the bank answers with RJCT at once becomes FAILED by the poll', async () => {
    const bank: World['services']['bank'] = {
      ...world.services.bank,
      createPayment: async (order) => ({
        ...(await world.services.bank.createPayment(order)),
        transactionStatus: 'RJCT',
      }),
    };
    await world.startWith({ ...world.services, bank }, key);
    world.bank.faults.next(status, { status: 200, body: { transactionStatus: 'RJCT' }, times: 'always' });
    await world.pass(leaseSeconds + 60);
    expect(await world.status(key)).toBe('FAILED');
  });

  test('that was written down but never sent, because the worker died, waits for a new start', async () => {
    const bank = { ...world.services.bank, createPayment: () => new Promise<never>(() => undefined) };
    void world.startWith({ ...world.services, bank }, key);
    await expect.poll(() => world.status(key)).toBe('AUTHORISING');
    expect(created()).toEqual([]);
    await world.pass(leaseSeconds + 60);
    expect(await world.status(key)).toBe('PAYMENT_BUILT');
    await authorise();
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
  });

  test('whose metadata cannot be read leaves the payment there, and the next start uses it', async () => {
    world.bank.faults.next(metadata, { status: 503 });
    await expect(world.start(key)).rejects.toMatchObject({ code: 'BANK_UNAVAILABLE' });
    expect(await world.status(key)).toBe('AUTHORISING');
    await authorise();
    await world.pass(300);
    expect(await outcome()).toEqual(paidOnce);
    expect(created()).toHaveLength(1);
  });
});

describe('the redirect back from the bank', () => {
  test('with a state that nobody knows, none at all or doubled is refused', async () => {
    const location = new URL(await world.bank.approve(await world.start(key)));
    const state = location.searchParams.get('state');
    for (const query of ['', 'state=unknown&code=c', `${location.search.slice(1)}&state=${state}`]) {
      expect(await world.comeBack(`https://acquit.example/psd2/callback?${query}`)).toBe('refused');
    }
    expect(world.services.authorisations.messages).toEqual([]);
    expect(await world.comeBack(location.href)).toBe('accepted');
  });

  test('from another issuer, or from none where the bank names itself, is refused', async () => {
    const location = new URL(await world.bank.approve(await world.start(key)));
    location.searchParams.set('iss', 'https://another.bank.example');
    expect(await world.comeBack(location.href)).toBe('refused');
    location.searchParams.delete('iss');
    expect(await world.comeBack(location.href)).toBe('refused');
  });

  test('after its time is refused, and the poll finds out that it was paid', async () => {
    const location = await world.bank.approve(await world.start(key));
    world.clock.advance(1801 * 1000);
    expect(await world.comeBack(location)).toBe('refused');
    await world.pass(600);
    expect(await outcome()).toEqual(paidOnce);
  });

  test('of an attempt that is over changes nothing for the next one', async () => {
    const old = await world.start(key);
    await world.comeBack(await world.bank.refuse(old));
    await world.workOff();
    await releasePayable(key, { by: 'test', approve: [] }, world.services);
    await world.start(key);
    const before = await world.read(key);
    const state = new URL(old).searchParams.get('state') ?? '';
    expect(await world.comeBack(`https://acquit.example/cb?state=${state}&code=stale`)).toBe('accepted');
    expect(await world.read(key)).toEqual(before);
  });

  test('leaves no code behind in the table once it was exchanged', async () => {
    const location = await world.bank.approve(await world.start(key));
    const url = new URL(location);
    const code = url.searchParams.get('code') ?? '';
    await world.comeBack(location);
    expect(JSON.stringify(world.services.authorisations.messages)).not.toContain(code);
    await world.workOff();
    const flow = await world.services.flows.read(hashSecret(url.searchParams.get('state') ?? ''));
    expect(flow).toMatchObject({ status: 'DONE' });
    expect(flow).not.toHaveProperty('code');
  });
});
