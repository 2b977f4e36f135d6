import type { Invoice } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { isNegative, isZero } from '../money/decimal.ts';
import { checkFatturapaSum } from './check-fatturapa-sum.ts';
import { isBookingAid, isFatturapa, type ProfileKind } from './profile.ts';

const codes = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** UNCL 1001 (documents.md 8.1) and TipoDocumento of FatturaPA (6.2) by what they mean for payment. */
const claims = codes(
  '380 82 326 331 382 383 386 388 393 395 575 623 780 80 84 875 876 877 204 211 218 219 202 203 295 387 ' +
    'TD01 TD02 TD03 TD05 TD06 TD07 TD09 TD24 TD25 TD26',
);
const corrections = codes('384 472');
const credits = codes('381 396 81 83 262 296 308 420 458 503 532 TD04 TD08');
const selfBilled = codes(
  '389 261 471 473 500 501 502 527 TD16 TD17 TD18 TD19 TD20 TD21 TD22 TD23 TD27 TD28 TD29',
);
const notClaims = codes('325 751 130 935');

/**
 * Whether the document is a claim that we have to pay, by its root, type code, profile and amount
 * (documents.md 8.1). No finding: it is. A credit note is never paid, not even when a person settles a doubt.
 */
export function kindOfClaim(invoice: Invoice, profile: ProfileKind): Finding[] {
  const { typeCode, isIssuedByBuyer } = invoice;
  if (isIssuedByBuyer || profile === 'self-billing' || (typeCode !== null && selfBilled.has(typeCode))) {
    return [finding('SELF_BILLED', { value: typeCode })];
  }
  if (profile === 'reminder' || (typeCode !== null && notClaims.has(typeCode))) {
    return [finding('NOT_A_CLAIM', { value: typeCode })];
  }
  if (isCreditNote(invoice)) return creditNote(invoice);
  const due = amountDue(invoice);
  // A booking aid that gives money back is booked, not paid: no doubt to settle first.
  return due.length > 0 && isBookingAid(profile) ? due : [...doubts(invoice, profile), ...due];
}

/** Whether the document gives money back, by its root or its type code. */
export const isCreditNote = ({ kind, typeCode }: Pick<Invoice, 'kind' | 'typeCode'>): boolean =>
  kind === 'credit-note' || (typeCode !== null && credits.has(typeCode));

function creditNote({ typeCode, totals: { payable } }: Invoice): Finding[] {
  const credit = finding('CREDIT_NOTE', { value: typeCode });
  if (typeCode !== null && !credits.has(typeCode)) {
    const message = `A credit note by its form, but the type code ${typeCode} is not one of a credit note.`;
    const nl = `Een creditnota naar de vorm, maar de typecode ${typeCode} hoort niet bij een creditnota.`;
    return [credit, finding('KIND_DOUBTFUL', { value: typeCode, message, nl })];
  }
  // Some suppliers write the wrong sign, and a right use exists: only a person can tell.
  if (payable !== null && isNegative(payable)) {
    const message = 'A credit note with a negative amount may be a claim, or only have the wrong sign.';
    const nl =
      'Een creditnota met een negatief bedrag kan een vordering zijn, of alleen het verkeerde teken hebben.';
    return [credit, finding('KIND_DOUBTFUL', { term: 'BT-115', value: payable, message, nl })];
  }
  return [credit];
}

function doubts(invoice: Invoice, profile: ProfileKind): Finding[] {
  if (isBookingAid(profile)) return [finding('NOT_AN_INVOICE_PROFILE', { value: invoice.profile })];
  return [...typeDoubt(invoice, profile), ...processDoubt(invoice), ...copyDoubt(invoice)];
}

function typeDoubt({ typeCode, precedingInvoices }: Invoice, profile: ProfileKind): Finding[] {
  if (typeCode !== null && corrections.has(typeCode)) {
    const earlier = precedingInvoices.map((invoice) => invoice.number).join(', ');
    return [finding('CORRECTIVE_INVOICE', { value: earlier === '' ? null : earlier })];
  }
  const isClaim = typeCode !== null && claims.has(typeCode) && profile !== 'special-claim';
  return isClaim ? [] : [finding('KIND_DOUBTFUL', { value: typeCode })];
}

/** BT-23 says self-billing, and neither type nor profile does: who owes the money is not clear (documents.md 8.1). */
function processDoubt({ process }: Invoice): Finding[] {
  if (process === null || !/self-?billing/i.test(process)) return [];
  const message =
    'The business process is self-billing, but the document is an ordinary invoice by its profile.';
  const nl = 'Het bedrijfsproces is self-billing, maar naar zijn profiel is het document een gewone factuur.';
  return [finding('KIND_DOUBTFUL', { term: 'BT-23', value: process, message, nl })];
}

function copyDoubt({ isCopy }: Invoice): Finding[] {
  if (!isCopy) return [];
  const message = 'The document is marked as a copy; the original may have been paid already.';
  const nl = 'Het document is gemarkeerd als kopie; het origineel is misschien al betaald.';
  return [finding('KIND_DOUBTFUL', { message, nl })];
}

function amountDue(invoice: Invoice): Finding[] {
  const { payable } = invoice.totals;
  if (payable === null) return [];
  // In FatturaPA zero may also mean that nobody filled in the instalment: the total tells (documents.md 6.2).
  if (isZero(payable)) {
    const sum = isFatturapa(invoice) ? checkFatturapaSum(invoice) : [];
    return [finding('ZERO_AMOUNT', { value: payable }), ...sum];
  }
  return isNegative(payable) ? [finding('NEGATIVE_AMOUNT', { value: payable })] : [];
}
