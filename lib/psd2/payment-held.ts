import type { Decimal } from '../money/decimal.ts';

/** One transfer as the bank has it; what it left out is null. */
export interface TransferDetails {
  readonly amount: Decimal;
  readonly currency: string;
  readonly creditorIban: string | null;
  readonly creditorName: string | null;
  readonly endToEndId: string | null;
  readonly remittance: string | null;
}

export interface PaymentDetails {
  /** Null where the bank gives it by the status call alone. */
  readonly transactionStatus: string | null;
  readonly debtorIban: string | null;
  readonly requestedExecutionDate: string | null;
  /** One for a single or periodic payment. */
  readonly transfers: readonly TransferDetails[];
}
