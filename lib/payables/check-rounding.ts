import type { Invoice, InvoiceLine, VatRow } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  isZero,
  multiply,
  subtract,
  sum,
  zero,
} from '../money/decimal.ts';

const hundred = decimal('100');
const vatTolerance = decimal('1.00'); // BR-CO-17
const lineTolerance = decimal('0.02'); // Peppol R120

/** Products that are often rounded for display: told, never a reason to stop (documents.md 9.1). */
export function checkRounding(invoice: Invoice): Finding[] {
  const lines = invoice.lines.filter(lineDeviates);
  const rows = invoice.vatBreakdown.filter(vatDeviates);
  return [
    ...(lines.length === 0 ? [] : [finding('LINE_AMOUNT_DEVIATES', { value: nameAll(lines.map(lineName)) })]),
    ...(rows.length === 0 ? [] : [finding('VAT_DEVIATES', { value: nameAll(rows.map(rowName)) })]),
  ];
}

function lineDeviates(line: InvoiceLine): boolean {
  const { amount, quantity, price } = line;
  const base = line.baseQuantity ?? decimal('1');
  if (amount === null || quantity === null || price === null || isZero(base)) return false;
  const product = divide(multiply(quantity, price), base, 10);
  const changes = line.allowancesAndCharges.map(({ isCharge, amount: change }) =>
    isCharge ? (change ?? zero) : subtract(zero, change ?? zero),
  );
  return isFurther(subtract(amount, add(product, sum(changes))), lineTolerance);
}

function vatDeviates({ base, amount, rate }: VatRow): boolean {
  if (base === null || amount === null || rate === null) return false;
  return isFurther(subtract(amount, divide(multiply(base, rate), hundred, 10)), vatTolerance);
}

const isFurther = (difference: Decimal, tolerance: Decimal): boolean =>
  compare(absolute(difference), tolerance) > 0;

const lineName = (line: InvoiceLine): string => line.id ?? '?';
const rowName = (row: VatRow): string => `${row.category ?? '?'} ${row.rate ?? '?'} %`;

/** An invoice may have thousands of lines; the first few are enough to find the others. */
const nameAll = (names: readonly string[]): string =>
  names.length <= 5 ? names.join(', ') : `${names.slice(0, 5).join(', ')} and ${names.length - 5} more`;
