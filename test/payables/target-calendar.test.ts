import { describe, expect, test } from 'vitest';
import { addDays } from '../../lib/documents/add-days.ts';
import { isBankingDay, nextBankingDay } from '../../lib/payables/target-calendar.ts';
import { day } from './factory.ts';

// Worked out by Gauss's rule, which is another one than the calendar's own. The exceptions of that rule (1954, 1981,
// 2049, 2076, 2106), the earliest and latest days and other centuries are where a wrong computus shows.
const easterSundays = [
  '1954-04-18',
  '1981-04-19',
  '1999-04-04',
  '2000-04-23',
  '2008-03-23',
  '2011-04-24',
  '2014-04-20',
  '2019-04-21',
  '2024-03-31',
  '2025-04-20',
  '2026-04-05',
  '2027-03-28',
  '2028-04-16',
  '2029-04-01',
  '2030-04-21',
  '2031-04-13',
  '2032-03-28',
  '2033-04-17',
  '2034-04-09',
  '2035-03-25',
  '2038-04-25',
  '2049-04-18',
  '2076-04-19',
  '2100-03-28',
  '2106-04-18',
  '2199-04-14',
  '2200-04-06',
  '2285-03-22',
  '2299-04-16',
  '2400-04-16',
].map(day);

describe('TARGET at Easter', () => {
  test.each(easterSundays)('of %s is closed from Good Friday to Easter Monday and open around', (easter) => {
    const around = [-3, -2, -1, 0, 1, 2].map((days) => isBankingDay(addDays(easter, days)));
    expect(around).toEqual([true, false, false, false, false, true]);
    expect(nextBankingDay(addDays(easter, -3))).toBe(addDays(easter, -3));
    expect(nextBankingDay(addDays(easter, -2))).toBe(addDays(easter, 2));
  });
});

describe('TARGET on the fixed holidays', () => {
  test.each([
    ['2025-01-01', '2025-01-02'],
    ['2025-05-01', '2025-05-02'],
    ['2025-12-25', '2025-12-29'], // a Thursday; the 26th, then a weekend
    ['2024-12-26', '2024-12-27'],
    ['2028-12-26', '2028-12-27'],
    ['2029-12-25', '2029-12-27'],
    ['2030-01-01', '2030-01-02'],
    ['2030-05-01', '2030-05-02'],
  ])('is closed on %s and open again on %s', (holiday, open) => {
    expect(isBankingDay(day(holiday))).toBe(false);
    expect(nextBankingDay(day(holiday))).toBe(open);
  });

  test.each([
    '2025-01-02',
    '2025-05-02',
    '2025-12-24',
    '2024-12-27',
    '2025-12-31',
    '2025-08-15',
    '2025-11-11',
  ])('is open on %s', (open) => expect(isBankingDay(day(open))).toBe(true));

  test.each(['2026-11-21', '2026-11-22'])('is closed on %s, a day of the weekend', (closed) => {
    expect(isBankingDay(day(closed))).toBe(false);
    expect(nextBankingDay(day(closed))).toBe('2026-11-23');
  });
});
