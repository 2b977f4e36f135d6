import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { move } from '../payables/move.ts';
import { payableName } from '../payables/payable.ts';
import { transactionStatusFacts } from '../psd2/transaction-status.ts';
import type { DuePayable } from '../storage/payable-store.ts';
import { applyBankStatus } from './apply-bank-status.ts';
import { duePayables } from './due-payables.ts';
import { ignoreConflict } from './ignore-conflict.ts';
import { nextPoll } from './next-poll.ts';
import { askStatus, type ReadStatusServices } from './read-status.ts';
import { secondsFrom, type TurnServices } from './turn.ts';

export interface PollBankServices extends TurnServices, ReadStatusServices {}

/** As many status reads as a bank takes in one run (psd2.md U-20: a handful a second). */
const limit = 100;

/**
 * Reads the status of every payment at the bank whose poll is due. The redirect of the PSU is only a hint and
 * may never come; this is what finds out (psd2.md 3.4, 4.8).
 */
export async function pollBank(services: PollBankServices): Promise<number> {
  const due = await duePayables('poll-bank', limit, services);
  for (const [index, payable] of due.entries()) {
    // A bank that is away is away for the others too: they stay due for the next run.
    if (!(await pollOne(payable, services))) return index;
  }
  return due.length;
}

/** False when the bank did not answer, or refuses us: asking on for the others looks like abuse (psd2.md 8.3). */
async function pollOne(due: DuePayable, services: PollBankServices): Promise<boolean> {
  const { payables, now } = services;
  const { dueAt: next, nextAt } = nextPoll(due, services);
  if (nextAt === null) tellStuck(due);
  try {
    if (due.bank?.paymentId === undefined) {
      await forgetAttempt(due, services);
      return true;
    }
    const transactionStatus = await askStatus(due.bank, services);
    // A final status counts also when it was there from the start: a bank may answer the creation with RJCT.
    if (
      transactionStatus === due.bank.transactionStatus &&
      !transactionStatusFacts(transactionStatus).final
    ) {
      await payables.takeTurn(due, next);
      return true;
    }
    const payable = await payables.read(due);
    if (payable?.version === due.version) {
      await applyBankStatus(payable, transactionStatus, 'poll-statuses', services);
    }
    return true;
  } catch (error) {
    logger.warn('the bank could not be polled', { payable: payableName(due), ...describeError(error) });
    if (!(error instanceof AcquitError)) return passOver(due, next, services);
    const earliest = secondsFrom(now(), error.retryAfterSeconds ?? 0);
    await payables.takeTurn(due, next > earliest ? next : earliest);
    return !isAway(error);
  }
}

/** What the bank says of one payment alone says nothing of the next one. */
const isAway = ({ code, class: kind }: AcquitError): boolean =>
  code !== 'BANK_RESOURCE_UNKNOWN' &&
  code !== 'BANK_CONSENT_REFUSED' &&
  (kind === 'retry' || kind === 'configuration');

/** One payable that cannot be moved, a damaged record say, must not keep the statuses of the others from them. */
async function passOver(due: DuePayable, next: Date, { payables }: PollBankServices): Promise<boolean> {
  count('StepFailed');
  await payables.takeTurn(due, next);
  return true;
}

/** Longer than any bank waits for its PSU (psd2.md U-19): whatever it is, polling alone will not end it. */
function tellStuck(due: DuePayable): void {
  logger.error('a payment at the bank does not get on', { payable: payableName(due), since: due.changedAt });
  count('PayableStuck');
}

/**
 * A payment whose creation was written down but never answered: without SCA nothing executes at the bank, and
 * no PSU was ever sent there, so the payable waits for a new start (psd2.md 1.5).
 */
async function forgetAttempt(
  due: DuePayable,
  { payables, now, retrySeconds }: PollBankServices,
): Promise<void> {
  const payable = await payables.read(due);
  if (payable?.version !== due.version) return;
  const next = move(payable, {
    to: 'PAYMENT_BUILT',
    at: now(),
    by: 'poll-statuses',
    what: 'the bank never answered the creation of the payment; nobody was sent to authorise it',
    dueAt: secondsFrom(now(), retrySeconds),
  });
  await payables.save(payable, next).catch(ignoreConflict);
}
