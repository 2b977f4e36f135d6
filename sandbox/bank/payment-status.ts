import type { BankContext } from './bank-context.ts';
import type { StoredAuthorisation, StoredBasket, StoredPayment, StoredResource } from './stored.ts';

export type TransactionStatus = 'RCVD' | 'ACTC' | 'ACSP' | 'ACSC' | 'PART' | 'RJCT' | 'CANC';
export type ScaStatus = 'received' | 'started' | 'unconfirmed' | 'finalised' | 'failed' | 'exempted';

/** What the passing of time is measured by. */
export type Progressing = Pick<BankContext, 'now' | 'stepMs' | 'scaTimeoutMs' | 'quirks' | 'state'>;

/** Whether the time of the PSU is over; what was not authorised by then is rejected (psd2.md 1.5). */
export const isTimedOut = (
  { waitsSince }: Pick<StoredResource, 'waitsSince'>,
  { now, scaTimeoutMs }: Pick<Progressing, 'now' | 'scaTimeoutMs'>,
): boolean => now().getTime() >= waitsSince.getTime() + scaTimeoutMs;

/**
 * The status of the money at this moment. It moves from the moment of the SCA, whether the token is ever fetched or
 * not: the bank initiates directly (psd2.md 0, S11); without SCA from its creation (psd2.md 1.5).
 */
export function transactionStatus(payment: StoredPayment, bank: Progressing): TransactionStatus {
  if (payment.decision === 'withdrawn') return 'CANC';
  if (payment.decision === 'refused' || payment.decision === 'rejected') return 'RJCT';
  if (payment.runsFrom === undefined) return isTimedOut(payment, bank) ? 'RJCT' : 'RCVD';
  if (payment.failed.length === payment.transfers.length) return 'RJCT';
  const [now, from] = [bank.now().getTime(), payment.runsFrom.getTime()];
  if (now < from + bank.stepMs) return 'ACTC';
  if (now < settledAt(payment.runsFrom, bank)) return 'ACSP';
  if (payment.failed.length > 0) return 'PART';
  return bank.quirks.settlement === 'stays-acsp' ? 'ACSP' : 'ACSC';
}

/** When the debtor's account is booked, in milliseconds since the epoch. */
export function settledAt(
  runsFrom: Date,
  { stepMs, quirks }: Pick<Progressing, 'stepMs' | 'quirks'>,
): number {
  const soon = runsFrom.getTime() + 2 * stepMs;
  if (quirks.settlement !== 'end-of-day') return soon;
  const evening = new Date(soon);
  evening.setUTCHours(21, 0, 0, 0);
  if (evening.getTime() < soon) evening.setUTCDate(evening.getUTCDate() + 1);
  return evening.getTime();
}

/** The status of a basket; the payments' own is the truth (psd2.md 5). */
export function basketStatus(basket: StoredBasket, bank: Progressing): TransactionStatus {
  if (basket.decision === 'withdrawn') return 'CANC';
  if (basket.decision === 'refused') return 'RJCT';
  if (basket.decision === 'none') return isTimedOut(basket, bank) ? 'RJCT' : 'RCVD';
  const statuses = basket.paymentIds.flatMap((id) => {
    const payment = bank.state.resources.get(id);
    return payment?.kind === 'payment' ? [transactionStatus(payment, bank)] : [];
  });
  if (statuses.every((status) => status === 'RJCT' || status === 'CANC')) return 'RJCT';
  return statuses.some((status) => status === 'ACTC' || status === 'ACSP') ? 'ACTC' : 'ACSC';
}

/** The status of an authorisation at this moment (psd2.md 4.5). */
export function scaStatus(
  authorisation: StoredAuthorisation,
  resource: StoredResource,
  bank: Progressing,
): ScaStatus {
  const { decision, needsConfirmation, confirmed, purpose } = authorisation;
  if (decision === 'refused') return 'failed';
  const late = isTimedOut({ waitsSince: new Date(authorisation.createdAt) }, bank);
  if (decision === 'approved') {
    if (!needsConfirmation || confirmed) return 'finalised';
    return late ? 'failed' : 'unconfirmed';
  }
  const overtaken = purpose === 'create' ? resource.decision !== 'none' : resource.decision === 'withdrawn';
  if (overtaken || late) return 'failed';
  return authorisation.opened ? 'started' : 'received';
}
