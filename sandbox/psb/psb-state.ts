import * as z from 'zod';
import { type Hook, hookSchema } from './hook.ts';
import { invoiceResponseSchema } from './invoice-response.ts';
import { partyKey } from './party-key.ts';

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

/** The hooks of the whole environment live under this scope, those of a party under its key. */
export const environment = 'environment';

const deliverySchema = z.object({
  id: z.string(),
  scope: z.string(),
  hookId: z.string(),
  event: eventSchema,
});
const documentSchema = z.object({
  id: z.string(),
  party: z.string(),
  base64: z.string(),
  fileName: z.string().optional(),
  receivedAt: z.iso.datetime(),
  event: eventSchema,
});
const responseSchema = z.object({
  id: z.string(),
  documentId: z.string(),
  party: z.string(),
  response: invoiceResponseSchema,
  at: z.iso.datetime(),
});

/** Everything that changes the sandbox PSB. A document and its announcements are one entry, so that none is lost. */
export const psbEntrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('received'), document: documentSchema, deliveries: z.array(deliverySchema) }),
  z.object({ type: z.literal('responded'), response: responseSchema, deliveries: z.array(deliverySchema) }),
  z.object({ type: z.literal('announced'), deliveries: z.array(deliverySchema) }),
  z.object({ type: z.literal('attempted'), deliveryId: z.string(), retryAt: z.number() }),
  z.object({
    type: z.literal('settled'),
    deliveryId: z.string(),
    outcome: z.enum(['delivered', 'given-up']),
  }),
  z.object({ type: z.literal('downloaded'), documentId: z.string(), at: z.iso.datetime() }),
  z.object({ type: z.literal('removed'), documentId: z.string() }),
  z.object({ type: z.literal('hook-put'), scope: z.string(), hook: hookSchema }),
  z.object({ type: z.literal('hook-removed'), scope: z.string(), hookId: z.string() }),
]);
export type PsbEntry = z.infer<typeof psbEntrySchema>;

export interface Delivery extends z.infer<typeof deliverySchema> {
  attempts: number;
  /** Milliseconds since the epoch; 0 means at once. */
  dueAt: number;
}

export interface StoredDocument extends z.infer<typeof documentSchema> {
  downloadedAt?: string;
}

export type StoredResponse = z.infer<typeof responseSchema>;

export interface PsbState {
  readonly documents: Map<string, StoredDocument>;
  readonly responses: Map<string, StoredResponse>;
  /** What still has to reach a hook. */
  readonly deliveries: Map<string, Delivery>;
  hooksOf(scope: string): Map<string, Hook>;
  readonly apply: (entry: PsbEntry) => void;
}

export function createPsbState(): PsbState {
  const documents = new Map<string, StoredDocument>();
  const responses = new Map<string, StoredResponse>();
  const deliveries = new Map<string, Delivery>();
  const hooks = new Map<string, Map<string, Hook>>();

  const hooksOf = (scope: string) => {
    const found = hooks.get(scope) ?? new Map<string, Hook>();
    hooks.set(scope, found);
    return found;
  };
  const expect = (announced: readonly z.infer<typeof deliverySchema>[]) => {
    for (const delivery of announced) deliveries.set(delivery.id, { ...delivery, attempts: 0, dueAt: 0 });
  };

  return {
    documents,
    responses,
    deliveries,
    hooksOf,
    apply(entry) {
      switch (entry.type) {
        case 'received':
          documents.set(entry.document.id, entry.document);
          return expect(entry.deliveries);
        case 'responded':
          responses.set(entry.response.id, entry.response);
          return expect(entry.deliveries);
        case 'announced':
          return expect(entry.deliveries);
        case 'attempted': {
          const delivery = deliveries.get(entry.deliveryId);
          if (delivery === undefined) return;
          delivery.attempts += 1;
          delivery.dueAt = entry.retryAt;
          return;
        }
        case 'settled':
          return void deliveries.delete(entry.deliveryId);
        case 'downloaded': {
          const document = documents.get(entry.documentId);
          if (document !== undefined) document.downloadedAt = entry.at;
          return;
        }
        case 'removed':
          return void documents.delete(entry.documentId);
        case 'hook-put':
          return void hooksOf(entry.scope).set(entry.hook.id, entry.hook);
        case 'hook-removed':
          return void hooksOf(entry.scope).delete(entry.hookId);
      }
    },
  };
}

/** The document as this party may see it: undefined when it is another's, removed or past its time. */
export function visibleDocument(
  state: PsbState,
  party: string,
  documentId: string,
  now: Date,
): StoredDocument | undefined {
  const document = state.documents.get(documentId.toLowerCase());
  if (document === undefined || partyKey(document.party) !== partyKey(party)) return undefined;
  return now.getTime() < keptUntil(document) ? document : undefined;
}

const day = 24 * 60 * 60 * 1000;

/** psb.md 1.4: 90 days, or 7 days after the first download. */
function keptUntil({ receivedAt, downloadedAt }: StoredDocument): number {
  if (downloadedAt !== undefined) return new Date(downloadedAt).getTime() + 7 * day;
  return new Date(receivedAt).getTime() + 90 * day;
}
