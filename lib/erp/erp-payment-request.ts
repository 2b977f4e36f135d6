import * as z from 'zod';
import { parseDecimal } from '../money/decimal.ts';

const text = z.string().nullable().default(null);
const count = z.int().nonnegative().nullable().default(null);
/** parseJsonBody keeps a number named `amount` as its literal text. */
const amount = text.transform((literal) => (literal === null ? null : (parseDecimal(literal) ?? null)));

/**
 * The payment request as the ERP keeps it (erp.md "The resource"). Only what identifies it and its status is
 * required. Enumerations stay open texts. Times were seen
 * without a zone, so they stay texts and are never compared with ours.
 */
export const erpPaymentRequestSchema = z.object({
  id: z.string(),
  organization_short_code: z.string(),
  external_request_id: z.string(),
  intake_status: z.string(),
  source_system: text,
  idempotency_key: text,
  payee_type: text,
  payee_name: text,
  person_number: text,
  requested_execution_date: text,
  validation_status: text,
  process_status: text,
  last_error_code: text,
  last_error_message: text,
  beneficiary_bank_account_snapshot: z
    .object({
      /** Masked in the middle by the ERP. */
      iban: text,
      bic: text,
      account_holder_name: text,
      country_code: text,
      resolution_status: text,
    })
    .nullable()
    .default(null),
  invoice: z
    .object({
      invoice_number: text,
      status: text,
      payment_state: text,
      amount,
      currency_code: text,
      supplier_number: text,
      supplier_site_code: text,
    })
    .nullable()
    .default(null),
  active_hold_count: count,
  blocking_hold_count: count,
  created_at: text,
  last_updated_at: text,
});

export type ErpPaymentRequest = z.infer<typeof erpPaymentRequestSchema>;

/** One page of GET /payment-requests. */
export const erpPageSchema = z.object({
  items: z.array(erpPaymentRequestSchema),
  total: z.int().nonnegative(),
  page: z.int().positive(),
  /** What the ERP used, which may be less than what was asked for. */
  page_size: z.int().positive(),
});

export type ErpPage = z.infer<typeof erpPageSchema>;
