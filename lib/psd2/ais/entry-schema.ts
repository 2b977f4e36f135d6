import * as z from 'zod';
import { amountSchema } from './amount.ts';

const text = z
  .string()
  .max(1_000)
  .transform((found) => found.trim() || undefined)
  .optional()
  .catch(undefined);

const account = z.object({ iban: text }).optional().catch(undefined);

/** Text up to version 1.3.9 of the standard, an object from 1.3.11 on (psd2.md 6.3, 9.3). */
const structured = z.union([
  z.string().max(1_000),
  z.object({ reference: z.string().max(1_000) }).transform(({ reference }) => reference),
]);

const parties = {
  transactionAmount: amountSchema,
  endToEndId: text,
  creditorName: text,
  creditorAccount: account,
  debtorName: text,
  debtorAccount: account,
  remittanceInformationUnstructured: text,
  remittanceInformationUnstructuredArray: z.array(z.string().max(1_000)).optional().catch(undefined),
  remittanceInformationStructured: structured.optional().catch(undefined),
  remittanceInformationStructuredArray: z.array(structured).optional().catch(undefined),
};

/** One payment of an entry that the bank booked as a batch. */
const detailSchema = z.object(parties);
export type EntryDetail = z.infer<typeof detailSchema>;

/** A booked entry at the bank: only the amount must be there, and nothing else may keep us from reading it. */
export const entrySchema = z.object({
  ...parties,
  transactionId: text,
  entryReference: text,
  bookingDate: text,
  valueDate: text,
  entryDetails: z.array(detailSchema).optional().catch(undefined),
});
export type Entry = z.infer<typeof entrySchema>;
