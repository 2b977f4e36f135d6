import { count } from '../observability/metrics.ts';
import type { Status } from '../payables/lifecycle.ts';
import { move } from '../payables/move.ts';
import type { Payable } from '../payables/payable.ts';
import type { Write } from '../storage/table.ts';
import type { Decision } from './decide-reading.ts';
import type { Facts } from './decision-facts.ts';
import type { TurnServices } from './turn.ts';

/** Lets a payable rest in a status with what was found, and with other writes or not at all. */
export async function rest(
  payable: Payable,
  { findings }: Pick<Decision, 'findings'>,
  to: Status,
  facts: Facts,
  also: readonly Write[],
  { payables, now }: TurnServices,
): Promise<Payable> {
  const what = findings.map((found) => found.code).join(', ');
  const change = { ...facts, findings: [...findings] };
  const rested = move(payable, { to, at: now(), by: 'process-document', what, dueAt: null, change });
  const stored = await payables.save(payable, rested, also);
  if (to === 'HELD') count('PayableHeld');
  if (to === 'REJECTED') count('PayableRejected');
  return stored;
}
