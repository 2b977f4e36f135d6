import type { Finding } from '../lib/findings/finding.ts';
import type { Language } from '../lib/payables/explanation.ts';
import { quoted } from '../lib/payables/in-words.ts';
import { oneLine } from '../lib/payables/one-line.ts';
import { wrap } from './wrap.ts';

type Shown = Pick<Finding, 'code' | 'term' | 'value' | 'message' | 'remedy'> & {
  /** Absent in findings that were stored before there was Dutch. */
  readonly nl?: Finding['nl'] | undefined;
};

/** Findings as lines for a person: the code and where, what is wrong, and what to do. */
export const findingLines = (findings: readonly Shown[], language: Language = 'en'): string[] =>
  findings.flatMap((finding) => {
    const { code, term, value } = finding;
    const { message, remedy } = (language === 'nl' ? finding.nl : undefined) ?? finding;
    // Values come from the document, and a terminal obeys control characters.
    const shown = value === null ? null : `"${quoted(value)}"`;
    return [
      ...wrap([code, term, shown].filter((part) => part !== null).join('  '), 94).map((line, index) =>
        index === 0 ? line : `  ${line}`,
      ),
      ...wrap(oneLine(message), 94).map((line) => `  ${line}`),
      ...wrap(oneLine(remedy), 92).map((line, index) => `  ${index === 0 ? '→ ' : '  '}${line}`),
    ];
  });
