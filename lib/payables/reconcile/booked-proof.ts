import * as z from 'zod';

/** By which rule an entry was found (psd2.md 6.5), the strongest first. */
const matchRules = ['end-to-end-id', 'reference', 'amount-and-account'] as const;

/** The booked entry that proved a payable to be paid: what the payable keeps of it. */
export const bookedProofSchema = z.object({
  fingerprint: z.string(),
  rule: z.enum(matchRules),
  /** Null when the bank gave the entry no date. */
  bookingDate: z.string().nullable(),
});

export type BookedProof = z.infer<typeof bookedProofSchema>;
export type MatchRule = BookedProof['rule'];
