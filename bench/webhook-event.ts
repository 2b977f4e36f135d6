import { createHmac } from 'node:crypto';

/** An InvoiceReceived event of usual size (psb.md 2.4), sent just now. */
const event = (topic: string, documentId: string, sentOn: Date) => ({
  topic,
  partyId: 'NL:KVK:27318465',
  hookId: 'acquit-invoices',
  documentId,
  message: 'Invoice 2026-11-0017 of Papierhandel De Linde B.V. was received by As4.',
  details: {
    id: '2026-11-0017',
    sender: 'NL:KVK:87654321',
    recipient: 'NL:KVK:27318465',
    sourceDocumentTypeId:
      'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0::2.1',
    protocol: 'As4',
    endpoint: 'https://as4.example/receive',
    messageId: '5b0b2d0e-9a53-4b0f-8f0e-3b6f5f6f7a21@as4.example',
  },
  createdOn: '2026-11-21T08:15:29.4878393+00:00',
  sentOn: sentOn.toISOString(),
});

/** Its bytes, and the signature of them under a secret (psb.md 2.5). */
export function signedEvent(
  secret: string,
  documentId = '3f1c9a52-0d7e-4b6a-9b1e-6a4d2c8f7e10',
  topic = 'InvoiceReceived',
): { body: Buffer; signature: string } {
  const body = Buffer.from(JSON.stringify(event(topic, documentId, new Date())));
  return { body, signature: `sha256=${createHmac('sha256', secret).update(body).digest('hex')}` };
}
