import type { Identifier, Party } from '../documents/invoice.ts';
import { normalisePartyId } from '../identifiers/party-id.ts';
import type { Organisation, Supplier } from './directory.ts';

/** EAS schemes whose values are VAT numbers, with the country prefix that their writers sometimes leave out. */
const vatSchemes: ReadonlyMap<string, string> = new Map(
  Object.entries({
    '0211': 'IT',
    '9906': 'IT',
    '9910': 'HU',
    '9914': 'AT',
    '9920': 'ES',
    '9922': 'AD',
    '9923': 'AL',
    '9924': 'BA',
    '9925': 'BE',
    '9926': 'BG',
    '9927': 'CH',
    '9928': 'CY',
    '9929': 'CZ',
    '9930': 'DE',
    '9931': 'EE',
    '9932': 'GB',
    '9933': 'EL',
    '9934': 'HR',
    '9935': 'IE',
    '9936': 'LI',
    '9937': 'LT',
    '9938': 'LU',
    '9939': 'LV',
    '9940': 'MC',
    '9941': 'ME',
    '9942': 'MK',
    '9943': 'MT',
    '9944': 'NL',
    '9945': 'PL',
    '9946': 'PT',
    '9947': 'RO',
    '9948': 'RS',
    '9949': 'SI',
    '9950': 'SK',
    '9951': 'SM',
    '9952': 'TR',
    '9953': 'VA',
    '9955': 'SE',
    '9957': 'FR',
  }),
);
const vatCountries: ReadonlySet<string> = new Set([...vatSchemes.values(), 'GR', 'DK', 'FI', 'XI', 'NO']);

/** `NL 1234.56.789.B01` → `VAT:NL123456789B01`: capitals, no dots or blanks, country prefix (documents.md 11). */
function vatIdentifier(value: string, country: string): string {
  const plain = value.toUpperCase().replace(/[^A-Z0-9]/g, '');
  return `VAT:${plain.startsWith(country) ? plain : country + plain}`;
}

/** BT-31 should begin with its country; some writers leave that to the address (BT-40). Greece writes EL. */
function partyVatIdentifier(value: string, country: string | null): string {
  const plain = vatIdentifier(value, '').slice('VAT:'.length);
  const prefix = country === 'GR' ? 'EL' : (country ?? '');
  const hasCountry = vatCountries.has(plain.slice(0, 2)) || !vatCountries.has(prefix);
  return vatIdentifier(plain, hasCountry ? '' : prefix);
}

/** Numbers are written with dots, blanks and hyphens (`0123.456.789`); in other values only blanks go. */
function plainValue(value: string): string {
  const digits = value.replace(/[\s.-]/g, '');
  return /^\d+$/.test(digits) ? digits : value.replace(/\s/g, '').toUpperCase();
}

/** A country and at least seven digits with hardly a letter among them: `DEBITOR4711` is a name of our own. */
const looksLikeVat = (value: string): boolean =>
  /^[A-Z]{2}(?=(?:\D*\d){7})(?!(?:\d*\D){4})[A-Z0-9]{7,13}$/.test(value) &&
  vatCountries.has(value.slice(0, 2));

/**
 * The one form of a business identifier that directory entries and invoices are compared in:
 * `0106:12345678`, `VAT:NL123456789B01`, or the bare value when nothing tells its scheme. All spellings of a
 * VAT number (`NL:VAT:…`, `9944:…`, `NL123456789B01`) become `VAT:…`.
 */
export function normaliseIdentifier(text: string): string {
  const partyId = normalisePartyId(text);
  const at = partyId.lastIndexOf(':');
  if (at < 0) {
    const compact = partyId.replace(/[\s.-]/g, '');
    return looksLikeVat(compact) ? `VAT:${compact}` : plainValue(partyId);
  }
  const scheme = partyId.slice(0, at);
  const value = partyId.slice(at + 1);
  if (scheme === 'VAT') return vatIdentifier(value, '');
  const country = vatSchemes.get(scheme) ?? /^([A-Z]{2}):VAT$/.exec(scheme)?.[1];
  return country === undefined ? `${scheme}:${plainValue(value)}` : vatIdentifier(value, country);
}

const fromIdentifier = ({ scheme, value }: Identifier): string =>
  normaliseIdentifier(scheme === null ? value : `${scheme}:${value}`);

/**
 * Every identifier by which a party of an invoice can be known, normalised and distinct: legal id, VAT number,
 * electronic address, other ids. Tax registrations (BT-32) are left out: in Sweden they hold the same text for
 * everybody.
 */
export function identifiersOf(party: Party): string[] {
  const identifiers = [
    ...(party.legalId === null ? [] : [fromIdentifier(party.legalId)]),
    ...(party.vatId === null ? [] : [partyVatIdentifier(party.vatId, party.country)]),
    ...(party.endpoint === null ? [] : [fromIdentifier(party.endpoint)]),
    ...party.identifiers.map(fromIdentifier),
  ];
  return [...new Set(identifiers)];
}

/** The identifiers under which the directory knows a supplier, normalised and distinct. */
export const supplierIdentifiers = (supplier: Supplier): string[] => [
  ...new Set(supplier.identifiers.map(normaliseIdentifier)),
];

/** The identifiers by which invoices may name an organisation; its PSB parties count too. */
export const organisationIdentifiers = (organisation: Organisation): string[] => [
  ...new Set([...organisation.parties, ...organisation.identifiers].map(normaliseIdentifier)),
];
