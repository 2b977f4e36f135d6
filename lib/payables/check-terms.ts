import type { Invoice } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { significantDecimals } from '../money/decimal.ts';
import { addDays } from './add-days.ts';
import type { ProfileKind } from './profile.ts';

/**
 * Whether the terms that a payment rests on are there and possible: the profile, number, issue date, currency,
 * amount due and line amounts; the issue date at most one day after today (documents.md 2, 11).
 */
export function checkTerms(invoice: Invoice, profile: ProfileKind, today: IsoDate): Finding[] {
  return [
    ...invoice.defects,
    ...(profile === 'unsupported' ? [finding('UNSUPPORTED_PROFILE', { value: invoice.profile })] : []),
    ...checkMandatoryTerms(invoice),
    ...checkIssueDate(invoice, today),
    ...checkCents(invoice),
  ];
}

function checkMandatoryTerms(invoice: Invoice): Finding[] {
  const mandatory: readonly (readonly [term: string, name: string, isThere: boolean])[] = [
    ['BT-1', 'invoice number', invoice.number !== null],
    ['BT-2', 'issue date', invoice.issueDate !== null],
    ['BT-5', 'document currency', invoice.currency !== null],
    ['BT-115', 'amount due for payment', invoice.totals.payable !== null],
    ['BT-131', 'line net amount', invoice.lines.every((line) => line.amount !== null)],
  ];
  // A term that is there but unreadable is already reported as a defect.
  const defective = new Set(invoice.defects.map((defect) => defect.term));
  return mandatory
    .filter(([term, , isThere]) => !isThere && !defective.has(term))
    .map(([term, name]) => finding('TERM_MISSING', { term, message: `The ${name} (${term}) is missing.` }));
}

function checkIssueDate({ issueDate }: Invoice, today: IsoDate): Finding[] {
  if (issueDate === null || issueDate <= addDays(today, 1)) return [];
  return [finding('DATE_INVALID', { value: issueDate, message: 'The invoice is dated in the future.' })];
}

/** BR-DEC-18; other currencies may have three decimals (documents.md 9.2) and are held for their currency. */
function checkCents({ totals: { payable }, currency }: Invoice): Finding[] {
  if (payable === null || currency !== 'EUR' || significantDecimals(payable) <= 2) return [];
  const message = 'The amount due has more than two decimals.';
  return [finding('AMOUNT_INVALID', { term: 'BT-115', value: payable, message })];
}
