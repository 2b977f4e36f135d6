import { queueStep, type QueueStep } from '../payables/due.ts';
import type { DocumentsMessage, PayableMessage } from '../queues/messages.ts';
import type { Queue } from '../queues/create-queue.ts';
import type { DuePayable, PayableStore } from '../storage/payable-store.ts';
import { secondsFrom } from './turn.ts';

export interface SweepServices {
  readonly payables: PayableStore;
  readonly documents: Queue<DocumentsMessage>;
  readonly submissions: Queue<PayableMessage>;
  readonly authorisations: Queue<PayableMessage>;
  readonly now: () => Date;
  readonly leaseSeconds: number;
}

/** As many as one run can nudge well inside its time; the next run takes the rest. */
const limit = 1000;

/**
 * Nudges every payable whose queue step is overdue: its message was lost, its worker died, or its time to try
 * again has come (design.md 2.1). Returns how many were nudged.
 */
export async function sweep(services: SweepServices): Promise<number> {
  const overdue = await services.payables.due('sweep', services.now(), limit);
  const nudged = await Promise.all(overdue.map((payable) => nudge(payable, services)));
  return nudged.filter(Boolean).length;
}

async function nudge(payable: DuePayable, services: SweepServices): Promise<boolean> {
  const step = queueStep(payable);
  if (step === undefined) return false;
  const until = secondsFrom(services.now(), services.leaseSeconds);
  if (!(await services.payables.takeTurn(payable, until))) return false;
  const { party, documentId } = payable;
  await sendNudge(step, { party, documentId, turn: until.toISOString() }, services);
  return true;
}

/** Sends a payable to the queue of a step. */
export function sendNudge(
  step: QueueStep,
  message: PayableMessage,
  queues: Pick<SweepServices, 'documents' | 'submissions' | 'authorisations'>,
): Promise<void> {
  switch (step) {
    case 'process-document':
      return queues.documents.send({ nudge: message });
    case 'submit-payment-request':
      return queues.submissions.send(message);
    case 'complete-authorisation':
      return queues.authorisations.send(message);
  }
}
