import type { Decimal } from '../money/decimal.ts';
import type { PaymentRequest, PaymentRequestLine } from './payment-request.ts';

declare global {
  /** A number in JSON with exactly the digits of a text; the library types of TypeScript lack it still. */
  interface RawJson {
    readonly rawJSON: string;
  }
  interface JSON {
    rawJSON(text: string): RawJson;
  }
}

const exactly = (amount: Decimal): RawJson => JSON.rawJSON(amount);

/** The body with its amounts as raw JSON numbers, for JSON.stringify; the order of the fields is fixed here. */
export function paymentRequestBody(request: PaymentRequest): object {
  const { bic, ...account } = request.beneficiary_bank_account;
  return {
    organization_short_code: request.organization_short_code,
    external_request_id: request.external_request_id,
    source_system: request.source_system,
    idempotency_key: request.idempotency_key,
    payment_request_number: request.payment_request_number,
    payee_type: request.payee_type,
    supplier_number: request.supplier_number,
    supplier_site_code: request.supplier_site_code,
    person_number: request.person_number,
    invoice_date: request.invoice_date,
    requested_execution_date: request.requested_execution_date,
    amount: exactly(request.amount),
    currency_code: request.currency_code,
    own_bank_account_iban: request.own_bank_account_iban,
    beneficiary_bank_account: {
      iban: account.iban,
      bic,
      account_holder_name: account.account_holder_name,
      country_code: account.country_code,
      currency_code: account.currency_code,
    },
    payment_rail: request.payment_rail,
    remittance_reference: request.remittance_reference,
    description: request.description,
    lines: request.lines.map(lineBody),
    build_instructions: request.build_instructions,
  };
}

const lineBody = (line: PaymentRequestLine): object => ({
  description: line.description,
  line_type: line.line_type,
  amount: exactly(line.amount),
  quantity: exactly(line.quantity),
  unit_price: exactly(line.unit_price),
  distributions: line.distributions.map((distribution) => ({
    account_combination_code: distribution.account_combination_code,
    amount: exactly(distribution.amount),
    description: distribution.description,
  })),
});

/**
 * The bytes of POST /payment-requests: UTF-8 JSON, amounts as numbers with their exact digits, always the same
 * for the same request, so that a replay is one (erp.md, documents.md 9.2).
 */
export const serialisePaymentRequest = (request: PaymentRequest): Uint8Array =>
  new TextEncoder().encode(JSON.stringify(paymentRequestBody(request)));
