import { absolute, add, type Decimal, zero } from '../../money/decimal.ts';
import { payableName } from '../payable.ts';
import { dayOf } from './booking-window.ts';
import type { Conclusion } from './conclusion.ts';
import type { Reconciliation } from './reconcile.ts';

export const standings = ['MATCHED', 'REVERSED', 'AMBIGUOUS', 'UNMATCHED', 'WAITING'] as const;

/** What a row says: the outcome, with the money that came back and the window that is still open set apart. */
export type Standing = (typeof standings)[number];

export interface ReportRow {
  readonly payable: string;
  readonly standing: Standing;
  readonly rule: string | null;
  readonly amount: Decimal;
  readonly currency: string;
  readonly endToEndId: string | null;
  readonly reference: string;
  readonly bookingDate: string | null;
  readonly reversedOn: string | null;
  /** Codes of what a person must know. */
  readonly findings: readonly string[];
}

export interface ReportTotal {
  readonly standing: Standing;
  readonly currency: string;
  readonly count: number;
  readonly amount: Decimal;
}

/** What one reconciliation found: a row for each payment, and the sums that add up to them. */
export interface ReconciliationReport {
  /** The day of the reconciliation, YYYY-MM-DD. */
  readonly day: string;
  readonly rows: readonly ReportRow[];
  /** By standing and currency; only those that occur. */
  readonly totals: readonly ReportTotal[];
  readonly entries: { readonly read: number; readonly repeated: number; readonly unexplained: number };
}

/** The report of a day, by one reconciliation. */
export function reportOf(
  { conclusions, unexplained, read }: Reconciliation,
  day: string,
): ReconciliationReport {
  const rows = rowsOf(conclusions);
  const entries = { read: read.entries, repeated: read.repeated, unexplained: unexplained.length };
  return { day, rows, totals: totalsOf(rows), entries };
}

/**
 * The rows of what is worth telling. Left out is what an earlier reconciliation proved and nothing happened to since,
 * because it was in the report of its own day; and what failed and was booked nowhere, as it should be.
 */
export const rowsOf = (conclusions: readonly Conclusion[]): ReportRow[] =>
  conclusions.filter(isNews).map(rowOf);

function isNews({ payment, outcome, findings }: Conclusion): boolean {
  if (findings.length > 0) return true;
  if (outcome === 'UNMATCHED') return payment.said !== 'failed';
  return payment.proof === null || outcome !== 'MATCHED';
}

const rowOf = (conclusion: Conclusion): ReportRow => ({
  payable: payableName(conclusion.payment.payable),
  standing: standingOf(conclusion),
  rule: conclusion.proof?.rule ?? null,
  amount: conclusion.payment.amount,
  currency: conclusion.payment.currency,
  endToEndId: conclusion.payment.endToEndId,
  reference: conclusion.payment.reference,
  bookingDate: conclusion.proof?.bookingDate ?? null,
  reversedOn: conclusion.reversal === null ? null : dayOf(conclusion.reversal),
  findings: [...new Set(conclusion.findings.map(({ code }) => code))],
});

function standingOf({ outcome, reversal, isWaiting }: Conclusion): Standing {
  if (reversal !== null) return 'REVERSED';
  return isWaiting ? 'WAITING' : outcome;
}

/** The sums of rows, by standing and currency. */
export function totalsOf(rows: readonly ReportRow[]): ReportTotal[] {
  const totals = new Map<string, ReportTotal>();
  for (const { standing, currency, amount } of rows) {
    const key = `${standings.indexOf(standing)} ${currency}`;
    const known = totals.get(key) ?? { standing, currency, count: 0, amount: zero };
    totals.set(key, { ...known, count: known.count + 1, amount: add(known.amount, absolute(amount)) });
  }
  return [...totals].sort(([a], [b]) => (a < b ? -1 : 1)).map(([, total]) => total);
}
