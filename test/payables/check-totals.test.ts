import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Totals } from '../../lib/documents/invoice.ts';
import { type Decimal, decimal } from '../../lib/money/decimal.ts';
import { checkTotals } from '../../lib/payables/check-totals.ts';
import { profileOf } from '../../lib/payables/profile.ts';
import { assessed, codesOf, requestOf, testChange, testInvoice, testLine } from './factory.ts';

const totals = (changes: Partial<Totals>): Totals => ({ ...testInvoice().totals, ...changes });

const broken = (changes: Parameters<typeof testInvoice>[0]): string[] =>
  checkTotals(testInvoice(changes), profileOf(testInvoice(changes))).map(
    ({ message }) => /BR-CO-\d+|R051/.exec(message)?.[0] ?? message,
  );

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
    const request = requestOf(assessed(changes, { approvals }));
    expect(request?.lines.map(({ amount }) => amount)).toEqual(['100.00', '10.00', '21.00']);
  });

  test('an amount due with three decimals cannot be paid', () => {
    const amount = decimal('121.005');
    const assessment = assessed({ totals: totals({ payable: amount }) });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['REJECT', 'AMOUNT_INVALID']);
  });
});

describe('what is told of sums that do not hold', () => {
  const told = (changes: Parameters<typeof testInvoice>[0]) =>
    checkTotals(testInvoice(changes), 'standard').map(({ code, term, value }) => [code, term, value]);

  test.each<[string, Partial<Totals>, string | null]>([
    ['BT-106', { lineExtension: decimal('100.01'), allowances: null, charges: decimal('-0.01') }, '100.01'],
    ['BT-107', { allowances: decimal('0.01'), lineExtension: decimal('100.01') }, '0.01'],
    ['BT-108', { charges: decimal('0.01'), lineExtension: decimal('99.99') }, '0.01'],
    ['BT-109', { taxExclusive: decimal('100.01'), vat: decimal('20.99') }, '100.01'],
    ['BT-110', { vat: decimal('21.01'), taxExclusive: decimal('99.99') }, '21.01'],
    ['BT-112', { taxInclusive: decimal('121.01'), prepaid: decimal('0.01') }, '121.01'],
    ['BT-115', { payable: decimal('121.01') }, '121.01'],
    ['BT-115', { payable: null }, null],
  ])('is the term %s and what it says, for %j', (term, changes, value) => {
    expect(told({ totals: totals(changes) })).toContainEqual(['TOTALS_INCONSISTENT', term, value]);
  });

  test('is the foreign currencies, but only beside a currency of the invoice', () => {
    expect(told({ foreignCurrencies: ['USD', 'GBP'] })).toEqual([
      ['TOTALS_INCONSISTENT', 'BT-5', 'USD, GBP'],
    ]);
    expect(told({ foreignCurrencies: ['USD'], currency: null })).toEqual([]);
  });

  test('is what third parties are paid, together', () => {
    const thirdPartyPayments = [decimal('10.00'), decimal('2.50')];
    expect(told({ thirdPartyPayments, totals: totals({ payable: decimal('133.50') }) })).toEqual([
      ['TOTALS_EXTENSION', 'BT-115', '12.5'],
    ]);
  });

  test.each([
    ['-0.125', '-0.12', true],
    ['-0.125', '-0.13', true],
    ['-0.12', '-0.125', true],
    ['-0.125', '-0.11', false],
    ['-0.125', '-0.14', false],
    ['-0.1251', '-0.12', false], // beyond the half: one rounding only
    ['-0.1249', '-0.13', false],
    ['0.125', '0.13', true],
    ['0.125', '0.12', false], // both ways round a positive half up
    ['0.1249', '0.12', true],
  ])('is nothing when %s and %s are one amount in cents: %s', (stated, line, isSame) => {
    const amount = decimal(stated);
    const lines = [testLine({ amount: decimal(line) })];
    const sums = totals({
      lineExtension: amount,
      taxExclusive: amount,
      vat: null,
      taxInclusive: amount,
      payable: amount,
    });
    expect(told({ lines, totals: sums, vatBreakdown: [] })).toEqual(
      isSame ? [] : [['TOTALS_INCONSISTENT', 'BT-106', stated]],
    );
  });
});

