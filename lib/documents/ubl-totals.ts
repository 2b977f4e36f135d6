import { taxTotalCurrency } from './foreign-currencies.ts';
import type { Totals, VatRow } from './invoice.ts';
import type { TermReader } from './term-reader.ts';
import type { XmlElement } from './xml-element.ts';

/** The TaxTotal in BT-5. One without a currency, or any in a document without BT-5, counts as such. */
export function documentTaxTotal(root: XmlElement, currency: string | null): XmlElement | undefined {
  return root
    .all('cac:TaxTotal')
    .find((total) => currency === null || (taxTotalCurrency(total) ?? currency) === currency);
}

/** BG-22. */
export function readTotals(
  root: XmlElement,
  taxTotal: XmlElement,
  taxCurrency: string | null,
  terms: TermReader,
): Totals {
  const total = (name: string, term: string) =>
    terms.amount(root, `cac:LegalMonetaryTotal/cbc:${name}`, term);
  const otherTaxTotal = root
    .all('cac:TaxTotal')
    .find((each) => each !== taxTotal && taxCurrency !== null && taxTotalCurrency(each) === taxCurrency);
  return {
    lineExtension: total('LineExtensionAmount', 'BT-106'),
    allowances: total('AllowanceTotalAmount', 'BT-107'),
    charges: total('ChargeTotalAmount', 'BT-108'),
    taxExclusive: total('TaxExclusiveAmount', 'BT-109'),
    vat: terms.amount(taxTotal, 'cbc:TaxAmount', 'BT-110'),
    vatInTaxCurrency:
      otherTaxTotal === undefined ? null : terms.amount(otherTaxTotal, 'cbc:TaxAmount', 'BT-111'),
    taxInclusive: total('TaxInclusiveAmount', 'BT-112'),
    prepaid: total('PrepaidAmount', 'BT-113'),
    rounding: total('PayableRoundingAmount', 'BT-114'),
    payable: total('PayableAmount', 'BT-115'),
  };
}

/** BG-23, in the document currency only: the other TaxTotal says the same money again. */
export function readVatBreakdown(taxTotal: XmlElement, terms: TermReader): readonly VatRow[] {
  return taxTotal.all('cac:TaxSubtotal').map((row) => ({
    base: terms.amount(row, 'cbc:TaxableAmount', 'BT-116'),
    amount: terms.amount(row, 'cbc:TaxAmount', 'BT-117'),
    category: row.text('cac:TaxCategory/cbc:ID'),
    rate: terms.amount(row, 'cac:TaxCategory/cbc:Percent', 'BT-119'),
  }));
}
