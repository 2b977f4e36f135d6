import * as z from 'zod';
import { isValidIban, maskIban } from './iban.ts';

/**
 * The directory: who we are, whom we may pay, on which accounts, and on which account codes it is booked.
 * These schemas are the door for files (YAML, CSV) and for the records in the table alike.
 */

const text = (max: number) => z.string().trim().min(1).max(max);
const notIban = (text: string): string =>
  `${maskIban(text)} is no valid IBAN: its length or check digits are wrong`;
const iban = z
  .string()
  .transform((value) => value.replace(/\s+/g, '').toUpperCase())
  .pipe(z.string().refine(isValidIban, { error: ({ input }) => notIban(String(input)) }));

/** Account combination codes of the ERP, e.g. `1000.400.00.000`, by what they are for. */
const codingSchema = z.strictObject({
  /** For lines that no other rule covers. */
  default: text(255).optional(),
  tax: text(255).optional(),
  freight: text(255).optional(),
  discount: text(255).optional(),
  prepaid: text(255).optional(),
  rounding: text(255).optional(),
  /** By BT-133 of the line or BT-19 of the invoice. */
  byAccountingReference: z.record(z.string(), text(255)).default({}),
  /** By VAT category code of the line (BT-151). */
  byVatCategory: z.record(z.string(), text(255)).default({}),
});

export const organisationSchema = z.strictObject({
  /** The ERP's organization_short_code. */
  shortCode: text(5),
  name: text(255),
  /** Parties at PSB whose documents are ours, in any spelling. */
  parties: z.array(text(255)).min(1),
  /** How invoices name us: `0106:12345678`, `VAT:NL123456789B01`, … The parties count too. */
  identifiers: z.array(text(255)).default([]),
  /** own_bank_account_iban: the account that we pay from. */
  ownAccount: iban,
  /** Who moves the money: the ERP with its payment files, or we at the bank over PSD2. */
  settlement: z.enum(['erp', 'psd2']).default('erp'),
  /** Days from the issue date when neither the invoice nor the supplier says when. */
  paymentTermDays: z.int().min(0).max(365).optional(),
  coding: codingSchema.default({ byAccountingReference: {}, byVatCategory: {} }),
});
export type Organisation = z.infer<typeof organisationSchema>;

export const supplierSchema = z.strictObject({
  /** Short code of the organisation that knows this supplier. */
  organisation: text(5),
  number: text(255),
  site: text(255),
  name: text(255),
  identifiers: z.array(text(255)).min(1),
  /** Accounts that a person approved for this supplier; no other is ever paid without one. */
  accounts: z
    .array(z.strictObject({ iban, bic: text(11).optional(), name: text(255).optional() }))
    .default([]),
  /** Legal ids or names of payees that may be paid for this supplier (factoring). */
  payees: z.array(text(255)).default([]),
  paymentTermDays: z.int().min(0).max(365).optional(),
  /** Account code for its lines when no accounting reference decides. */
  accountCode: text(255).optional(),
});
export type Supplier = z.infer<typeof supplierSchema>;

export interface Directory {
  readonly organisations: readonly Organisation[];
  readonly suppliers: readonly Supplier[];
}
