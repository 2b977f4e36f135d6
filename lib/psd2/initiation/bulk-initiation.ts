import { requireDay, requireIban } from './initiation-field.ts';
import { checkTransfers, instructedAmount, type Transfer, transferJson } from './transfer.ts';

export interface BulkInitiation {
  readonly debtorIban: string;
  readonly transfers: readonly Transfer[];
  /** One booking for the sum; absent leaves the choice to the bank. */
  readonly batchBookingPreferred?: boolean | undefined;
  /** Only for a bank that takes future-dated payments (psd2.md U-17); `YYYY-MM-DD`. */
  readonly requestedExecutionDate?: string | undefined;
}

/** Builds the body of a bulk payment in JSON (psd2.md 4.2). Throws an AcquitError BANK_PAYMENT_UNFIT. */
export function buildBulkInitiation(bulk: BulkInitiation): Uint8Array {
  const { debtorIban, transfers, batchBookingPreferred, requestedExecutionDate } = bulk;
  requireIban('debtorAccount', debtorIban);
  checkTransfers(transfers);
  if (requestedExecutionDate !== undefined) requireDay('requestedExecutionDate', requestedExecutionDate);
  // JSON.stringify leaves out what is undefined.
  const body = {
    batchBookingPreferred,
    requestedExecutionDate,
    debtorAccount: { iban: debtorIban },
    payments: transfers.map((each) => ({ instructedAmount: instructedAmount(each), ...transferJson(each) })),
  };
  return Buffer.from(JSON.stringify(body));
}
