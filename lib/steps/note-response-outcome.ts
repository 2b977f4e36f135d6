import { AcquitError } from '../findings/acquit-error.ts';
import { normalisePartyId } from '../identifiers/party-id.ts';
import { logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import type { Conversation, Said } from '../payables/conversation.ts';
import { type PayableKey, payableName } from '../payables/payable.ts';
import { responseOutcome } from '../psb/response-outcome.ts';
import type { EventMessage } from '../queues/messages.ts';
import type { ConversationStore } from '../storage/conversation-store.ts';
import { changed } from './say-response.ts';

interface Services {
  readonly conversations: ConversationStore;
  readonly now: () => Date;
}

/** The responder may be writing the same conversation. */
const tries = 5;

/**
 * What became of a response that PSB took (psb.md 2.3): delivered, tried again, or given up, which a person must
 * know. Comes twice, late and in any order: `sent` and `failed` are final. An outcome of a response that we did not
 * send changes nothing. Throws STATE_CONFLICT when others keep writing, so that the message comes again.
 */
export async function noteResponseOutcome(event: EventMessage, services: Services): Promise<void> {
  const outcome = responseOutcome(event.topic);
  const { partyId, documentId: id, refToDocumentId } = event;
  if (outcome === undefined || partyId === undefined || id === undefined) return;
  if (refToDocumentId === undefined) {
    return tellOfStranger(event);
  }
  const key = { party: normalisePartyId(partyId), documentId: refToDocumentId.toLowerCase() };
  for (let round = 1; ; round += 1) {
    const noted = await note(key, event, outcome, services).catch((error: unknown) => {
      const isConflict = error instanceof AcquitError && error.code === 'STATE_CONFLICT';
      if (!isConflict || round >= tries) throw error;
      return undefined;
    });
    if (noted !== undefined) return;
  }
}

/** True when there is nothing left to do. */
async function note(
  key: PayableKey,
  event: EventMessage,
  outcome: NonNullable<Said['outcome']>,
  { conversations, now }: Services,
): Promise<boolean> {
  const conversation = await conversations.read(key);
  const said = conversation?.said.find((one) => one.id === event.documentId?.toLowerCase());
  if (conversation === undefined || said === undefined) {
    tellOfStranger(event);
    return true;
  }
  if (said.outcome === 'sent' || said.outcome === 'failed' || said.outcome === outcome) return true;
  const sentAt = said.sentAt ?? now().toISOString(); // PSB has it, whatever became of its answer
  const next = changed(conversation, said, { outcome, sentAt });
  // The document may be deleted at PSB once the fate of its last response is known.
  const due = outcome === 'retrying' ? {} : { dueAt: now().toISOString() };
  await conversations.save(conversation, { ...next, ...due });
  if (outcome === 'failed') tellOfFailure(conversation, said);
  return true;
}

/** It may be one of ours all the same, under an id that PSB chose: a failure is worth a look at PSB. */
function tellOfStranger({ topic, documentId, refToDocumentId }: EventMessage): void {
  logger.warn('the outcome of a response that is not known here', { topic, documentId, refToDocumentId });
  if (responseOutcome(topic) === 'failed') count('ResponseNotDelivered');
}

function tellOfFailure(conversation: Conversation, { status }: Said): void {
  logger.error('PSB could not deliver an Invoice Response', { payable: payableName(conversation), status });
  count('ResponseNotDelivered');
}
