import type { Currencies } from './read-totals.ts';
import type { XmlElement } from './xml-element.ts';

/**
 * Distinct currencies of amounts other than BT-5, in document order (Peppol R051). The VAT total in BT-6 may differ
 * (BT-111), and so may an amount that UBL has for the very purpose. Without BT-5 no amount differs from it, and none
 * is reported.
 */
export function foreignCurrencies(
  root: XmlElement,
  { currency, taxCurrency }: Currencies,
): readonly string[] {
  const found = new Set<string>();
  if (currency !== null) collect(root, taxCurrency, found);
  found.delete(currency ?? '');
  return [...found];
}

function collect(parent: XmlElement, taxCurrency: string | null, found: Set<string>): void {
  for (const element of parent.children) {
    if (taxCurrency !== null && currencyOfTaxTotal(element) === taxCurrency) continue;
    const currency = isOfTheDocument(element) ? element.attribute('currencyID') : null;
    if (currency !== null) found.add(currency);
    if (element.children.length > 0) collect(element, taxCurrency, found);
  }
}

/** In extensions amounts may mean anything; the alternative amount says the payable again in another currency. */
const isOfTheDocument = ({ name }: XmlElement): boolean =>
  name !== 'cbc:PayableAlternativeAmount' && (name.startsWith('cbc:') || name.startsWith('ram:'));

/** The currency of a VAT total: UBL says it in the amount inside with its rows beside, CII in the amount itself. */
function currencyOfTaxTotal(element: XmlElement): string | null {
  if (element.name === 'ram:TaxTotalAmount') return element.attribute('currencyID');
  if (element.name === 'cac:TaxTotal') return element.text('cbc:TaxAmount/@currencyID');
  return null;
}
