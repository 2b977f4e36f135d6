import { isPassingFault } from '../aws/is-passing-fault.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import type { Conversation } from '../payables/conversation.ts';
import { secondsUntilNextTry } from '../payables/due.ts';
import { payableName } from '../payables/payable.ts';
import type { PayableMessage } from '../queues/messages.ts';
import { payablesOfDocument } from './payables-of-document.ts';
import { removeAtPsb } from './remove-at-psb.ts';
import type { RespondServices } from './respond-services.ts';
import { deliverResponse, prepareNext } from './say-response.ts';
import { secondsFrom } from './turn.ts';

/** More than the longest conversation there is: seven statuses, and questions again. */
const mostAtOnce = 20;

/**
 * Tells the supplier where the invoice stands (psb.md 3.3): looks at the record, sends what is not said yet, one
 * Invoice Response after the other in their order, and rests. A message that comes twice, late or out of order
 * changes nothing: what was said is in the conversation, and its ids are made from it (psb.md 4.5).
 */
export async function respondToSupplier(message: PayableMessage, services: RespondServices): Promise<void> {
  const conversation = await myTurn(message, services);
  if (conversation === undefined) return;
  try {
    await sayWhatIsDue(conversation, services);
  } catch (error) {
    await settleFailure(error, conversation, services);
  }
}

async function sayWhatIsDue(started: Conversation, services: RespondServices): Promise<void> {
  const payables = await payablesOfDocument(started, services);
  let conversation = started;
  for (let round = 0; round < mostAtOnce; round += 1) {
    const unsent = conversation.said.find(
      ({ sentAt, outcome }) => sentAt === undefined && outcome === undefined,
    );
    const next =
      unsent === undefined
        ? await prepareNext(payables, conversation, services)
        : await deliverResponse(payables, conversation, unsent, services);
    if (next === undefined) return rest(await removeAtPsb(payables, conversation, services), services);
    conversation = next;
  }
  throw new RangeError('A conversation has no end.');
}

/** Whoever put it to rest saw the last news: a move since then has raised the version. */
async function rest(conversation: Conversation, { conversations }: RespondServices): Promise<void> {
  const { dueAt: _done, ...resting } = conversation;
  await conversations.save(conversation, { ...resting, tries: 0 });
}

async function myTurn(
  message: PayableMessage,
  { conversations, now, leaseSeconds }: RespondServices,
): Promise<Conversation | undefined> {
  const conversation = await conversations.read(message);
  if (conversation?.dueAt === undefined) return undefined;
  if (conversation.dueAt === message.turn) return conversation;
  if (conversation.dueAt > now().toISOString()) return undefined;
  const until = secondsFrom(now(), leaseSeconds);
  const taken = await conversations.takeTurn(conversation, until);
  return taken ? { ...conversation, dueAt: until.toISOString(), tries: conversation.tries + 1 } : undefined;
}

/** What passes by itself is tried again later; news meanwhile has made the conversation due already. */
async function settleFailure(
  error: unknown,
  conversation: Conversation,
  { conversations, now, retrySeconds, retryLimitSeconds }: RespondServices,
): Promise<void> {
  const known = error instanceof AcquitError ? error : undefined;
  if (known?.code === 'STATE_CONFLICT') return;
  const payable = payableName(conversation);
  logger.warn('step failed', { step: 'respond-to-supplier', payable, ...describeError(error) });
  count('StepFailed');
  if (known?.class === 'configuration') count('ConfigurationFault');
  const passes = known?.class === 'retry' || known?.class === 'configuration' || isPassingFault(error);
  if (!passes) throw error;
  const latest = await conversations.read(conversation);
  if (latest === undefined) return;
  const wait = Math.max(
    secondsUntilNextTry(latest.tries, retrySeconds, retryLimitSeconds),
    known?.retryAfterSeconds ?? 0,
  );
  await conversations.takeTurn(latest, secondsFrom(now(), wait));
}
