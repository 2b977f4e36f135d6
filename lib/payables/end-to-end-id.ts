import { type Payable, payableName } from './payable.ts';

/**
 * The endToEndIdentification of the n-th payment of a payable at the bank: unique per payment, at most 35 of A-Z and
 * 0-9, and made from the content, so that it is the key to find its booking by (psd2.md 4.2, 6.5). Throws a
 * TypeError for a payable without a payment request.
 */
export function endToEndIdOf(
  payable: Pick<Payable, 'party' | 'documentId' | 'request'>,
  attempt: number,
): string {
  const key = payable.request?.idempotencyKey.replaceAll('-', '').toUpperCase();
  if (key === undefined) throw new TypeError(`${payableName(payable)} has no payment request`);
  return `${key.slice(0, 32)}${String(attempt).padStart(2, '0')}`;
}
