import type { Payable } from '../payables/payable.ts';
import { type PollPlan, pollPlan } from '../psd2/poll-plan.ts';
import { secondsFrom, type TurnServices } from './turn.ts';

type AtBank = Pick<Payable, 'bank' | 'changedAt'>;

/** Reading the status alone will not end it (psd2.md 4.8); once a day is enough to see that the bank thought again. */
const afterTheEnd = 24 * 3600;

/** When the status of a payment at the bank is read next, and whether its PSU is late (psd2.md 4.8). */
export function nextPoll(
  { bank, changedAt }: AtBank,
  { now, retrySeconds, retryLimitSeconds }: Pick<TurnServices, 'now' | 'retrySeconds' | 'retryLimitSeconds'>,
): PollPlan & { readonly dueAt: Date } {
  const redirectedAt = new Date(bank?.redirectedAt ?? changedAt);
  const plan = pollPlan(
    {
      redirectedAt,
      ...(bank?.callbackAt === undefined ? {} : { callbackAt: new Date(bank.callbackAt) }),
      authoriseBy: new Date(bank?.authoriseBy ?? redirectedAt),
    },
    now(),
    { retrySeconds, retryLimitSeconds },
  );
  return { ...plan, dueAt: plan.nextAt ?? secondsFrom(now(), afterTheEnd) };
}
