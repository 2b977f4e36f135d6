import type { Explanation, Language, Section, Words } from '../lib/payables/explanation.ts';
import { findingLines } from './print-findings.ts';
import { wrap } from './wrap.ts';

const width = 100;

/**
 * An explanation as plain text for a person, in lines of at most 100 characters: it can be pasted into a mail to the
 * supplier down to the last section, which is for our books.
 */
export function printExplanation(explanation: Explanation, language: Language): string {
  const { title, verdict, sections, findings, forOurBooks } = explanation;
  const heading = wrap(title[language], width);
  const all = [...sections, ...(forOurBooks === null ? [] : [forOurBooks])];
  const blocks = [
    [
      ...heading,
      '='.repeat(Math.max(...heading.map((line) => line.length))),
      ...wrap(verdict[language], width),
    ],
    ...sections.map((section) => sectionLines(section, language)),
    findings.length === 0
      ? []
      : [found[language], ...findingLines(findings, language).map((line) => `  ${line}`)],
    placeLines(all, language),
    forOurBooks === null ? [] : sectionLines(forOurBooks, language),
  ];
  return blocks
    .filter((lines) => lines.length > 0)
    .map((lines) => `${lines.join('\n')}\n`)
    .join('\n');
}

const found: Words = { en: 'What was found', nl: 'Wat er is gevonden' };
const places: Words = { en: 'Where it stands in the document', nl: 'Waar het staat in het document' };

function sectionLines({ title, statements }: Section, language: Language): string[] {
  const rows = statements.map(({ label, text, sources }) => {
    const terms = sources.map(({ term }) => term).join(', ');
    return [label[language], `${text[language]}${terms === '' ? '' : ` [${terms}]`}`] as const;
  });
  return [title[language], ...columns(rows)];
}

/** Labels beneath each other, the texts in a column of their own. */
function columns(rows: readonly (readonly [label: string, text: string])[], breakAt?: '/'): string[] {
  const indent = Math.max(...rows.map(([label]) => label.length)) + 2;
  return rows.flatMap(([label, text]) =>
    wrap(text, width - 2 - indent, breakAt).map(
      (line, index) => `  ${(index === 0 ? label : '').padEnd(indent)}${line}`,
    ),
  );
}

/** Every term once, with its path: the notes to the sections above. */
function placeLines(sections: readonly Section[], language: Language): string[] {
  const sources = sections.flatMap(({ statements }) => statements.flatMap((one) => one.sources));
  const known = new Map(sources.flatMap(({ term, path }) => (path === null ? [] : [[term, path] as const])));
  if (known.size === 0) return [];
  const rows = [...known].toSorted(([a], [b]) => a.localeCompare(b, 'en', { numeric: true }));
  return [places[language], ...columns(rows, '/')];
}
