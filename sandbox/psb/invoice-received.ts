import { readDocumentFacts } from './document-facts.ts';
import { psbDate } from './psb-date.ts';
import type { PsbEvent } from './psb-state.ts';

/** The event that announces a document. Credit notes and CII come under the same topic (psb.md 2.3). */
export function invoiceReceived(partyId: string, documentId: string, bytes: Uint8Array, at: Date): PsbEvent {
  const { root, number, sender, recipient, documentTypeId } = readDocumentFacts(bytes);
  const details = { id: number, sender, recipient, sourceDocumentTypeId: documentTypeId, protocol: 'As4' };
  return {
    topic: 'InvoiceReceived',
    partyId,
    documentId,
    message: `'${root}' received.`,
    // What the document does not say is left out, as JSON does with undefined.
    details: Object.fromEntries(Object.entries(details).filter(([, value]) => value !== undefined)),
    createdOn: psbDate(at),
  };
}
