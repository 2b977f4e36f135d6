import { describe, expect, test } from 'vitest';
import type { Totals } from '../../lib/documents/invoice.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { checkTotals } from '../../lib/payables/check-totals.ts';
import { assessed, codesOf, testInvoice, testLine } from './factory.ts';

const totals = (changes: Partial<Totals>): Totals => ({ ...testInvoice().totals, ...changes });

const broken = (changes: Parameters<typeof testInvoice>[0]): string[] =>
  checkTotals(testInvoice(changes)).map(({ message }) => /BR-CO-\d+|R051/.exec(message)?.[0] ?? message);

describe('the sums of the invoice', () => {
  test('of a sound invoice hold', () => expect(broken({})).toEqual([]));

  test.each<[string, Partial<Totals>]>([
    [
      'BR-CO-10',
      {
        lineExtension: decimal('100.01'),
        taxExclusive: decimal('100.01'),
        taxInclusive: decimal('121.01'),
        payable: decimal('121.01'),
      },
    ],
    [
      'BR-CO-11',
      {
        allowances: decimal('0.01'),
        taxExclusive: decimal('99.99'),
        taxInclusive: decimal('120.99'),
        payable: decimal('120.99'),
      },
    ],
    [
      'BR-CO-12',
      {
        charges: decimal('0.01'),
        taxExclusive: decimal('100.01'),
        taxInclusive: decimal('121.01'),
        payable: decimal('121.01'),
      },
    ],
    [
      'BR-CO-13',
      { taxExclusive: decimal('100.01'), taxInclusive: decimal('121.01'), payable: decimal('121.01') },
    ],
    ['BR-CO-14', { vat: decimal('21.01'), taxInclusive: decimal('121.01'), payable: decimal('121.01') }],
    ['BR-CO-15', { taxInclusive: decimal('121.01'), payable: decimal('121.01') }],
    ['BR-CO-16', { payable: decimal('121.01') }],
  ])('%s off by one cent is the one rule that is named', (rule, changes) => {
    expect(broken({ totals: totals(changes) })).toEqual([rule]);
  });

  test('an invoice off by one cent is sent back', () => {
    const assessment = assessed({ totals: totals({ payable: decimal('121.01') }) });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['REJECT', 'TOTALS_INCONSISTENT']);
  });

  test('prepaid and rounding amounts are part of the amount due', () => {
    expect(
      broken({
        totals: totals({ prepaid: decimal('20.98'), rounding: decimal('-0.02'), payable: decimal('100.00') }),
      }),
    ).toEqual([]);
  });

  test('sums that break with binary floats hold', () => {
    const lines = [testLine({ amount: decimal('0.1') }), testLine({ amount: decimal('0.2') })];
    const sums = totals({
      lineExtension: decimal('0.3'),
      taxExclusive: decimal('0.3'),
      vat: null,
      taxInclusive: decimal('0.30'),
      payable: decimal('0.30'),
    });
    expect(broken({ lines, totals: sums, vatBreakdown: [] })).toEqual([]);
  });

  test.each(['-0.12', '-0.13'])(
    'a negative half cent may be rounded to %s: both ways are in use',
    (rounded) => {
      const amount = decimal(rounded);
      const lines = [testLine({ amount: decimal('-0.125') })];
      const sums = totals({
        lineExtension: amount,
        taxExclusive: amount,
        vat: null,
        taxInclusive: amount,
        payable: amount,
      });
      expect(broken({ lines, totals: sums, vatBreakdown: [] })).toEqual([]);
    },
  );

  test('amounts in another currency make the sums meaningless', () => {
    expect(broken({ foreignCurrencies: ['USD'] })).toEqual(['R051']);
  });

  test('third-party amounts of the XRechnung extension are added and held for a person', () => {
    const changes = {
      thirdPartyPayments: [decimal('10.00')],
      totals: totals({ payable: decimal('131.00') }),
    };
    expect(codesOf(assessed(changes))).toEqual(['TOTALS_EXTENSION']);
    const approvals = [{ code: 'TOTALS_EXTENSION', by: 'ann', at: '2026-11-20T09:00:00Z' }];
    const { request } = assessed(changes, { approvals });
    expect(request?.lines.map(({ amount }) => amount)).toEqual(['100.00', '10.00', '21.00']);
  });

  test('an amount due with three decimals cannot be paid', () => {
    const amount = decimal('121.005');
    const assessment = assessed({ totals: totals({ payable: amount }) });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['REJECT', 'AMOUNT_INVALID']);
  });
});

describe('products that are rounded for display', () => {
  test('a line that differs from quantity times price by more than two cents is told, and paid', () => {
    const exactly = assessed({ lines: [testLine({ price: decimal('10.002') })] });
    expect(codesOf(exactly)).toEqual([]);
    const assessment = assessed({ lines: [testLine({ price: decimal('10.003') })] });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['PAY', 'LINE_AMOUNT_DEVIATES']);
  });

  test('base quantity, line charges and line allowances are counted', () => {
    const change = { reasonCode: null, reason: null, vatCategory: null, vatRate: null };
    const line = testLine({
      quantity: decimal('5000'),
      price: decimal('22.00'),
      baseQuantity: decimal('1000'),
      allowancesAndCharges: [
        { ...change, isCharge: false, amount: decimal('15.00') },
        { ...change, isCharge: true, amount: decimal('5.00') },
      ],
    });
    expect(codesOf(assessed({ lines: [line] }))).toEqual([]);
  });

  test('a VAT amount off by more than one euro is told, and paid', () => {
    const row = { base: decimal('100.00'), amount: decimal('21.00'), category: 'S' };
    expect(codesOf(assessed({ vatBreakdown: [{ ...row, rate: decimal('20') }] }))).toEqual([]);
    const assessment = assessed({ vatBreakdown: [{ ...row, rate: decimal('19') }] });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['PAY', 'VAT_DEVIATES']);
  });
});
