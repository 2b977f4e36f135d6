import { AcquitError } from '../findings/acquit-error.ts';
import { parseDocumentId } from '../identifiers/document-id.ts';
import { logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { type Conversation, isNotTaken, isStopped, type Said } from '../payables/conversation.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import type { Status } from '../payables/lifecycle.ts';
import type { RespondServices } from './respond-services.ts';

/** Nothing can follow: a HELD, FAILED or DUPLICATE payable may still go on, and then its supplier hears of it. */
const over: ReadonlySet<Status> = new Set(['PAID', 'NOT_PAYABLE', 'REJECTED']);

/**
 * Deletes the document at PSB when the organisation wants that, and only when it is archived, every payable of it
 * is at its end, and PSB has delivered, or given up, every response (psb.md 1.4, 7.4): a response after the
 * deletion may not be possible. What PSB has no more is deleted. Returns the conversation as it is to be kept.
 */
export async function removeAtPsb(
  payables: readonly Payable[],
  conversation: Conversation,
  { outside, now }: RespondServices,
): Promise<Conversation> {
  const [payable] = payables;
  const documentId = parseDocumentId(conversation.documentId);
  if (payable === undefined || documentId === undefined || conversation.removedAt !== undefined)
    return conversation;
  if (payable.removeAtPsb !== true || !payables.every(isOver) || !conversation.said.every(isSettled))
    return conversation;
  // What PSB refused may still be cured and sent by a person.
  if (conversation.asked.length > 0 || isStopped(conversation)) return conversation;
  const { psb } = await outside();
  const outcome = await psb
    .remove(payable.partyAsReceived, documentId)
    .catch((error: unknown) => tellOfRefusal(conversation, error));
  if (outcome === undefined) return conversation;
  logger.info('document deleted at PSB', { payable: payableName(conversation), outcome });
  return { ...conversation, removedAt: now().toISOString() };
}

/** PSB deletes it by itself in the end, so a refusal of it is told and no more. */
function tellOfRefusal(conversation: Conversation, error: unknown): undefined {
  if (!(error instanceof AcquitError) || (error.class !== 'hold' && error.class !== 'bug')) throw error;
  logger.error('PSB does not delete a document', { payable: payableName(conversation), code: error.code });
  count('StepFailed');
}

const isOver = ({ status, archive }: Payable): boolean => over.has(status) && archive !== undefined;

/** PSB told its fate, or never took it. */
const isSettled = (one: Said): boolean =>
  one.outcome === 'sent' || one.outcome === 'failed' || isNotTaken(one);
