import { createHmac } from 'node:crypto';
import { webhookKeys } from '../lib/psb/webhook-signature.ts';
import type { DocumentsMessage } from '../lib/queues/messages.ts';
import { receivePsbWebhook } from '../lib/steps/receive-psb-webhook.ts';
import { compareSpeed } from './compare-speed.ts';
import { type Result, times, within } from './result.ts';

/** An InvoiceReceived event of usual size (psb.md 2.4), sent just now. */
const event = (sentOn: Date) => ({
  topic: 'InvoiceReceived',
  partyId: 'NL:KVK:27318465',
  hookId: 'acquit-invoices',
  documentId: '3f1c9a52-0d7e-4b6a-9b1e-6a4d2c8f7e10',
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

/** What receive-psb-webhook does while PSB waits, but for the queue, against the least that anybody could do. */
export async function measureWebhook(): Promise<Result> {
  const body = Buffer.from(JSON.stringify(event(new Date())));
  const keys = webhookKeys(['a secret of the bench, not of anybody']);
  const [key] = keys;
  if (key === undefined) throw new Error('webhookKeys made no key');
  const signature = `sha256=${createHmac('sha256', key).update(body).digest('hex')}`;

  let sent: DocumentsMessage | undefined;
  const documents = {
    send: async (message: DocumentsMessage) => {
      sent = message;
    },
  };
  const services = { keys, windowSeconds: 300, documents, now: () => new Date() };
  const receive = () => receivePsbWebhook({ body, signature }, services);
  const bare = () => {
    createHmac('sha256', key).update(body).digest();
    return JSON.parse(body.toString('utf8'));
  };

  const { status } = await receive();
  if (status !== 200 || sent === undefined) throw new Error(`The webhook was answered ${status}`);
  const { subject, baseline, ratio } = await compareSpeed(receive, bare);
  return {
    name: `webhook of ${body.length} bytes: verify, parse, decide ÷ bare HMAC and JSON.parse`,
    measured: `${times(ratio)} (${subject.toFixed(1)} ÷ ${baseline.toFixed(1)} µs)`,
    ...within({ value: ratio, limit: 3 }, times),
    figures: { ratio, subjectMicroseconds: subject, baselineMicroseconds: baseline },
  };
}
