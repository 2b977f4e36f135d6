import type { MatchRule } from './booked-proof.ts';
import { pairUp } from './pair-up.ts';
import { type Doubt, doubtAbout, isOpen, type Line, type Slot } from './slot.ts';

interface Facts {
  readonly rule: MatchRule;
  /** The keys that a payment answers to, and those that an entry asks for; a pair shares one at most. */
  readonly keysOfSlot: (slot: Slot) => readonly string[];
  readonly keysOfLine: (line: Line) => readonly string[];
  /** Why a sole partner proves nothing of this payment all the same. */
  readonly whyNot?: (slot: Slot) => Doubt | undefined;
}

/**
 * Confirms every payment and entry that have each other alone under the keys of a rule, within the booking window;
 * what has more than one partner is doubted, and offered to no weaker rule. Returns the entries without a partner.
 */
export function matchByFacts(
  slots: readonly Slot[],
  lines: readonly Line[],
  { rule, keysOfSlot, keysOfLine, whyNot }: Facts,
): Line[] {
  const open = slots.filter(isOpen);
  const dated = lines.flatMap((line) =>
    line.day !== null && line.direction === 'debit' ? [{ line, day: line.day, keys: keysOfLine(line) }] : [],
  );
  const { ofSpan, ofEntry } = pairUp(
    open.map((slot) => ({ keys: keysOfSlot(slot), ...slot.window })),
    dated,
  );
  open.forEach((slot, index) => {
    const { count, first } = ofSpan[index] ?? { count: 0, first: [] };
    const partners = first.flatMap((at) => dated[at]?.line ?? []);
    const [partner] = partners;
    if (partner === undefined) return;
    const isSole = count === 1 && ofEntry[first[0] ?? -1] === 1;
    const doubt = isSole ? whyNot?.(slot) : 'several';
    if (doubt === undefined) slot.debits.push({ entry: partner.entry, rule });
    else doubtAbout(slot, doubt, partners, count);
  });
  const taken = new Set(dated.flatMap(({ line }, index) => (ofEntry[index] === 0 ? [] : [line])));
  return lines.filter((line) => !taken.has(line));
}
