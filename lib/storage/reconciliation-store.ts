import { gunzipSync, gzipSync } from 'node:zlib';
import * as z from 'zod';
import {
  type DayReport,
  mergeRuns,
  type RunReport,
  runReportSchema,
} from '../payables/reconcile/day-report.ts';
import type { Table } from './table.ts';

/** An item of DynamoDB has room for 400 KB; the rows of a run are cut until each part fits well. */
const mostBytes = 300_000;

const partSchema = z.object({ bytes: z.instanceof(Uint8Array) });

const pkOf = (day: string): string => `REPORT#${day}`;

/** Reports of reconciliation by day: each run of a day is stored as it was, and they are merged when they are read. */
export function createReconciliationStore(table: Table) {
  /** Stores what a run found; the same run again replaces itself. The day is YYYY-MM-DD. */
  async function add(day: string, run: RunReport): Promise<void> {
    for (const [index, bytes] of partsOf(run).entries()) {
      const part = String(index).padStart(4, '0');
      await table.put({ pk: pkOf(day), sk: `RUN#${run.at}#${part}`, bytes });
    }
  }

  /** The report of a day; undefined when nothing was reconciled on it. */
  async function read(day: string): Promise<DayReport | undefined> {
    const items = await table.query({ key: { expression: 'pk = :pk', values: { ':pk': pkOf(day) } } });
    if (items.length === 0) return undefined;
    const parts = items.map((item) => unpack(partSchema.parse(item).bytes));
    const runs = Map.groupBy(parts, ({ at }) => at);
    return mergeRuns(
      day,
      [...runs.values()].map((of) => ({
        at: of[0]?.at ?? '',
        rows: of.flatMap(({ rows }) => rows),
        entries: Object.fromEntries(of.flatMap(({ entries }) => Object.entries(entries))),
        consents: of.flatMap(({ consents }) => consents),
      })),
    );
  }

  return { add, read };
}

export type ReconciliationStore = ReturnType<typeof createReconciliationStore>;

/** The run in parts that each fit into an item; all but the rows stands in the first one. */
function partsOf(run: RunReport): Buffer[] {
  const bytes = gzipSync(JSON.stringify(run));
  if (bytes.length <= mostBytes || run.rows.length < 2) return [bytes];
  const middle = Math.ceil(run.rows.length / 2);
  return [
    ...partsOf({ ...run, rows: run.rows.slice(0, middle) }),
    ...partsOf({ at: run.at, rows: run.rows.slice(middle), entries: {}, consents: [] }),
  ];
}

const unpack = (bytes: Uint8Array): RunReport =>
  runReportSchema.parse(JSON.parse(gunzipSync(bytes).toString('utf8')));
