import { parseDocumentId } from '../identifiers/document-id.ts';
import { logger } from '../observability/logger.ts';
import type { Conversation } from '../payables/conversation.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import type { Status } from '../payables/lifecycle.ts';
import type { RespondServices } from './respond-services.ts';

/** Nothing can follow: a HELD or FAILED payable may still go on, and ask PSB for the document or an answer. */
const over: ReadonlySet<Status> = new Set(['PAID', 'NOT_PAYABLE', 'DUPLICATE', 'REJECTED']);

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
  if (conversation.asked.length > 0) return conversation;
  const { psb } = await outside();
  const outcome = await psb.remove(payable.partyAsReceived, documentId);
  logger.info('document deleted at PSB', { payable: payableName(conversation), outcome });
  return { ...conversation, removedAt: now().toISOString() };
}

const isOver = ({ status, archive }: Payable): boolean => over.has(status) && archive !== undefined;

const isSettled = ({ outcome }: Conversation['said'][number]): boolean =>
  outcome === 'sent' || outcome === 'failed' || outcome === 'refused';
