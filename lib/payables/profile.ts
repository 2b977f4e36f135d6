/**
 * How Acquit treats a profile (documents.md 2):
 * - `standard`: the rules of EN 16931 hold, national additions included;
 * - `g-account`: two payments to two accounts;
 * - `self-billing`, `reminder`, `special-claim`: what the profile says about the kind of claim;
 * - `unsupported`: unknown, or with totals that do not follow the standard.
 */
export type ProfileKind =
  | 'standard'
  | 'g-account'
  | 'self-billing'
  | 'reminder'
  | 'special-claim'
  | 'unsupported';

/** Tokens in BT-24, in the order in which they decide: the more special one first. */
const tokens: readonly (readonly [token: string, kind: ProfileKind])[] = [
  ['urn:peppol:pint:selfbilling-1', 'self-billing'],
  ['poacc:selfbilling:', 'self-billing'],
  ['urn:peppol:pint:nontaxinvoice-1', 'standard'],
  ['urn:peppol:pint:billing-1', 'standard'],
  ['urn:fdc:nen.nl:gaccount', 'g-account'],
  ['urn:fdc:nen.nl:nlcius', 'standard'],
  // SI-UBL 1.x: withdrawn and older than the standard, but its terms are the same where payment is concerned.
  ['simplerinvoicing.org:si:si-ubl', 'standard'],
  ['ehf:reminder', 'reminder'],
  ['ehf:payment-request', 'special-claim'],
  ['ehf:forward-billing', 'special-claim'],
  ['poacc:billing:international:', 'standard'],
  ['zatca.gov.sa', 'unsupported'],
  ['oioubl', 'unsupported'],
  ['tr1.2', 'unsupported'],
  ['urn:ubl.be:', 'standard'],
  ['peppol.eu:2017:poacc:billing:3.0', 'standard'],
  ['cius-ro', 'standard'],
  ['cius-pt', 'standard'],
  // Every other profile of the EN family: XRechnung, Factur-X BASIC and above, the plain standard.
  ['urn:cen.eu:en16931:2017', 'standard'],
];

/** The treatment of the profile in BT-24, found by containment and without case (documents.md 2). */
export function profileOf(specification: string | null): ProfileKind {
  const text = (specification ?? '').replace(/\s+/g, '').toLowerCase();
  return tokens.find(([token]) => text.includes(token))?.[1] ?? 'unsupported';
}
