import { most } from './pair-up.ts';
import { doubtAbout, type Line, type Slot } from './slot.ts';
import { never, speakingOf } from './speaking-of.ts';

/**
 * Money that came back with the reference and the amount of a payment: a reversal is a second, opposite entry with
 * the same reference (psd2.md 6.5), before or after the first one in what the bank sends. One that fits several
 * payments puts each of them in doubt. Returns the entries that are no reversal. Those that carry the endToEndId
 * were found by it already.
 */
export function findReversals(slots: readonly Slot[], lines: readonly Line[]): Line[] {
  const incoming = lines.filter(({ direction }) => direction === 'credit');
  const { ofSpan, ofEntry } = speakingOf(slots, incoming, ({ window }) => ({
    from: window.from,
    until: never,
  }));
  slots.forEach((slot, index) => {
    const { count, first } = ofSpan[index] ?? { count: 0, first: [] };
    const back = first.flatMap((at) => incoming[at] ?? []);
    const isClear = count <= most && first.every((at) => ofEntry[at] === 1);
    if (isClear) slot.credits.push(...back.map(({ entry }) => entry));
    else doubtAbout(slot, 'reversal-unclear', back, count);
  });
  const taken = new Set(incoming.filter((_, index) => ofEntry[index] !== 0));
  return lines.filter((line) => !taken.has(line));
}
