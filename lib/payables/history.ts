import { createHash } from 'node:crypto';
import * as z from 'zod';
import { statuses } from './lifecycle.ts';

/** One entry of the history of a payable; each is linked to the one before by its hash (design.md 4). */
export const historyEntrySchema = z.object({
  at: z.string(),
  status: z.enum(statuses),
  /** The step or the person's command that made the entry. */
  by: z.string(),
  /** What happened, for people; no secrets, no full account numbers. */
  what: z.string(),
  hash: z.string(),
});
export type HistoryEntry = z.infer<typeof historyEntrySchema>;

const hashOf = (previous: string, entry: Omit<HistoryEntry, 'hash'>): string =>
  createHash('sha256')
    .update(JSON.stringify([previous, entry.at, entry.status, entry.by, entry.what]))
    .digest('hex');

/** The history with one more entry, chained to the last one. */
export function appendHistory(
  history: readonly HistoryEntry[],
  entry: Omit<HistoryEntry, 'hash'>,
): HistoryEntry[] {
  return [...history, { ...entry, hash: hashOf(history.at(-1)?.hash ?? '', entry) }];
}

/** The index of the first entry whose hash does not follow from the one before; undefined when all do. */
export function firstBrokenEntry(history: readonly HistoryEntry[]): number | undefined {
  const broken = history.findIndex(
    (entry, index) => entry.hash !== hashOf(history[index - 1]?.hash ?? '', entry),
  );
  return broken < 0 ? undefined : broken;
}
