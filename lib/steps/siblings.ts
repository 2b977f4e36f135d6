import type { Payable, PayableKey } from '../payables/payable.ts';
import { sibling, type SiblingOf } from '../payables/sibling.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import type { Write } from '../storage/table.ts';
import { inTurns } from './in-turns.ts';

interface Services {
  readonly payables: PayableStore;
  readonly now: () => Date;
}

/** So many reads or writes are on their way at once. */
const atOnce = 20;

/**
 * The further payables that a document leads to: their document ids, and the writes that make those which the
 * table does not have yet. They are due at once, so that sweep finds whatever a worker that dies leaves behind.
 */
export async function missingSiblings(
  first: Payable,
  wanted: readonly SiblingOf[],
  { payables, now }: Services,
): Promise<{ ids: readonly string[]; missing: readonly Payable[]; writes: readonly Write[] }> {
  const all = wanted.map((which) => sibling(first, which, now()));
  const known = await inTurns(all, atOnce, (one) => payables.read(one));
  const missing = all.filter((_, index) => known[index] === undefined);
  return {
    ids: all.map(({ documentId }) => documentId),
    missing,
    writes: missing.map((one) => payables.creation(one)),
  };
}

/**
 * A payable for each further invoice of a file, made before the first one is decided: whatever becomes of that,
 * the others have a life of their own. Returns their document ids.
 */
export async function addOtherInvoices(
  first: Payable,
  invoices: number,
  services: Services,
): Promise<readonly string[]> {
  const wanted = Array.from({ length: invoices - 1 }, (_, index) => ({ body: index + 2 }));
  const { ids, missing } = await missingSiblings(first, wanted, services);
  await inTurns(missing, atOnce, (one) => services.payables.create(one));
  return ids;
}

/** The keys of a payable's siblings. */
export const siblingKeys = ({ party, siblings = [] }: Payable): PayableKey[] =>
  siblings.map((documentId) => ({ party, documentId }));
