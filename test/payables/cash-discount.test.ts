import { describe, expect, test } from 'vitest';
import type { CashDiscount } from '../../lib/documents/invoice.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { cashDiscounts } from '../../lib/payables/cash-discount.ts';
import { assessed, codesOf, day, testFatturapa, testInvoice, testTerms } from './factory.ts';

const told = (...notes: (string | null)[]): (string | null)[] =>
  assessed({ paymentTerms: notes.map((note) => testTerms({ note })) })
    .findings.filter(({ code }) => code === 'CASH_DISCOUNT')
    .map(({ value }) => value);

const offer = (changes: Partial<CashDiscount>, amount: string | null = null) =>
  testTerms({
    amount: amount === null ? null : decimal(amount),
    discount: { until: null, days: null, percent: null, amount: null, ...changes },
  });
const offered = (...terms: ReturnType<typeof offer>[]): (string | null)[] =>
  assessed({ paymentTerms: terms }).findings.flatMap(({ code, value }) =>
    code === 'CASH_DISCOUNT' ? [value] : [],
  );

// The invoice is of 2 November 2026 and asks for 121.00; today is the 20th.
describe('a cash discount in the German form', () => {
  test('is told with its last day and what it saves, and the full amount is paid on the due date', () => {
    const assessment = assessed({ paymentTerms: [testTerms({ note: '#SKONTO#TAGE=20#PROZENT=3.00#' })] });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['PAY', 'CASH_DISCOUNT']);
    expect(assessment.findings[0]?.value).toBe('2026-11-22: 3.63 EUR');
    expect(assessment.payments[0]?.request).toMatchObject({
      amount: '121.00',
      requested_execution_date: '2026-12-02',
    });
  });

  test('may be of a part of the amount', () => {
    expect(told('#SKONTO#TAGE=20#PROZENT=2.00#BASISBETRAG=100.00#')).toEqual(['2026-11-22: 2.00 EUR']);
  });

  test('may be graded, stand between other lines, and be repeated', () => {
    const note = 'Zahlbar bis 2.12.\n#SKONTO#TAGE=18#PROZENT=3.00#\r\n#SKONTO#TAGE=30#PROZENT=1.00#\nDanke';
    expect(told(note, '#SKONTO#TAGE=30#PROZENT=1.00#')).toEqual([
      '2026-11-20: 3.63 EUR',
      '2026-12-02: 1.21 EUR',
    ]);
  });

  test('may be of ten percent and more', () => {
    expect(told('#SKONTO#TAGE=20#PROZENT=10.00#')).toEqual(['2026-11-22: 12.10 EUR']);
  });

  test('is not told when its day has passed', () => {
    expect(told('#SKONTO#TAGE=17#PROZENT=3.00#')).toEqual([]);
  });

  test.each([
    '#VERZUG#TAGE=30#PROZENT=3.00#',
    '#skonto#TAGE=20#PROZENT=3.00#',
    '#Skonto#Tage=20#Prozent=3.00#',
    '#SKONTO#TAGE=20#PROZENT=3,00#',
    '#SKONTO#TAGE=20#PROZENT=3#',
    '#SKONTO#TAGE=20#PROZENT=3.0#',
    '#SKONTO#TAGE= 20#PROZENT=3.00#',
    '#SKONTO#TAGE=20#PROZENT=3.00',
    'SKONTO#TAGE=20#PROZENT=3.00#',
    ' #SKONTO#TAGE=20#PROZENT=3.00#',
    '#SKONTO#TAGE=20#PROZENT=3.00# bitte',
    '#SKONTO#TAGE=20#PROZENT=3.00#BASISBETRAG=#',
    '#SKONTO#TAGE=20#PROZENT=3.00#BASISBETRAG=100#',
    '#SKONTO#TAGE=20#PROZENT=3.00#BASISBETRAG=-100.00#',
    '#SKONTO#TAGE=-20#PROZENT=3.00#',
    '#SKONTO#TAGE=20#PROZENT=0.00#',
    '#SKONTO#TAGE=20#PROZENT=99.00#BASISBETRAG=999.00#',
    '#SKONTO#PROZENT=3.00#TAGE=20#',
    'Bei Zahlung in 20 Tagen 3 % Skonto',
    null,
  ])('is no offer when it is written as %j', (note) => expect(told(note)).toEqual([]));
});

