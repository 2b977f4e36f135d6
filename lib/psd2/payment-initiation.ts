import { requireDay, requireIban } from './initiation/initiation-field.ts';
import { checkTransfer, instructedAmount, type Transfer, transferJson } from './initiation/transfer.ts';

export interface PaymentInitiation extends Transfer {
  readonly debtorIban: string;
  /** Only for a bank that takes future-dated payments (psd2.md U-17); `YYYY-MM-DD`. */
  readonly requestedExecutionDate?: string | undefined;
}

/**
 * Builds the body of a single payment with the core fields only (psd2.md 4.2), once: these very bytes are stored,
 * sent and, if need be, sent again. Throws an AcquitError BANK_PAYMENT_UNFIT that names the first field which
 * breaks a rule; nothing is cut off or transliterated here.
 */
export const buildPaymentInitiation = (payment: PaymentInitiation): Uint8Array =>
  Buffer.from(JSON.stringify(paymentJson(payment)));

/** The same before it becomes bytes: periodic payments add to it. */
export function paymentJson(payment: PaymentInitiation): Record<string, unknown> {
  const { debtorIban, requestedExecutionDate } = payment;
  requireIban('debtorAccount', debtorIban);
  checkTransfer(payment);
  if (requestedExecutionDate !== undefined) requireDay('requestedExecutionDate', requestedExecutionDate);
  return {
    instructedAmount: instructedAmount(payment),
    debtorAccount: { iban: debtorIban },
    ...transferJson(payment),
    ...(requestedExecutionDate === undefined ? {} : { requestedExecutionDate }),
  };
}
