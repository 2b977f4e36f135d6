import * as fc from 'fast-check';
import { expect, test } from 'vitest';
import { closedUntil, planRead, type ReadsOfResource } from '../../lib/payables/read-budget.ts';

const hour = 3600 * 1000;
const start = Date.parse('2026-11-20T00:00:00Z');
const at = (hours: number): Date => new Date(start + hours * hour);
const readAt = (...hours: number[]): ReadsOfResource => ({
  reads: hours.map((one) => at(one).toISOString()),
});
const plan = (
  known: ReadsOfResource,
  hours: number,
  reason: 'scheduled' | 'reserve' | 'attended' = 'scheduled',
) => planRead(known, { reason, now: at(hours), budget: 4 });

test('the first read of a day is allowed and written down', () => {
  expect(plan({ reads: [] }, 0)).toEqual({ allowed: true, next: readAt(0) });
});

test('scheduled reads keep eight hours of distance', () => {
  expect(plan(readAt(0), 7.9)).toEqual({ allowed: false, notBefore: at(8) });
  expect(plan(readAt(0), 8)).toEqual({ allowed: true, next: readAt(0, 8) });
});

test('the fourth read of 24 hours is a reserve that the schedule never takes', () => {
  expect(plan(readAt(0, 8, 16), 23.5)).toEqual({ allowed: false, notBefore: at(24) });
  expect(plan(readAt(0, 8, 16), 16.5, 'reserve')).toEqual({ allowed: true, next: readAt(0, 8, 16, 16.5) });
  expect(plan(readAt(0, 8, 16, 16.5), 17, 'reserve')).toEqual({ allowed: false, notBefore: at(24) });
});

test('reads of more than a day ago do not count and are forgotten', () => {
  expect(plan(readAt(0, 8, 16), 24)).toEqual({ allowed: true, next: readAt(8, 16, 24) });
});

test('a resource that the bank closed waits for a day, whatever is left of the budget', () => {
  const closed = { reads: [], closedUntil: closedUntil(at(1)).toISOString() };
  expect(plan(closed, 2, 'reserve')).toEqual({ allowed: false, notBefore: at(25) });
  expect(plan(closed, 25)).toEqual({ allowed: true, next: readAt(25) });
});

test('a PSU who is present is not limited, and costs nothing', () => {
  const known = { ...readAt(0, 1, 2, 3), closedUntil: at(24).toISOString() };
  expect(plan(known, 4, 'attended')).toEqual({ allowed: true, next: known });
});

test('no order of reads makes more than four in any 24 hours, nor more than three by the schedule alone', () => {
  const reason = fc.constantFrom('scheduled' as const, 'reserve' as const);
  const steps = fc.array(fc.tuple(fc.integer({ min: 1, max: 600 }), reason), { maxLength: 200 });
  fc.assert(
    fc.property(steps, (asked) => {
      const made: { at: number; reason: string }[] = [];
      let known: ReadsOfResource = { reads: [] };
      let minutes = 0;
      const waits = [1];
      for (const [wait, why] of asked) {
        minutes += wait;
        const now = at(minutes / 60);
        const outcome = planRead(known, { reason: why, now, budget: 4 });
        waits.push(outcome.allowed ? 1 : outcome.notBefore.getTime() - now.getTime());
        if (!outcome.allowed) continue;
        known = outcome.next;
        made.push({ at: now.getTime(), reason: why });
      }
      expect(Math.min(...waits)).toBeGreaterThan(0);
      for (const { at: from } of made) {
        const inDay = made.filter((one) => one.at >= from && one.at - from < 24 * hour);
        expect(inDay.length).toBeLessThanOrEqual(4);
        expect(inDay.filter((one) => one.reason === 'scheduled').length).toBeLessThanOrEqual(3);
      }
    }),
  );
});
