import { createHash } from 'node:crypto';
import type { Invoice } from '../documents/invoice.ts';
import { isNegative, isZero, round, zero } from '../money/decimal.ts';
import type { Organisation, Supplier } from './directory.ts';
import { normaliseIban } from './iban.ts';
import { isCreditNote } from './kind-of-claim.ts';

/** What makes two files the same invoice: supplier, number and direction of the money (documents.md 11). */
export interface BusinessDocument {
  /** Short code of the organisation. */
  readonly organisation: string;
  readonly supplierNumber: string;
  readonly kind: 'claim' | 'credit';
  /** BT-1, normalised: capitals, blanks collapsed. */
  readonly number: string;
  /**
   * SHA-256 (hex) over what is asked: date, type, currency, amount, accounts. Equal for a second delivery and
   * for the same invoice in another wrapping; another one under the same number is a DUPLICATE_NUMBER.
   */
  readonly fingerprint: string;
}

/** BT-1 as it is compared: programs differ in case and blanks when they write one number twice. */
export const normaliseNumber = (number: string): string => number.trim().replace(/\s+/g, ' ').toUpperCase();

export function businessDocument(
  invoice: Invoice,
  organisation: Organisation,
  supplier: Supplier,
): BusinessDocument | null {
  if (invoice.number === null) return null;
  const { payable } = invoice.totals;
  return {
    organisation: organisation.shortCode,
    supplierNumber: supplier.number,
    kind: isCreditNote(invoice) || (payable !== null && isNegative(payable)) ? 'credit' : 'claim',
    number: normaliseNumber(invoice.number),
    fingerprint: fingerprint(invoice),
  };
}

function fingerprint({ issueDate, typeCode, currency, totals, paymentMeans }: Invoice): string {
  const asked = totals.payable ?? totals.taxInclusive; // FatturaPA may leave the payment out
  const amount = asked === null ? null : round(isZero(asked) ? zero : asked, 3);
  const accounts = paymentMeans.flatMap(({ account }) =>
    account === null ? [] : [normaliseIban(account.id)],
  );
  const content = [issueDate, typeCode, currency, amount, [...new Set(accounts)].sort()];
  return createHash('sha256').update(JSON.stringify(content)).digest('hex');
}
