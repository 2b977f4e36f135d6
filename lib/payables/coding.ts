import type { Invoice } from '../documents/invoice.ts';
import type { Organisation, Supplier } from './directory.ts';

/** What decides the account code of a line that is a cost: its own reference (BT-133) and its VAT category. */
export interface CodingBasis {
  readonly reference: string | null;
  readonly vatCategory: string | null;
}

/**
 * Looks account codes up (documents.md 11): BT-133 of the line, then BT-19 of the invoice, then the supplier's
 * own code, then the VAT category, then the organisation's default; undefined when none is configured.
 */
export function accountCodeFinder(
  invoice: Invoice,
  { coding }: Organisation,
  supplier: Supplier,
): (basis: CodingBasis) => string | undefined {
  return ({ reference, vatCategory }) =>
    lookUp(coding.byAccountingReference, reference) ??
    lookUp(coding.byAccountingReference, invoice.accountingReference) ??
    supplier.accountCode ??
    lookUp(coding.byVatCategory, vatCategory) ??
    coding.default;
}

// The key comes from the invoice: `constructor` must not find what every object inherits.
const lookUp = (table: Readonly<Record<string, string>>, key: string | null): string | undefined =>
  key !== null && Object.hasOwn(table, key) ? table[key] : undefined;
