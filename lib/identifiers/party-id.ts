declare const brand: unique symbol;

/** A PSB party in its normal form `0106:12345678`; only for comparing and keying, never for PSB paths. */
export type PartyId = string & { readonly [brand]: 'PartyId' };

/** Text schemes of PSB party ids and their ISO 6523 or EAS numbers (psb.md 4.2). */
const schemes: Readonly<Record<string, string>> = {
  'NL:KVK': '0106',
  'NL:OINO': '0190',
  'NL:VAT': '9944',
  'SE:ORGNR': '0007',
  'IT:FTI': '0097',
  'IT:SIA': '0135',
  'AU:ABN': '0151',
  'EE:CC': '0191',
  UBLBE: '0193',
  'IS:KTNR': '0196',
  DUNS: '0060',
  GLN: '0088',
  'FR:SIRENE': '0002',
  'FI:OVT': '0037',
  'EU:NAL': '0130',
  'IT:SECETI': '0142',
  'CH:UIDB': '0183',
  'NO:ORG': '0192',
  'SG:UEN': '0195',
};

/**
 * Brings the spellings of one party (`NL:KVK:1`, `0106:1`, `iso6523-actorid-upis::0106:1`) to one form.
 * A scheme that is not in the table is kept as it is, in upper case (psb.md 4.2: the list is dynamic).
 */
export function normalisePartyId(partyId: string): PartyId {
  const plain = partyId.trim().replace(/^iso6523-actorid-upis::/i, '');
  const at = plain.lastIndexOf(':');
  if (at < 0) return plain.toUpperCase() as PartyId; // this function is where the brand is made
  const scheme = plain.slice(0, at).toUpperCase();
  const value = plain.slice(at + 1).toUpperCase();
  return `${schemes[scheme] ?? scheme}:${value}` as PartyId; // this function is where the brand is made
}
