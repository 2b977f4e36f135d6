import * as z from 'zod';
import { parseIsoDate } from '../../documents/iso-date.ts';
import { parseDecimal, zero } from '../../money/decimal.ts';

const day = z.string().refine((text) => parseIsoDate(text) === text, 'is no day written as YYYY-MM-DD');

const exactAmount = z.string().transform((text, context) => {
  const amount = parseDecimal(text);
  if (amount === undefined)
    context.addIssue({ code: 'custom', message: 'is no decimal number like 1210.00' });
  return amount ?? zero;
});

/**
 * One booked entry of an account of ours, as the bank reports it over AIS (psd2.md 6.3): what reconciliation
 * reads. Almost everything can be missing at the bank, and is null then. IBANs are without blanks, in capitals.
 */
export const bookedEntrySchema = z.object({
  /** IBAN of the account that the entry stands on. */
  account: z.string(),
  /** Exact, as the bank wrote it; its sign says nothing here, `direction` does. */
  amount: exactAmount,
  /** ISO 4217. */
  currency: z.string(),
  /** Seen from the account: debit is money out. Unknown when neither sign nor parties tell (psd2.md U-21). */
  direction: z.enum(['debit', 'credit', 'unknown']),
  /** Days in the time zone of the bank. */
  bookingDate: day.nullable(),
  valueDate: day.nullable(),
  endToEndId: z.string().nullable(),
  /** Structured and unstructured together, as the bank wrote them; empty when there is none. */
  remittance: z.string(),
  creditorIban: z.string().nullable(),
  creditorName: z.string().nullable(),
  debtorIban: z.string().nullable(),
  entryReference: z.string().nullable(),
  transactionId: z.string().nullable(),
  /** What makes it the same entry in another page, read or consent: see withFingerprints of lib/psd2/ais. */
  fingerprint: z.string().min(1),
});

export type BookedEntry = z.infer<typeof bookedEntrySchema>;
