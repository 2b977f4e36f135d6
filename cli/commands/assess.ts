import { Command, Option } from 'commander';
import { type IsoDate, parseIsoDate } from '../../lib/documents/iso-date.ts';
import { readDocument } from '../../lib/documents/read-document.ts';
import { type Assessment, assess } from '../../lib/payables/assess.ts';
import { explain } from '../../lib/payables/explain.ts';
import { explainUnreadable } from '../../lib/payables/explain-unreadable.ts';
import { type Explanation, type Language, languages } from '../../lib/payables/explanation.ts';
import { decideReading } from '../../lib/steps/decide-reading.ts';
import { printAssessments } from '../assessment-json.ts';
import { exitCodes } from '../exit-codes.ts';
import { readInput } from '../input-file.ts';
import { printExplanation } from '../print-explanation.ts';
import { readDirectory } from '../read-directory.ts';

interface Options {
  directory: string;
  today?: string;
  party?: string;
  sourceSystem: string;
  language: Language;
  json?: true;
}

/** `acquit assess FILE`: whether an invoice would be paid and why, or the exact request to the ERP. */
export const assessCommand = (): Command =>
  new Command('assess')
    .description(
      'Says whether an invoice would be paid, and explains it. Exit code 1 when something stops the payment.',
    )
    .argument('<file>', 'the document as it was received')
    .requiredOption('--directory <file>', 'organisations and suppliers, YAML or CSV')
    .option('--today <date>', 'YYYY-MM-DD to decide as of that day; default: today')
    .option('--party <id>', 'the PSB party it was delivered to; default: whoever the invoice names')
    .option('--source-system <id>', 'our client id at the ERP', 'acquit')
    .addOption(
      new Option('--language <language>', 'of the explanation').choices([...languages]).default('en'),
    )
    .option(
      '--json',
      'print {outcome, findings, request, parts}, an array when the file holds several invoices',
    )
    .action(async (file: string, options: Options) => {
      const assessed = await assessFile(file, options);
      const assessments = assessed.map(({ assessment }) => assessment);
      process.stdout.write(
        options.json ? `${printAssessments(assessments)}\n` : inWords(assessed, options.language),
      );
      const stopped = assessments.some(({ outcome }) => outcome !== 'PAY');
      process.exitCode = stopped ? exitCodes.stopped : exitCodes.done;
    });

interface Assessed {
  readonly assessment: Assessment;
  readonly explanation: Explanation;
}

async function assessFile(
  file: string,
  { directory: name, today: wanted, party, sourceSystem }: Options,
): Promise<Assessed[]> {
  const bytes = readInput(file);
  const directory = readDirectory(name);
  const reading = await readDocument(bytes);
  if (!reading.readable) {
    const assessment = decideReading(reading);
    return [{ assessment, explanation: explainUnreadable(reading, assessment) }];
  }
  const today = dayOf(wanted);
  return reading.invoices.map((invoice) => {
    const assessment = assess({ invoice, directory, today, sourceSystem, party });
    return { assessment, explanation: explain(invoice, assessment, { wrapping: reading.wrapping, today }) };
  });
}

function dayOf(text: string | undefined): IsoDate {
  const day = parseIsoDate(text ?? new Date().toISOString().slice(0, 10));
  if (day === undefined) throw new Error(`--today ${text} is not a day such as 2026-11-21.`);
  return day;
}

/** One explanation after the other; several are counted, so that none is overlooked. */
function inWords(assessed: readonly Assessed[], language: Language): string {
  const count = assessed.length;
  const of = { en: `of ${count} in this file`, nl: `van ${count} in dit bestand` }[language];
  return assessed
    .map(({ explanation }, index) => {
      const text = printExplanation(explanation, language);
      return count === 1 ? text : `${index + 1} ${of}\n\n${text}`;
    })
    .join('\n\n');
}
