import { appendHistory, firstBrokenEntry, type HistoryEntry } from '../payables/history.ts';
import { shortText } from './short-text.ts';

/**
 * A history as it is stored: what happened in at most 500 characters an entry. A shortened entry and those after
 * it are chained anew; a chain that is broken is evidence and stays as it is.
 */
export function shortHistory(history: readonly HistoryEntry[]): HistoryEntry[] {
  const isShort = history.every(({ what }) => shortText(what) === what);
  if (isShort || firstBrokenEntry(history) !== undefined) return [...history];
  return history.reduce<HistoryEntry[]>(
    (chain, { hash: _longer, ...entry }) => appendHistory(chain, { ...entry, what: shortText(entry.what) }),
    [],
  );
}
