import type { Invoice } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { isNegative, isZero } from '../money/decimal.ts';
import type { ProfileKind } from './profile.ts';

const codes = (text: string): ReadonlySet<string> => new Set(text.split(' '));

/** UNCL 1001 by what the codes mean for payment (documents.md 8.1). */
const claims = codes(
  '380 82 326 331 382 383 386 388 393 395 575 623 780 80 84 875 876 877 204 211 218 219 202 203 295 387',
);
const corrections = codes('384 472');
const credits = codes('381 396 81 83 262 296 308 420 458 503 532');
const selfBilled = codes('389 261 471 473 500 501 502 527');
const notClaims = codes('325 751 130 935');

/**
 * Whether the document is a claim that we have to pay, by its root, type code, profile and amount
 * (documents.md 8.1). No finding: it is. A credit note is never paid, not even when a person settles a doubt.
 */
export function kindOfClaim(invoice: Invoice, profile: ProfileKind): Finding[] {
  const { typeCode } = invoice;
  if (profile === 'self-billing' || (typeCode !== null && selfBilled.has(typeCode))) {
    return [finding('SELF_BILLED', { value: typeCode })];
  }
  if (profile === 'reminder' || (typeCode !== null && notClaims.has(typeCode))) {
    return [finding('NOT_A_CLAIM', { value: typeCode })];
  }
  return isCreditNote(invoice) ? creditNote(invoice) : [...doubts(invoice, profile), ...amountDue(invoice)];
}

/** Whether the document gives money back, by its root or its type code. */
export const isCreditNote = ({ kind, typeCode }: Invoice): boolean =>
  kind === 'credit-note' || (typeCode !== null && credits.has(typeCode));

function creditNote({ typeCode, totals: { payable } }: Invoice): Finding[] {
  const credit = finding('CREDIT_NOTE', { value: typeCode });
  if (typeCode !== null && !credits.has(typeCode)) {
    const message = `A credit note by its form, but the type code ${typeCode} is not one of a credit note.`;
    return [credit, finding('KIND_DOUBTFUL', { value: typeCode, message })];
  }
  // Some suppliers write the wrong sign, and a right use exists: only a person can tell.
  if (payable !== null && isNegative(payable)) {
    const message = 'A credit note with a negative amount may be a claim, or only have the wrong sign.';
    return [credit, finding('KIND_DOUBTFUL', { term: 'BT-115', value: payable, message })];
  }
  return [credit];
}

function doubts({ typeCode, precedingInvoices }: Invoice, profile: ProfileKind): Finding[] {
  if (typeCode !== null && corrections.has(typeCode)) {
    const earlier = precedingInvoices.map((invoice) => invoice.number).join(', ');
    return [finding('CORRECTIVE_INVOICE', { value: earlier === '' ? null : earlier })];
  }
  const isClaim = typeCode !== null && claims.has(typeCode) && profile !== 'special-claim';
  return isClaim ? [] : [finding('KIND_DOUBTFUL', { value: typeCode })];
}

function amountDue({ totals: { payable } }: Invoice): Finding[] {
  if (payable === null) return [];
  if (isZero(payable)) return [finding('ZERO_AMOUNT', { value: payable })];
  return isNegative(payable) ? [finding('NEGATIVE_AMOUNT', { value: payable })] : [];
}
