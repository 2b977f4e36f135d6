import type { Announce } from './announce.ts';
import { readDocumentFacts } from './document-facts.ts';
import { psbDate } from './psb-date.ts';
import type { PsbEntry, PsbEvent } from './psb-entry.ts';

/** A document on its way in; `party` as the account spells it. */
export interface Arrival {
  readonly documentId: string;
  readonly party: string;
  readonly bytes: Uint8Array;
  readonly fileName?: string | undefined;
  readonly topic?: string | undefined;
  /** How it came and what is told of it beside what it says itself. */
  readonly details?: Readonly<Record<string, unknown>>;
}

/** The entry of a document that arrives, with its announcement to whoever wants it. */
export function arrival(document: Arrival, announce: Announce, at: Date): PsbEntry {
  const { documentId, party, bytes, fileName } = document;
  const event = invoiceReceived(document, at);
  const base64 = Buffer.from(bytes).toString('base64');
  return {
    type: 'received',
    document: { id: documentId, party, base64, fileName, receivedAt: at.toISOString(), event },
    deliveries: announce.toSubscribers(event),
  };
}

/** The event that announces a document. Credit notes and CII come under the same topic (psb.md 2.3). */
function invoiceReceived(
  { party, documentId, bytes, topic = 'InvoiceReceived', details = { protocol: 'As4' } }: Arrival,
  at: Date,
): PsbEvent {
  const { root, number, sender, recipient, documentTypeId } = readDocumentFacts(bytes);
  const all = { id: number, sender, recipient, sourceDocumentTypeId: documentTypeId, ...details };
  return {
    topic,
    partyId: party,
    documentId,
    message: `'${root}' received.`,
    // What the document does not say is left out, as JSON does with undefined.
    details: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    createdOn: psbDate(at),
  };
}
