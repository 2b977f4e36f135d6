import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import {
  documentsMessageSchema,
  parseMessage,
  flowMessageSchema,
  payableMessageSchema,
} from '../../lib/queues/messages.ts';
import { parseWebhookEvent } from '../../lib/psb/webhook-event.ts';
import { verifyWebhookSignature, webhookKeys } from '../../lib/psb/webhook-signature.ts';
import { ticketShape } from '../../lib/steps/issue-ticket.ts';
import { runSecrets } from '../../sandbox/run-secrets.ts';
import { noSettings } from '../../sandbox/run-settings.ts';
import { declaredFunctions } from '../../scripts/docs/declared-functions.ts';
import { sampleEvents, staleEvents } from '../../scripts/print-events.ts';

const secrets = runSecrets(noSettings);
const httpSchema = z.object({
  headers: z.record(z.string(), z.string()),
  body: z.string().optional(),
  queryStringParameters: z.record(z.string(), z.string()).optional(),
});
const queueSchema = z.object({ Records: z.tuple([z.object({ body: z.string() })]) });
const httpEvent = (name: string) => httpSchema.parse(sampleEvents()[name]);
const bodyOf = (name: string): string => queueSchema.parse(sampleEvents()[name]).Records[0].body;

describe('The sample events of the functions', () => {
  test('There is one for every function, and the files are in step with the sample invoices.', () => {
    const names = declaredFunctions().map(({ name }) => name);
    expect(Object.keys(sampleEvents()).toSorted()).toEqual(names.toSorted());
    expect(staleEvents(), 'run "node scripts/print-events.ts"').toEqual([]);
    const files = readdirSync(new URL('../../events', import.meta.url)).filter((name) =>
      name.endsWith('.json'),
    );
    expect(files.toSorted()).toEqual(names.map((name) => `${name}.json`).toSorted());
  });

  test('The webhook is signed with the secret of the embedded stack and announces an invoice.', () => {
    const { headers, body = '' } = httpEvent('receivePsbWebhook');
    const keys = webhookKeys(secrets['psb-webhook'].secrets);
    const raw = Buffer.from(body);
    expect(verifyWebhookSignature(raw, headers['x-econnect-signature'], keys)).toBe(true);
    expect(parseWebhookEvent(raw)).toMatchObject({ topic: 'InvoiceReceived' });
  });

  test('The messages are ones that Acquit writes.', () => {
    expect(parseMessage(documentsMessageSchema, bodyOf('processDocument'))).toHaveProperty('event');
    expect(parseMessage(payableMessageSchema, bodyOf('submitPaymentRequest'))).toHaveProperty('documentId');
    expect(parseMessage(flowMessageSchema, bodyOf('completeAuthorisation'))).toHaveProperty('flow');
  });

  test('The link to authorise has a ticket of the right shape, which nobody issued.', () => {
    const { ticket = '' } = httpEvent('startAuthorisation').queryStringParameters ?? {};
    expect(ticket).toMatch(ticketShape);
  });
});
