import { describeError, logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { payableName } from '../payables/payable.ts';
import type { DuePayable, PayableStore } from '../storage/payable-store.ts';
import { duePayables } from './due-payables.ts';
import { ignoreConflict } from './ignore-conflict.ts';
import { inTurns } from './in-turns.ts';

interface Services {
  readonly payables: PayableStore;
  readonly now: () => Date;
}

/** As many as one run takes out of the index; the next run takes the rest. */
const limit = 2000;
const atOnce = 20;

/** Lets the payables rest for good whose time of being watched is over. Nothing happened, so no history is written. */
export async function stopWatching(services: Services): Promise<number> {
  const over = await duePayables('reconcile', limit, services);
  const stopped = await inTurns(over, atOnce, (due) => stopOne(due, services));
  return stopped.filter(Boolean).length;
}

async function stopOne(due: DuePayable, { payables }: Services): Promise<boolean> {
  try {
    const payable = await payables.read(due);
    if (payable?.version !== due.version) return false;
    const { dueAt: _over, ...resting } = payable;
    await payables.save(payable, resting).catch(ignoreConflict);
    return true;
  } catch (error) {
    logger.error('a payable is still watched', { payable: payableName(due), ...describeError(error) });
    count('StepFailed');
    return false;
  }
}
