import type { InvoiceLine, Syntax } from './invoice.ts';
import type { TermReader } from './term-reader.ts';
import { readAllowancesAndCharges } from './ubl-allowances.ts';
import type { XmlElement } from './xml-element.ts';

const shapes = {
  'ubl-invoice': { line: 'cac:InvoiceLine', quantity: 'cbc:InvoicedQuantity' },
  'ubl-creditnote': { line: 'cac:CreditNoteLine', quantity: 'cbc:CreditedQuantity' },
} as const;

/** BG-25. Only the lines of the document itself: a cac:SubInvoiceLine repeats money of its parent (documents.md 4). */
export function readLines(root: XmlElement, syntax: Syntax, terms: TermReader): readonly InvoiceLine[] {
  const { line, quantity } = shapes[syntax];
  return root.all(line).map((row) => ({
    id: row.text('cbc:ID'),
    quantity: terms.amount(row, quantity, 'BT-129'),
    unit: row.filled(quantity)[0]?.attribute('unitCode') ?? null,
    amount: terms.amount(row, 'cbc:LineExtensionAmount', 'BT-131'),
    accountingReference: row.text('cbc:AccountingCost'),
    allowancesAndCharges: readAllowancesAndCharges(row, terms),
    price: terms.amount(row, 'cac:Price/cbc:PriceAmount', 'BT-146'),
    baseQuantity: terms.amount(row, 'cac:Price/cbc:BaseQuantity', 'BT-149'),
    vatCategory: row.text('cac:Item/cac:ClassifiedTaxCategory/cbc:ID'),
    vatRate: terms.amount(row, 'cac:Item/cac:ClassifiedTaxCategory/cbc:Percent', 'BT-152'),
    name: row.text('cac:Item/cbc:Name'),
    description: row.text('cac:Item/cbc:Description'),
  }));
}
