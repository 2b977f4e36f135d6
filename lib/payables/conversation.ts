import * as z from 'zod';

/**
 * What was said to the supplier of one received document, and what a person asked to be said: one record per PSB
 * document, whatever number of payables it led to. An Invoice Response is in it, byte for byte, before it leaves
 * (design.md 2.2).
 */
export const conversationSchema = z.object({
  party: z.string(),
  /** The document at PSB: that of the first payable. */
  documentId: z.string(),
  /** Counts the writes; every write names the version it read. */
  version: z.int(),
  /** When there may be something to say; absent while there is not. */
  dueAt: z.string().optional(),
  tries: z.int().default(0),
  /** In the order in which they left. */
  said: z
    .array(
      z.object({
        status: z.enum(['AB', 'IP', 'UQ', 'CA', 'RE', 'AP', 'PD']),
        /** Counts the responses of this status, from 1. */
        revision: z.int(),
        /** What it says, as a hash: the same question is not asked twice. */
        fingerprint: z.string(),
        /** X-EConnect-DocumentId: made from document, status and revision, so that a repeat is one (psb.md 4.5). */
        id: z.string(),
        /** The body as it is sent. */
        body: z.string(),
        /** The step, or the person who asked for it. */
        by: z.string(),
        preparedAt: z.string(),
        /** When PSB took it; absent while nobody knows. */
        sentAt: z.string().optional(),
        /**
         * What became of it: PSB's later word; or that PSB did not take it, because it is wrong (`refused`) or
         * because PSB has the document no more (`expired`).
         */
        outcome: z.enum(['sent', 'retrying', 'failed', 'refused', 'expired']).optional(),
        /** Why PSB did not take it. */
        reason: z.string().optional(),
      }),
    )
    .default([]),
  /** What a person asked for and is not said yet. */
  asked: z.array(z.object({ response: z.unknown(), by: z.string(), at: z.string() })).default([]),
  /** What a person asked for and could not be sent, with the reason; the newest last. */
  declined: z
    .array(z.object({ status: z.string(), by: z.string(), at: z.string(), why: z.string() }))
    .default([]),
  /** The supplier cannot receive Invoice Responses, as far as PSB knew then. */
  unreachableAt: z.string().optional(),
  /** When the document was deleted at PSB. */
  removedAt: z.string().optional(),
});

export type Conversation = z.infer<typeof conversationSchema>;
export type Said = Conversation['said'][number];

/** Whether PSB did not take it. */
export const isNotTaken = ({ outcome }: Said): boolean => outcome === 'refused' || outcome === 'expired';

/** PSB did not take the last response: nothing more is said by itself, because the step before is missing. */
export const isStopped = ({ said }: Pick<Conversation, 'said'>): boolean => said.slice(-1).some(isNotTaken);

/** The responses that PSB took, or will take: also those that it could not deliver in the end. */
export const taken = ({ said }: Pick<Conversation, 'said'>): readonly Said[] =>
  said.filter((one) => !isNotTaken(one));
