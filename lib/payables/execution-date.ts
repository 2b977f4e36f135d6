import type { Invoice } from '../documents/invoice.ts';
import type { IsoDate } from '../documents/iso-date.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { addDays } from '../documents/add-days.ts';
import type { Organisation, Supplier } from './directory.ts';
import { nextBankingDay } from './target-calendar.ts';

/** Longer than any honest payment term; a due date beyond is a typing error (documents.md 8.4: "years away"). */
const longestTermDays = 366;

export interface ExecutionDate {
  /** The banking day on which to pay; null when none can be derived. */
  readonly date: IsoDate | null;
  /** The day on which it is due by the basis, a banking day or not, passed or not. */
  readonly due: IsoDate | null;
  /** What the day rests on: BT-9, or days after the issue date by the directory. */
  readonly basis: 'due-date' | 'supplier-term' | 'organisation-term' | null;
  readonly findings: readonly Finding[];
}

/**
 * When to pay (documents.md 8.4): the due date, else the term of the supplier, else that of the organisation;
 * moved to a banking day and never before today. A date is never read out of the text of BT-20. A doubtful date is
 * reported, so that a person decides before it counts. Several are no date: whichever was taken, a part could be
 * paid too early or too late, and an approval names none.
 */
export function executionDate(
  invoice: Pick<Invoice, 'issueDate' | 'dueDates'>,
  parties: { supplier: Supplier | null; organisation: Organisation | null; today: IsoDate },
): ExecutionDate {
  const { today } = parties;
  if (invoice.dueDates.length > 1) {
    return { date: null, due: null, basis: null, findings: [severalDates(invoice)] };
  }
  const doubts = doubtsAbout(invoice);
  const { due, basis } = dueDay(invoice, parties);
  if (due === null) return { date: null, due, basis, findings: [...doubts, finding('NO_DUE_DATE')] };
  if (due >= today) return { date: nextBankingDay(due), due, basis, findings: doubts };
  return {
    date: nextBankingDay(today),
    due,
    basis,
    findings: [...doubts, finding('PAST_DUE', { value: due })],
  };
}

function dueDay(
  { issueDate, dueDates }: Pick<Invoice, 'issueDate' | 'dueDates'>,
  { supplier, organisation }: { supplier: Supplier | null; organisation: Organisation | null },
): Pick<ExecutionDate, 'due' | 'basis'> {
  const [named] = dueDates;
  if (named !== undefined) return { due: named, basis: 'due-date' };
  const ofSupplier = supplier?.paymentTermDays;
  const days = ofSupplier ?? organisation?.paymentTermDays;
  if (issueDate === null || days === undefined) return { due: null, basis: null };
  const basis = ofSupplier === undefined ? 'organisation-term' : 'supplier-term';
  return { due: addDays(issueDate, days), basis };
}

function severalDates({ dueDates }: Pick<Invoice, 'dueDates'>): Finding {
  const message = 'The invoice names several due dates, but not how much is due on each.';
  const nl = 'De factuur noemt meer dan één vervaldatum, maar niet hoeveel er op elke datum vervalt.';
  return finding('PARTS_UNDECIDABLE', { term: 'BT-9', value: dueDates.join(', '), message, nl });
}

function doubtsAbout({ dueDates, issueDate }: Pick<Invoice, 'issueDate' | 'dueDates'>): Finding[] {
  const [due] = dueDates;
  if (due === undefined || issueDate === null) return [];
  const value = due;
  if (due < issueDate) {
    const message = `The due date is before the issue date ${issueDate}.`;
    const nl = `De vervaldatum ligt voor de factuurdatum ${issueDate}.`;
    return [finding('DUE_DATE_DOUBTFUL', { value, message, nl })];
  }
  if (due > addDays(issueDate, longestTermDays)) {
    const message = `The due date is more than a year after the issue date ${issueDate}.`;
    const nl = `De vervaldatum ligt meer dan een jaar na de factuurdatum ${issueDate}.`;
    return [finding('DUE_DATE_DOUBTFUL', { value, message, nl })];
  }
  return [];
}
