import { type Decimal, decimal, multiply } from '../money/decimal.ts';
import { readDiscounts } from './fatturapa-charges.ts';
import { line, simplifiedLine } from './fatturapa-paths.ts';
import type { AllowanceOrCharge, InvoiceLine } from './invoice.ts';
import type { TermReader } from './term-reader.ts';
import type { XmlElement } from './xml-element.ts';

/** A DettaglioLinee of an ordinary invoice, without VAT (documents.md 6.1). */
export function readLine(row: XmlElement, terms: TermReader): InvoiceLine {
  const quantity = terms.amount(row, line.quantity);
  return {
    id: terms.text(row, line.id),
    purpose: purposes.get(terms.single(row, line.purpose)) ?? 'item',
    quantity,
    unit: terms.text(row, line.unit),
    amount: terms.amount(row, line.amount),
    accountingReference: terms.text(row, line.accountingReference),
    allowancesAndCharges: readDiscounts(row, line.discounts, terms).map((one) => perLine(one, quantity)),
    price: terms.amount(row, line.price),
    baseQuantity: null,
    vatCategory: terms.text(row, line.vatCategory),
    vatRate: terms.amount(row, line.vatRate),
    name: terms.text(row, line.name),
    description: null,
  };
}

/** A premium (PR) and a rebate (AB) are lines like any other (documents.md 6.1, 11). */
const purposes: ReadonlyMap<string | null, InvoiceLine['purpose']> = new Map([
  ['AC', 'freight'],
  ['SC', 'discount'],
]);

/** FatturaPA changes the price of one unit where BT-136 and BT-141 change the line; both are inside PrezzoTotale. */
const perLine = (one: AllowanceOrCharge, quantity: Decimal | null): AllowanceOrCharge => ({
  ...one,
  amount: one.amount === null ? null : multiply(one.amount, quantity ?? decimal('1')),
});

/** A DatiBeniServizi of a simplified invoice: one amount, VAT included (documents.md 6.1). */
export function readSimplifiedLine(row: XmlElement, terms: TermReader): InvoiceLine {
  return {
    id: null,
    purpose: 'item',
    quantity: null,
    unit: null,
    amount: terms.amount(row, simplifiedLine.amount),
    accountingReference: null,
    allowancesAndCharges: [],
    price: null,
    baseQuantity: null,
    vatCategory: terms.text(row, simplifiedLine.vatCategory),
    vatRate: terms.amount(row, simplifiedLine.vatRate),
    name: terms.text(row, simplifiedLine.name),
    description: null,
  };
}
