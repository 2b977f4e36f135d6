import { type Dated, type Pairs, pairUp, type Span } from './pair-up.ts';
import type { Line, Slot } from './slot.ts';

/** After the last day that a bank can write. */
export const never = '9999-12-31';

/**
 * Which entries hold the reference of a payment and its money, whatever else fits, on the days that are asked for.
 * An entry without a day counts as the last one. The entries that speak of none of ours are left out before.
 */
export function speakingOf(
  slots: readonly Slot[],
  lines: readonly Line[],
  daysOf: (slot: Slot) => Omit<Span, 'keys'>,
): Pairs {
  const known = new Set(slots.map(({ reference }) => reference));
  const spans = slots.map((slot) => ({
    keys: slot.reference === '' ? [] : [`${slot.reference} ${slot.money}`],
    ...daysOf(slot),
  }));
  const dated = lines.map(({ references, money, day }): Dated => {
    const spokenOf = [...references].filter((reference) => known.has(reference));
    return { keys: spokenOf.map((reference) => `${reference} ${money}`), day: day ?? never };
  });
  return pairUp(spans, dated);
}
