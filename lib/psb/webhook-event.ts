import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import { psbCodes } from '../findings/codes/psb.ts';
import { type DocumentId, parseDocumentId } from '../identifiers/document-id.ts';

/**
 * A ping, an order or a topic of tomorrow may lack the party and the document: it is to be answered 200, recorded
 * and left alone (psb.md 2.3, 2.7). The topics of invoices that are known have both.
 */
export interface WebhookEvent {
  readonly topic: string;
  /** Our party, spelled as received: PSB wants this spelling back in its paths (psb.md 4.2). */
  readonly partyId?: string | undefined;
  readonly documentId?: DocumentId | undefined;
  readonly hookId?: string | undefined;
  /** The earlier document that a response refers to. */
  readonly refToDocumentId?: DocumentId | undefined;
  /** For humans only. */
  readonly message?: string | undefined;
  /** Differs by topic and is open (psb.md 2.4). */
  readonly details?: Readonly<Record<string, unknown>> | undefined;
  readonly createdOn?: string | undefined;
  readonly sentOn?: string | undefined;
}

const invoiceTopics: ReadonlySet<string> = new Set([
  'InvoiceReceived',
  'InvoiceReceivedError',
  'InvoiceSent',
  'InvoiceSentRetry',
  'InvoiceSentError',
  'InvoiceResponseReceived',
  'InvoiceResponseSent',
  'InvoiceResponseSentRetry',
  'InvoiceResponseSentError',
]);

/** A field that nothing depends on never makes an event unreadable. */
const optional = <T extends z.ZodType>(schema: T) => schema.optional().catch(undefined);

const documentId = z.string({ error: 'must be a GUID' }).transform((text, context) => {
  const parsed = parseDocumentId(text);
  if (parsed !== undefined) return parsed;
  context.addIssue({ code: 'custom', message: 'must be a GUID' });
  return z.NEVER;
});
const name = z
  .string({ error: 'must be a text' })
  .max(255, 'must have at most 255 characters')
  .regex(/^\S(.*\S)?$/, 'must not be empty or have blanks around it');

// Once per process: zod compiles a schema on its first use, which costs more than all the rest of a webhook.
const topicSchema = z.object({ topic: name });
const anySchema = z.object({
  topic: name,
  partyId: optional(name),
  documentId: optional(documentId),
  hookId: optional(z.string()),
  refToDocumentId: optional(documentId),
  responseDocumentId: optional(documentId),
  message: optional(z.string()),
  details: optional(z.record(z.string(), z.unknown())),
  createdOn: optional(z.string()),
  sentOn: optional(z.string()),
});
const invoiceSchema = anySchema.extend({ partyId: name, documentId });

/**
 * Reads the body of a webhook whose signature was verified: UTF-8, one JSON object (psb.md 2.4). Fields that
 * PSB does not document are left out. Throws an AcquitError WEBHOOK_UNPARSABLE that names the field, its
 * value, the rule and the remedy; the same facts are in its detail.
 */
export function parseWebhookEvent(body: Buffer): WebhookEvent {
  const json = parseJson(body);
  const { topic } = read(topicSchema, json);
  return withReference(read(invoiceTopics.has(topic) ? invoiceSchema : anySchema, json));
}

function parseJson(body: Buffer): unknown {
  try {
    return JSON.parse(new TextDecoder('utf-8', { fatal: true }).decode(body));
  } catch (cause) {
    throw unparsable('body', `${body.byteLength} bytes`, 'must be JSON in UTF-8', cause);
  }
}

function read<T>(schema: z.ZodType<T>, json: unknown): T {
  const result = schema.safeParse(json);
  if (result.success) return result.data;
  const [issue] = result.error.issues;
  const field = String(issue?.path[0] ?? 'body');
  const value = issue?.path.length ? (Object(json) as Record<string, unknown>)[field] : json; // Object() of anything has optional fields
  throw unparsable(field, shorten(value), issue?.message ?? 'must be an object');
}

/**
 * One generation of PSB's pages puts the response in `responseDocumentId` and the invoice in `documentId`;
 * the clients have `documentId` and `refToDocumentId` (psb.md 6.1). The second wins, the first is turned.
 */
function withReference({ responseDocumentId, ...event }: z.infer<typeof anySchema>): WebhookEvent {
  if (event.refToDocumentId !== undefined || responseDocumentId === undefined) return event;
  return { ...event, documentId: responseDocumentId, refToDocumentId: event.documentId };
}

const shorten = (value: unknown): string => (JSON.stringify(value) ?? 'nothing').slice(0, 60);

function unparsable(field: string, value: string, rule: string, cause?: unknown): AcquitError {
  const { remedy } = psbCodes.WEBHOOK_UNPARSABLE;
  return new AcquitError('WEBHOOK_UNPARSABLE', `${field} is ${value} but ${rule}. ${remedy}`, {
    cause,
    detail: { field, value, rule },
  });
}
