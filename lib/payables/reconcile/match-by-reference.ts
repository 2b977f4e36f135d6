import { matchByFacts } from './match-by-facts.ts';
import type { Line, Slot } from './slot.ts';

/** In the place of a creditor that the bank does not name, and of an endToEndId that is not there. */
const none = '-';

/**
 * Rule 2 of psd2.md 6.5: the reference in the remittance, with the amount, the currency and the account. An entry
 * that names another creditor, or another payment than ours by its endToEndId, contradicts and confirms nothing.
 */
export function matchByReference(slots: readonly Slot[], lines: readonly Line[]): Line[] {
  const known = new Set(slots.map(({ reference }) => reference));
  return matchByFacts(slots, lines, {
    rule: 'reference',
    keysOfSlot,
    keysOfLine: ({ references, money, creditor, id }) =>
      [...references]
        .filter((reference) => known.has(reference))
        .map((reference) => keyOf(reference, money, creditor ?? none, id === null ? none : 'id')),
  });
}

function keysOfSlot({ reference, money, creditor, payment }: Slot): string[] {
  if (reference === '') return [];
  // The ERP gives its payments endToEndIds of its own; the id of ours is always the one that we sent.
  const ids = payment.endToEndId === null ? [none, 'id'] : [none];
  return [creditor, none].flatMap((named) => ids.map((id) => keyOf(reference, money, named, id)));
}

const keyOf = (...parts: readonly [reference: string, money: string, creditor: string, id: string]): string =>
  parts.join(' ');
