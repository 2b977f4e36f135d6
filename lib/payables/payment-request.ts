import type { IsoDate } from '../documents/iso-date.ts';
import type { Decimal } from '../money/decimal.ts';

/**
 * The body of POST /payment-requests with the ERP's own field names (erp.md). Amounts are decimals that
 * `serialisePaymentRequest` writes as JSON numbers with exactly these digits.
 */
export interface PaymentRequest {
  readonly organization_short_code: string;
  readonly external_request_id: string;
  readonly source_system: string;
  readonly idempotency_key: string;
  readonly payment_request_number: string;
  readonly payee_type: 'SUPPLIER' | 'PERSON';
  readonly supplier_number?: string;
  readonly supplier_site_code?: string;
  readonly person_number?: string;
  readonly invoice_date: IsoDate;
  readonly requested_execution_date: IsoDate;
  readonly amount: Decimal;
  readonly currency_code: string;
  readonly own_bank_account_iban: string;
  readonly beneficiary_bank_account: {
    readonly iban: string;
    readonly bic?: string;
    readonly account_holder_name: string;
    readonly country_code: string;
    readonly currency_code: null;
  };
  readonly payment_rail: 'SEPA_CT';
  readonly remittance_reference: string;
  readonly description: string;
  readonly lines: readonly PaymentRequestLine[];
  /** false stops the ERP at PAYMENT_BUILT, so that the payment goes over PSD2. */
  readonly build_instructions: boolean;
}

export interface PaymentRequestLine {
  readonly description: string;
  readonly line_type: 'ITEM' | 'TAX' | 'FREIGHT' | 'DISCOUNT';
  readonly amount: Decimal;
  readonly quantity: Decimal;
  readonly unit_price: Decimal;
  readonly distributions: readonly {
    readonly account_combination_code: string;
    readonly amount: Decimal;
    readonly description: string;
  }[];
}
