import { type Doubt, doubtAbout, isBooked, isOpen, type Line, type Slot } from './slot.ts';
import { never, speakingOf } from './speaking-of.ts';

/**
 * Entries with the reference and the money of a payment for which nothing better was found, while something else
 * does not fit: too late, without a date, to another creditor, under the endToEndId of another payment. Somebody
 * may have paid by hand; a person decides. Returns the entries that are no such thing.
 */
export const doubtNearMisses = (slots: readonly Slot[], lines: readonly Line[]): Line[] =>
  doubtSpeaking(slots.filter(isOpen), lines, {
    daysOf: ({ window }) => ({ from: window.from, until: never }),
    whyNot,
  });

/** Entries that look like a second payment of what is booked already (psd2.md 10.1.4). Returns the others. */
export const doubtSecondPayments = (slots: readonly Slot[], lines: readonly Line[]): Line[] =>
  doubtSpeaking(slots.filter(isBooked), lines, {
    daysOf: ({ window }) => window,
    whyNot: () => 'booked-again',
  });

function doubtSpeaking(
  slots: readonly Slot[],
  lines: readonly Line[],
  how: {
    readonly daysOf: (slot: Slot) => Slot['window'];
    readonly whyNot: (line: Line, slot: Slot) => Doubt;
  },
): Line[] {
  const outgoing = lines.filter(({ direction }) => direction !== 'credit');
  const { ofSpan, ofEntry } = speakingOf(slots, outgoing, how.daysOf);
  slots.forEach((slot, index) => {
    const { count, first } = ofSpan[index] ?? { count: 0, first: [] };
    const near = first.flatMap((at) => outgoing[at] ?? []);
    const [line] = near;
    if (line !== undefined) doubtAbout(slot, how.whyNot(line, slot), near, count);
  });
  const taken = new Set(outgoing.filter((_, index) => ofEntry[index] !== 0));
  return lines.filter((line) => !taken.has(line));
}

function whyNot(line: Line, slot: Slot): Doubt {
  if (line.direction === 'unknown') return 'direction-unknown';
  if (line.creditor !== null && line.creditor !== slot.creditor) return 'other-creditor';
  return line.id === null || slot.payment.endToEndId === null ? 'outside-window' : 'other-id';
}
