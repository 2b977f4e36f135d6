import * as z from 'zod';
import type { PayableKey } from '../payables/payable.ts';
import type { Key, Table, Write } from './table.ts';

/** Whose booked entry it is: the payable, and which of its payments at the bank; 0 when the ERP paid. */
const ownerSchema = z.object({
  fingerprint: z.string(),
  party: z.string(),
  documentId: z.string(),
  attempt: z.int(),
});
export type EntryOwner = z.infer<typeof ownerSchema>;

const keyOf = (fingerprint: string): Key => ({ pk: `ENTRY#${fingerprint}`, sk: 'OWNER' });

/**
 * The write by which a booked entry becomes the payable's, for the transaction that says so: an entry belongs to one
 * payable for good, whatever runs at the same time, and also when that payable is not watched any more. It is refused
 * when the entry is another payable's.
 */
export const claimEntry = (
  fingerprint: string,
  { party, documentId, attempt }: PayableKey & { readonly attempt: number },
): Write => ({
  put: { fingerprint, party, documentId, attempt, ...keyOf(fingerprint) },
  condition: {
    expression: 'attribute_not_exists(pk) OR (party = :party AND documentId = :document)',
    values: { ':party': party, ':document': documentId },
  },
});

/** The owners of those of the entries that have one, by fingerprint. */
export async function ownersOfEntries(
  table: Table,
  fingerprints: readonly string[],
): Promise<ReadonlyMap<string, EntryOwner>> {
  const items = await table.getMany([...new Set(fingerprints)].map(keyOf));
  return new Map(items.map((item) => ownerSchema.parse(item)).map((owner) => [owner.fingerprint, owner]));
}
