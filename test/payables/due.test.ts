import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { dueGroup, queueStep, secondsUntilNextTry } from '../../lib/payables/due.ts';
import { isResting, type Status, statuses } from '../../lib/payables/lifecycle.ts';

const bank = { attempt: 1, requestId: 'r', endToEndId: 'e' };
const back = { ...bank, flow: 'hash' };

describe('what is due for a payable', () => {
  test.each<[Status, typeof bank | undefined, string | undefined, string]>([
    ['RECEIVED', undefined, 'process-document', 'sweep'],
    ['READY', undefined, 'submit-payment-request', 'sweep'],
    ['SUBMITTED', undefined, undefined, 'poll-erp'],
    ['HELD', undefined, undefined, 'poll-erp'],
    ['PAYMENT_BUILT', bank, undefined, 'poll-erp'],
    ['AUTHORISING', bank, undefined, 'poll-bank'],
    ['AUTHORISING', undefined, undefined, 'poll-bank'],
    ['INITIATED', bank, undefined, 'poll-bank'],
    ['INITIATED', undefined, undefined, 'poll-bank'],
    ['PAID', bank, undefined, 'reconcile'],
    ['PAID', undefined, undefined, 'reconcile'],
    ['FAILED', bank, undefined, 'reconcile'],
    ['PAYMENT_BUILT', back, undefined, 'poll-erp'],
    ['AUTHORISING', back, 'complete-authorisation', 'sweep'],
    ['INITIATED', back, 'complete-authorisation', 'sweep'],
  ])('in %s with %o is the step %s, taken up by %s', (status, at, step, group) => {
    const payable = at === undefined ? { status } : { status, bank: at };
    expect(queueStep(payable)).toBe(step);
    expect(dueGroup(payable)).toBe(group);
  });

  test('is never a queue step for a payable at rest', () => {
    for (const status of statuses.filter(isResting))
      expect(queueStep({ status, bank: back })).toBeUndefined();
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
