import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type PollFacts, type PollPace, pollPlan as plan } from '../../lib/psd2/poll-plan.ts';

const pace: PollPace = { retrySeconds: 30, retryLimitSeconds: 3_600 };
const pollPlan = (given: PollFacts, now: Date) => plan(given, now, pace);
const at = (seconds: number) => new Date(Date.UTC(2026, 10, 20, 10) + seconds * 1_000);
const secondsOf = (date: Date | null) => (date === null ? null : (date.getTime() - at(0).getTime()) / 1_000);
const facts: PollFacts = { redirectedAt: at(0), authoriseBy: at(1_800) };

/** The seconds of all reads from a moment on, as many as asked. */
function reads(given: PollFacts, from: number, count: number): (number | null)[] {
  const found: (number | null)[] = [];
  let now: Date | null = at(from);
  while (now !== null && found.length < count) {
    now = pollPlan(given, now).nextAt;
    found.push(secondsOf(now));
  }
  return found;
}

describe('the reads of a status', () => {
  test('come densely after the callback, then every five minutes', () => {
    const plan = reads({ ...facts, callbackAt: at(100) }, 100, 9);
    expect(plan).toEqual([101, 103, 107, 115, 130, 160, 220, 520, 820]);
  });

  test('begin a minute after the redirect when nobody comes back', () => {
    expect(reads(facts, 0, 4)).toEqual([60, 360, 660, 960]);
  });

  test('include the moment of the time-out, then come every hour', () => {
    expect(reads(facts, 1_500, 4)).toEqual([1_560, 1_800, 5_400, 9_000]);
  });

  test('go on densely after a callback that comes behind the time-out', () => {
    const plan = reads({ ...facts, callbackAt: at(2_000) }, 2_000, 9);
    expect(plan).toEqual([2_001, 2_003, 2_007, 2_015, 2_030, 2_060, 2_120, 5_720, 9_320]);
  });

  test('end three days later', () => {
    const last = reads(facts, 71 * 3_600, 4);
    expect(last.at(-1)).toBeNull();
    expect(last.at(-2)).toBeGreaterThan(71 * 3_600);
  });

  test('know from the time-out on that the PSU is late', () => {
    expect([1_799, 1_800, 90_000].map((now) => pollPlan(facts, at(now)).expired)).toEqual([
      false,
      true,
      true,
    ]);
  });

  test('always come later, never within a second of each other, and end', () => {
    const moments = fc.record({
      callback: fc.option(fc.integer({ min: 0, max: 400_000 })),
      authoriseBy: fc.integer({ min: 1, max: 260_000 }),
    });
    fc.assert(
      fc.property(moments, ({ callback, authoriseBy }) => {
        const given = {
          redirectedAt: at(0),
          authoriseBy: at(authoriseBy),
          ...(callback === null ? {} : { callbackAt: at(callback) }),
        };
        const from = callback ?? 0;
        const plan = reads(given, from, 2_000);
        expect(plan.at(-1)).toBeNull();
        const times = [from, ...plan.slice(0, -1).map(Number)];
        for (const [index, time] of times.slice(1).entries()) {
          expect(time - (times[index] ?? Infinity)).toBeGreaterThanOrEqual(1);
        }
        expect(times.at(-1)).toBeLessThanOrEqual(from + 72 * 3_600);
      }),
      { numRuns: 50 },
    );
  });
});
