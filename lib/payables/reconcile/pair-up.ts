/** Days from and until, under some keys. Days are ISO dates, which compare as text. */
export interface Span {
  readonly keys: readonly string[];
  readonly from: string;
  readonly until: string;
}

/** A day under some keys. */
export interface Dated {
  readonly keys: readonly string[];
  readonly day: string;
}

export interface Pairs {
  /** For each span, how many entries lie in it, and the first few of them by day. */
  readonly ofSpan: readonly { readonly count: number; readonly first: readonly number[] }[];
  /** For each entry, in how many spans it lies. */
  readonly ofEntry: readonly number[];
}

/** How many of the entries in a span are given by index. */
export const most = 5;

/**
 * Which entries lie in which spans, under a common key; a pair may share one key at most. No pair is looked at:
 * within a key, both sides are sorted by day and counted by halving, so that ten thousand payments of one amount
 * to one supplier cost no more than ten thousand different ones.
 */
export function pairUp(spans: readonly Span[], entries: readonly Dated[]): Pairs {
  const ofSpan = spans.map(() => ({ count: 0, first: new Array<number>() }));
  const ofEntry = entries.map(() => 0);
  for (const group of groupsOf(spans, entries)) {
    const starts = sorted(group.spans.map(({ span, index }) => ({ day: span.from, index })));
    const ends = sorted(group.spans.map(({ span, index }) => ({ day: span.until, index })));
    const days = sorted(group.entries);
    for (const { day, index } of days) {
      ofEntry[index] = (ofEntry[index] ?? 0) + countUpTo(starts, day) - countBefore(ends, day);
    }
    for (const { span, index } of group.spans) {
      const from = countBefore(days, span.from);
      const until = countUpTo(days, span.until);
      const found = ofSpan[index];
      if (found === undefined || until <= from) continue;
      found.count += until - from;
      const room = Math.min(until, from + most - found.first.length);
      found.first.push(...days.slice(from, room).map((entry) => entry.index));
    }
  }
  return { ofSpan, ofEntry };
}

interface Placed {
  readonly day: string;
  readonly index: number;
}

interface Group {
  readonly spans: { readonly span: Span; readonly index: number }[];
  readonly entries: Placed[];
}

function groupsOf(spans: readonly Span[], entries: readonly Dated[]): Iterable<Group> {
  const groups = new Map<string, Group>();
  spans.forEach((span, index) => {
    for (const key of span.keys) {
      const group = groups.get(key) ?? { spans: [], entries: [] };
      group.spans.push({ span, index });
      groups.set(key, group);
    }
  });
  entries.forEach(({ keys, day }, index) => {
    for (const key of keys) groups.get(key)?.entries.push({ day, index });
  });
  return groups.values();
}

const sorted = (items: readonly Placed[]): Placed[] =>
  items.toSorted((a, b) => (a.day < b.day ? -1 : a.day > b.day ? 1 : a.index - b.index));

const countBefore = (items: readonly Placed[], day: string): number => count(items, (other) => other < day);
const countUpTo = (items: readonly Placed[], day: string): number => count(items, (other) => other <= day);

function count(items: readonly Placed[], isCounted: (day: string) => boolean): number {
  let low = 0;
  let high = items.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    const item = items[middle];
    if (item !== undefined && isCounted(item.day)) low = middle + 1;
    else high = middle;
  }
  return low;
}
