import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseIsoDate } from '../../lib/documents/iso-date.ts';
import { addDays } from '../../lib/documents/add-days.ts';
import { executionDate } from '../../lib/payables/execution-date.ts';
import { isBankingDay, nextBankingDay } from '../../lib/payables/target-calendar.ts';
import {
  assessed,
  codesOf,
  day,
  requestOf,
  testDirectory,
  testInvoice,
  testOrganisation,
  testSupplier,
  testTerms,
} from './factory.ts';

const dateOf = (...args: Parameters<typeof assessed>) =>
  requestOf(assessed(...args))?.requested_execution_date;

describe('the day of payment', () => {
  test('is the due date', () => {
    expect(dateOf({ dueDates: [day('2026-12-02')] })).toBe('2026-12-02');
  });

  test.each([
    ['2026-12-05', '2026-12-07'], // a Saturday
    ['2026-12-25', '2026-12-28'], // Christmas on a Friday, then Saturday 26 December and a Sunday
    ['2027-01-01', '2027-01-04'],
    ['2027-03-26', '2027-03-30'], // Good Friday to the Tuesday after Easter
  ])('due on %s is the next banking day %s', (due, paid) => {
    expect(dateOf({ dueDates: [day(due)] })).toBe(paid);
  });

  test('of an overdue invoice is the next banking day, with a note that stops nothing', () => {
    const assessment = assessed({ dueDates: [day('2026-11-10')] }, { today: day('2026-11-21') });
    expect(requestOf(assessment)?.requested_execution_date).toBe('2026-11-23');
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['PAY', 'PAST_DUE']);
  });

  test("without a due date comes from the supplier's term, else from the organisation's, else it is held", () => {
    const directory = (supplier?: number, organisation?: number) =>
      testDirectory({
        suppliers: [testSupplier(supplier === undefined ? {} : { paymentTermDays: supplier })],
        organisations: [
          testOrganisation(organisation === undefined ? {} : { paymentTermDays: organisation }),
        ],
      });
    expect(dateOf({ dueDates: [] }, { directory: directory(31, 60) })).toBe('2026-12-03');
    expect(dateOf({ dueDates: [] }, { directory: directory(undefined, 60) })).toBe('2027-01-04'); // 1 January + weekend
    expect(codesOf(assessed({ dueDates: [] }))).toEqual(['NO_DUE_DATE']);
  });

  test('is never read out of the words of the payment terms', () => {
    const paymentTerms = [testTerms({ note: 'Betaling binnen 14 dagen' })];
    expect(codesOf(assessed({ dueDates: [], paymentTerms }))).toEqual(['NO_DUE_DATE']);
  });

  test.each([
    [['2026-10-30']], // before the issue date
    [['2036-12-02']],
  ])('is held for a person when the due date is %j', (dates) => {
    const assessment = assessed({ dueDates: dates.map(day) });
    expect(assessment.outcome).toBe('HOLD');
    expect(codesOf(assessment)).toContain('DUE_DATE_DOUBTFUL');
  });

  test('of a doubtful due date that was approved is that date', () => {
    const approvals = [{ code: 'DUE_DATE_DOUBTFUL', by: 'ann', at: '2026-11-20T09:00:00Z' }];
    expect(dateOf({ dueDates: [day('2036-12-02')] }, { approvals })).toBe('2036-12-02');
  });

  test('is not chosen among several due dates, by no term and no approval: how much is due when is unknown', () => {
    const two = { dueDates: [day('2026-12-02'), day('2026-12-03')] };
    const codes = ['DUE_DATE_DOUBTFUL', 'PARTS_UNDECIDABLE'];
    const approvals = codes.map((code) => ({ code, by: 'ann', at: '2026-11-20T09:00:00Z' }));
    const directory = testDirectory({
      suppliers: [testSupplier({ paymentTermDays: 45, payInParts: ['instalments'] })],
    });
    const assessment = assessed(two, { approvals, directory });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'PARTS_UNDECIDABLE']);
    expect(assessment.findings[0]).toMatchObject({ term: 'BT-9', value: '2026-12-02, 2026-12-03' });
    expect(assessment.findings[0]?.message).toMatch(/several due dates/);
    expect(assessment.findings[0]?.nl.message).toMatch(/meer dan één vervaldatum/);
    const halves = { ...two, paymentTerms: [testTerms({ note: '50 %' }), testTerms({ note: '50 %' })] };
    expect(assessed(halves, { approvals, directory }).outcome).toBe('HOLD');
  });

  test('tells the day it is due and what that rests on, so that a clerk can see why', () => {
    const parties = {
      supplier: testSupplier({ paymentTermDays: 14 }),
      organisation: testOrganisation({ paymentTermDays: 30 }),
      today: day('2026-11-20'),
    };
    const issueDate = day('2026-11-08');
    const why = (dueDates: string[], changes: object = {}) => {
      const { date, due, basis } = executionDate(
        { issueDate, dueDates: dueDates.map(day) },
        { ...parties, ...changes },
      );
      return [date, due, basis];
    };
    expect(why(['2026-12-05'])).toEqual(['2026-12-07', '2026-12-05', 'due-date']);
    expect(why([])).toEqual(['2026-11-23', '2026-11-22', 'supplier-term']);
    expect(why([], { supplier: testSupplier() })).toEqual(['2026-12-08', '2026-12-08', 'organisation-term']);
    expect(why([], { supplier: null, organisation: null })).toEqual([null, null, null]);
  });

  const days = fc
    .date({ min: new Date('1990-01-01'), max: new Date('9999-12-31'), noInvalidDate: true })
    .map((moment) => day(moment.toISOString().slice(0, 10)));

  test('is never in the past, never on a weekend or TARGET holiday, and never earlier than due', () => {
    fc.assert(
      fc.property(days, days, days, (due, issueDate, today) => {
        const invoice = testInvoice({ dueDates: [due], issueDate });
        const { date } = executionDate(invoice, { supplier: null, organisation: null, today });
        if (date === null) throw new Error('a single due date always gives a day');
        expect(date >= today && date >= due && isBankingDay(date) && parseIsoDate(date) === date).toBe(true);
      }),
    );
  });

  test('of the last day that four digits can hold does not run away', () => {
    expect(addDays(day('9999-12-20'), 365)).toBe('9999-12-31');
    expect(nextBankingDay(day('9999-12-31'))).toBe('9999-12-31');
  });
});

