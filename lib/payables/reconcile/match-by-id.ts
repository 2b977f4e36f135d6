import { type Doubt, doubtAbout, type Line, normaliseId, type Slot } from './slot.ts';

/**
 * Rule 1 of psd2.md 6.5: entries that carry the endToEndId of a payment. Such an entry belongs to that payment and
 * goes to no other rule, even when something about it is wrong. Returns the entries that name none of ours.
 */
export function matchById(slots: readonly Slot[], lines: readonly Line[]): Line[] {
  const owners = ownersOf(slots, ({ payment }) => (payment.endToEndId === null ? [] : [payment.endToEndId]));
  const earlier = ownersOf(slots, ({ payment }) => payment.earlierEndToEndIds);
  const named = Map.groupBy(lines, ({ id }) => id ?? '');
  for (const [id, booked] of named) {
    for (const slot of owners.get(id) ?? []) take(booked, slot, owners.get(id)?.length === 1);
    for (const slot of owners.has(id) ? [] : (earlier.get(id) ?? [])) tellDead(booked, slot);
  }
  return lines.filter(({ id }) => id === null || !(owners.has(id) || earlier.has(id)));
}

function ownersOf(
  slots: readonly Slot[],
  idsOf: (slot: Slot) => readonly string[],
): ReadonlyMap<string, readonly Slot[]> {
  const pairs = slots.flatMap((slot) =>
    [...new Set(idsOf(slot).map(normaliseId))].map((id) => ({ id, slot })),
  );
  const owners = new Map<string, Slot[]>();
  for (const { id, slot } of pairs) {
    const known = owners.get(id);
    if (known === undefined) owners.set(id, [slot]);
    else known.push(slot);
  }
  return owners;
}

function take(booked: readonly Line[], slot: Slot, isItsOwn: boolean): void {
  // Two payments under one id: the fault is ours, and no entry tells which it means.
  if (!isItsOwn) return doubtAbout(slot, 'shared-id', booked);
  for (const line of booked) {
    if (isOtherSide(line, slot)) continue;
    const doubt = doubtOf(line, slot);
    if (doubt !== undefined) doubtAbout(slot, doubt, [line]);
    else if (line.direction === 'credit') slot.credits.push(line.entry);
    else slot.debits.push({ entry: line.entry, rule: 'end-to-end-id' });
  }
}

/** Between two accounts of ours a payment is booked twice, and its arrival is no reversal. */
const isOtherSide = (line: Line, slot: Slot): boolean =>
  line.account === slot.creditor && line.account !== slot.account && line.direction !== 'debit';

function doubtOf(line: Line, slot: Slot): Doubt | undefined {
  if (line.account !== slot.account) return 'other-account';
  if (line.money !== slot.money) return 'amount-differs';
  if (line.direction === 'unknown') return 'direction-unknown';
  if (line.direction === 'debit' && line.creditor !== null && line.creditor !== slot.creditor) {
    return 'other-creditor';
  }
  return undefined;
}

/** A payment that the bank gave up was booked after all, unless its money came back since. */
function tellDead(booked: readonly Line[], slot: Slot): void {
  const debits = booked.filter(({ direction }) => direction !== 'credit');
  const net = debits.length - (booked.length - debits.length);
  if (net > 0) doubtAbout(slot, 'earlier-attempt', debits.slice(-net));
}
