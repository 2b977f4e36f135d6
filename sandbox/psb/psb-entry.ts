import * as z from 'zod';
import { hookSchema } from './hook.ts';
import { invoiceResponseSchema } from './invoice-response.ts';
import { peppolConfigSchema } from './peppol-config.ts';

/** A webhook event without what belongs to one delivery: `hookId` and, unless it is pinned, `sentOn` (psb.md 2.4). */
const eventSchema = z.object({
  topic: z.string(),
  partyId: z.string(),
  documentId: z.string().optional(),
  refToDocumentId: z.string().optional(),
  message: z.string().optional(),
  details: z.record(z.string(), z.unknown()).optional(),
  createdOn: z.string(),
  sentOn: z.string().optional(),
});
export type PsbEvent = z.infer<typeof eventSchema>;

const deliverySchema = z.object({
  id: z.string(),
  scope: z.string(),
  hookId: z.string(),
  event: eventSchema,
  /** Waits until the next event of the hook was taken up: a scripted change of order. */
  behindNext: z.literal(true).optional(),
});
export type NewDelivery = z.infer<typeof deliverySchema>;

const documentSchema = z.object({
  id: z.string(),
  party: z.string(),
  base64: z.string(),
  fileName: z.string().optional(),
  receivedAt: z.iso.datetime(),
  event: eventSchema,
});
export type ArrivedDocument = z.infer<typeof documentSchema>;

const responseSchema = z.object({
  id: z.string(),
  documentId: z.string(),
  party: z.string(),
  response: invoiceResponseSchema,
  at: z.iso.datetime(),
});
export type StoredResponse = z.infer<typeof responseSchema>;

/** An event that is yet to happen; `dueAt` in milliseconds since the epoch, and its `createdOn` says the same. */
const upcomingSchema = z.object({ id: z.string(), dueAt: z.number(), event: eventSchema });
export type UpcomingEvent = z.infer<typeof upcomingSchema>;

/** A file that waits to be recognised. */
const recognitionSchema = z.object({
  documentId: z.string(),
  party: z.string(),
  name: z.string(),
  contentType: z.string(),
  base64: z.string(),
  dueAt: z.number(),
});
export type Recognition = z.infer<typeof recognitionSchema>;

/** What a mail hook sent; the text of the mail is its event. */
const mailSchema = z.object({
  to: z.string(),
  hookId: z.string(),
  topic: z.string(),
  event: eventSchema,
  at: z.iso.datetime(),
});
export type SentMail = z.infer<typeof mailSchema>;

const deliveries = z.array(deliverySchema);
/** Journals of before the mail hooks and the upcoming events lack these lists. */
const addedDeliveries = deliveries.default([]);

/** Everything that changes the sandbox PSB. A document and its announcements are one entry, so that none is lost. */
export const psbEntrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('received'), document: documentSchema, deliveries }),
  z.object({
    type: z.literal('responded'),
    response: responseSchema,
    upcoming: z.array(upcomingSchema).default([]),
    deliveries: addedDeliveries,
  }),
  z.object({ type: z.literal('recognising'), recognition: recognitionSchema }),
  z.object({ type: z.literal('unrecognised'), documentId: z.string(), deliveries }),
  z.object({ type: z.literal('announced'), upcomingId: z.string().optional(), deliveries }),
  z.object({
    type: z.literal('attempted'),
    deliveryId: z.string(),
    retryAt: z.number(),
    deliveries: addedDeliveries,
  }),
  z.object({
    type: z.literal('settled'),
    deliveryId: z.string(),
    outcome: z.enum(['delivered', 'given-up']),
    deliveries: addedDeliveries,
  }),
  z.object({ type: z.literal('mailed'), deliveryId: z.string(), mail: mailSchema }),
  z.object({ type: z.literal('downloaded'), documentId: z.string(), at: z.iso.datetime() }),
  z.object({ type: z.literal('removed'), documentId: z.string() }),
  z.object({ type: z.literal('hook-put'), scope: z.string(), hook: hookSchema }),
  z.object({ type: z.literal('hook-removed'), scope: z.string(), hookId: z.string() }),
  z.object({ type: z.literal('peppol-put'), scope: z.string(), config: peppolConfigSchema }),
]);
export type PsbEntry = z.infer<typeof psbEntrySchema>;
