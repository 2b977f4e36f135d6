import type { EnPaths } from './en-paths.ts';
import type { InvoiceLine } from './invoice.ts';
import { readAllowancesAndCharges } from './read-allowances.ts';
import type { TermReader } from './term-reader.ts';
import type { XmlElement } from './xml-element.ts';

/** One of BG-25; `row` is the element of the line. */
export function readLine(row: XmlElement, paths: EnPaths, terms: TermReader): InvoiceLine {
  const { line } = paths;
  return {
    id: terms.text(row, line.id),
    purpose: 'item',
    quantity: terms.amount(row, line.quantity),
    unit: terms.text(row, line.unit),
    amount: terms.amount(row, line.amount),
    accountingReference: terms.text(row, line.accountingReference),
    allowancesAndCharges: readAllowancesAndCharges(
      row,
      paths.groups.lineAllowancesAndCharges,
      paths.lineAllowance,
      paths.lineCharge,
      terms,
    ),
    price: terms.amount(row, line.price),
    baseQuantity: terms.amount(row, line.baseQuantity),
    vatCategory: terms.text(row, line.vatCategory),
    vatRate: terms.amount(row, line.vatRate),
    name: terms.text(row, line.name),
    description: terms.text(row, line.description),
  };
}
