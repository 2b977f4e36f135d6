import { logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import type { DueGroup } from '../payables/due.ts';
import type { DuePayable, PayableStore } from '../storage/payable-store.ts';

/** The payables of a group that are due now; an item that cannot be read is told and keeps none from its turn. */
export async function duePayables(
  group: DueGroup,
  limit: number,
  { payables, now }: { payables: PayableStore; now: () => Date },
): Promise<readonly DuePayable[]> {
  const due = await payables.due(group, now(), limit);
  for (const item of due.unreadable) {
    logger.error('a stored payable cannot be read', { item, group });
    count('StepFailed');
  }
  return due.payables;
}
