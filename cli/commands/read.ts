import { Command } from 'commander';
import { readDocument } from '../../lib/documents/read-document.ts';
import { exitCodes } from '../exit-codes.ts';
import { readInput } from '../input-file.ts';
import { invoiceJson, neighbourJson } from '../invoice-json.ts';
import { findingLines } from '../print-findings.ts';
import { printTable } from '../print-table.ts';

/** `acquit read FILE`: what an e-invoice says, before anything is decided. */
export const readCommand = (): Command =>
  new Command('read')
    .description('Shows what an e-invoice says. Exit code 1 when it cannot be read as an invoice.')
    .argument('<file>', 'the document as it was received')
    .option('--json', 'print an array with one object per invoice, or for what is none')
    .action(async (file: string, { json }: { json?: true }) => {
      const reading = await readDocument(readInput(file));
      if (!reading.readable) {
        process.stdout.write(json ? `${JSON.stringify(neighbourJson(reading), null, 2)}\n` : '');
        process.stderr.write(`${findingLines(reading.findings).join('\n')}\n`);
        process.exitCode = exitCodes.stopped;
        return;
      }
      const invoices = reading.invoices.map(invoiceJson);
      process.stdout.write(json ? `${JSON.stringify(invoices, null, 2)}\n` : invoices.map(asText).join('\n'));
    });

function asText(invoice: ReturnType<typeof invoiceJson>): string {
  const rows = Object.entries(invoice).map(([term, value]) => [term, show(value)]);
  return printTable(rows);
}

const asLine = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value));

function show(value: unknown): string {
  if (value === null) return '–';
  if (!Array.isArray(value)) return asLine(value);
  return value.map(asLine).join('\n') || '–';
}
