import type { Invoice } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { addDays } from './add-days.ts';
import type { Organisation, Supplier } from './directory.ts';
import { nextBankingDay } from './target-calendar.ts';

/** Longer than any honest payment term; a due date beyond is a typing error (documents.md 8.4: "years away"). */
const longestTermDays = 366;

export interface ExecutionDate {
  readonly date: IsoDate | null;
  readonly findings: readonly Finding[];
}

/**
 * When to pay (documents.md 8.4): the due date, else the term of the supplier, else that of the organisation;
 * moved to a banking day and never before today. A date is never read out of the text of BT-20. The date is
 * null when none can be derived; doubtful dates are reported, so that a person decides before they count.
 */
export function executionDate(
  invoice: Invoice,
  {
    supplier,
    organisation,
    today,
  }: { supplier: Supplier | null; organisation: Organisation | null; today: IsoDate },
): ExecutionDate {
  const doubts = doubtsAbout(invoice);
  const days = supplier?.paymentTermDays ?? organisation?.paymentTermDays;
  const [only, second] = invoice.dueDates;
  const due = only !== undefined && second === undefined ? only : dueByTerm(invoice.issueDate, days);
  if (due === null) return { date: null, findings: [...doubts, finding('NO_DUE_DATE')] };
  if (due >= today) return { date: nextBankingDay(due), findings: doubts };
  return { date: nextBankingDay(today), findings: [...doubts, finding('PAST_DUE', { value: due })] };
}

const dueByTerm = (issueDate: IsoDate | null, days: number | undefined): IsoDate | null =>
  issueDate === null || days === undefined ? null : addDays(issueDate, days);

function doubtsAbout({ dueDates, issueDate }: Invoice): Finding[] {
  const value = dueDates.join(', ');
  if (dueDates.length > 1) {
    return [finding('DUE_DATE_DOUBTFUL', { value, message: 'The invoice names several due dates.' })];
  }
  const due = dueDates[0];
  if (due === undefined || issueDate === null) return [];
  if (due < issueDate) {
    const message = `The due date is before the issue date ${issueDate}.`;
    return [finding('DUE_DATE_DOUBTFUL', { value, message })];
  }
  if (due > addDays(issueDate, longestTermDays)) {
    const message = `The due date is more than a year after the issue date ${issueDate}.`;
    return [finding('DUE_DATE_DOUBTFUL', { value, message })];
  }
  return [];
}
