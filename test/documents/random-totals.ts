import * as fc from 'fast-check';
import type { AllowanceOrCharge, Invoice, InvoiceLine, VatRow } from '../../lib/documents/invoice.ts';
import {
  add,
  type Decimal,
  decimal,
  divide,
  multiply,
  negate,
  round,
  subtract,
  sum,
  zero,
} from '../../lib/money/decimal.ts';
import { cents } from './random-amounts.ts';
import { optional } from './random-text.ts';

export const vatRates = [
  { vatCategory: 'S', vatRate: decimal('21') },
  { vatCategory: 'S', vatRate: decimal('9.00') },
  { vatCategory: 'AA', vatRate: decimal('5.5') },
  { vatCategory: 'Z', vatRate: decimal('0') },
];
/** What a row adds to the amount that it stands under. */
export const signed = ({ isCharge, amount }: AllowanceOrCharge): Decimal =>
  isCharge ? (amount ?? zero) : negate(amount ?? zero);

const isVatOf =
  ({ category, rate }: VatRow) =>
  (row: { vatCategory: string | null; vatRate: Decimal | null }) =>
    row.vatCategory === category && row.vatRate === rate;

/** BG-23: a row for each rate that a line, allowance or charge has. */
function vatRows(rows: readonly InvoiceLine[], charges: readonly AllowanceOrCharge[]): readonly VatRow[] {
  return vatRates.flatMap(({ vatCategory, vatRate }) => {
    const row = { base: null, amount: null, category: vatCategory, rate: vatRate };
    const amounts = [
      ...rows.filter(isVatOf(row)).map(({ amount }) => amount ?? zero),
      ...charges.filter(isVatOf(row)).map(signed),
    ];
    if (amounts.length === 0) return [];
    const base = round(sum(amounts), 2);
    return { ...row, base, amount: divide(multiply(base, vatRate), decimal('100'), 2) };
  });
}

const money = (values: readonly Decimal[]): Decimal => round(sum(values), 2);

/** What the totals are made from, beside lines, allowances and charges. */
export const extras = fc.record({
  prepaid: optional(cents(0n, 99n)),
  rounding: optional(cents(-5n, 5n)),
  taxCurrency: optional(fc.constant('SEK')),
});

interface Extras {
  readonly prepaid: Decimal | null;
  readonly rounding: Decimal | null;
  readonly taxCurrency: string | null;
}

/** BG-22 and BG-23, so that BR-CO-10 to BR-CO-16 hold to the cent (documents.md 9.1). */
export function totalsOf(
  rows: readonly InvoiceLine[],
  charges: readonly AllowanceOrCharge[],
  { prepaid, rounding, taxCurrency }: Extras,
): Pick<Invoice, 'totals' | 'vatBreakdown' | 'taxCurrency'> {
  const of = (isCharge: boolean) => charges.filter((row) => row.isCharge === isCharge);
  const total = (some: readonly AllowanceOrCharge[]) =>
    some.length === 0 ? null : money(some.map(({ amount }) => amount ?? zero));
  const vatBreakdown = vatRows(rows, charges);
  const lineExtension = money(rows.map(({ amount }) => amount ?? zero));
  const taxExclusive = money([lineExtension, ...charges.map(signed)]);
  const vatTotal = money(vatBreakdown.map(({ amount }) => amount ?? zero));
  const taxInclusive = money([taxExclusive, vatTotal]);
  const payable = round(add(subtract(taxInclusive, prepaid ?? zero), rounding ?? zero), 2);
  return {
    taxCurrency,
    vatBreakdown,
    totals: {
      lineExtension,
      allowances: total(of(false)),
      charges: total(of(true)),
      taxExclusive,
      vat: vatTotal,
      vatInTaxCurrency: taxCurrency === null ? null : round(multiply(vatTotal, decimal('11.25')), 2),
      taxInclusive,
      prepaid,
      rounding,
      payable,
    },
  };
}
