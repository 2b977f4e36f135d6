import { type Payable, payableName } from './payable.ts';

/** Unique per payment, at most 35 of A-Z and 0-9, and made from the content: the key to find its booking by. */
export function endToEndIdOf(payable: Payable, attempt: number): string {
  const key = payable.request?.idempotencyKey.replaceAll('-', '').toUpperCase();
  if (key === undefined) throw new TypeError(`${payableName(payable)} has no payment request`);
  return `${key.slice(0, 32)}${String(attempt).padStart(2, '0')}`;
}
