import { setTimeout as wait } from 'node:timers/promises';
import { isResting } from '../../lib/payables/lifecycle.ts';
import { type Payable, type PayableKey, payableName } from '../../lib/payables/payable.ts';
import type { PayableStore } from '../../lib/storage/payable-store.ts';
import { type Row, toRow } from './row.ts';

export interface Followed extends PayableKey {
  readonly file: string | null;
}

/** So long without any change means that something is stuck. */
const stuckMilliseconds = 60_000;

/**
 * Reads the payables, and those that they lead to, again and again until all of them rest, or nothing changed
 * for a minute. `onChange` gets the rows after every round; `onMoving` each payable that does not rest, to act
 * for the people in the story.
 */
export async function followToRest(
  first: readonly Followed[],
  payables: PayableStore,
  act: {
    /** Ends it early. */
    stop: AbortSignal;
    onChange: (rows: Row[]) => void;
    onMoving: (payable: Payable) => Promise<void>;
    waitsForPerson: (payable: Payable) => boolean;
  },
): Promise<{ rows: Row[]; atRest: boolean }> {
  const known = new Map<string, Payable | undefined>();
  let followed = first;
  const done = (payable: Payable | undefined) =>
    payable !== undefined && (isResting(payable.status) || act.waitsForPerson(payable));
  let lastChange = Date.now();
  while (true) {
    const open = followed.filter((key) => !done(known.get(payableName(key))));
    const read = await Promise.all(open.map((key) => payables.read(key)));
    for (const [index, key] of open.entries()) {
      const payable = read[index];
      if (payable?.version !== known.get(payableName(key))?.version) lastChange = Date.now();
      known.set(payableName(key), payable);
      if (payable !== undefined && !isResting(payable.status)) await act.onMoving(payable);
    }
    followed = withSiblings(followed, known);
    const now = Date.now();
    const rows = followed.map((key) => toRow(key.file, key.documentId, known.get(payableName(key)), now));
    act.onChange(rows);
    const atRest = followed.every((key) => done(known.get(payableName(key))));
    const isStuck = Date.now() - lastChange > stuckMilliseconds;
    if (atRest || isStuck || act.stop.aborted) return { rows, atRest };
    // Looking costs the machine that does the work, too: the more there is to look at, the rarer.
    await wait(Math.min(100 + open.length * 4, 2000));
  }
}

/** A file of several invoices, and an amount in parts, has a payable for each: they stand behind the first. */
function withSiblings(
  followed: readonly Followed[],
  known: ReadonlyMap<string, Payable | undefined>,
): readonly Followed[] {
  const names = new Set(followed.map(payableName));
  return followed.flatMap((one) => {
    const siblings = known.get(payableName(one))?.siblings ?? [];
    const found = siblings.map((documentId) => ({ ...one, documentId }));
    return [one, ...found.filter((each) => !names.has(payableName(each)))];
  });
}
