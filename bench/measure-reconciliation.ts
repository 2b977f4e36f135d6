import { performance } from 'node:perf_hooks';
import { reconcile } from '../lib/payables/reconcile/reconcile.ts';
import type { ExpectedPayment } from '../lib/payables/reconcile/expected-payment.ts';
import { reportOf } from '../lib/payables/reconcile/report.ts';
import type { UnmarkedTransaction } from '../lib/psd2/ais/booked-transaction.ts';
import { withFingerprints } from '../lib/psd2/ais/with-fingerprints.ts';
import { bookedAccount, type BookedAccount, equalAccount } from './booked-account.ts';
import { informative, type Result, within } from './result.ts';

const runs = 5;

/**
 * From the entries as the bank gave them to the report: fingerprints, every rule, findings, totals. Every count has
 * half as many payments as entries. One line has one amount, creditor and reference for all, which is where comparing
 * pairs would show.
 */
export function measureReconciliation(): Result[] {
  const time = fastest([...[1000, 10_000, 100_000].map(bookedAccount), ...[1000, 10_000].map(equalAccount)]);
  const [small, target, large, fewEqual, manyEqual] = [time(0), time(1), time(2), time(3), time(4)] as const;
  return [
    {
      name: 'reconcile 10,000 booked entries against 5,000 payables',
      measured: `${seconds(target)}, ${perEntry(target, 10_000)} an entry`,
      figures: { milliseconds: target, microsecondsPerEntry: (target * 1000) / 10_000 },
      ...within({ value: target, limit: 2000 }, seconds),
    },
    growth('1,000 to 10,000', small, target),
    growth('10,000 to 100,000', target, large),
    growth('1,000 to 10,000, with one amount, creditor and reference for all', fewEqual, manyEqual),
    {
      name: 'reconcile 1,000 and 100,000 booked entries',
      measured: `${perEntry(small, 1000)} and ${perEntry(large, 100_000)} an entry (${seconds(large)} in all)`,
      figures: { smallMilliseconds: small, largeMilliseconds: large },
      ...informative,
    },
  ];
}

/**
 * Milliseconds, the fastest of some rounds over all accounts: other work on the machine only ever adds, and it adds
 * most to the long ones. The first round warms up.
 */
function fastest(accounts: readonly BookedAccount[]): (account: number) => number {
  const rounds = Array.from({ length: runs + 1 }, () => accounts.map(measure)).slice(1);
  return (account) => Math.min(...rounds.map((times) => times[account] ?? Number.NaN));
}

function measure({ payments, facts, matched }: BookedAccount): number {
  const start = performance.now();
  const found = work(payments, facts);
  const time = performance.now() - start;
  if (found !== matched) throw new Error(`The bench found ${found} of ${matched} bookings`);
  return time;
}

function work(payments: readonly ExpectedPayment[], facts: readonly UnmarkedTransaction[]): number {
  const reconciliation = reconcile({
    payments,
    entries: withFingerprints(facts),
    readUntil: new Map(),
  });
  const { totals } = reportOf(reconciliation, '2026-11-21');
  return totals.find(({ standing }) => standing === 'MATCHED')?.count ?? 0;
}

/** The power of the number of entries that the time grows with: 1 is linear. */
function growth(what: string, fewer: number, more: number): Result {
  const exponent = Math.log10(more / fewer);
  return {
    name: `growth of the time with the entries, from ${what}`,
    measured: `entries to the power ${exponent.toFixed(2)}`,
    figures: { exponent, ratio: more / fewer },
    ...within({ value: exponent, limit: 1.2 }, (value) => value.toFixed(2)),
  };
}

const seconds = (milliseconds: number): string => `${(milliseconds / 1000).toFixed(3)} s`;
const perEntry = (milliseconds: number, entries: number): string =>
  `${((milliseconds * 1000) / entries).toFixed(1)} µs`;
