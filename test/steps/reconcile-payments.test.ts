import './quiet.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import {
  reconciliationCsv,
  reconciliationJson,
  reconciliationTable,
} from '../../cli/print-reconciliation.ts';
import { catalogue, type FindingCode } from '../../lib/findings/catalogue.ts';
import { moneyMayBeOut } from '../../lib/payables/reconcile/money-may-be-out.ts';
import { nextResponse } from '../../lib/payables/next-response.ts';
import { type Payable, type PayableKey, payableName } from '../../lib/payables/payable.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { htmlPage } from '../http/stand-in.ts';
import { erpInvoice, sample, startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();
let world: World;
beforeEach(async () => {
  world = await newWorld();
});

const belco = 'BE83363012345615';
const acme = 'NL02ABNA0123456789';
const supplier = 'BE20001122334456';
const amount = '1536.70';
const reference = '+++202/6110/04238+++';
/** The same amount to the same supplier, for another invoice. */
const otherReference = '+++202/6110/09995+++';

/** The PSU follows the link, approves and comes back; the payment is on its way. */
async function authorise(key: PayableKey): Promise<void> {
  await world.comeBack(await world.bank.approve(await world.start(key)));
  await world.workOff();
}

/** An invoice whose payment the bank accepted. */
async function initiated(number?: string): Promise<PayableKey> {
  const key = await world.receiveForBank(number);
  await authorise(key);
  return key;
}

/** Days later, at the same hour: the reads of the day are there again. */
const days = (number: number) => world.clock.advance(number * 24 * 3600_000);

/** A run at the next hour that may read, whatever was read before. */
async function nextDay(number = 1) {
  days(number);
  return world.reconcile();
}

const endToEndId = async (key: PayableKey) => (await world.read(key)).bank?.endToEndId ?? '';
const release = (key: PayableKey, approve: readonly FindingCode[] = []) =>
  releasePayable(key, { by: 'test', approve }, world.services);
const settled = () => world.bank.payments().filter(({ transactionStatus }) => transactionStatus === 'ACSC');

/** An entry that the bank made itself: money that came back, or a payment by other means. */
function book(entry: {
  amount: string;
  endToEndId?: string;
  remittance?: string;
  iban?: string;
  on?: string;
  to?: string;
}) {
  const { on = world.clock.now().toISOString().slice(0, 10), iban = belco, to = supplier, ...rest } = entry;
  world.bank.book({ iban, bookingDate: on, counterpartyIban: to, ...rest });
}

describe('a payment of ours at the bank', () => {
  test('is PAID by its booking when the bank never says more than ACSP', async () => {
    world.bank.quirks.settlement = 'stays-acsp';
    const key = await initiated();
    await world.consent([belco]);
    await world.pass(600);
    expect(await world.status(key)).toBe('INITIATED');
    expect(await world.reconcile()).toMatchObject({ accounts: 1, payments: 1, written: 1 });
    const paid = await world.read(key);
    expect(paid).toMatchObject({
      status: 'PAID',
      booked: { rule: 'end-to-end-id', bookingDate: '2026-11-20' },
      findings: [],
      dueAt: '2027-01-19T10:15:00.000Z',
    });
    expect(paid.history.at(-1)).toMatchObject({ by: 'reconcile-payments', status: 'PAID' });
  });

  test('is PAID by its booking when nobody ever came back from the bank and its status cannot be read', async () => {
    const key = await world.receiveForBank();
    await world.bank.approve(await world.start(key));
    world.bank.faults.next({ path: /\/status$/ }, { status: 503, body: htmlPage, times: 'always' });
    await world.pass(600);
    await world.consent([belco]);
    await world.reconcile();
    expect(await world.status(key)).toBe('PAID');
  });

  test('that the bank settled stays PAID, with the booking as a proof', async () => {
    const key = await initiated();
    await world.pass(600);
    expect(await world.read(key)).toMatchObject({ status: 'PAID', dueAt: '2027-01-19T10:07:00.000Z' });
    await world.consent([belco]);
    await world.reconcile();
    expect(await world.read(key)).toMatchObject({ status: 'PAID', booked: { rule: 'end-to-end-id' } });
  });

  test('is written once, however often the same entries are read', async () => {
    const key = await initiated();
    await world.pass(600);
    await world.consent([belco]);
    await world.reconcile();
    const first = await world.read(key);
    expect(await nextDay()).toMatchObject({ accounts: 1, written: 0 });
    expect(await nextDay()).toMatchObject({ accounts: 1, written: 0 });
    expect(await world.read(key)).toEqual(first);
  });

  test('is not missed before the last day of its window was read to the end', async () => {
    const key = await initiated();
    await world.pass(600);
    const [payment] = world.bank.payments();
    if (payment === undefined) throw new Error('There is no payment.');
    world.bank.reject(payment.paymentId); // booked nowhere, and still PAID here
    await world.consent([belco]);
    await world.reconcile();
    await nextDay(7); // 27 November, the fifth banking day
    expect(await world.codes(key)).toEqual([]);
    await nextDay(); // the 27th is read, but what comes that evening is not
    expect(await world.codes(key)).toEqual([]);
    await nextDay();
    expect(await world.read(key)).toMatchObject({
      status: 'PAID',
      findings: [{ code: 'BANK_NOT_BOOKED', value: await endToEndId(key) }],
    });
    const told = await world.read(key);
    expect(await nextDay()).toMatchObject({ written: 0 });
    expect(await world.read(key)).toEqual(told);
  });

  test('is let go when its time of being watched is over, without a word in its history', async () => {
    const key = await initiated();
    await world.pass(600);
    const { history } = await world.read(key);
    days(61);
    expect(await world.reconcile()).toMatchObject({ stopped: 1 });
    expect(await world.read(key)).toMatchObject({ status: 'PAID', history });
    expect((await world.read(key)).dueAt).toBeUndefined();
    expect(await world.reconcile()).toMatchObject({ stopped: 0 });
  });
});

describe('money that comes back', () => {
  test('makes the payable FAILED, and a new attempt pays it once', async () => {
    const key = await initiated();
    await world.pass(600);
    await world.consent([belco]);
    await world.reconcile();
    days(3);
    book({ amount, endToEndId: await endToEndId(key) });
    expect(await world.reconcile()).toMatchObject({ written: 1 });
    expect(await world.read(key)).toMatchObject({
      status: 'FAILED',
      findings: [{ code: 'BANK_PAYMENT_REVERSED' }],
    });
    expect(await world.read(key)).not.toHaveProperty('booked');
    expect(await nextDay()).toMatchObject({ written: 0 });

    await release(key);
    expect(await world.read(key)).toMatchObject({ status: 'PAYMENT_BUILT', findings: [] });
    expect(await nextDay()).toMatchObject({ written: 0 });
    await authorise(key);
    await world.pass(600);
    await nextDay();
    expect(await world.read(key)).toMatchObject({
      status: 'PAID',
      findings: [],
      booked: { rule: 'end-to-end-id' },
    });
    expect(settled()).toHaveLength(2);
  });

  test('without the id of the payment undoes that attempt only, and never the next one', async () => {
    const key = await initiated();
    await world.pass(600);
    await world.consent([belco]);
    await world.reconcile();
    days(1);
    book({ amount, remittance: `RETOUR ${reference} AC04` });
    await world.reconcile();
    expect(await world.status(key)).toBe('FAILED');
    // On the same day: the entry that came back lies in the window of the new attempt.
    await release(key);
    await authorise(key);
    await world.pass(600);
    for (let run = 0; run < 4; run += 1) await nextDay();
    expect(await world.read(key)).toMatchObject({
      status: 'PAID',
      findings: [],
      booked: { rule: 'end-to-end-id' },
    });
  });

  test('and goes out again by itself makes a failed payable one that nobody starts unseen', async () => {
    const key = await initiated();
    await world.pass(600);
    await world.consent([belco]);
    await world.reconcile();
    book({ amount, endToEndId: await endToEndId(key) });
    await nextDay();
    book({ amount: `-${amount}`, endToEndId: await endToEndId(key) });
    await nextDay();
    expect(await world.status(key)).toBe('FAILED');
    expect(await world.codes(key)).toEqual(['BANK_PAYMENT_REVERSED', 'BANK_BOOKED_AFTER_REJECTION']);
    await expect(release(key)).rejects.toMatchObject({ code: 'ACTION_NOT_POSSIBLE' });
  });

  test('after the supplier was told of the payment says nothing wrong to him', async () => {
    world = await newWorld({ organisation: { responses: 'full' } });
    const key = await initiated();
    await world.pass(600);
    const said = async () => (await world.services.conversations.read(key))?.said.map(({ status }) => status);
    expect(await said()).toEqual(['AB', 'IP', 'AP', 'PD']);
    await world.consent([belco]);
    await world.reconcile();
    book({ amount, endToEndId: await endToEndId(key) });
    await nextDay();
    await world.pass(60);
    expect(await world.status(key)).toBe('FAILED');
    await release(key);
    await authorise(key);
    await world.pass(600);
    expect(await world.status(key)).toBe('PAID');
    expect(await said()).toEqual(['AB', 'IP', 'AP', 'PD']);
    const rejected: Payable = { ...(await world.read(key)), status: 'REJECTED' };
    const sent = ['AB', 'IP', 'AP', 'PD'] as const;
    const responses = sent.map((status) => ({ status, revision: 1, fingerprint: status }));
    expect(nextResponse([rejected], responses)).toBeUndefined();
  });
});

describe('a payment that the bank rejected and booked all the same', () => {
  /** Refused by its PSU; the entry has its id. */
  async function rejectedAndBooked(): Promise<PayableKey> {
    const key = await world.receiveForBank();
    await world.comeBack(await world.bank.refuse(await world.start(key)));
    await world.workOff();
    book({ amount: `-${amount}`, endToEndId: await endToEndId(key) });
    await world.consent([belco]);
    return key;
  }

  test('stays FAILED with an incident, and is started again only by a person who names it', async () => {
    const key = await rejectedAndBooked();
    expect(await world.read(key)).toMatchObject({ status: 'FAILED', dueAt: expect.any(String) });
    await world.reconcile();
    expect(await world.read(key)).toMatchObject({ status: 'FAILED', booked: { rule: 'end-to-end-id' } });
    expect(await world.codes(key)).toEqual(['BANK_PAYMENT_FAILED', 'BANK_BOOKED_AFTER_REJECTION']);
    expect(await nextDay()).toMatchObject({ written: 0 });
    await expect(release(key)).rejects.toMatchObject({ code: 'ACTION_NOT_POSSIBLE' });
    expect(await world.status(key)).toBe('FAILED');

    await release(key, ['BANK_BOOKED_AFTER_REJECTION']);
    expect(await world.read(key)).toMatchObject({ status: 'PAYMENT_BUILT', findings: [] });
    expect(await world.read(key)).not.toHaveProperty('booked');
    expect(await nextDay()).toMatchObject({ written: 0 });
    await authorise(key);
    await world.pass(600);
    await nextDay();
    expect(await world.read(key)).toMatchObject({ status: 'PAID', findings: [] });
    expect((await world.read(key)).booked?.fingerprint).toBeDefined();
  });

  test('after it was released is held before anybody authorises it once more', async () => {
    const key = await world.receiveForBank();
    await world.comeBack(await world.bank.refuse(await world.start(key)));
    await world.workOff();
    await release(key);
    book({ amount: `-${amount}`, endToEndId: await endToEndId(key) });
    await world.consent([belco]);
    await world.reconcile();
    expect(await world.read(key)).toMatchObject({
      status: 'HELD',
      findings: [{ code: 'BANK_BOOKED_AFTER_REJECTION' }],
    });
    await expect(world.start(key)).rejects.toMatchObject({ code: 'AUTHORISATION_NOT_ALLOWED' });
    await expect(release(key)).rejects.toMatchObject({ code: 'ACTION_NOT_POSSIBLE' });
    await release(key, ['BANK_BOOKED_AFTER_REJECTION']);
    await world.pass(120);
    expect(await world.status(key)).toBe('PAYMENT_BUILT');
    await nextDay();
    expect(await world.read(key)).toMatchObject({ status: 'PAYMENT_BUILT', findings: [] });
  });

  test('needs the approval of every such finding', () => {
    expect(moneyMayBeOut.filter((code) => catalogue[code].class !== 'hold')).toEqual([]);
  });
});

describe('what is not clear', () => {
  test('is never PAID by a machine: two payments and one entry that fits both', async () => {
    world.bank.quirks.settlement = 'stays-acsp';
    const [one, other] = [await initiated('VH-1'), await initiated('VH-2')];
    const payments = world.bank.payments();
    for (const { paymentId } of payments) world.bank.reject(paymentId); // so that only what follows is booked
    book({ amount: `-${amount}`, remittance: reference });
    await world.consent([belco]);
    await world.reconcile();
    for (const key of [one, other]) {
      expect(await world.read(key)).toMatchObject({
        status: 'INITIATED',
        findings: [{ code: 'BANK_BOOKING_AMBIGUOUS' }],
      });
      expect(await world.read(key)).not.toHaveProperty('booked');
    }
    expect(await nextDay()).toMatchObject({ written: 0 });
  });

  test('is not proved by an entry that is about an invoice which nobody has started yet', async () => {
    world.bank.quirks.settlement = 'stays-acsp';
    const key = await initiated('VH-1');
    await world.receive(sample('bis3-belgian-ogm', { 'VH-2026-1142': 'VH-2', [reference]: otherReference }));
    await world.pass(300);
    for (const { paymentId } of world.bank.payments()) world.bank.reject(paymentId);
    book({ amount: `-${amount}`, remittance: otherReference });
    await world.consent([belco]);
    await world.reconcile();
    expect(await world.read(key)).toMatchObject({ status: 'INITIATED', findings: [] });
  });

  test('an entry proves one payable, also when the one that it proved is not watched any more', async () => {
    world.bank.quirks.settlement = 'stays-acsp';
    const first = await initiated('VH-1');
    const [payment] = world.bank.payments();
    if (payment === undefined) throw new Error('There is no payment.');
    world.bank.reject(payment.paymentId);
    book({ amount: `-${amount}`, remittance: reference });
    await world.consent([belco]);
    await world.reconcile();
    expect(await world.read(first)).toMatchObject({ status: 'PAID', booked: { rule: 'reference' } });
    const paid = await world.read(first);
    const { dueAt: _over, ...resting } = paid;
    await world.services.payables.save(paid, resting);

    const second = await initiated('VH-2');
    for (const { paymentId } of world.bank.payments()) world.bank.reject(paymentId);
    await nextDay();
    expect(await world.read(second)).toMatchObject({ status: 'INITIATED', findings: [] });
  });
});

describe('when something goes wrong on the way', () => {
  test('a bank that gives no more today is asked in the next slot', async () => {
    const key = await initiated();
    await world.pass(600);
    await world.consent([belco]);
    const exceeded = { status: 429, body: { tppMessages: [{ category: 'ERROR', code: 'ACCESS_EXCEEDED' }] } };
    world.bank.faults.next({ path: /transactions/ }, exceeded);
    expect(await world.reconcile()).toMatchObject({ accounts: 0, written: 0 });
    world.clock.advance(9 * 3600_000);
    expect(await world.reconcile()).toMatchObject({ accounts: 0, written: 0 });
    expect(await nextDay()).toMatchObject({ accounts: 1, written: 1 });
    expect(await world.read(key)).toMatchObject({ booked: { rule: 'end-to-end-id' } });
  });

  test.each([
    ['503', { status: 503, times: 'always' }],
    ['a web page', { status: 200, body: htmlPage, times: 'always' }],
    ['a lost answer', { loseAnswer: true, times: 'always' }],
  ] as const)('a bank that answers with %s says nothing about any payment', async (_what, fault) => {
    const key = await initiated();
    await world.pass(600);
    days(14);
    await world.consent([belco]);
    const before = await world.read(key);
    world.bank.faults.next({ path: /transactions/ }, fault);
    expect(await world.reconcile()).toMatchObject({ accounts: 0, written: 0 });
    expect(await world.read(key)).toEqual(before);
  });

  test('a consent that has ended is told in the report, and the others go on', async () => {
    const [ours, theirs] = [await initiated(), await world.receive(erpInvoice())];
    await world.pass(900);
    const ended = await world.consent([acme]);
    await world.consent([belco]);
    world.bank.revoke(ended);
    expect(await world.reconcile()).toMatchObject({ accounts: 1 });
    expect(await world.read(ours)).toMatchObject({ booked: { rule: 'end-to-end-id' } });
    expect(await world.status(theirs)).toBe('PAID');
    const report = await world.reconciling.reports.read('2026-11-20');
    expect(report?.consents).toContainEqual({ consentId: ended, code: 'BANK_CONSENT_REFUSED' });
  });

  test('a run that dies between the read and the writes loses nothing: the next one finds it all', async () => {
    const key = await initiated();
    await world.pass(600);
    await world.consent([belco]);
    const payables = { ...world.services.payables, save: () => Promise.reject(new Error('killed')) };
    expect(await world.reconcile({ payables })).toMatchObject({ accounts: 1, written: 0 });
    expect(await world.read(key)).not.toHaveProperty('booked');
    days(20);
    expect(await world.reconcile()).toMatchObject({ written: 1 });
    expect(await world.read(key)).toMatchObject({ booked: { bookingDate: '2026-11-20' }, findings: [] });
  });

  test('money that came back is not lost when its write failed and the account was busy since', async () => {
    const key = await initiated();
    await world.pass(600);
    await world.consent([belco]);
    await world.reconcile();
    book({ amount, endToEndId: await endToEndId(key) });
    days(1);
    const payables = { ...world.services.payables, save: () => Promise.reject(new Error('killed')) };
    await world.reconcile({ payables });
    days(20);
    book({ amount: '-5.00', remittance: 'card' });
    await world.reconcile();
    expect(await world.status(key)).toBe('FAILED');
  });

  test('somebody who changes the payable at the same moment wins, and the next run looks again', async () => {
    world.bank.quirks.settlement = 'stays-acsp';
    const key = await initiated();
    await world.pass(600);
    await world.consent([belco]);
    const save: World['services']['payables']['save'] = async (previous, next, also) => {
      const { booked: _none, ...same } = previous;
      await world.services.payables.save(previous, { ...same, tries: 1 });
      return world.services.payables.save(previous, next, also);
    };
    expect(await world.reconcile({ payables: { ...world.services.payables, save } })).toMatchObject({
      written: 0,
    });
    expect(await world.status(key)).toBe('INITIATED');
    await nextDay();
    expect(await world.status(key)).toBe('PAID');
  });

  test('nothing is loaded and the bank is not asked while no account may be read', async () => {
    await initiated();
    await world.pass(600);
    const asked = () => world.bank.requests.length;
    const allDue = () => Promise.reject(new Error('nobody needs the payables'));
    const before = asked();
    expect(await world.reconcile({ payables: { ...world.services.payables, allDue } })).toMatchObject({
      accounts: 0,
    });
    expect(asked()).toBe(before);
    await world.consent([belco]);
    await world.reconcile();
    const after = asked();
    world.clock.advance(3600_000);
    await world.reconcile({ payables: { ...world.services.payables, allDue } });
    expect(asked()).toBe(after);
  });
});

describe('an invoice that the ERP pays', () => {
  test('is found by its reference on the account', async () => {
    const key = await world.receive(erpInvoice());
    await world.pass(900);
    expect(await world.read(key)).toMatchObject({ status: 'PAID', dueAt: expect.any(String) });
    book({
      iban: acme,
      to: 'NL03INGB0004567890',
      amount: '-648.32',
      endToEndId: 'ERP-RUN-7',
      remittance: 'kenmerk 1000002026110017',
    });
    await world.consent([acme]);
    await world.reconcile();
    expect((await world.read(key)).booked).toMatchObject({ rule: 'reference' });
    expect(await world.codes(key)).toEqual([]);
  });
});

describe('the report of a day', () => {
  test('has one row for each payment, the newest of all runs, as table, CSV and JSON', async () => {
    world.bank.quirks.settlement = 'end-of-day';
    const key = await initiated();
    await world.pass(600);
    await world.consent([belco]);
    await world.reconcile();
    world.clock.advance(new Date('2026-11-20T22:30:00Z').getTime() - world.clock.now().getTime());
    await world.reconcile();
    const report = await world.reconciling.reports.read('2026-11-20');
    if (report === undefined) throw new Error('There is no report.');
    expect(report.runs).toHaveLength(2);
    expect(report.rows).toMatchObject([{ payable: payableName(key), standing: 'MATCHED', amount }]);
    expect(report.totals).toEqual([{ standing: 'MATCHED', currency: 'EUR', count: 1, amount: '1536.7' }]);
    expect(report.entries).toEqual({ read: 1, repeated: 0, unexplained: 0 });
    expect(reconciliationTable(report)).toContain('MATCHED');
    expect(reconciliationCsv(report).split('\r\n')).toHaveLength(3);
    expect(JSON.parse(reconciliationJson(report))).toMatchObject({ day: '2026-11-20', rows: [{ amount }] });
    expect(await world.reconciling.reports.read('2026-11-21')).toBeUndefined();
  });
});
