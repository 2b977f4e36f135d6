import { Command } from 'commander';
import { type IsoDate, parseIsoDate } from '../../lib/documents/iso-date.ts';
import { readDocument } from '../../lib/documents/read-document.ts';
import { assess, type Assessment } from '../../lib/payables/assess.ts';
import { decideReading } from '../../lib/steps/decide-reading.ts';
import { printAssessments } from '../assessment-json.ts';
import { exitCodes } from '../exit-codes.ts';
import { readInput } from '../input-file.ts';
import { findingLines } from '../print-findings.ts';
import { readDirectory } from '../read-directory.ts';

interface Options {
  directory: string;
  today?: string;
  party?: string;
  sourceSystem: string;
  json?: true;
}

/** `acquit assess FILE`: whether an invoice would be paid, why not, and the exact request to the ERP. */
export const assessCommand = (): Command =>
  new Command('assess')
    .description('Says whether an invoice would be paid. Exit code 1 when something stops the payment.')
    .argument('<file>', 'the document as it was received')
    .requiredOption('--directory <file>', 'organisations and suppliers, YAML or CSV')
    .option('--today <date>', 'YYYY-MM-DD to decide as of that day; default: today')
    .option('--party <id>', 'the PSB party it was delivered to; default: whoever the invoice names')
    .option('--source-system <id>', 'our client id at the ERP', 'acquit')
    .option('--json', 'print {outcome, findings, request}, an array when the file holds several invoices')
    .action((file: string, options: Options) => {
      const assessments = assessFile(file, options);
      process.stdout.write(
        options.json ? `${printAssessments(assessments)}\n` : assessments.map(asText).join('\n'),
      );
      const stopped = assessments.some(({ outcome }) => outcome !== 'PAY');
      process.exitCode = stopped ? exitCodes.stopped : exitCodes.done;
    });

function assessFile(file: string, { directory: name, today, party, sourceSystem }: Options): Assessment[] {
  const bytes = readInput(file);
  const directory = readDirectory(name);
  const reading = readDocument(bytes);
  if (!reading.readable) return [decideReading(reading)];
  const day = dayOf(today);
  return reading.invoices.map((invoice) =>
    assess({
      invoice,
      directory,
      today: day,
      sourceSystem,
      ...(party === undefined ? {} : { party }),
    }),
  );
}

function dayOf(text: string | undefined): IsoDate {
  const day = parseIsoDate(text ?? new Date().toISOString().slice(0, 10));
  if (day === undefined) throw new Error(`--today ${text} is not a day such as 2026-11-21.`);
  return day;
}

function asText({ outcome, findings, request }: Assessment): string {
  const lines = [outcome, ...findingLines(findings)];
  if (request !== null) {
    lines.push(
      `${request.amount} ${request.currency_code} to ${request.beneficiary_bank_account.account_holder_name}`,
      `on ${request.requested_execution_date}, account ${request.beneficiary_bank_account.iban}`,
      `reference "${request.remittance_reference}", request ${request.external_request_id}`,
    );
  }
  return `${lines.join('\n')}\n`;
}
