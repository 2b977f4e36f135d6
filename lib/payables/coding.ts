import type { Invoice } from '../documents/invoice.ts';
import type { Organisation, Supplier } from './directory.ts';

/** What decides the account code of a line that is a cost: its own reference (BT-133) and its VAT category. */
export interface CodingBasis {
  readonly reference: string | null;
  readonly vatCategory: string | null;
}

/** The codes that an organisation has for amounts that are no ordinary cost. */
export type OwnCode = 'tax' | 'freight' | 'discount' | 'prepaid' | 'rounding' | 'withheld';

/** By which rule of documents.md 11 a code was found: a reference, the supplier, the VAT category, a code of its own. */
export type CodingRule =
  | 'line-reference'
  | 'invoice-reference'
  | 'supplier'
  | 'vat-category'
  | 'default'
  | OwnCode;

/** The account code of a line and why it is that one. */
export interface LineCoding {
  readonly code: string;
  readonly rule: CodingRule;
}

/**
 * Looks account codes up (documents.md 11): BT-133 of the line, then BT-19 of the invoice, then the supplier's
 * own code, then the VAT category, then the organisation's default; undefined when none is configured.
 */
export function accountCodeFinder(
  invoice: Pick<Invoice, 'accountingReference'>,
  { coding }: Organisation,
  supplier: Supplier,
): (basis: CodingBasis) => LineCoding | undefined {
  return ({ reference, vatCategory }) =>
    by('line-reference', lookUp(coding.byAccountingReference, reference)) ??
    by('invoice-reference', lookUp(coding.byAccountingReference, invoice.accountingReference)) ??
    by('supplier', supplier.accountCode) ??
    by('vat-category', lookUp(coding.byVatCategory, vatCategory)) ??
    by('default', coding.default);
}

/** The organisation's code for amounts of one kind. */
export const ownCode = ({ coding }: Organisation, kind: OwnCode): LineCoding | undefined =>
  by(kind, coding[kind]);

const by = (rule: CodingRule, code: string | undefined): LineCoding | undefined =>
  code === undefined ? undefined : { code, rule };

// The key comes from the invoice: `constructor` must not find what every object inherits.
const lookUp = (table: Readonly<Record<string, string>>, key: string | null): string | undefined =>
  key !== null && Object.hasOwn(table, key) ? table[key] : undefined;
