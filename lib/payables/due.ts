import type { Payable } from './payable.ts';

/**
 * Who takes a payable up when it is due: `sweep` nudges a step whose message may be lost, the next two are read by
 * `poll-statuses`. A payable in the index of one is never read by the others. What is at rest and in `reconcile` is
 * watched by reconciliation until it is due, and then no more.
 */
export type DueGroup = 'sweep' | 'poll-erp' | 'poll-bank' | 'reconcile';

/** Queue steps of a payable that a nudge can start again. */
export type QueueStep = 'process-document' | 'submit-payment-request';

/** The queue step that is due for a payable, or undefined when none is (it is polled, or it rests). */
export function queueStep({ status }: Pick<Payable, 'status'>): QueueStep | undefined {
  if (status === 'RECEIVED') return 'process-document';
  return status === 'READY' ? 'submit-payment-request' : undefined;
}

/** The group whose index a payable with a due time belongs to. */
export function dueGroup(payable: Pick<Payable, 'status'>): DueGroup {
  if (queueStep(payable) !== undefined) return 'sweep';
  if (payable.status === 'PAID' || payable.status === 'FAILED') return 'reconcile';
  return payable.status === 'AUTHORISING' || payable.status === 'INITIATED' ? 'poll-bank' : 'poll-erp';
}

/**
 * Seconds until the next try: `base` at first, doubling with every try up to `limit`. Polls and nudges of one
 * payable spread out as it ages, so that old ones do not crowd out new ones.
 */
export function secondsUntilNextTry(tries: number, base: number, limit: number): number {
  return Math.min(base * 2 ** Math.min(tries, 30), limit);
}
