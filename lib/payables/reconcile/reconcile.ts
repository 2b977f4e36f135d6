import type { IsoDate } from '../../documents/iso-date.ts';
import { normaliseIban } from '../iban.ts';
import type { BookedEntry } from './booked-entry.ts';
import { conclude } from './conclude.ts';
import type { Conclusion } from './conclusion.ts';
import { distinctEntries } from './distinct-entries.ts';
import { doubtNearMisses, doubtSecondPayments } from './doubt-near-misses.ts';
import type { ExpectedPayment } from './expected-payment.ts';
import { findReversals } from './find-reversals.ts';
import { matchByAccount } from './match-by-account.ts';
import { matchById } from './match-by-id.ts';
import { matchByReference } from './match-by-reference.ts';
import { type Line, lineOf, type Slot, slotOf } from './slot.ts';
import { takeProofs } from './take-proofs.ts';

export interface ReconcileInput {
  /** At most one per payable. */
  readonly payments: readonly ExpectedPayment[];
  /** Of any number of reads, pages and consents; the same entry may come more than once. */
  readonly entries: readonly BookedEntry[];
  /**
   * By IBAN: the last day whose entries were all read. What is not there by then may be missed; an account that
   * was not read misses nothing.
   */
  readonly readUntil: ReadonlyMap<string, IsoDate>;
  /** By IBAN: the first day whose entries were asked for; an account that is not in it was read from its beginning. */
  readonly readFrom?: ReadonlyMap<string, IsoDate> | undefined;
}

export interface Reconciliation {
  /** One for each payment, by the name of its payable. */
  readonly conclusions: readonly Conclusion[];
  /** Entries that have to do with no payment of ours, by fingerprint. */
  readonly unexplained: readonly BookedEntry[];
  /** How many entries there were, and how many of them came before. */
  readonly read: { readonly entries: number; readonly repeated: number };
}

type Rule = (slots: readonly Slot[], lines: readonly Line[]) => Line[];

/** Every rule sees only the entries that the ones before left (psd2.md 6.5). */
const rules: readonly Rule[] = [
  takeProofs,
  matchById,
  matchByReference,
  doubtNearMisses,
  matchByAccount,
  doubtSecondPayments,
  findReversals,
];

/**
 * Finds the booked entries of our payments (psd2.md 6.5). The result does not depend on the order of the input, an
 * entry proves one payment at most, and what is doubtful is AMBIGUOUS: never confirmed here, always for a person.
 * The cost grows with payments plus entries. Throws a RangeError when a payable comes twice.
 */
export function reconcile({ payments, entries, readUntil, readFrom }: ReconcileInput): Reconciliation {
  const slots = payments.map(slotOf).sort((a, b) => (a.name < b.name ? -1 : 1));
  const twice = slots.find(({ name }, index) => name === slots[index - 1]?.name);
  if (twice !== undefined) throw new RangeError(`${twice.name} comes twice in one reconciliation`);
  const distinct = distinctEntries(entries);
  let lines = distinct.map(lineOf);
  for (const rule of rules) lines = rule(slots, lines);
  const until = byAccount(readUntil);
  const from = byAccount(readFrom ?? new Map());
  return {
    conclusions: slots.map((slot) =>
      conclude(slot, { from: from.get(slot.account), until: until.get(slot.account) }),
    ),
    unexplained: lines.map(({ entry }) => entry),
    read: { entries: entries.length, repeated: entries.length - distinct.length },
  };
}

const byAccount = (days: ReadonlyMap<string, IsoDate>): ReadonlyMap<string, IsoDate> =>
  new Map([...days].map(([iban, day]) => [normaliseIban(iban), day]));
