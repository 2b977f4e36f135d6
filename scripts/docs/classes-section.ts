import { classWords } from './class-words.ts';

/** A table of every class: in words, and what it means for the payable. */
export const classesSection = (): string =>
  [
    '| class | in words | what happens |',
    '|---|---|---|',
    ...Object.entries(classWords).map(([name, { en }]) => `| ${name} | ${en.word} | ${en.means} |`),
  ].join('\n');
