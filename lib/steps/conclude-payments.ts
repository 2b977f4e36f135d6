import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import { type Payable, payableName } from '../payables/payable.ts';
import type { BankClient } from '../psd2/bank-client.ts';
import type { BankToken } from '../psd2/token-answer.ts';
import type { Attempt, Flow } from '../storage/flow-store.ts';
import { applyBankStatus, type BankFacts } from './apply-bank-status.ts';
import { attemptOf } from './attempt-of.ts';
import { ignoreConflict } from './ignore-conflict.ts';
import { inTurns } from './in-turns.ts';
import { nextPoll } from './next-poll.ts';
import { keepPaymentToken } from './payment-token.ts';
import { askStatus, type ReadStatusServices } from './read-status.ts';
import { secondsFrom } from './turn.ts';

export type ConcludePaymentsServices = ReadStatusServices & { readonly bank: Pick<BankClient, 'agreed'> };

const step = 'complete-authorisation';

/** So many statuses are read side by side. */
const atOnce = 5;

/** Well inside the time of the function; what is not read by then is polled a minute later. */
const readWithinSeconds = 30;

/**
 * The PSU of these payments is back: notes it, which makes polling dense (psd2.md 4.8), and reads each status, which
 * alone tells what became of the payment. A bank that demands a token for that has it kept. A payment that is over,
 * or was followed by another attempt, is left alone.
 */
export async function concludePayments(
  { resourceId, calledAt }: Flow,
  attempts: readonly Attempt[],
  token: BankToken | undefined,
  services: ConcludePaymentsServices,
): Promise<void> {
  const { payables, bank, now } = services;
  const keeps = token !== undefined && bank.agreed.statusAuth === 'bearer';
  if (keeps) await keepPaymentToken(resourceId, token, services);
  const facts: BankFacts = {
    callbackAt: calledAt ?? now().toISOString(),
    ...(keeps ? { tokenOf: resourceId } : {}),
  };
  const until = secondsFrom(now(), readWithinSeconds);
  const { payables: found } = await payables.readMany(attempts);
  await inTurns(
    found.filter((payable) => isStillAtBank(payable, attempts)),
    atOnce,
    async (payable) => {
      if (now() >= until) return note(payable, facts, services);
      try {
        const status = await askStatus(payable.bank, services, token?.accessToken);
        if (await applyBankStatus(payable, status, step, services, facts)) return;
        // Somebody else wrote meanwhile: the status is read again by the poll, the token is in our hands alone.
        const latest = await payables.read(payable);
        if (latest !== undefined && isStillAtBank(latest, attempts)) await note(latest, facts, services);
      } catch (error) {
        if (!(error instanceof AcquitError)) throw error;
        logger.warn('the status was not read, polling goes on', {
          payable: payableName(payable),
          ...describeError(error),
        });
        await note(payable, facts, services);
      }
    },
  );
}

const isStillAtBank = (payable: Payable, attempts: readonly Attempt[]): boolean =>
  (payable.status === 'AUTHORISING' || payable.status === 'INITIATED') &&
  attempts.some(
    ({ attempt, ...key }) =>
      payableName(key) === payableName(payable) && attempt === attemptOf(payable).attempt,
  );

/** What is known is written down, and polling goes on from there. */
async function note(payable: Payable, facts: BankFacts, services: ConcludePaymentsServices): Promise<void> {
  if (payable.bank === undefined) return;
  const next: Payable = { ...payable, bank: { ...payable.bank, ...facts }, tries: 0 };
  const dueAt = nextPoll(next, services).dueAt.toISOString();
  await services.payables.save(payable, { ...next, dueAt }).catch(ignoreConflict);
}
