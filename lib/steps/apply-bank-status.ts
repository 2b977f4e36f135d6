import { finding } from '../findings/finding.ts';
import type { Status } from '../payables/lifecycle.ts';
import { move } from '../payables/move.ts';
import type { Payable } from '../payables/payable.ts';
import { type TransactionStatusFacts, transactionStatusFacts } from '../psd2/transaction-status.ts';
import { watchedUntil } from '../payables/watched-until.ts';
import type { PayableStore } from '../storage/payable-store.ts';
import { countRest } from './count-rest.ts';
import { ignoreConflict } from './ignore-conflict.ts';
import { nextPoll } from './next-poll.ts';
import type { TurnServices } from './turn.ts';

export interface ApplyServices extends Pick<TurnServices, 'now' | 'retrySeconds' | 'retryLimitSeconds'> {
  readonly payables: PayableStore;
}

/** What else is known of the payment now. */
export type BankFacts = Partial<Pick<NonNullable<Payable['bank']>, 'callbackAt' | 'tokenOf'>>;

/** `mixed` exists for bulks alone, and an unknown code is never final: both leave the payable where it is. */
const statusOf: Readonly<Record<TransactionStatusFacts['level'], Status | undefined>> = {
  initiated: 'AUTHORISING',
  accepted: 'INITIATED',
  settled: 'PAID',
  failed: 'FAILED',
  mixed: undefined,
  unknown: undefined,
};

/**
 * Mirrors the transaction status that the bank gave (psd2.md 4.4) and moves the payable by it. Only ACSC and
 * ACCC are proof (design.md 2.4). Statuses only go forward: an earlier one than the payable has changes nothing. False
 * when somebody else changed the payable meanwhile, and nothing was written.
 */
export async function applyBankStatus(
  payable: Payable,
  transactionStatus: string,
  by: string,
  services: ApplyServices,
  facts: BankFacts = {},
): Promise<boolean> {
  const { payables, now } = services;
  if (payable.bank === undefined) throw new TypeError('a payable at the bank has a payment there');
  const meant = statusOf[transactionStatusFacts(transactionStatus).level] ?? payable.status;
  const to = payable.status === 'INITIATED' && meant === 'AUTHORISING' ? 'INITIATED' : meant;
  const bank = { ...payable.bank, ...facts, transactionStatus };
  const failed = finding('BANK_PAYMENT_FAILED', { value: transactionStatus });
  const next = move(payable, {
    to,
    at: now(),
    by,
    what: `bank: ${transactionStatus}`,
    dueAt: isAtRest(to) ? watchedUntil(now()) : nextPoll({ ...payable, bank }, services).dueAt,
    change: {
      bank,
      ...(to === 'FAILED' ? { findings: [...payable.findings, failed] } : {}),
    },
  });
  const saved = await payables.save(payable, next).catch(ignoreConflict);
  if (saved === undefined) return false;
  if (to !== payable.status) countRest(to);
  return true;
}

/** From here on the account tells: it may not have been booked, have come back, or be booked though it was refused. */
const isAtRest = (status: Status): boolean => status === 'PAID' || status === 'FAILED';
