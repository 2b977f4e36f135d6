import * as z from 'zod';
import { bicFor } from './bic.ts';
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

/** A legal id, a VAT number, a PSB party: `0106:` alone would be the same for everybody. */
const identifier = z
  .string()
  .trim()
  .max(255)
  .regex(/[\p{L}\p{N}][^:]*$/u, { error: 'is no identifier: write SCHEME:VALUE' });

/** An account combination code of the ERP, which compares it character by character: `1000.400.00.000`. */
const accountCode = z
  .string()
  .trim()
  .max(255)
  .regex(/^[\p{L}\p{N}][^\p{C}]*$/u, {
    error: 'is no account code: it begins with a letter or digit and stands on one line',
  });

/** Account codes by what they are for. */
const codingSchema = z.strictObject({
  /** For lines that no other rule covers. */
  default: accountCode.optional(),
  tax: accountCode.optional(),
  freight: accountCode.optional(),
  discount: accountCode.optional(),
  prepaid: accountCode.optional(),
  rounding: accountCode.optional(),
  /** For tax that we keep back from the supplier and owe to the state (FatturaPA). */
  withheld: accountCode.optional(),
  /** By BT-133 of the line or BT-19 of the invoice. */
  byAccountingReference: z.record(z.string().min(1), accountCode).default({}),
  /** By VAT category code of the line (BT-151). */
  byVatCategory: z.record(z.string().min(1), accountCode).default({}),
});

export const organisationSchema = z.strictObject({
  /** The ERP's organization_short_code. */
  shortCode: text(5),
  name: text(255),
  /** Parties at PSB whose documents are ours, in any spelling. */
  parties: z.array(identifier).min(1),
  /** How invoices name us: `0106:12345678`, `VAT:NL123456789B01`, … The parties count too. */
  identifiers: z.array(identifier).default([]),
  /** own_bank_account_iban: the account that we pay from. */
  ownAccount: iban,
  /** Who moves the money: the ERP with its payment files, or we at the bank over PSD2. */
  settlement: z.enum(['erp', 'psd2']).default('erp'),
  /** Days from the issue date when neither the invoice nor the supplier says when. */
  paymentTermDays: z.int().min(0).max(365).optional(),
  /** Which Invoice Responses suppliers get (psb.md 3.3): none, refusals, or every step to PAID. */
  responses: z.enum(['off', 'rejections', 'full']).default('off'),
  /** A PDF without an invoice in it may be sent to PSB's recognition; people may look at it there (psb.md 5.4). */
  recognise: z.boolean().default(false),
  /** A document may be deleted at PSB once it is archived and its last response is sent (psb.md 7.4). */
  removeAtPsb: z.boolean().default(false),
  /** What an invoice must name before it is paid: BT-10, BT-13. */
  requires: z.array(z.enum(['buyer-reference', 'order-reference'])).default([]),
  coding: codingSchema.default({ byAccountingReference: {}, byVatCategory: {} }),
});
export type Organisation = z.infer<typeof organisationSchema>;

const bic = z.string().transform((value) => value.replace(/\s+/g, '').toUpperCase());

const accountSchema = z
  .strictObject({ iban, bic: bic.optional(), name: text(255).optional() })
  .refine((account) => account.bic === undefined || bicFor(account.iban, account.bic) !== undefined, {
    path: ['bic'],
    error: 'is no BIC of a bank in the country of the IBAN: 8 or 11 characters, such as INGBNL2A',
  });

export const supplierSchema = z
  .strictObject({
    /** Short code of the organisation that knows this supplier. */
    organisation: text(5),
    /** What the ERP knows the payee as: a supplier with a site, or a person (an employee's expenses). */
    payeeType: z.enum(['SUPPLIER', 'PERSON']).default('SUPPLIER'),
    /** supplier_number, or person_number of a PERSON. */
    number: text(255),
    /** supplier_site_code; a PERSON has none. */
    site: text(255).optional(),
    name: text(255),
    identifiers: z.array(identifier).min(1),
    /** Accounts that a person approved for this supplier; no other is ever paid without one. */
    accounts: z.array(accountSchema).default([]),
    /** Legal ids or names of payees that may be paid for this supplier (factoring). */
    payees: z.array(text(255)).default([]),
    paymentTermDays: z.int().min(0).max(365).optional(),
    /** What our Invoice Responses are written in; else the language of its country, or English. */
    language: z.enum(['nl', 'en', 'fr', 'de']).optional(),
    /** Account code for its lines when no accounting reference decides. */
    accountCode: accountCode.optional(),
    /** The invoices of this supplier that may be paid in parts; any other that asks for it is held. */
    payInParts: z.array(z.enum(['g-account', 'instalments'])).default([]),
  })
  .refine(hasItsSite, {
    path: ['site'],
    error: ({ input }) => siteComplaint(input),
    // Beside faults of other fields, too: a file is refused with all its faults at once.
    when: ({ value }) => siteSchema.safeParse(value).success,
  });
export type Supplier = z.infer<typeof supplierSchema>;

const siteSchema = z.object({
  payeeType: z.enum(['SUPPLIER', 'PERSON']),
  site: z.string().optional(),
});

/** The ERP wants a site with a supplier and none with a person (erp.md, documents.md 1). */
function hasItsSite(supplier: unknown): boolean {
  const { payeeType, site } = siteSchema.parse(supplier);
  return (payeeType === 'SUPPLIER') === (site !== undefined);
}

const siteComplaint = (supplier: unknown): string =>
  siteSchema.parse(supplier).payeeType === 'PERSON'
    ? 'must be left out: a PERSON has no site at the ERP'
    : 'is missing: a SUPPLIER needs its site code at the ERP';

export interface Directory {
  readonly organisations: readonly Organisation[];
  readonly suppliers: readonly Supplier[];
}
