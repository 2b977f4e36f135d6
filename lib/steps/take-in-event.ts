import { normalisePartyId } from '../identifiers/party-id.ts';
import { logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { appendHistory } from '../payables/history.ts';
import type { EventMessage, PayableMessage } from '../queues/messages.ts';
import { recordEvent } from '../storage/event-store.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import type { Table } from '../storage/table.ts';
import { secondsFrom } from './turn.ts';

interface Services {
  readonly table: Table;
  readonly payables: PayableStore;
  readonly now: () => Date;
  readonly leaseSeconds: number;
}

/**
 * Records an event of PSB. For a received invoice it makes the payable, once, and returns it with the turn to
 * process it; every other topic is recorded and that is all (psb.md 2.3).
 */
export async function takeInEvent(
  event: EventMessage,
  { table, payables, now, leaseSeconds }: Services,
): Promise<PayableMessage | undefined> {
  const party = normalisePartyId(event.partyId ?? '-');
  const documentId = event.documentId?.toLowerCase() ?? '-';
  const { topic, createdOn = '-', receivedAt, stale } = event;
  await recordEvent(table, { topic, party, documentId, createdOn, receivedAt, stale });
  if (topic === 'InvoiceReceivedError') {
    logger.warn('PSB refused a document that was sent to us', { documentId });
    count('InvoiceRefusedByPsb');
  }
  if (topic !== 'InvoiceReceived' || event.partyId === undefined || event.documentId === undefined) {
    logger.info('event recorded, nothing to do', { topic, documentId });
    return undefined;
  }
  const at = now().toISOString();
  const turn = secondsFrom(now(), leaseSeconds).toISOString();
  const created = await payables.create({
    party,
    documentId,
    partyAsReceived: event.partyId,
    status: 'RECEIVED',
    version: 1,
    receivedAt,
    changedAt: at,
    dueAt: turn,
    tries: 0,
    findings: [],
    approvals: [],
    history: appendHistory([], {
      at,
      status: 'RECEIVED',
      by: 'process-document',
      what: stale ? 'PSB announced the document; the webhook was late' : 'PSB announced the document',
    }),
  });
  // Whoever made the payable has its turn; everybody else must find it due.
  return created ? { party, documentId, turn } : { party, documentId };
}
