import { erpPaymentRequestSchema } from '../../lib/erp/erp-payment-request.ts';

/** A payment request as the ERP answers it (erp.md "The resource"), with every field. */
export const resource = (externalRequestId: string, intakeStatus = 'PROCESSING') => ({
  id: '0b1f7a52-6a49-4a53-8d0a-5d0c1a3f7a11',
  organization_short_code: 'NL01',
  external_request_id: externalRequestId,
  source_system: 'acquit',
  idempotency_key: `key-${externalRequestId}`,
  payee_type: 'SUPPLIER',
  payee_name: 'Leverancier BV',
  person_number: null,
  requested_execution_date: '2026-12-01',
  intake_status: intakeStatus,
  validation_status: 'VALID',
  process_status: null,
  last_error_code: null,
  last_error_message: null,
  beneficiary_bank_account_snapshot: {
    iban: 'NL91****4300',
    bic: null,
    account_holder_name: 'Leverancier BV',
    country_code: 'NL',
    resolution_status: 'APPROVED',
  },
  invoice: {
    invoice_number: '2024-001',
    status: 'OPEN',
    payment_state: 'UNPAID',
    amount: '1210.00',
    currency_code: 'EUR',
    supplier_number: 'S1',
    supplier_site_code: 'MAIN',
  },
  active_hold_count: 0,
  blocking_hold_count: 0,
  created_at: '2026-11-20T09:00:00',
  last_updated_at: '2026-11-20T09:00:00.123456',
});

export const paymentRequest = (externalRequestId: string, intakeStatus?: string) =>
  erpPaymentRequestSchema.parse(resource(externalRequestId, intakeStatus));
