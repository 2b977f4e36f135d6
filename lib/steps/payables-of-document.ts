import type { Payable, PayableKey } from '../payables/payable.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import { siblingKeys } from './siblings.ts';

/** The first payable of a document and all that it led to: further invoices of the file, and parts of each. */
export async function payablesOfDocument(
  first: PayableKey,
  { payables }: { readonly payables: PayableStore },
): Promise<Payable[]> {
  const found: Payable[] = [];
  // Grows while it is walked: a further invoice may be paid in parts, too.
  const keys: PayableKey[] = [first];
  for (const { party, documentId } of keys) {
    const payable = await payables.read({ party, documentId });
    if (payable === undefined) continue;
    found.push(payable);
    keys.push(...siblingKeys(payable));
  }
  return found;
}
