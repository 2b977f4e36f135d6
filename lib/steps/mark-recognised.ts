import { finding } from '../findings/finding.ts';
import { logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { move } from '../payables/move.ts';
import { type Payable, type PayableKey, payableName } from '../payables/payable.ts';
import type { PayableStore } from '../storage/payable-store.ts';

interface Services {
  readonly payables: PayableStore;
  readonly now: () => Date;
}

/**
 * Marks a payable that came in before anybody knew that it was recognised in a PDF, so that it is not paid without
 * a person. False when it is not there. Throws STATE_CONFLICT when it is being worked on.
 */
export async function markRecognised(
  recognised: PayableKey,
  pdf: PayableKey,
  { payables, now }: Services,
): Promise<boolean> {
  const early = await payables.read(recognised);
  if (early === undefined) return false;
  if (early.recognisedFrom !== undefined) return true;
  const marked: Payable = { ...early, recognisedFrom: pdf.documentId };
  if (early.status === 'READY') await payables.save(early, held(marked, now()));
  else if (early.status === 'RECEIVED' || early.status === 'HELD') await payables.save(early, marked);
  else if (early.status === 'SUBMITTED' || early.status === 'PAYMENT_BUILT') tellThatItIsLate(early);
  return true;
}

function held(payable: Payable, at: Date): Payable {
  const found = finding('RECOGNISED', { value: payable.recognisedFrom ?? null });
  const change = { findings: [...payable.findings, found] };
  return move(payable, { to: 'HELD', at, by: 'process-document', what: found.code, dueAt: null, change });
}

function tellThatItIsLate(payable: Payable): void {
  logger.error('a recognised invoice is on its way to be paid, and nobody compared it with its PDF', {
    payable: payableName(payable),
  });
  count('PayableStuck');
}
