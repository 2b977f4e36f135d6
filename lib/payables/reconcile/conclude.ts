import type { BookedEntry } from './booked-entry.ts';
import { type DaysRead, dayOf, isOver, isReadFromItsStart } from './booking-window.ts';
import type { BookedProof } from './booked-proof.ts';
import type { Conclusion } from './conclusion.ts';
import { incidentsOf } from './incidents-of.ts';
import type { Doubt, Doubted, Slot } from './slot.ts';

/** These are told, and leave the booking that was found beside them proved. */
const tolerable: ReadonlySet<Doubt> = new Set(['amount-differs', 'booked-again']);

/**
 * Weighs what the rules found for a payment. Entries out and back again are counted against each other, so that
 * their order does not matter: booked, reversed and booked again is paid. Where the account was read from a day within
 * the window only, nothing is missed, and only the id of the payment proves: a second entry that fits may lie before.
 */
export function conclude(found: Slot, read: DaysRead): Conclusion {
  const isWhole = isReadFromItsStart(found.window, read);
  const slot = isWhole || found.payment.proof !== null ? found : onlyById(found);
  const { payment, doubts } = slot;
  const booked = slot.debits.length + (isProofElsewhere(slot) ? 1 : 0);
  const net = booked - slot.credits.length;
  // ACSC is the bank's own word that the money left, whether we read that day or not.
  const isReversed = slot.credits.length > 0 && net <= 0 && (booked > 0 || payment.said === 'settled');
  const isUnclear = slot.credits.length > 0 && booked === 0 && !isReversed;
  const outcome = outcomeOf(doubts, booked, isUnclear);
  const first =
    slot.debits.find(({ entry }) => entry.fingerprint === payment.proof?.fingerprint) ??
    slot.debits.toSorted((a, b) => inTime(a.entry, b.entry))[0];
  const facts = {
    payment,
    outcome,
    proof: outcome === 'MATCHED' ? (payment.proof ?? (first === undefined ? null : proofOf(first))) : null,
    entry: outcome === 'MATCHED' ? (first?.entry ?? null) : null,
    entries: [...slot.debits.map(({ entry }) => entry), ...slot.credits].map((entry) => entry.fingerprint),
    reversal: isReversed && outcome !== 'AMBIGUOUS' ? (slot.credits.toSorted(inTime).at(-1) ?? null) : null,
    isWaiting: outcome === 'UNMATCHED' && !isReversed && !(isWhole && isOver(slot.window, read)),
    doubts: isUnclear ? [...doubts, unclear(slot.credits)] : doubts,
  } satisfies Omit<Conclusion, 'findings'>;
  return { ...facts, findings: incidentsOf({ ...facts, net, window: slot.window }) };
}

const onlyById = (slot: Slot): Slot => ({
  ...slot,
  debits: slot.debits.filter(({ rule }) => rule === 'end-to-end-id'),
});

function outcomeOf(doubts: readonly Doubted[], booked: number, isUnclear: boolean): Conclusion['outcome'] {
  if (isUnclear || doubts.some(({ doubt }) => !tolerable.has(doubt))) return 'AMBIGUOUS';
  if (booked > 0) return 'MATCHED';
  return doubts.length > 0 ? 'AMBIGUOUS' : 'UNMATCHED';
}

/** The entry that proved it earlier is not here, neither as it was nor with facts that the bank wrote anew. */
const isProofElsewhere = ({ payment: { proof }, debits }: Slot): boolean =>
  proof !== null &&
  !debits.some(
    ({ entry }) => entry.fingerprint === proof.fingerprint || entry.bookingDate === proof.bookingDate,
  );

const proofOf = ({ entry, rule }: Slot['debits'][number]): BookedProof => ({
  fingerprint: entry.fingerprint,
  rule,
  bookingDate: entry.bookingDate,
});

const unclear = (credits: readonly BookedEntry[]): Doubted => ({
  doubt: 'reversal-unclear',
  entries: credits.toSorted(inTime).slice(0, 5),
  count: credits.length,
});

function inTime(a: BookedEntry, b: BookedEntry): number {
  const [one, other] = [a, b].map((entry) => `${dayOf(entry) ?? ''} ${entry.fingerprint}`);
  return (one ?? '') < (other ?? '') ? -1 : 1;
}