describe('whatever the amounts are', () => {
  // Far beyond the 2^53 up to which a JavaScript number counts cents exactly.
  const anyCents = fc.bigInt({ min: -(10n ** 22n), max: 10n ** 22n });
  const text = (cents: bigint): Decimal => {
    const digits = String(cents < 0n ? -cents : cents).padStart(3, '0');
    return decimal(`${cents < 0n ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`);
  };
  const total = (values: readonly bigint[]): bigint => values.reduce((all, one) => all + one, 0n);
  const few = fc.array(anyCents, { maxLength: 6 });
  const whole = fc.record({
    lines: few,
    allowances: few,
    charges: few,
    vat: few,
    prepaid: anyCents,
    rounding: anyCents,
    thirdParty: few,
  });

  const invoiceOf = (parts: typeof whole extends fc.Arbitrary<infer T> ? T : never, offBy: bigint) => {
    const net = total(parts.lines) - total(parts.allowances) + total(parts.charges);
    const gross = net + total(parts.vat);
    const due = gross - parts.prepaid + parts.rounding + total(parts.thirdParty) + offBy;
    return {
      lines: parts.lines.map((amount) => testLine({ amount: text(amount) })),
      allowancesAndCharges: [
        ...parts.allowances.map((amount) => testChange({ isCharge: false, amount: text(amount) })),
        ...parts.charges.map((amount) => testChange({ amount: text(amount) })),
      ],
      vatBreakdown: parts.vat.map((amount) => ({
        base: null,
        amount: text(amount),
        category: 'S',
        rate: null,
      })),
      thirdPartyPayments: parts.thirdParty.map(text),
      totals: totals({
        lineExtension: text(total(parts.lines)),
        allowances: text(total(parts.allowances)),
        charges: text(total(parts.charges)),
        taxExclusive: text(net),
        vat: text(total(parts.vat)),
        taxInclusive: text(gross),
        prepaid: text(parts.prepaid),
        rounding: text(parts.rounding),
        payable: text(due),
      }),
    };
  };
  const rules = (changes: Parameters<typeof testInvoice>[0]): string[] =>
    broken(changes).filter((rule) => rule.startsWith('BR-CO'));

  test('right sums hold, and one cent more or less is found, however large the amounts', () => {
    fc.assert(
      fc.property(whole, fc.constantFrom(-1n, 1n), (parts, offBy) => {
        expect(rules(invoiceOf(parts, 0n))).toEqual([]);
        expect(rules(invoiceOf(parts, offBy))).toEqual(['BR-CO-16']);
      }),
    );
  });
});

describe('sums that a document cannot have', () => {
  const none = totals({ lineExtension: null, vat: null });

  test('of lines are not asked of the Factur-X profiles without lines', () => {
    const lines = { lines: [], vatBreakdown: testInvoice().vatBreakdown };
    expect(broken({ ...lines, profile: 'urn:factur-x.eu:1p0:basicwl' })).toEqual([]);
    expect(broken({ ...lines, profile: 'urn:cen.eu:en16931:2017' })).toEqual(['BR-CO-10']);
  });

  test('BASIC WL still has to add up what it states', () => {
    const profile = 'urn:factur-x.eu:1p0:basicwl';
    expect(broken({ lines: [], profile, totals: totals({ payable: decimal('121.01') }) })).toEqual([
      'BR-CO-16',
    ]);
    expect(broken({ lines: [], profile, totals: totals({ vat: decimal('21.01') }) })).toEqual([
      'BR-CO-14',
      'BR-CO-15',
    ]);
  });

  test('of MINIMUM are only total with VAT from total without VAT', () => {
    const profile = 'urn:factur-x.eu:1p0:minimum';
    const minimum = { lines: [], vatBreakdown: [], profile };
    const paidBefore = totals({ lineExtension: null, payable: decimal('21.00') });
    expect(broken({ ...minimum, totals: paidBefore })).toEqual([]);
    expect(broken({ ...minimum, totals: none })).toEqual(['BR-CO-15']);
  });

  test('with prices that include the tax leave net and gross totals alone, and check the others', () => {
    const included = totals({ lineExtension: decimal('121.00'), taxExclusive: decimal('100.00') });
    const lines = [testLine({ amount: decimal('121.00') })];
    expect(broken({ isTaxIncluded: true, lines, totals: included })).toEqual([]);
    expect(broken({ isTaxIncluded: false, lines, totals: included })).toEqual(['BR-CO-13']);
    const off = totals({ ...included, taxInclusive: decimal('121.01') });
    expect(broken({ isTaxIncluded: true, lines, totals: off })).toEqual(['BR-CO-16']);
  });

  test('without a VAT total ask that nothing is added to the net total', () => {
    const exempt = totals({ vat: null, taxInclusive: decimal('100.00'), payable: decimal('100.00') });
    const row = { base: decimal('100.00'), amount: decimal('0.00'), category: 'E', rate: decimal('0') };
    expect(broken({ vatBreakdown: [row], totals: exempt })).toEqual([]);
  });

  test('count logistics charges of CII among the charges', () => {
    const sums = totals({
      charges: decimal('10.00'),
      taxExclusive: decimal('110.00'),
      taxInclusive: decimal('131.00'),
      payable: decimal('131.00'),
    });
    const freight = testChange({ isFreight: true });
    expect(broken({ syntax: 'cii', allowancesAndCharges: [freight], totals: sums })).toEqual([]);
    expect(broken({ syntax: 'cii', totals: sums })).toEqual(['BR-CO-12']);
  });

  test('never count the CII lines that repeat others', () => {
    const group = testLine({ id: 'G', amount: decimal('100.00') });
    expect(broken({ syntax: 'cii', uncountedLines: [group] })).toEqual([]);
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
    const line = testLine({
      quantity: decimal('5000'),
      price: decimal('22.00'),
      baseQuantity: decimal('1000'),
      allowancesAndCharges: [
        testChange({ isCharge: false, amount: decimal('15.00') }),
        testChange({ amount: decimal('5.00') }),
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
