import { AcquitError } from '../findings/acquit-error.ts';
import { move } from '../payables/move.ts';
import { type PayableKey, payableName } from '../payables/payable.ts';
import { dropClaim } from '../storage/claim-store.ts';
import type { PayableStore } from '../storage/payable-store.ts';

/**
 * A person refuses a HELD or FAILED payable for good. Its claim on the invoice number is given back, so that the
 * supplier can send a corrected invoice under the same number. Throws ILLEGAL_MOVE for any other status.
 */
export async function rejectPayable(
  key: PayableKey,
  { by, reason }: { by: string; reason: string },
  { payables, now }: { payables: PayableStore; now: () => Date },
): Promise<void> {
  const payable = await payables.read(key);
  if (payable === undefined) throw new AcquitError('ILLEGAL_MOVE', `${payableName(key)} is not known.`);
  const { claim, ...rest } = payable;
  const rejected = move(rest, { to: 'REJECTED', at: now(), by, what: `rejected: ${reason}`, dueAt: null });
  await payables.save(payable, rejected, claim === undefined ? [] : [dropClaim(claim, key)]);
}
