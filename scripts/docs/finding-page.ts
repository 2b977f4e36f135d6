import { catalogue, type FindingCode } from '../../lib/findings/catalogue.ts';
import { approvable } from '../../lib/payables/approvable.ts';
import { classWords } from './class-words.ts';
import { termNames } from './term-names.ts';

/** What a page says around the facts of its code. */
const phrases = {
  en: {
    todo: 'What to do',
    class: 'Class',
    about: 'Usually about',
    approval: 'A person may approve it',
    yes: 'yes, with',
    no: 'no.',
    decide: 'Decide',
  },
  nl: {
    todo: 'Wat u doet',
    class: 'Klasse',
    about: 'Gaat meestal over',
    approval: 'Een medewerker mag het goedkeuren',
    yes: 'ja, met',
    no: 'nee.',
    decide: 'Decide, in het Engels',
  },
} as const;

type Language = keyof typeof phrases;

/** The page of a code, docs/findings/CODE.md: what it means, why it happens and what to do, in both languages. */
export const findingPage = (code: FindingCode): string =>
  [
    `# ${code}`,
    section(code, 'en'),
    '## In het Nederlands',
    section(code, 'nl'),
    '[All codes](README.md) · [Errors and findings](../errors.md)',
  ].join('\n\n');

function section(code: FindingCode, language: Language): string {
  const entry = catalogue[code];
  const { cause, remedy } = language === 'nl' ? entry.nl : entry;
  const { word, means } = classWords[entry.class][language];
  const phrase = phrases[language];
  return [
    `**${word}.** ${means}`,
    cause,
    `**${phrase.todo}:** ${remedy}`,
    [
      `- ${phrase.class}: \`${entry.class}\`.`,
      ...(entry.term === null ? [] : [`- ${phrase.about}: ${named(entry.term, language)}.`]),
      `- ${phrase.approval}: ${approval(code, language)}`,
    ].join('\n'),
  ].join('\n\n');
}

function named(term: string, language: Language): string {
  const name = termNames[term]?.[language];
  return name === undefined ? `\`${term}\`` : `${name} (${term})`;
}

function approval(code: FindingCode, language: Language): string {
  const { yes, no, decide } = phrases[language];
  if (!approvable.some((one) => one === code)) return no;
  return `${yes} \`npx acquit payables release PAYABLE --approve ${code}\` ([${decide}](../decide.md#who-approves-what)).`;
}
