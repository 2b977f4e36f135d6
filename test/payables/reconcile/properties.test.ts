import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { absolute, add, decimal, equals, negate } from '../../../lib/money/decimal.ts';
import type { BookedEntry } from '../../../lib/payables/reconcile/booked-entry.ts';
import type { ExpectedPayment } from '../../../lib/payables/reconcile/expected-payment.ts';
import { reconcile } from '../../../lib/payables/reconcile/reconcile.ts';
import { afterTheWindow, day, entry, found, payment, stranger, supplier } from './an-account.ts';

// Pools are small, so that payments and entries of a run get in each other's way all the time.
const amounts = fc.constantFrom('100.00', '100.01', '7.5');
const accounts = fc.constantFrom(supplier, stranger);
const references = fc.constantFrom('INV-1', 'INV-12', 'RENT', '');

const payments = fc
  .array(
    fc.record({
      amount: amounts.map(decimal),
      creditorIban: accounts,
      reference: references,
      hasId: fc.boolean(),
      initiated: fc.constantFrom('2026-11-16', '2026-11-20').map(day),
      said: fc.constantFrom('open' as const, 'accepted' as const, 'settled' as const, 'failed' as const),
    }),
    { maxLength: 8 },
  )
  .map((list) =>
    list.map(
      ({ hasId, ...given }, index): ExpectedPayment =>
        payment(index, hasId ? given : { ...given, endToEndId: null }),
    ),
  );

const entries = fc
  .array(
    fc.record({
      amount: amounts.map((amount) => negate(decimal(amount))),
      direction: fc.constantFrom('debit' as const, 'debit' as const, 'credit' as const, 'unknown' as const),
      creditorIban: fc.constantFrom(supplier, stranger, null),
      remittance: fc.constantFrom('INV-1', 'inv-12', 'RENT', 'RENT INV-1', ''),
      endToEndId: fc.constantFrom('ACQUIT0', 'ACQUIT1', 'ACQUIT2', 'OTHER', 'NOTPROVIDED', null, null),
      bookingDate: fc.constantFrom('2026-11-14', '2026-11-17', '2026-11-23', '2026-11-30', null),
    }),
    { maxLength: 12 },
  )
  .map((list) => list.map((given, index) => entry(`e${index}`, { ...given, valueDate: null })));

const together = fc.record({ payments, entries });

