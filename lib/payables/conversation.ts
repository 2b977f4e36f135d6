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
        /** What became of it: PSB's later word, or `refused` when it did not take it. */
        outcome: z.enum(['sent', 'retrying', 'failed', 'refused']).optional(),
        /** Why it was refused. */
        reason: z.string().optional(),
      }),
    )
    .default([]),
  /** What a person asked for and is not said yet. */
  asked: z.array(z.object({ response: z.unknown(), by: z.string(), at: z.string() })).default([]),
  /** The supplier cannot receive Invoice Responses, as far as PSB knew then. */
  unreachableAt: z.string().optional(),
  /** When the document was deleted at PSB. */
  removedAt: z.string().optional(),
});

export type Conversation = z.infer<typeof conversationSchema>;
export type Said = Conversation['said'][number];

/** PSB did not take the last response: a person must look before anything else is said. */
export const isStopped = ({ said }: Pick<Conversation, 'said'>): boolean =>
  said.at(-1)?.outcome === 'refused';

/** The responses that the supplier has, or will have as far as anybody knows. */
export const taken = ({ said }: Pick<Conversation, 'said'>): readonly Said[] =>
  said.filter(({ outcome }) => outcome !== 'refused');
