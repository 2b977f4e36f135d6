import type { StoredPayment } from './bank-state.ts';

export type TransactionStatus = 'RCVD' | 'ACTC' | 'ACSP' | 'ACSC' | 'RJCT' | 'CANC';
export type ScaStatus = 'received' | 'started' | 'finalised' | 'failed' | 'exempted';

/** How long the PSU has for the SCA; a payment that was not authorised by then is rejected. */
const scaTimeoutMs = 15 * 60 * 1000;

const isTimedOut = (payment: StoredPayment, now: Date) =>
  now.getTime() >= new Date(payment.createdAt).getTime() + scaTimeoutMs;

/**
 * The status of the money at this moment. It moves from the moment of the SCA, whether the token is ever fetched or
 * not: the bank initiates directly (psd2.md 0, S11); without SCA from its creation (psd2.md 1.5).
 */
export function transactionStatus(payment: StoredPayment, now: Date, stepMs: number): TransactionStatus {
  if (payment.decision === 'cancelled') return 'CANC';
  if (payment.decision === 'refused') return 'RJCT';
  if (payment.runsFrom === undefined) return isTimedOut(payment, now) ? 'RJCT' : 'RCVD';
  const elapsed = now.getTime() - payment.runsFrom.getTime();
  if (elapsed < stepMs) return 'ACTC';
  return elapsed < 2 * stepMs ? 'ACSP' : 'ACSC';
}

/** The status of the authorisation at this moment (psd2.md 4.5). */
export function scaStatus(payment: StoredPayment, now: Date): ScaStatus {
  if (payment.decision === 'approved') return 'finalised';
  if (payment.decision === 'exempted') return 'exempted';
  if (payment.decision !== 'none' || isTimedOut(payment, now)) return 'failed';
  return payment.opened ? 'started' : 'received';
}
