import type { BookedEntry } from './booked-entry.ts';

/**
 * Each entry once, in an order that does not depend on that of the pages, reads and consents it came by (psd2.md
 * 6.3). Of entries with one fingerprint the ids of the bank may still differ: then the first of them in the
 * alphabet stays.
 */
export function distinctEntries(entries: readonly BookedEntry[]): BookedEntry[] {
  const known = new Map<string, BookedEntry>();
  for (const entry of entries) {
    const other = known.get(entry.fingerprint);
    if (other === undefined || idsOf(entry) < idsOf(other)) known.set(entry.fingerprint, entry);
  }
  return [...known.values()].sort((a, b) => (a.fingerprint < b.fingerprint ? -1 : 1));
}

const idsOf = (entry: BookedEntry): string => JSON.stringify(entry);
