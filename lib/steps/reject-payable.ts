import { AcquitError } from '../findings/acquit-error.ts';
import { move } from '../payables/move.ts';
import { type Payable, type PayableKey, payableName } from '../payables/payable.ts';
import { dropClaim } from '../storage/claim-store.ts';
import type { PayableStore } from '../storage/payable-store.ts';

/**
 * A person refuses a HELD or FAILED payable for good. When nothing of it was ever sent to the ERP, its claim on the
 * invoice number is given back, so that the supplier can send a corrected invoice under the same number. Throws
 * ACTION_NOT_POSSIBLE for any other status.
 */
export async function rejectPayable(
  key: PayableKey,
  { by, reason }: { by: string; reason: string },
  { payables, now }: { payables: PayableStore; now: () => Date },
): Promise<void> {
  const payable = await payables.read(key);
  if (payable === undefined || !isPossible(payable)) {
    throw new AcquitError('ACTION_NOT_POSSIBLE', `${payableName(key)} is ${payable?.status ?? 'not known'}.`);
  }
  const { claim, ...rest } = payable;
  const rejected = move(rest, { to: 'REJECTED', at: now(), by, what: `rejected: ${reason}`, dueAt: null });
  // What was ever sent may still be paid, or was paid by hand: then the number stays taken, so that a second
  // delivery is a DUPLICATE and another invoice under it is held. Another part of the amount may be paid as well.
  const wasSent = payable.erp?.sentAt !== undefined || payable.erp?.sentAs !== undefined;
  const isFree = claim !== undefined && !wasSent && payable.part === undefined;
  await payables.save(
    payable,
    isFree ? rejected : { ...rejected, ...(claim === undefined ? {} : { claim }) },
    isFree ? [dropClaim(claim, key)] : [],
  );
}

const isPossible = ({ status }: Payable): boolean => status === 'HELD' || status === 'FAILED';
