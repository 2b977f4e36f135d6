import type { XmlElement } from './xml-element.ts';

/**
 * Distinct currencies of UBL amounts other than BT-5, in document order (Peppol R051). The tax total in BT-6 may
 * differ (BT-111). Without BT-5 no amount differs from it, and none is reported.
 */
export function foreignCurrencies(
  root: XmlElement,
  currency: string | null,
  taxCurrency: string | null,
): readonly string[] {
  const found = new Set<string>();
  if (currency !== null) collect(root, taxCurrency, found);
  found.delete(currency ?? '');
  return [...found];
}

function collect(parent: XmlElement, taxCurrency: string | null, found: Set<string>): void {
  for (const element of parent.children) {
    if (element.name === 'cac:TaxTotal' && taxTotalCurrency(element) === taxCurrency) continue;
    const currency = element.name.startsWith('cbc:') ? element.attribute('currencyID') : null;
    if (currency !== null) found.add(currency);
    collect(element, taxCurrency, found);
  }
}

/** The currency of a TaxTotal, which its own amount states; null when it does not. */
export const taxTotalCurrency = (taxTotal: XmlElement): string | null =>
  taxTotal.all('cbc:TaxAmount')[0]?.attribute('currencyID') ?? null;
