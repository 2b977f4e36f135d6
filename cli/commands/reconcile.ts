import { Command, InvalidArgumentError, Option } from 'commander';
import { parseIsoDate } from '../../lib/documents/iso-date.ts';
import { bankDay } from '../../lib/payables/bank-day.ts';
import type { DayReport } from '../../lib/payables/reconcile/day-report.ts';
import { createReconciliationStore } from '../../lib/storage/reconciliation-store.ts';
import { connectHouse } from '../connect-house.ts';
import { exitCodes } from '../exit-codes.ts';
import { reconciliationCsv, reconciliationJson, reconciliationTable } from '../print-reconciliation.ts';

const printers = {
  table: reconciliationTable,
  csv: reconciliationCsv,
  json: reconciliationJson,
} satisfies Record<string, (report: DayReport) => string>;
type Format = keyof typeof printers;

/** `acquit reconcile`: what the accounts said of our payments. */
export const reconcileCommand = (): Command =>
  new Command('reconcile')
    .description(
      'Prints what the booked entries of a day said; exits with 1 when nothing was reconciled on it.',
    )
    .requiredOption('--report', 'print the report of a day')
    .option('--day <day>', 'YYYY-MM-DD; without it, today', day)
    .addOption(
      new Option('--format <format>', 'how it is printed').choices(Object.keys(printers)).default('table'),
    )
    .action(print);

function day(value: string): string {
  if (parseIsoDate(value) !== value) throw new InvalidArgumentError('It must be a day like 2026-11-20.');
  return value;
}

async function print(options: { day?: string; format: Format }): Promise<void> {
  const { table, now } = connectHouse();
  const wanted = options.day ?? bankDay(now());
  const report = await createReconciliationStore(table).read(wanted);
  if (report === undefined) {
    process.stderr.write(
      `Nothing was reconciled on ${wanted}: no account was read, or no payment waited for its booking.\n`,
    );
    process.exitCode = exitCodes.stopped;
    return;
  }
  process.stdout.write(printers[options.format](report));
}
