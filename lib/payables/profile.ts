import type { Invoice } from '../documents/invoice.ts';

/**
 * How Acquit treats a profile (documents.md 2):
 * - `standard`: the rules of EN 16931 hold, national additions included; FatturaPA has its own (6.2);
 * - `g-account`: two payments to two accounts;
 * - `minimum`, `basic-wl`: a booking aid without lines beside a PDF that is the invoice (5.2);
 * - `self-billing`, `reminder`, `special-claim`: what the profile says about the kind of claim;
 * - `unsupported`: unknown, or with totals that do not follow the standard.
 */
export type ProfileKind =
  | 'standard'
  | 'g-account'
  | 'minimum'
  | 'basic-wl'
  | 'self-billing'
  | 'reminder'
  | 'special-claim'
  | 'unsupported';

/** Tokens in BT-24, in the order in which they decide: the more special one first (documents.md 2). */
const tokens: readonly (readonly [token: string, kind: ProfileKind])[] = [
  ['urn:peppol:pint:selfbilling-1', 'self-billing'],
  ['poacc:selfbilling:', 'self-billing'],
  ['urn:peppol:pint:nontaxinvoice-1', 'standard'],
  ['urn:peppol:pint:billing-1', 'standard'],
  ['urn:fdc:nen.nl:gaccount', 'g-account'],
  ['urn:fdc:energie-efactuur.nl', 'standard'],
  ['urn:fdc:nen.nl:nlcius', 'standard'],
  // SI-UBL 1.x: withdrawn and older than the standard, but its terms are the same where payment is concerned.
  ['simplerinvoicing.org:si:si-ubl', 'standard'],
  ['kosit:extension:xrechnung', 'standard'],
  ['kosit:xrechnung', 'standard'],
  ['kosit:standard:xrechnung', 'standard'],
  ['ehf:reminder', 'reminder'],
  ['ehf:payment-request', 'special-claim'],
  ['ehf:forward-billing', 'special-claim'],
  ['poacc:billing:international:', 'standard'],
  ['#conformant#urn:www.agid.gov.it:trns:fattura', 'standard'],
  ['peppol.eu:2017:poacc:billing:3.0', 'standard'],
  ['urn:ubl.be:', 'standard'],
  ['cius-ro', 'standard'],
  ['cius-pt', 'standard'],
  ['mfin.gov.rs', 'standard'],
  // Their totals do not follow documents.md 9.
  ['zatca.gov.sa', 'unsupported'],
  ['oioubl', 'unsupported'],
  ['tr1.2', 'unsupported'],
  ['factur-x.eu:1p0:minimum', 'minimum'],
  ['zugferd.de:2p0:minimum', 'minimum'],
  ['factur-x.eu:1p0:basicwl', 'basic-wl'],
  ['zugferd.de:2p0:basicwl', 'basic-wl'],
  ['factur-x.eu:1p0:basic', 'standard'],
  ['factur-x.eu:1p0:extended', 'standard'],
  ['zugferd.de:2p0:', 'standard'],
  ['urn.cpro.gouv.fr:1p0:extended-ctc-fr', 'standard'],
  // ZUGFeRD 1.0, in the same three sizes; lines of the smallest may have no amounts.
  ['urn:ferd:crossindustrydocument:invoice:1p0:basic', 'basic-wl'],
  ['urn:ferd:crossindustrydocument:invoice:1p0:comfort', 'standard'],
  ['urn:ferd:crossindustrydocument:invoice:1p0:extended', 'standard'],
  // Every other restriction (CIUS) of the standard keeps its rules; an unknown extension may change them.
  ['urn:cen.eu:en16931:2017#conformant#', 'unsupported'],
  ['urn:cen.eu:en16931:2017', 'standard'],
];

/**
 * FatturaPA says its format in an attribute: to public bodies, to companies, simplified (documents.md 6.1); the two
 * older namespaces say their version.
 */
const fatturapaFormats = /^(fpa12|fpr12|fsm10.*|1\.[01])$/;

/** The treatment of the profile in BT-24, found by containment and without case or blanks (documents.md 2). */
export function profileOf(invoice: Pick<Invoice, 'syntax' | 'profile'>): ProfileKind {
  const text = (invoice.profile ?? '').replace(/\s/g, '').toLowerCase();
  if (isFatturapa(invoice)) return fatturapaFormats.test(text) ? 'standard' : 'unsupported';
  return tokens.find(([token]) => text.includes(token))?.[1] ?? 'unsupported';
}

/** Whether the money follows documents.md 6.2 and not the standard. */
export const isFatturapa = ({ syntax }: Pick<Invoice, 'syntax'>): boolean =>
  syntax === 'fatturapa' || syntax === 'fatturapa-simplified';

/** Whether the profile has no lines, so that the data is no invoice of its own (documents.md 5.2). */
export const isBookingAid = (profile: ProfileKind): boolean =>
  profile === 'minimum' || profile === 'basic-wl';
