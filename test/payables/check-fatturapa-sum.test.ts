import { describe, expect, test } from 'vitest';
import { decimal } from '../../lib/money/decimal.ts';
import { checkFatturapaSum } from '../../lib/payables/check-fatturapa-sum.ts';
import { testFatturapa, testInvoice, testTerms } from './factory.ts';

const told = (
  payable: string | null,
  taxInclusive: string | null,
  instalments: (string | null)[],
  withheld: (string | null)[] = [],
) => {
  const amount = (text: string | null) => (text === null ? null : decimal(text));
  const invoice = testFatturapa({
    totals: { ...testInvoice().totals, payable: amount(payable), taxInclusive: amount(taxInclusive) },
    paymentTerms: instalments.map((text) => testTerms({ amount: amount(text) })),
    withholdings: withheld.map((text) => ({ kind: 'withholding-tax', amount: amount(text), reason: null })),
  });
  return checkFatturapaSum(invoice).map(({ code, term, value }) => [code, term, value]);
};

describe('the instalments of a FatturaPA', () => {
  test.each<[string, string, (string | null)[], (string | null)[]]>([
    ['121.00', '121.00', ['121.00'], []],
    ['121.01', '121.00', ['121.01'], []],
    ['120.99', '121.00', ['120.99'], []],
    ['121.02', '121.00', ['60.51', '60.51'], []],
    ['120.98', '121.00', ['60.49', '60.49'], []],
    ['80.00', '121.00', ['80.00'], ['20.00', '21.00']],
    ['101.00', '121.00', ['101.00'], ['20.00', null]],
    ['121.00', '121.00', [], []], // nothing to round: equal to the last digit
  ])('of %s may stand for a total of %s in %j, less %j', (payable, total, instalments, withheld) => {
    expect(told(payable, total, instalments, withheld)).toEqual([]);
  });

  test.each<[string, string, (string | null)[], (string | null)[]]>([
    ['121.0101', '121.00', ['121.0101'], []],
    ['120.9899', '121.00', ['120.9899'], []],
    ['121.03', '121.00', ['60.51', '60.52'], []],
    ['120.97', '121.00', ['60.49', '60.48'], []],
    ['121.02', '121.00', ['121.02', null], []], // terms without an amount round nothing
    ['121.01', '121.00', [], []],
    ['121.00', '121.00', ['121.00'], ['20.00']],
    ['-121.00', '121.00', ['-121.00'], []],
  ])('of %s do not stand for a total of %s in %j, less %j', (payable, total, instalments, withheld) => {
    expect(told(payable, total, instalments, withheld)).toEqual([
      ['PAYMENT_SUM_DEVIATES', 'BT-115', payable],
    ]);
  });

  test('cannot be judged without instalments or without a total, and the term that lacks is named', () => {
    expect(told(null, '121.00', [])).toEqual([['NO_PAYMENT_DATA', 'BT-115', null]]);
    expect(told('121.00', null, ['121.00'])).toEqual([['NO_PAYMENT_DATA', 'BT-112', null]]);
    expect(told(null, null, [])).toEqual([['NO_PAYMENT_DATA', 'BT-115', null]]);
  });
});
