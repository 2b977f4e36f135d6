import type { Finding } from '../lib/findings/finding.ts';

/** Findings as lines for a person: the code and where, what is wrong, and what to do. */
export const findingLines = (
  findings: readonly Pick<Finding, 'code' | 'term' | 'value' | 'message' | 'remedy'>[],
): string[] =>
  findings.flatMap(({ code, term, value, message, remedy }) => [
    [code, term, value === null ? null : `"${value}"`].filter((part) => part !== null).join('  '),
    `  ${message}`,
    `  → ${remedy}`,
  ]);
