import type { VatRow } from '../documents/invoice.ts';
import { compare, type Decimal, equals, isPositive, subtract, sum, zero } from '../money/decimal.ts';
import { cents, type DraftLine } from './draft-line.ts';
import { proRata } from './pro-rata.ts';

/**
 * Lines whose amounts include the tax (PINT TaxIncludedIndicator, documents.md 4) without it, so that the TAX lines
 * beside them do not count it twice: the tax of each VAT row pro rata out of the lines of its category and rate.
 * Null when a row with tax has no lines of its kind to take it out of.
 */
export function takeOutTax(drafts: readonly DraftLine[], rows: readonly VatRow[]): DraftLine[] | null {
  let net = [...drafts];
  for (const row of rows) {
    if (row.amount === null || !isPositive(row.amount)) continue;
    const taxed = net.filter((line) => line.purpose !== 'vat' && isOf(line, row));
    const gross = taxed.map((line) => line.amount);
    if (compare(sum(gross), row.amount) <= 0) return null;
    const taxes = new Map(proRata(gross, cents(row.amount)).map((tax, index) => [taxed[index], tax]));
    net = net.map((line) => withoutTax(line, taxes.get(line) ?? zero));
  }
  return net;
}

const isOf = (line: DraftLine, { category, rate }: VatRow): boolean =>
  line.vatCategory === category && sameRate(line.vatRate, rate);

const sameRate = (a: Decimal | null, b: Decimal | null): boolean =>
  a === null || b === null ? a === b : equals(a, b);

/** Quantity times price is the amount with tax; the ERP gets 1 times the amount without it. */
const withoutTax = (line: DraftLine, tax: Decimal): DraftLine =>
  equals(tax, zero)
    ? line
    : {
        ...line,
        exact: subtract(line.exact, tax),
        amount: cents(subtract(line.amount, tax)),
        quantity: null,
        price: null,
      };
