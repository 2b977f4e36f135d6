import { readDocumentFacts } from './document-facts.ts';
import { psbDate } from './psb-date.ts';
import type { PsbEvent } from './psb-entry.ts';

/**
 * The event that announces a document. Credit notes and CII come under the same topic (psb.md 2.3). `details` says
 * how it came and what else is told of it.
 */
export function invoiceReceived({
  partyId,
  documentId,
  bytes,
  at,
  topic = 'InvoiceReceived',
  details = { protocol: 'As4' },
}: {
  partyId: string;
  documentId: string;
  bytes: Uint8Array;
  at: Date;
  topic?: string | undefined;
  details?: Readonly<Record<string, unknown>>;
}): PsbEvent {
  const { root, number, sender, recipient, documentTypeId } = readDocumentFacts(bytes);
  const all = { id: number, sender, recipient, sourceDocumentTypeId: documentTypeId, ...details };
  return {
    topic,
    partyId,
    documentId,
    message: `'${root}' received.`,
    // What the document does not say is left out, as JSON does with undefined.
    details: Object.fromEntries(Object.entries(all).filter(([, value]) => value !== undefined)),
    createdOn: psbDate(at),
  };
}
