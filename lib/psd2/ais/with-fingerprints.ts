import { createHash } from 'node:crypto';
import { absolute, significantDecimals, round } from '../../money/decimal.ts';
import type { BookedTransaction, UnmarkedTransaction } from './booked-transaction.ts';

/**
 * Marks every entry of one read of an account (all its pages, whole days) with what makes it the same entry in the
 * next read. Ids of banks may be missing or change, so it is made of account, days, amount, other side, end-to-end
 * id and remittance, and of the place among entries that agree in all of these (psd2.md 6.3). An entry that comes
 * twice with the same transactionId, as when a page shifts while it is read, is kept once.
 */
export function withFingerprints(entries: readonly UnmarkedTransaction[]): BookedTransaction[] {
  const counts = new Map<string, number>();
  const seen = new Set<string>();
  return entries.flatMap((entry) => {
    const facts = factsOf(entry);
    const named = JSON.stringify([entry.transactionId, facts]);
    if (entry.transactionId !== null && seen.has(named)) return [];
    seen.add(named);
    const ordinal = (counts.get(facts) ?? 0) + 1;
    counts.set(facts, ordinal);
    return [{ ...entry, fingerprint: hash(`${facts}#${ordinal}`) }];
  });
}

const factsOf = (entry: UnmarkedTransaction): string => {
  const amount = absolute(entry.amount);
  return JSON.stringify([
    entry.account,
    entry.bookingDate,
    entry.valueDate,
    // `12.5` and `12.50` are one amount; its sign is told by the direction.
    round(amount, significantDecimals(amount)),
    entry.currency,
    entry.direction,
    entry.direction === 'credit' ? entry.debtorIban : entry.creditorIban,
    entry.endToEndId,
    entry.remittance.replace(/\s+/g, ' ').toUpperCase(),
  ]);
};

const hash = (text: string): string => createHash('sha256').update(text).digest('hex');
