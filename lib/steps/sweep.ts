import { logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { queueStep, type QueueStep } from '../payables/due.ts';
import { type PayableKey, payableName } from '../payables/payable.ts';
import type { DocumentsMessage, FlowMessage, PayableMessage } from '../queues/messages.ts';
import type { Queue } from '../queues/create-queue.ts';
import type { ConversationStore, DueConversation } from '../storage/conversation-store.ts';
import type { DueFlow, FlowStore } from '../storage/flow-store.ts';
import type { DuePayable, PayableStore } from '../storage/payable-store.ts';
import { duePayables } from './due-payables.ts';
import { secondsFrom } from './turn.ts';

export interface SweepServices {
  readonly payables: PayableStore;
  readonly documents: Queue<DocumentsMessage>;
  readonly submissions: Queue<PayableMessage>;
  readonly now: () => Date;
  readonly leaseSeconds: number;
}

/** What sweep needs besides: only sweep takes up what is due to be said to suppliers, and who came back from the bank. */
interface Others {
  readonly conversations: ConversationStore;
  readonly responses: Queue<PayableMessage>;
  readonly flows: FlowStore;
  readonly authorisations: Queue<FlowMessage>;
}

/** About a working day of trying again: whatever the reason is, somebody must be told. */
const triesUntilStuck = 12;

/** As many as one run can nudge well inside its time; the next run takes the rest. */
const limit = 1000;

/**
 * Nudges every payable whose queue step is overdue: its message was lost, its worker died, or its time to try
 * again has come (design.md 2.1); every PSU's way back from the bank whose code waits; and every supplier to whom there
 * may be something to say. Returns how many were nudged.
 */
export async function sweep(services: SweepServices & Others): Promise<number> {
  const [overdue, conversations, flows] = await Promise.all([
    duePayables('sweep', limit, services),
    dueConversations(services),
    services.flows.due(services.now(), limit),
  ]);
  tellUnreadable(flows.unreadable);
  const nudged = await Promise.allSettled([
    ...overdue.map((payable) => nudge(payable, services)),
    ...conversations.map((conversation) => nudgeResponder(conversation, services)),
    ...flows.items.map((flow) => nudgeFlow(flow, services)),
  ]);
  // A queue that refuses one nudge must not leave the others half-way.
  const failed = nudged.find((one) => one.status === 'rejected');
  if (failed !== undefined) throw failed.reason;
  return nudged.filter((one) => one.status === 'fulfilled' && one.value).length;
}

async function dueConversations({
  conversations,
  now,
}: SweepServices & Others): Promise<readonly DueConversation[]> {
  const due = await conversations.due(now(), limit);
  tellUnreadable(due.unreadable);
  return due.conversations;
}

function tellUnreadable(keys: readonly string[]): void {
  for (const item of keys) {
    logger.error('a stored item cannot be read', { item });
    count('StepFailed');
  }
}

async function nudgeFlow(
  flow: DueFlow,
  { flows, authorisations, now, leaseSeconds }: SweepServices & Others,
): Promise<boolean> {
  if (!(await flows.takeTurn(flow, secondsFrom(now(), leaseSeconds)))) return false;
  await authorisations.send({ flow: flow.stateHash });
  return true;
}

async function nudgeResponder(
  conversation: DueConversation,
  { conversations, responses, now, leaseSeconds }: SweepServices & Others,
): Promise<boolean> {
  const until = secondsFrom(now(), leaseSeconds);
  if (!(await conversations.takeTurn(conversation, until))) return false;
  if (conversation.tries >= triesUntilStuck)
    tellStuck(conversation, 'respond-to-supplier', conversation.tries);
  const { party, documentId } = conversation;
  await responses.send({ party, documentId, turn: until.toISOString() });
  return true;
}

function tellStuck(key: PayableKey, step: string, tries: number): void {
  logger.error('a payable does not get on', { payable: payableName(key), step, tries });
  count('PayableStuck');
}

async function nudge(payable: DuePayable, services: SweepServices): Promise<boolean> {
  const step = queueStep(payable);
  if (step === undefined) return false;
  const until = secondsFrom(services.now(), services.leaseSeconds);
  if (!(await services.payables.takeTurn(payable, until))) return false;
  if (payable.tries >= triesUntilStuck) tellStuck(payable, step, payable.tries);
  const { party, documentId } = payable;
  await sendNudge(step, { party, documentId, turn: until.toISOString() }, services);
  return true;
}

/** Sends a payable to the queue of a step. */
export function sendNudge(
  step: QueueStep,
  message: PayableMessage,
  queues: Pick<SweepServices, 'documents' | 'submissions'>,
): Promise<void> {
  switch (step) {
    case 'process-document':
      return queues.documents.send({ nudge: message });
    case 'submit-payment-request':
      return queues.submissions.send(message);
  }
}
