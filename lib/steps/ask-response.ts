import { AcquitError } from '../findings/acquit-error.ts';
import { askedResponseFaults } from '../payables/asked-response.ts';
import { taken } from '../payables/conversation.ts';
import { type InvoiceResponse, responseFaults } from '../payables/invoice-response.ts';
import { psbDocumentId } from '../payables/psb-document-id.ts';
import type { PayableKey } from '../payables/payable.ts';
import type { Queue } from '../queues/create-queue.ts';
import type { PayableMessage } from '../queues/messages.ts';
import type { ConversationStore } from '../storage/conversation-store.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import { payablesOfDocument } from './payables-of-document.ts';
import { secondsFrom } from './turn.ts';

interface Services {
  readonly payables: PayableStore;
  readonly conversations: ConversationStore;
  readonly responses: Queue<PayableMessage>;
  readonly now: () => Date;
  readonly leaseSeconds: number;
}

/**
 * A person has an Invoice Response sent about the document of a payable, whatever the policy of the organisation.
 * It is written down and sent by respond-to-supplier, after an AB when nothing was said yet. Throws
 * ACTION_NOT_POSSIBLE with every reason why it may not be sent now.
 */
export async function askResponse(
  { party, documentId }: PayableKey,
  { response, by }: { response: InvoiceResponse; by: string },
  services: Services,
): Promise<void> {
  const { conversations, responses, now, leaseSeconds } = services;
  const first = { party, documentId: psbDocumentId(documentId) };
  const payables = await payablesOfDocument(first, services);
  const before = await conversations.read(first);
  const said = before === undefined ? [] : taken(before);
  const faults = [...responseFaults(response), ...askedResponseFaults(payables, said, response)];
  if (faults.length > 0) throw new AcquitError('ACTION_NOT_POSSIBLE', faults.join(' '));
  if (before === undefined) await conversations.markDue(first, now());
  const conversation = before ?? (await conversations.read(first));
  if (conversation === undefined) throw new TypeError('a conversation that was just made is there');
  const turn = secondsFrom(now(), leaseSeconds).toISOString();
  const asked = [...conversation.asked, { response, by, at: now().toISOString() }];
  await conversations.save(conversation, { ...conversation, asked, dueAt: turn });
  await responses.send({ ...first, turn });
}
