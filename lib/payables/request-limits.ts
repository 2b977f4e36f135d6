import * as z from 'zod';
import { type Finding, finding } from '../findings/finding.ts';
import type { PaymentRequest } from './payment-request.ts';

const text = (max: number) => z.string().min(1).max(max);
const day = z.string().regex(/^\d{4}-\d{2}-\d{2}$/);
const amount = z.string().regex(/^-?\d{1,15}\.\d{2}$/);
const number = z.string().regex(/^-?(0|[1-9]\d*)(\.\d+)?$/);

/** SUPPLIER takes a supplier number and a site, PERSON a person number, and neither those of the other. */
const payee = z.discriminatedUnion('payee_type', [
  z.object({
    payee_type: z.literal('SUPPLIER'),
    supplier_number: text(255),
    supplier_site_code: text(255),
    person_number: z.undefined().optional(),
  }),
  z.object({
    payee_type: z.literal('PERSON'),
    person_number: text(255),
    supplier_number: z.undefined().optional(),
    supplier_site_code: z.undefined().optional(),
  }),
]);

/** What the ERP accepts of every payment request (erp.md, POST /payment-requests). */
const common = z.object({
  organization_short_code: text(5),
  external_request_id: text(255).regex(/^[A-Za-z0-9._~-]+$/),
  source_system: text(255),
  idempotency_key: text(255),
  payment_request_number: text(255),
  invoice_date: day,
  requested_execution_date: day,
  amount: z.string().regex(/^\d{1,15}\.\d{2}$/),
  currency_code: z.string().regex(/^[A-Z]{3}$/),
  own_bank_account_iban: text(34),
  beneficiary_bank_account: z.object({
    iban: text(34),
    bic: text(11).optional(),
    account_holder_name: text(255),
    country_code: text(2),
  }),
  payment_rail: text(100),
  remittance_reference: text(140),
  description: text(500),
  lines: z
    .array(
      z.object({
        description: text(500),
        amount,
        quantity: number,
        unit_price: number,
        distributions: z
          .array(z.object({ account_combination_code: text(255), amount, description: text(500) }))
          .min(1)
          .max(500),
      }),
    )
    .min(1)
    .max(500),
});

const limits = z.intersection(common, payee);

/** 1 MB; the ERP does not say whether it counts in thousands, so the smaller reading holds. */
export const largestBody = 1_000_000;

/** The limits of the ERP that a built request would break; none for a request that can be sent. */
export function checkRequestLimits(request: PaymentRequest, bodySize: number): Finding[] {
  const issues = limits.safeParse(request).error?.issues ?? [];
  const fields = [...new Set(issues.map((issue) => issue.path.join('.')))].slice(0, 5);
  if (bodySize > largestBody) fields.push(`body of ${bodySize} bytes`);
  return fields.map((field) =>
    finding('REQUEST_LIMIT_EXCEEDED', {
      term: field,
      message: `The ERP would refuse the request for: ${field}.`,
      nl: `Het ERP zou het betaalverzoek weigeren om: ${field}.`,
    }),
  );
}
