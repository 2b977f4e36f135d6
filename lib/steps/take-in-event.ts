import { normalisePartyId } from '../identifiers/party-id.ts';
import { logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { appendHistory } from '../payables/history.ts';
import type { PayableKey } from '../payables/payable.ts';
import { repeats, topicRoute } from '../psb/topics.ts';
import type { EventMessage, PayableMessage } from '../queues/messages.ts';
import type { ConversationStore } from '../storage/conversation-store.ts';
import { recordEvent } from '../storage/event-store.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import { readRecognition } from '../storage/recognition-store.ts';
import type { Table } from '../storage/table.ts';
import { concludeRecognised, concludeUnrecognised } from './conclude-recognition.ts';
import { noteResponseOutcome } from './note-response-outcome.ts';
import { secondsFrom } from './turn.ts';

interface Services {
  readonly table: Table;
  readonly payables: PayableStore;
  readonly conversations: ConversationStore;
  readonly now: () => Date;
  readonly leaseSeconds: number;
}

/**
 * Records an event of PSB, once, and has it taken care of by what its topic is about (psb.md 2.3). For a received
 * invoice that is a payable, which is returned with the turn to process it. All of it may be done again, for an
 * event that comes twice or whose worker died.
 */
export async function takeInEvent(
  event: EventMessage,
  services: Services,
): Promise<PayableMessage | undefined> {
  const { topic, partyId, receivedAt, stale, createdOn } = event;
  const document = {
    party: normalisePartyId(partyId ?? '-'),
    documentId: event.documentId?.toLowerCase() ?? '-',
  };
  const recorded = { topic, ...document, createdOn, receivedAt, stale };
  // Without a document only its time tells an event from the next of its topic.
  const isNew = await recordEvent(services.table, recorded, repeats(topic) || event.documentId === undefined);
  const route = partyId === undefined || event.documentId === undefined ? 'record' : topicRoute(topic);
  switch (route) {
    case 'document':
      return takeInDocument(event, partyId ?? '-', document, services);
    case 'document-refused':
      await takeInRefusal(document, isNew, services);
      return undefined;
    case 'response-outcome':
      await noteResponseOutcome(event, services);
      return undefined;
    case 'record':
      logger.info('event recorded, nothing to do', { topic, documentId: document.documentId });
      return undefined;
  }
}

async function takeInDocument(
  { receivedAt, stale }: EventMessage,
  partyAsReceived: string,
  document: PayableKey,
  services: Services,
): Promise<PayableMessage> {
  const { table, payables, now, leaseSeconds } = services;
  const at = now().toISOString();
  const turn = secondsFrom(now(), leaseSeconds).toISOString();
  const pdf = await readRecognition(table, document);
  const created = await payables.create({
    ...document,
    partyAsReceived,
    status: 'RECEIVED',
    version: 1,
    receivedAt,
    changedAt: at,
    dueAt: turn,
    tries: 0,
    ...(pdf === undefined ? {} : { recognisedFrom: pdf.documentId }),
    findings: [],
    approvals: [],
    history: appendHistory([], {
      at,
      status: 'RECEIVED',
      by: 'process-document',
      what: stale ? 'PSB announced the document; the webhook was late' : 'PSB announced the document',
    }),
  });
  if (pdf !== undefined) await concludeRecognised(document, pdf, services);
  // Whoever made the payable has its turn; everybody else must find it due.
  return created ? { ...document, turn } : document;
}

/** Nothing came in, so that there is no payable; but it may be the end of a PDF that was to be recognised. */
async function takeInRefusal(document: PayableKey, isNew: boolean, services: Services): Promise<void> {
  if (isNew) {
    logger.warn('PSB refused a document that was sent to us', { documentId: document.documentId });
    count('InvoiceRefusedByPsb');
  }
  const pdf = await readRecognition(services.table, document);
  if (pdf !== undefined) await concludeUnrecognised(document, pdf, services);
}
