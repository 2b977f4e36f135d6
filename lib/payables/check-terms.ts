import type { Invoice } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { significantDecimals } from '../money/decimal.ts';
import { addDays } from '../documents/add-days.ts';
import { isBookingAid, isFatturapa, type ProfileKind } from './profile.ts';

/**
 * Whether the terms that a payment rests on are there and possible: the profile, number, issue date, currency,
 * amount due and line amounts; the issue date at most one day after today (documents.md 2, 11).
 */
export function checkTerms(invoice: Invoice, profile: ProfileKind, today: IsoDate): Finding[] {
  return [
    ...invoice.defects,
    ...(profile === 'unsupported' ? [finding('UNSUPPORTED_PROFILE', { value: invoice.profile })] : []),
    ...checkMandatoryTerms(invoice, profile),
    ...checkIssueDate(invoice, today),
    ...checkCents(invoice),
  ];
}

function checkMandatoryTerms(invoice: Invoice, profile: ProfileKind): Finding[] {
  // FatturaPA may leave payment out; who has to pay then misses it as NO_PAYMENT_DATA (documents.md 6.2).
  const hasAmountDue = invoice.totals.payable !== null || isFatturapa(invoice);
  const hasLineAmounts = isBookingAid(profile) || invoice.lines.every((line) => line.amount !== null);
  const mandatory: readonly (readonly [term: string, name: string, naam: string, isThere: boolean])[] = [
    ['BT-1', 'invoice number', 'het factuurnummer', invoice.number !== null],
    ['BT-2', 'issue date', 'de factuurdatum', invoice.issueDate !== null],
    ['BT-5', 'document currency', 'de factuurvaluta', invoice.currency !== null],
    ['BT-115', 'amount due for payment', 'het te betalen bedrag', hasAmountDue],
    ['BT-131', 'line net amount', 'een regelbedrag', hasLineAmounts],
  ];
  // A term that is there but unreadable is already reported as a defect.
  const defective = new Set(invoice.defects.map((defect) => defect.term));
  return mandatory
    .filter(([term, , , isThere]) => !isThere && !defective.has(term))
    .map(([term, name, naam]) =>
      finding('TERM_MISSING', {
        term,
        message: `The ${name} (${term}) is missing.`,
        nl: `Op de factuur ontbreekt ${naam} (${term}).`,
      }),
    );
}

function checkIssueDate({ issueDate }: Invoice, today: IsoDate): Finding[] {
  if (issueDate === null || issueDate <= addDays(today, 1)) return [];
  const message = 'The invoice is dated in the future.';
  const nl = 'De factuurdatum ligt in de toekomst.';
  return [finding('DATE_INVALID', { value: issueDate, message, nl })];
}

/** BR-DEC-18; other currencies may have three decimals (documents.md 9.2) and are held for their currency. */
function checkCents({ totals: { payable }, currency }: Invoice): Finding[] {
  if (payable === null || currency !== 'EUR' || significantDecimals(payable) <= 2) return [];
  const message = 'The amount due has more than two decimals.';
  const nl = 'Het te betalen bedrag heeft meer dan twee decimalen.';
  return [finding('AMOUNT_INVALID', { term: 'BT-115', value: payable, message, nl })];
}
