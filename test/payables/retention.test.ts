import { describe, expect, test } from 'vitest';
import { isEndangered, isFetchDue, isOverdue, keptUntil } from '../../lib/payables/retention.ts';

const arrival = Date.parse('2026-11-20T10:00:00Z');
const hour = 3600 * 1000;
const day = 24 * hour;
const after = (ms: number): Date => new Date(arrival + ms);

const unread = { receivedAt: after(0).toISOString() };
const startedAfter = (ms: number) => ({ ...unread, download: { startedAt: after(ms).toISOString() } });
const triedAfter = (ms: number, started?: number) => ({
  ...unread,
  download: {
    triedAt: after(ms).toISOString(),
    ...(started === undefined ? {} : { startedAt: after(started).toISOString() }),
  },
});

describe('how long PSB keeps a document that is not archived', () => {
  test('is 90 days when it was never sent', () => expect(keptUntil(unread)).toEqual(after(90 * day)));

  test('is 7 days from the first download that may have succeeded', () => {
    expect(keptUntil(startedAfter(2 * day))).toEqual(after(9 * day));
  });

  test('is never more than 90 days, however late the download', () => {
    expect(keptUntil(startedAfter(88 * day))).toEqual(after(90 * day));
  });

  test('is told of from 24 hours on, and not a moment earlier', () => {
    expect(isOverdue(unread, after(day - 1))).toBe(false);
    expect(isOverdue(unread, after(day))).toBe(true);
  });

  test.each([
    ['never sent', unread, 87 * day],
    ['perhaps sent on the first day', startedAfter(0), 4 * day],
  ])('is in danger with less than three days left of a document %s', (_what, payable, from) => {
    expect(isEndangered(payable, after(from))).toBe(false);
    expect(isEndangered(payable, after(from + 1))).toBe(true);
    expect(isEndangered(payable, after(from + 100 * day))).toBe(true);
  });
});

describe('fetching a document again', () => {
  test('is due when it was never done', () => expect(isFetchDue(unread, after(hour))).toBe(true));

  test.each([
    ['an hour old', hour, hour],
    ['a day old', day, 2 * hour],
    ['five days old', 5 * day, 10 * hour],
    ['a month old', 30 * day, 23 * hour],
    ['in its last days of ninety', 88 * day, hour],
    ['past its ninety days', 91 * day, 23 * hour],
  ])('of one %s is due after its time and not before', (_what, age, wait) => {
    expect(isFetchDue(triedAfter(age - wait), after(age))).toBe(true);
    expect(isFetchDue(triedAfter(age - wait + 11 * 60 * 1000), after(age))).toBe(false);
  });

  test('of one that PSB may delete soon is due at every run', () => {
    expect(isFetchDue(triedAfter(5 * day - hour, 0), after(5 * day))).toBe(true);
    expect(isFetchDue(triedAfter(5 * day - hour), after(5 * day))).toBe(false);
  });

  test('of one that PSB may have deleted goes on, but seldom: it may have it still', () => {
    expect(isFetchDue(triedAfter(20 * day - hour, 0), after(20 * day))).toBe(false);
    expect(isFetchDue(triedAfter(19 * day, 0), after(20 * day))).toBe(true);
  });

  test('ends a week after the ninety days, when PSB cannot have it any more', () => {
    expect(isFetchDue(unread, after(97 * day))).toBe(false);
  });

  test('hourly over ninety days comes to at most 250 times', () => {
    let payable: Parameters<typeof isFetchDue>[0] = unread;
    let tries = 0;
    for (let at = hour; at < 97 * day; at += hour) {
      if (!isFetchDue(payable, after(at))) continue;
      tries += 1;
      payable = triedAfter(at);
    }
    expect(tries).toBeGreaterThan(150);
    expect(tries).toBeLessThan(250);
  });
});
