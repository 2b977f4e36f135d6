import { AcquitError } from '../findings/acquit-error.ts';
import { appendHistory } from './history.ts';
import { isLegalMove, isResting, type Status } from './lifecycle.ts';
import type { Payable } from './payable.ts';

export interface Move {
  readonly to: Status;
  readonly at: Date;
  /** The step or command that makes the move. */
  readonly by: string;
  /** What happened, for people; no secrets, no full account numbers. */
  readonly what: string;
  /** When the next step is due; null when nothing is due by itself. */
  readonly dueAt: Date | null;
  /** Facts that change with the move. */
  readonly change?: Partial<Omit<Payable, 'party' | 'documentId' | 'status' | 'version' | 'history'>>;
}

/**
 * The payable after a move, with its history entry; the version is left for the store to raise. Throws an
 * ILLEGAL_MOVE for a move that lifecycle.ts does not list, and for a moving status with nothing due, because
 * such a payable would be forgotten.
 */
export function move(payable: Payable, { to, at, by, what, dueAt, change }: Move): Payable {
  if (!isLegalMove(payable.status, to)) {
    throw new AcquitError('ILLEGAL_MOVE', `A payable cannot go from ${payable.status} to ${to}.`);
  }
  if (dueAt === null && !isResting(to)) {
    throw new AcquitError('ILLEGAL_MOVE', `A payable that becomes ${to} must have something due.`);
  }
  const { dueAt: _previous, ...rest } = payable;
  return {
    ...rest,
    ...change,
    status: to,
    changedAt: at.toISOString(),
    ...(dueAt === null ? {} : { dueAt: dueAt.toISOString() }),
    tries: 0,
    history: appendHistory(payable.history, { at: at.toISOString(), status: to, by, what }),
  };
}