describe('whatever is paid and booked', () => {
  it('the order of payments and entries changes nothing, nor does an entry that comes again', () => {
    const shuffled = together.chain(({ payments: all, entries: booked }) =>
      fc.record({
        all: fc.constant(all),
        booked: fc.constant(booked),
        otherAll: fc.shuffledSubarray(all, { minLength: all.length }),
        otherBooked: fc
          .tuple(fc.shuffledSubarray(booked, { minLength: booked.length }), fc.subarray(booked))
          .map(([once, again]) => [...once, ...again]),
      }),
    );
    fc.assert(
      fc.property(shuffled, ({ all, booked, otherAll, otherBooked }) => {
        const one = reconcile({ payments: all, entries: booked, readUntil: afterTheWindow });
        const other = reconcile({ payments: otherAll, entries: otherBooked, readUntil: afterTheWindow });
        expect({ ...other, read: null }).toEqual({ ...one, read: null });
      }),
      { numRuns: 400 },
    );
  });

  it('an entry proves one payment at most, and of exactly its amount', () => {
    fc.assert(
      fc.property(together, ({ payments: all, entries: booked }) => {
        const proved = found(all, booked).filter(({ outcome }) => outcome === 'MATCHED');
        const used = proved.map(({ proof }) => proof?.fingerprint);
        expect(new Set(used).size).toBe(used.length);
        for (const { payment: paid, entry: by } of proved) {
          expect(by !== null && equals(absolute(by.amount), paid.amount)).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('what is ambiguous or not found is never confirmed', () => {
    fc.assert(
      fc.property(together, ({ payments: all, entries: booked }) => {
        for (const { outcome, proof, entry: by, findings } of found(all, booked)) {
          if (outcome === 'MATCHED') continue;
          expect([proof, by]).toEqual([null, null]);
          expect(outcome === 'AMBIGUOUS' && findings.length === 0).toBe(false);
        }
      }),
      { numRuns: 400 },
    );
  });

  it('every entry of a doubt, a proof or a reversal is known, and the rest of no payment of ours', () => {
    fc.assert(
      fc.property(together, ({ payments: all, entries: booked }) => {
        const { conclusions, unexplained } = reconcile({
          payments: all,
          entries: booked,
          readUntil: new Map(),
        });
        const explained = conclusions.flatMap(({ entry: by, reversal, doubts }) => [
          by,
          reversal,
          ...doubts.flatMap((doubted) => doubted.entries),
        ]);
        for (const left of unexplained) expect(explained).not.toContain(left);
      }),
      { numRuns: 200 },
    );
  });

  it('nothing is confirmed when every booking differs by a cent', () => {
    const off = (booked: readonly BookedEntry[], cent: string) =>
      booked.map((each) => ({ ...each, amount: add(each.amount, decimal(cent)) }));
    const round = fc.constantFrom('100.00', '7.50').map(decimal);
    fc.assert(
      fc.property(together, round, fc.constantFrom('0.01', '-0.01'), (run, amount, cent) => {
        const all = run.payments.map((each) => ({ ...each, amount }));
        const booked = off(
          run.entries.map((each) => ({ ...each, amount: negate(amount) })),
          cent,
        );
        expect(found(all, booked).filter(({ outcome }) => outcome === 'MATCHED')).toEqual([]);
      }),
    );
  });
});

/** What rules 2 and 3 say, asked of every pair: too slow for a real account, and too simple to be wrong. */
function isAlone(
  paid: ExpectedPayment,
  all: readonly ExpectedPayment[],
  booked: readonly BookedEntry[],
  fits: Fits,
) {
  const partners = booked.filter((each) => fits(paid, each));
  const [only] = partners;
  return partners.length === 1 && only !== undefined && all.filter((each) => fits(each, only)).length === 1;
}

type Fits = (paid: ExpectedPayment, booked: BookedEntry) => boolean;

const inWindow: Fits = ({ initiated }, { bookingDate }) =>
  initiated === '2026-11-16'
    ? bookingDate !== null && bookingDate >= '2026-11-15' && bookingDate <= '2026-11-23'
    : bookingDate !== null && bookingDate >= '2026-11-19' && bookingDate <= '2026-11-27';

const sameMoney: Fits = ({ amount }, booked) =>
  booked.direction === 'debit' && equals(absolute(booked.amount), amount);

describe('asked of every pair of a payment and an entry', () => {
  it('rule 3 confirms those that have each other alone and that somebody authorised, and no others', () => {
    const fits: Fits = (paid, booked) =>
      sameMoney(paid, booked) && inWindow(paid, booked) && paid.creditorIban === booked.creditorIban;
    fc.assert(
      fc.property(together, (run) => {
        const all = run.payments.map((each) => ({ ...each, reference: '' }));
        const booked = run.entries.map((each) => ({
          ...each,
          remittance: '',
          endToEndId: null,
          direction: 'debit' as const,
        }));
        for (const { payment: paid, outcome } of found(all, booked)) {
          const isAuthorised = paid.said !== 'open' || paid.endToEndId === null;
          expect(outcome === 'MATCHED').toBe(isAuthorised && isAlone(paid, all, booked, fits));
        }
      }),
      { numRuns: 400 },
    );
  });

  it('rule 2 confirms those that have each other alone, and no others', () => {
    const fits: Fits = (paid, booked) =>
      sameMoney(paid, booked) &&
      inWindow(paid, booked) &&
      paid.reference !== '' &&
      booked.remittance.toUpperCase().split(' ').includes(paid.reference) &&
      (booked.creditorIban === null || booked.creditorIban === paid.creditorIban);
    fc.assert(
      fc.property(together, (run) => {
        const booked = run.entries.map((each) => ({
          ...each,
          endToEndId: null,
          direction: 'debit' as const,
        }));
        for (const { payment: paid, outcome, proof } of found(run.payments, booked)) {
          const isByReference = outcome === 'MATCHED' && proof?.rule === 'reference';
          expect(isByReference).toBe(isAlone(paid, run.payments, booked, fits));
        }
      }),
      { numRuns: 400 },
    );
  });
});
