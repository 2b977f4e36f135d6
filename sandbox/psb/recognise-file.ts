import type { Announce } from './announce.ts';
import { arrival } from './arrival.ts';
import { psbDate } from './psb-date.ts';
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
  const details = { channel: 'idr' };
  return arrival({ documentId, party, bytes, fileName: name, details }, announce, at);
}
