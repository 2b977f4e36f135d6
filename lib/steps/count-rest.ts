import { count } from '../observability/metrics.ts';
import type { Status } from '../payables/lifecycle.ts';

/** Counts a payable that came to rest, for the alarms and the dashboards. */
export function countRest(status: Status): void {
  if (status === 'PAID') count('PayablePaid');
  if (status === 'FAILED') count('PayableFailed');
  if (status === 'HELD') count('PayableHeld');
}
