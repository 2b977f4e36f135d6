import { oneLine } from '../lib/payables/one-line.ts';
import type { DayReport } from '../lib/payables/reconcile/day-report.ts';
import type { ReconciliationReport, ReportRow } from '../lib/payables/reconcile/report.ts';
import { type Decimal, round, significantDecimals } from '../lib/money/decimal.ts';
import { csv } from './csv.ts';
import { printTable } from './print-table.ts';

/** When its runs began, and what they could not read: what a report of one run alone has not. */
type Runs = Partial<Pick<DayReport, 'runs' | 'consents'>>;

/** The report of a day for a terminal: rows, totals, what was read, and what was not. */
export function reconciliationTable({
  day,
  rows,
  totals,
  entries,
  runs = [],
  consents = [],
}: ReconciliationReport & Runs): string {
  const header = ['PAYABLE', 'STANDING', 'BY', 'AMOUNT', 'BOOKED', 'FINDINGS'];
  const lines = rows.map((row) => [
    oneLine(row.payable),
    row.standing,
    row.rule ?? '–',
    money(row),
    datesOf(row),
    row.findings.join('\n'),
  ]);
  const sums = totals.map((total) => [total.standing, String(total.count), money(total)]);
  const read = `${entries.read} entries read, ${entries.repeated} of them repeated, ${entries.unexplained} of no payment of ours.`;
  const body =
    rows.length === 0 ? 'Nothing new.\n' : `${printTable([header, ...lines])}\n${printTable(sums)}`;
  const notRead = consents
    .filter(({ code }) => code !== null)
    .map(({ consentId, code }) => `Not all was read of the consent ${oneLine(consentId)}: ${code}.`);
  const ran = runs.length === 0 ? [] : [`Read at ${runs.join(', ')}.`];
  return `Reconciliation of ${day}\n\n${body}\n${[read, ...ran, ...notRead].join('\n')}\n`;
}

/** Every digit that counts, at least the cents. */
const exact = (amount: Decimal): string => (significantDecimals(amount) > 2 ? amount : round(amount, 2));

const money = ({ amount, currency }: Pick<ReportRow, 'amount' | 'currency'>): string =>
  `${exact(amount)} ${oneLine(currency)}`;

const datesOf = ({ bookingDate, reversedOn }: ReportRow): string =>
  [bookingDate ?? '–', ...(reversedOn === null ? [] : [`back ${reversedOn}`])].join(', ');

const columns = [
  'day',
  'payable',
  'standing',
  'rule',
  'amount',
  'currency',
  'end_to_end_id',
  'reference',
  'booking_date',
  'reversed_on',
  'findings',
];

/** The rows of the report for a spreadsheet; the totals are its own business. */
export const reconciliationCsv = ({ day, rows }: ReconciliationReport): string =>
  csv([
    columns,
    ...rows.map((row) => [
      day,
      row.payable,
      row.standing,
      row.rule ?? '',
      exact(row.amount),
      row.currency,
      row.endToEndId ?? '',
      row.reference,
      row.bookingDate ?? '',
      row.reversedOn ?? '',
      row.findings.join(' '),
    ]),
  ]);

/** The report for machines: amounts stay texts, so that no digit is lost. */
export const reconciliationJson = (report: ReconciliationReport): string =>
  `${JSON.stringify(report, null, 2)}\n`;
