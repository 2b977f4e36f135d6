import { matchByFacts } from './match-by-facts.ts';
import type { Line, Slot } from './slot.ts';

/**
 * Rule 3 of psd2.md 6.5: amount, currency, account and IBAN of the creditor, within the booking window, and nothing
 * else that fits. An entry whose remittance holds the reference of any payment of ours, or that names another
 * payment by its endToEndId, was for something else; so it may be while nobody has authorised ours.
 */
export function matchByAccount(slots: readonly Slot[], lines: readonly Line[]): Line[] {
  const known = new Set(slots.map(({ reference }) => reference));
  return matchByFacts(slots, lines, {
    rule: 'amount-and-account',
    keysOfSlot: ({ money, creditor, payment }) => [
      `${money} ${creditor} -`,
      ...(payment.endToEndId === null ? [`${money} ${creditor} id`] : []),
    ],
    whyNot: ({ payment }) =>
      payment.said === 'open' && payment.endToEndId !== null ? 'not-authorised' : undefined,
    keysOfLine: ({ money, creditor, id, references }) => {
      const speaksOfAnother = [...references].some((reference) => known.has(reference));
      return creditor === null || speaksOfAnother ? [] : [`${money} ${creditor} ${id === null ? '-' : 'id'}`];
    },
  });
}
