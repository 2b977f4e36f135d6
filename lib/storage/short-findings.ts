import type { Payable } from '../payables/payable.ts';
import { shortText } from './short-text.ts';

type StoredFinding = Payable['findings'][number];

/** A document of three thousand lines may have a finding in each; DynamoDB takes 400 KB an item. */
const most = 100;

/**
 * Findings as they are stored: values and messages (in both languages) of at most 500 characters; of more than a hundred findings
 * the first of every code, then the second of every code and so on, in the order given, and a last entry that
 * tells how many more there were. Every code is kept, because a person can only approve what is there.
 */
export function shortFindings(findings: readonly StoredFinding[]): StoredFinding[] {
  const own = findings.filter((one) => leftOutBefore(one) === 0);
  const kept = mostTelling(own);
  const left = own.filter((one) => !kept.has(one));
  const count = findings.reduce((sum, one) => sum + leftOutBefore(one), left.length);
  const code = left[0]?.code ?? findings.find((one) => leftOutBefore(one) > 0)?.code;
  return [
    ...own.filter((one) => kept.has(one)).map(shorten),
    ...(code === undefined ? [] : [leftOut(code, count)]),
  ];
}

/** In turns, one of each code, until there are enough: what is frequent never pushes out what is rare. */
function mostTelling(findings: readonly StoredFinding[]): ReadonlySet<StoredFinding> {
  const seen = new Map<string, number>();
  const ranked = findings.map((one) => {
    const rank = seen.get(one.code) ?? 0;
    seen.set(one.code, rank + 1);
    return { one, rank };
  });
  return new Set(
    ranked
      .sort((a, b) => a.rank - b.rank)
      .slice(0, most)
      .map(({ one }) => one),
  );
}

const shorten = (one: StoredFinding): StoredFinding => ({
  ...one,
  value: one.value === null ? null : shortText(one.value),
  message: shortText(one.message),
  ...(one.nl === undefined ? {} : { nl: { ...one.nl, message: shortText(one.nl.message) } }),
});

const leftOut = (code: string, count: number): StoredFinding => ({
  code,
  term: null,
  value: null,
  message: `${count} more findings of this document were left out.`,
  remedy: 'Run acquit assess on the document in the archive to see them all.',
  nl: {
    message: `Nog ${count} bevindingen over dit document zijn weggelaten.`,
    remedy: 'Voer acquit assess uit op het document in het archief om ze allemaal te zien.',
  },
});

/** How many an entry of an earlier write stands for; 0 for a finding of its own. */
function leftOutBefore({ message }: StoredFinding): number {
  return Number(/^(\d{1,9}) more findings of this document were left out\.$/.exec(message)?.[1] ?? 0);
}
