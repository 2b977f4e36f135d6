import type { Invoice } from '../../lib/documents/invoice.ts';
import type { Wrapping } from '../../lib/documents/reading.ts';
import { type AssessmentInput, assess } from '../../lib/payables/assess.ts';
import { explain } from '../../lib/payables/explain.ts';
import type { Explanation, Language, Section, Statement, Words } from '../../lib/payables/explanation.ts';
import { day, testDirectory } from './factory.ts';

/** The explanation of an invoice on 20 November 2026, delivered to ACME, unless a test says otherwise. */
export function explained(
  invoice: Invoice,
  input: Partial<AssessmentInput> = {},
  wrapping: readonly Wrapping[] = [],
): Explanation {
  const whole: AssessmentInput = {
    invoice,
    directory: testDirectory(),
    today: day('2026-11-20'),
    sourceSystem: 'acquit-test',
    party: 'NL:KVK:12345678',
    ...input,
  };
  return explain(invoice, assess(whole), { wrapping, today: whole.today });
}

export const statementsOf = ({ sections, forOurBooks }: Explanation): Statement[] =>
  [...sections, ...(forOurBooks === null ? [] : [forOurBooks])].flatMap(({ statements }) => statements);

/** What an explanation says under a label: in English and Dutch, with the terms that say it. */
export const said = (explanation: Explanation, label: string): (Words & { terms: string[] })[] =>
  statementsOf(explanation)
    .filter((statement) => statement.label.en === label)
    .map(({ text, sources }) => ({ ...text, terms: sources.map(({ term }) => term) }));

const told = ({ title, statements }: Section, language: Language): string[] => [
  `# ${title[language]}`,
  ...statements.map(({ label, text, sources }) => {
    const terms = sources.length === 0 ? '' : ` [${sources.map(({ term }) => term).join(', ')}]`;
    return `${label[language]}: ${text[language]}${terms}`;
  }),
];

/** All that an explanation says in one language: a line for each statement, with the terms that say it. */
export const inFull = (
  { title, verdict, sections, forOurBooks }: Explanation,
  language: Language,
): string[] => [
  title[language],
  verdict[language],
  ...[...sections, ...(forOurBooks === null ? [] : [forOurBooks])].flatMap((one) => told(one, language)),
];