describe('how a due date is judged', () => {
  const today = day('2026-11-20');
  const judged = (due: string | null, issued: string | null, supplier = testSupplier()) => {
    const invoice = {
      issueDate: issued === null ? null : day(issued),
      dueDates: due === null ? [] : [day(due)],
    };
    const { date, findings } = executionDate(invoice, { supplier, organisation: null, today });
    return [date, ...findings.map(({ code, term, value }) => [code, term, value])];
  };

  test.each([
    ['2026-11-19', ['2026-11-20', ['PAST_DUE', 'BT-9', '2026-11-19']]],
    ['2026-11-20', ['2026-11-20']],
    ['2026-11-21', ['2026-11-23']],
  ])('due on %s, today being 20 November', (due, expected) => {
    expect(judged(due, '2026-11-02')).toEqual(expected);
  });

  test.each([
    ['2026-11-30', '2026-12-01', true], // a day before the invoice
    ['2026-11-30', '2026-11-30', false],
    ['2027-12-01', '2026-11-30', false], // 366 days
    ['2027-12-02', '2026-11-30', true],
    ['2036-11-30', null, false], // nothing to measure it by
  ])('due on %s for an invoice of %s is doubtful: %s', (due, issued, isDoubtful) => {
    const doubts = isDoubtful ? [['DUE_DATE_DOUBTFUL', 'BT-9', due]] : [];
    expect(judged(due, issued).slice(1)).toEqual(doubts);
  });

  test('a term of the directory gives no day without an issue date', () => {
    const supplier = testSupplier({ paymentTermDays: 30 });
    expect(judged(null, '2026-11-02', supplier)).toEqual(['2026-12-02']);
    expect(judged(null, null, supplier)).toEqual([null, ['NO_DUE_DATE', 'BT-9', null]]);
    expect(judged(null, '2026-11-20', testSupplier({ paymentTermDays: 0 }))).toEqual(['2026-11-20']);
  });
});

describe('the TARGET calendar', () => {
  test.each([
    '2024-03-29',
    '2024-04-01',
    '2025-04-18',
    '2025-04-21',
    '2026-04-03',
    '2026-04-06',
    '2038-04-23',
    '2026-05-01',
  ])('is closed on %s', (closed) => expect(isBankingDay(day(closed))).toBe(false));

  test.each(['2024-04-02', '2025-04-22', '2026-04-02', '2026-12-24', '2026-12-31', '2026-04-27'])(
    'is open on %s',
    (open) => expect(isBankingDay(day(open))).toBe(true),
  );
});

describe('the issue date', () => {
  test('may be tomorrow, because the clocks of supplier and buyer differ, but not later', () => {
    const today = day('2026-11-20');
    expect(assessed({ issueDate: day('2026-11-21') }, { today }).outcome).toBe('PAY');
    const later = assessed({ issueDate: day('2026-11-22') }, { today });
    expect([later.outcome, ...codesOf(later)]).toEqual(['REJECT', 'DATE_INVALID']);
  });
});
