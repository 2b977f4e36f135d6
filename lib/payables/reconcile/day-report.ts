import * as z from 'zod';
import { type Decimal, parseDecimal } from '../../money/decimal.ts';
import type { ReconciliationReport } from './report.ts';
import { standings, totalsOf } from './report.ts';

const exactAmount = z.string().transform((text, context): Decimal => {
  const amount = parseDecimal(text);
  if (amount !== undefined) return amount;
  context.addIssue({ code: 'custom', message: 'is no decimal number like 1210.00' });
  return z.NEVER;
});

const rowSchema = z.object({
  payable: z.string(),
  standing: z.enum(standings),
  rule: z.string().nullable(),
  amount: exactAmount,
  currency: z.string(),
  endToEndId: z.string().nullable(),
  reference: z.string(),
  bookingDate: z.string().nullable(),
  reversedOn: z.string().nullable(),
  findings: z.array(z.string()).readonly(),
});

const entriesSchema = z.object({ read: z.int(), repeated: z.int(), unexplained: z.int() });

/** What one run of reconciliation reports; a day has several. */
export const runReportSchema = z.object({
  /** When the run began. */
  at: z.string(),
  rows: z.array(rowSchema),
  /** What was read of each account, by IBAN. */
  entries: z.record(z.string(), entriesSchema),
  /** The consents that were tried, each with the code of the reason when not all of it could be read. */
  consents: z.array(z.object({ consentId: z.string(), code: z.string().nullable() })),
});
export type RunReport = z.infer<typeof runReportSchema>;

/** The report of a day: all its runs in one. */
export interface DayReport extends ReconciliationReport {
  /** When each run began, the first of them first. */
  readonly runs: readonly string[];
  readonly consents: RunReport['consents'];
}

/**
 * One report of the runs of a day: of each payable the newest row, also when a later run had no news of it; of each
 * account and each consent what the newest run says that tried it.
 */
export function mergeRuns(day: string, runs: readonly RunReport[]): DayReport {
  const inTime = runs.toSorted((a, b) => (a.at < b.at ? -1 : 1));
  const rows = new Map(inTime.flatMap((run) => run.rows.map((row) => [row.payable, row] as const)));
  const entries = new Map(inTime.flatMap((run) => Object.entries(run.entries)));
  const consents = new Map(inTime.flatMap((run) => run.consents.map((one) => [one.consentId, one] as const)));
  const sorted = [...rows.values()].toSorted((a, b) => (a.payable < b.payable ? -1 : 1));
  const sum = (name: 'read' | 'repeated' | 'unexplained'): number =>
    [...entries.values()].reduce((total, counts) => total + counts[name], 0);
  return {
    day,
    rows: sorted,
    totals: totalsOf(sorted),
    entries: { read: sum('read'), repeated: sum('repeated'), unexplained: sum('unexplained') },
    runs: inTime.map(({ at }) => at),
    consents: [...consents.values()],
  };
}
