import type { Payable } from '../payables/payable.ts';
import type { Attempt } from '../storage/flow-store.ts';

/** The payment at the bank that a payable has now. */
export const attemptOf = ({ party, documentId, bank }: Payable): Attempt => ({
  party,
  documentId,
  attempt: bank?.attempt ?? 0,
});
