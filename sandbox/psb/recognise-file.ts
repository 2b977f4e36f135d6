import { invoiceReceived } from './invoice-received.ts';
import { psbDate } from './psb-date.ts';
import type { Announce } from './announce.ts';
import type { PsbEntry, Recognition } from './psb-entry.ts';
import type { SandboxPsbOptions } from './sandbox-psb.ts';

/**
 * What becomes of a file whose recognition is due: a received document, or an error. Which topics tell of it is not
 * published; these are what psb.md 5.4 assumes.
 */
export function recogniseFile(
  { documentId, party, name, contentType, base64 }: Recognition,
  { recognise }: SandboxPsbOptions,
  announce: Announce,
  at: Date,
): PsbEntry {
  const bytes = recognise?.({ name, contentType, bytes: Buffer.from(base64, 'base64') });
  if (bytes === undefined) {
    const event = {
      topic: 'InvoiceReceivedError',
      partyId: party,
      documentId,
      message: "'Invoice' could not be recognised.",
      details: { channel: 'idr' },
      createdOn: psbDate(at),
    };
    return { type: 'unrecognised', documentId, deliveries: announce.toSubscribers(event) };
  }
  const event = invoiceReceived({ partyId: party, documentId, bytes, at, details: { channel: 'idr' } });
  const document = {
    id: documentId,
    party,
    base64: Buffer.from(bytes).toString('base64'),
    fileName: name,
    receivedAt: at.toISOString(),
    event,
  };
  return { type: 'received', document, deliveries: announce.toSubscribers(event) };
}
