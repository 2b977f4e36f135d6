import type { EnPaths } from './en-paths.ts';
import type { Totals, VatRow } from './invoice.ts';
import type { TermReader } from './term-reader.ts';
import { absent, type XmlElement } from './xml-element.ts';

/** The currencies of a document, BT-5 and BT-6. */
export interface Currencies {
  readonly currency: string | null;
  readonly taxCurrency: string | null;
}

/**
 * The VAT total in BT-5, of which there is exactly one (documents.md 9.1, BR-CO-15); another amount beside it is
 * told. One without a currency, or any in a document without BT-5, counts as such.
 */
export function documentTaxTotal(
  root: XmlElement,
  { groups, taxTotal }: EnPaths,
  currency: string | null,
  terms: TermReader,
): XmlElement {
  const totals = terms.groups(root, groups.taxTotals);
  const isInDocumentCurrency = (total: XmlElement) =>
    currency === null || (currencyOf(total, taxTotal.vat.paths[0]) ?? currency) === currency;
  const found = totals.filter(isInDocumentCurrency);
  terms.expectOne(
    taxTotal.vat.term,
    found.flatMap((total) => terms.text(total, taxTotal.vat) ?? []),
  );
  return found[0] ?? absent;
}

/** BG-22; `taxTotal` is the VAT total in the document currency. */
export function readTotals(
  root: XmlElement,
  paths: EnPaths,
  taxTotal: XmlElement,
  { taxCurrency }: Currencies,
  terms: TermReader,
): Totals {
  const { totals } = paths;
  const vatPath = paths.taxTotal.vatInTaxCurrency.paths[0];
  const otherTaxTotal = terms
    .groups(root, paths.groups.taxTotals)
    .find((each) => each !== taxTotal && taxCurrency !== null && currencyOf(each, vatPath) === taxCurrency);
  const prepaid = terms.amount(root, totals.prepaid);
  return {
    lineExtension: terms.amount(root, totals.lineExtension),
    allowances: terms.amount(root, totals.allowances),
    charges: terms.amount(root, totals.charges),
    taxExclusive: terms.amount(root, totals.taxExclusive),
    vat: terms.amount(taxTotal, paths.taxTotal.vat),
    vatInTaxCurrency: terms.amount(otherTaxTotal ?? absent, paths.taxTotal.vatInTaxCurrency),
    taxInclusive: terms.amount(root, totals.taxInclusive),
    prepaid,
    rounding: terms.amount(root, totals.rounding),
    payable: terms.amount(root, prepaid === null ? totals.payableWithoutPrepaid : totals.payable),
  };
}

/** BG-23; `parent` has the rows that speak of the document currency. */
export const readVatBreakdown = (
  parent: XmlElement,
  { groups, vatRow }: EnPaths,
  terms: TermReader,
): readonly VatRow[] =>
  terms.groups(parent, groups.vatBreakdown).map((row) => ({
    base: terms.amount(row, vatRow.base),
    amount: terms.amount(row, vatRow.amount),
    category: terms.text(row, vatRow.category),
    rate: terms.amount(row, vatRow.rate),
  }));

const currencyOf = (taxTotal: XmlElement, path: string): string | null =>
  taxTotal.all(path)[0]?.attribute('currencyID') ?? null;
