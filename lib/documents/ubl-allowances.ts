import type { AllowanceOrCharge } from './invoice.ts';
import type { TermReader } from './term-reader.ts';
import type { XmlElement } from './xml-element.ts';

/** BG-20 and BG-21 of the document, or BG-27 and BG-28 of a line; one without a readable indicator is left out. */
export function readAllowancesAndCharges(
  parent: XmlElement,
  terms: TermReader,
): readonly AllowanceOrCharge[] {
  return parent.all('cac:AllowanceCharge').flatMap((row) => {
    const isCharge = terms.isCharge(row);
    if (isCharge === null) return [];
    return {
      isCharge,
      amount: terms.amount(row, 'cbc:Amount', isCharge ? 'BT-99' : 'BT-92'),
      reasonCode: row.text('cbc:AllowanceChargeReasonCode'),
      reason: row.text('cbc:AllowanceChargeReason'),
      vatCategory: row.text('cac:TaxCategory/cbc:ID'),
      vatRate: terms.amount(row, 'cac:TaxCategory/cbc:Percent', isCharge ? 'BT-103' : 'BT-96'),
    };
  });
}
