import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';

/** A message that names a payable; which step is meant follows from the queue (design.md 2.1). */
export const payableMessageSchema = z.object({
  party: z.string().min(1),
  documentId: z.string().min(1),
  /** The due time the sender set: whoever holds the message holds the turn while it stands. */
  turn: z.string().optional(),
});
export type PayableMessage = z.infer<typeof payableMessageSchema>;

/** A message to complete-authorisation: a PSU came back from the bank. */
export const flowMessageSchema = z.object({ flow: z.string().min(1) });
export type FlowMessage = z.infer<typeof flowMessageSchema>;

/** The authorisations queue carries PSUs who came back, and consents that somebody wants ended. */
export const authorisationsMessageSchema = z.union([
  flowMessageSchema,
  z.object({ withdraw: z.object({ bank: z.string().min(1), consentId: z.string().min(1) }) }),
]);
export type AuthorisationsMessage = z.infer<typeof authorisationsMessageSchema>;

/** A PSB event on its way from the webhook to process-document. */
const eventMessageSchema = z.object({
  topic: z.string().min(1),
  /** The party as PSB spelled it. */
  partyId: z.string().optional(),
  documentId: z.string().optional(),
  /** The earlier document that a response is about. */
  refToDocumentId: z.string().optional(),
  createdOn: z.string().optional(),
  receivedAt: z.string(),
  /** Signed well, but sent outside the time window (psb.md 2.5). */
  stale: z.boolean(),
});
export type EventMessage = z.infer<typeof eventMessageSchema>;

/** The documents queue carries events of PSB and nudges of payables. */
export const documentsMessageSchema = z.union([
  z.object({ event: eventMessageSchema }),
  z.object({ nudge: payableMessageSchema }),
]);
export type DocumentsMessage = z.infer<typeof documentsMessageSchema>;

/** Reads the body of a queue message. Throws MESSAGE_INVALID, which leads it to the dead-letter queue. */
export function parseMessage<T>(schema: z.ZodType<T>, body: string): T {
  try {
    return schema.parse(JSON.parse(body));
  } catch (error) {
    throw new AcquitError(
      'MESSAGE_INVALID',
      'The queue message does not have the shape that Acquit writes.',
      {
        cause: error,
      },
    );
  }
}
