import { describe, expect, test } from 'vitest';
import type { InvoiceLine, VatRow } from '../../lib/documents/invoice.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { checkRounding } from '../../lib/payables/check-rounding.ts';
import { testChange, testInvoice, testLine } from './factory.ts';

const found = (lines: readonly InvoiceLine[], vatBreakdown: readonly VatRow[] = []) =>
  checkRounding(testInvoice({ lines, vatBreakdown })).map(({ code, value }) => [code, value]);

const lineOf = (changes: Partial<InvoiceLine>) => found([testLine(changes)]);

describe('a line of 10 pieces at 10.00', () => {
  test.each<[string, Partial<InvoiceLine>]>([
    ['100.00', {}],
    ['2 cents more', { amount: decimal('100.02') }],
    ['2 cents less', { amount: decimal('99.98') }],
    ['1.00, the price being of 100', { amount: decimal('1.00'), baseQuantity: decimal('100') }],
    ['110.00 with a charge of 10.00', { amount: decimal('110.00'), allowancesAndCharges: [testChange()] }],
    [
      '90.00 with an allowance of 10.00',
      { amount: decimal('90.00'), allowancesAndCharges: [testChange({ isCharge: false })] },
    ],
    [
      '100.00 with a charge and an allowance that have no amount',
      { allowancesAndCharges: [testChange({ amount: null }), testChange({ isCharge: false, amount: null })] },
    ],
    ['nothing that is said', { amount: null }],
    ['7.00 of an unknown quantity', { quantity: null, amount: decimal('7.00') }],
    ['7.00 at an unknown price', { price: null, amount: decimal('7.00') }],
    [
      '7.00, the price being of 0, which says nothing',
      { baseQuantity: decimal('0'), amount: decimal('7.00') },
    ],
  ])('may be %s', (_what, changes) => expect(lineOf(changes)).toEqual([]));

  test.each<[string, Partial<InvoiceLine>]>([
    ['3 cents more', { amount: decimal('100.03') }],
    ['3 cents less', { amount: decimal('99.97') }],
    ['100.00, the price being of 100', { baseQuantity: decimal('100') }],
    ['100.00 with an allowance of 10.00', { allowancesAndCharges: [testChange({ isCharge: false })] }],
    ['100.00 with a charge of 10.00', { allowancesAndCharges: [testChange()] }],
  ])('is told when it is %s', (_what, changes) => {
    expect(lineOf(changes)).toEqual([['LINE_AMOUNT_DEVIATES', '1']]);
  });
});

describe('a VAT row of 21 % over 100.00', () => {
  const row = { base: decimal('100.00'), amount: decimal('21.00'), category: 'S', rate: decimal('21') };
  const rowOf = (changes: Partial<VatRow>) => found([], [{ ...row, ...changes }]);

  test.each<[string, Partial<VatRow>]>([
    ['21.00', {}],
    ['1.00 more', { amount: decimal('22.00') }],
    ['1.00 less', { amount: decimal('20.00') }],
    ['21.00 of an unknown base', { base: null }],
    ['nothing that is said', { amount: null }],
    ['7.00 at an unknown rate', { rate: null, amount: decimal('7.00') }],
  ])('may be %s', (_what, changes) => expect(rowOf(changes)).toEqual([]));

  test.each(['22.01', '19.99'])('is told when it is %s', (amount) => {
    expect(rowOf({ amount: decimal(amount) })).toEqual([['VAT_DEVIATES', 'S 21 %']]);
  });

  test('is named by category and rate, as far as it has them', () => {
    const wrong = { ...row, amount: decimal('99.00') };
    const rows = [wrong, { ...wrong, category: null }, { ...wrong, category: 'AA', rate: decimal('9.0') }];
    expect(found([], rows)).toEqual([['VAT_DEVIATES', 'S 21 %, ? 21 %, AA 9.0 %']]);
  });
});

test('the lines that deviate are named together, the first five of many', () => {
  const lines = (count: number) =>
    Array.from({ length: count }, (_, index) => testLine({ id: `L${index + 1}`, amount: decimal('1.00') }));
  const named = (count: number) => found([testLine({ id: 'sound' }), ...lines(count)]);
  expect(named(0)).toEqual([]);
  expect(named(2)).toEqual([['LINE_AMOUNT_DEVIATES', 'L1, L2']]);
  expect(named(5)).toEqual([['LINE_AMOUNT_DEVIATES', 'L1, L2, L3, L4, L5']]);
  expect(named(6)).toEqual([['LINE_AMOUNT_DEVIATES', 'L1, L2, L3, L4, L5 and 1 more']]);
  expect(named(12)).toEqual([['LINE_AMOUNT_DEVIATES', 'L1, L2, L3, L4, L5 and 7 more']]);
  expect(found([testLine({ id: null, amount: decimal('1.00') })])).toEqual([['LINE_AMOUNT_DEVIATES', '?']]);
});
