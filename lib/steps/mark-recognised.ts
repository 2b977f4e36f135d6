import { finding } from '../findings/finding.ts';
import { logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import type { Status } from '../payables/lifecycle.ts';
import { move } from '../payables/move.ts';
import { type Payable, type PayableKey, payableName } from '../payables/payable.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import { payablesOfDocument } from './payables-of-document.ts';

interface Services {
  readonly payables: PayableStore;
  readonly now: () => Date;
}

/**
 * Marks what came in before anybody knew that it was recognised in a PDF, with all payables that it led to, so that
 * none is paid without a person. False when it is not there. Throws STATE_CONFLICT when one is being worked on.
 */
export async function markRecognised(
  recognised: PayableKey,
  pdf: PayableKey,
  services: Services,
): Promise<boolean> {
  const early = await payablesOfDocument(recognised, services);
  for (const payable of early) await mark(payable, pdf, services);
  return early.length > 0;
}

async function mark(early: Payable, pdf: PayableKey, { payables, now }: Services): Promise<void> {
  if (early.recognisedFrom !== undefined) return;
  const marked: Payable = { ...early, recognisedFrom: pdf.documentId };
  if (early.status === 'READY') await payables.save(early, held(marked, now()));
  else if (onItsWay.has(early.status)) tellThatItIsLate(early);
  else await payables.save(early, marked);
}

const onItsWay: ReadonlySet<Status> = new Set([
  'SUBMITTED',
  'PAYMENT_BUILT',
  'AUTHORISING',
  'INITIATED',
  'PAID',
]);

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