describe('a structured cash discount', () => {
  test('is told by its date or its days, and by its amount or its percentage', () => {
    expect(offered(offer({ until: day('2026-11-25'), amount: decimal('5.00') }))).toEqual([
      '2026-11-25: 5.00 EUR',
    ]);
    expect(offered(offer({ days: decimal('20'), percent: decimal('2.5') }))).toEqual([
      '2026-11-22: 3.03 EUR',
    ]);
  });

  test('of an instalment is a percentage of that instalment', () => {
    const first = offer({ until: day('2026-11-25'), percent: decimal('2') }, '121.00');
    const invoice = testFatturapa({ paymentTerms: [{ ...first, paymentMeansId: '1' }] });
    expect(assessed(invoice).findings.map(({ value }) => value)).toEqual(['2026-11-25: 2.42 EUR']);
  });

  test('without a date, a saving, or with more saved than is asked, is no offer', () => {
    expect(offered(offer({ percent: decimal('2') }))).toEqual([]);
    expect(offered(offer({ days: decimal('0.5'), percent: decimal('2') }))).toEqual([]);
    expect(offered(offer({ until: day('2026-11-25') }))).toEqual([]);
    expect(offered(offer({ until: day('2026-11-19'), amount: decimal('5.00') }))).toEqual([]);
    expect(offered(offer({ until: day('2026-11-25'), amount: decimal('-5.00') }))).toEqual([]);
    expect(offered(offer({ until: day('2026-11-25'), amount: decimal('121.00') }))).toEqual([]);
    expect(offered(offer({ until: day('2026-11-25'), amount: decimal('120.99') }))).toHaveLength(1);
  });

  test('is not told of what is not paid', () => {
    const paymentTerms = [offer({ until: day('2026-11-25'), amount: decimal('5.00') })];
    expect(codesOf(assessed({ typeCode: '381', paymentTerms }))).toEqual(['CREDIT_NOTE']);
  });
});

describe('a cash discount of an invoice that lacks something', () => {
  const today = day('2026-11-20');
  const told = (changes: Parameters<typeof testInvoice>[0]): (string | null)[] =>
    cashDiscounts(testInvoice(changes), today).map(({ value }) => value);
  const byDays = offer({ days: decimal('20'), percent: decimal('3') });
  const byDate = offer({ until: day('2026-11-25'), amount: decimal('5.00') });
  const without = (payable: null) => ({ ...testInvoice().totals, payable });

  test('is told as a finding about the invoice, without a currency when that is missing', () => {
    const findings = cashDiscounts(testInvoice({ currency: null, paymentTerms: [byDays] }), today);
    expect(findings.map(({ code, value }) => [code, value])).toEqual([['CASH_DISCOUNT', '2026-11-22: 3.63']]);
  });

  test('is told by its date alone when there is no issue date to count days from', () => {
    expect(told({ issueDate: null, paymentTerms: [byDays] })).toEqual([]);
    expect(told({ issueDate: null, paymentTerms: [byDate] })).toEqual(['2026-11-25: 5.00 EUR']);
  });

  test('is no offer when there is no amount due to save on', () => {
    expect(told({ totals: without(null), paymentTerms: [byDays] })).toEqual([]);
    expect(told({ totals: without(null), paymentTerms: [byDate] })).toEqual([]);
    expect(
      told({ totals: without(null), paymentTerms: [testTerms({ note: '#SKONTO#TAGE=20#PROZENT=3.00#' })] }),
    ).toEqual([]);
  });

  test.each([
    ['20', '2026-11-22'],
    ['+20', '2026-11-22'],
    ['20.0', '2026-11-22'],
    ['20.00', '2026-11-22'],
    ['999', '2029-07-28'],
  ])('is told when it lasts %s days: until %s', (days, until) => {
    const terms = offer({ days: decimal(days), percent: decimal('3') });
    expect(told({ paymentTerms: [terms] })).toEqual([`${until}: 3.63 EUR`]);
  });

  test.each(['20.5', '1020', '-20', '020.01', '20.10'])('is no offer when it lasts %s days', (days) => {
    const terms = offer({ days: decimal(days), percent: decimal('3') });
    expect(told({ paymentTerms: [terms] })).toEqual([]);
  });

  test('is told on its last day, and not the day after', () => {
    const until = (text: string) =>
      told({ paymentTerms: [offer({ until: day(text), amount: decimal('5.00') })] });
    expect(until('2026-11-20')).toEqual(['2026-11-20: 5.00 EUR']);
    expect(until('2026-11-19')).toEqual([]);
  });

  test('is rounded to the cent, halves up, and half a cent less is a cent less', () => {
    const saved = (amount: string, percent: string) =>
      told({ paymentTerms: [offer({ until: day('2026-11-25'), percent: decimal(percent) }, amount)] });
    expect(saved('33.50', '1')).toEqual(['2026-11-25: 0.34 EUR']);
    expect(saved('33.49', '1')).toEqual(['2026-11-25: 0.33 EUR']);
    expect(saved('0.50', '1')).toEqual(['2026-11-25: 0.01 EUR']);
    expect(saved('0.49', '1')).toEqual([]);
    expect(saved('-33.50', '-1')).toEqual([]);
  });
});
