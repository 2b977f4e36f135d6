import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueGroup, queueStep, secondsUntilNextTry } from '../../lib/payables/due.ts';
import { isResting, type Status, statuses } from '../../lib/payables/lifecycle.ts';

describe('what is due for a payable', () => {
  test.each<[Status, string | undefined, string]>([
    ['RECEIVED', 'process-document', 'sweep'],
    ['READY', 'submit-payment-request', 'sweep'],
    ['SUBMITTED', undefined, 'poll-erp'],
    ['HELD', undefined, 'poll-erp'],
    ['PAYMENT_BUILT', undefined, 'poll-erp'],
    ['AUTHORISING', undefined, 'poll-bank'],
    ['INITIATED', undefined, 'poll-bank'],
    ['PAID', undefined, 'reconcile'],
    ['FAILED', undefined, 'reconcile'],
  ])('in %s is the step %s, taken up by %s', (status, step, group) => {
    expect(queueStep({ status })).toBe(step);
    expect(dueGroup({ status })).toBe(group);
  });

  test('is never a queue step for a payable at rest', () => {
    for (const status of statuses.filter(isResting)) expect(queueStep({ status })).toBeUndefined();
  });
});

describe('the time until the next try', () => {
  test('doubles up to the limit', () => {
    expect([0, 1, 2, 3, 9].map((tries) => secondsUntilNextTry(tries, 30, 300))).toEqual([
      30, 60, 120, 240, 300,
    ]);
  });

  test('never shrinks, never passes the limit and never overflows', () => {
    fc.assert(
      fc.property(fc.nat(100_000), (tries) => {
        const wait = secondsUntilNextTry(tries, 30, 3600);
        expect(wait).toBeGreaterThanOrEqual(30);
        expect(wait).toBeLessThanOrEqual(3600);
        expect(secondsUntilNextTry(tries + 1, 30, 3600)).toBeGreaterThanOrEqual(wait);
      }),
    );
  });
});
