/** The names of the profiles by what stands in BT-24, the more special one first (documents.md 2). */
const names: readonly (readonly [token: string, name: string])[] = [
  ['peppol:pint:selfbilling-1', 'Peppol PINT Self-Billing'],
  ['poacc:selfbilling:', 'Peppol BIS Self-Billing 3'],
  ['peppol:pint:nontaxinvoice-1', 'Peppol PINT Non-Tax Invoice'],
  ['peppol:pint:billing-1', 'Peppol PINT Billing'],
  ['nen.nl:gaccount', 'NLCIUS, g-account'],
  ['energie-efactuur.nl', 'NLCIUS, energie eFactuur'],
  ['nen.nl:nlcius', 'NLCIUS (SI-UBL 2.0)'],
  ['simplerinvoicing.org', 'SI-UBL 1.x'],
  ['kosit:extension:xrechnung', 'XRechnung Extension'],
  ['xrechnung', 'XRechnung'],
  ['ehf:reminder', 'EHF Reminder'],
  ['ehf:payment-request', 'EHF Payment Request'],
  ['ehf:forward-billing', 'EHF Forward Billing'],
  ['poacc:billing:international:', 'Peppol BIS Billing International'],
  ['agid.gov.it:trns:fattura', 'Peppol BIS Billing 3 (Italy)'],
  ['peppol.eu:2017:poacc:billing:3.0', 'Peppol BIS Billing 3'],
  ['urn:ubl.be:', 'UBL.BE'],
  ['cius-ro', 'CIUS-RO'],
  ['cius-pt', 'CIUS-PT'],
  ['extended-ctc-fr', 'EXTENDED-CTC-FR'],
  ['minimum', 'Factur-X MINIMUM'],
  ['basicwl', 'Factur-X BASIC WL'],
  ['factur-x.eu:1p0:basic', 'Factur-X BASIC'],
  ['factur-x.eu:1p0:extended', 'Factur-X EXTENDED'],
  ['zugferd.de:2p0:basic', 'ZUGFeRD 2.0 BASIC'],
  ['zugferd.de:2p0:extended', 'ZUGFeRD 2.0 EXTENDED'],
  ['urn:ferd:', 'ZUGFeRD 1.0'],
  ['urn:cen.eu:en16931:2017', 'EN 16931'],
];

/** What people call the profile in BT-24; the identifier itself when it has no name. */
export function profileName(specification: string): string {
  const text = specification.replace(/\s+/g, '').toLowerCase();
  return names.find(([token]) => text.includes(token))?.[1] ?? specification;
}
