import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Invoice, VatRow } from '../../lib/documents/invoice.ts';
import {
  add,
  type Decimal,
  decimal,
  equals,
  multiply,
  negate,
  round,
  subtract,
  sum,
  zero,
} from '../../lib/money/decimal.ts';
import { requestLines } from '../../lib/payables/request-lines.ts';
import { invoices } from '../documents/random-invoice.ts';
import {
  assessed,
  testChange,
  testInvoice,
  testLine,
  testOrganisation,
  testSupplier,
  testTerms,
} from './factory.ts';

const withheld = testOrganisation({
  coding: { ...testOrganisation().coding, withheld: '1000.160.00.000' },
});
const linesOf = (invoice: Invoice, organisation = withheld) => {
  const { lines, findings } = requestLines(invoice, organisation, testSupplier());
  return {
    lines: lines?.map(({ type, amount, coding }) => `${type} ${amount} ${coding.code} ${coding.rule}`),
    findings,
  };
};
const due = (payable: string): Invoice['totals'] => ({ ...testInvoice().totals, payable: decimal(payable) });
const vatOf = (...amounts: string[]): VatRow[] =>
  amounts.map((amount) => ({ base: null, amount: decimal(amount), category: 'S', rate: decimal('21') }));

describe('the lines of an Italian invoice', () => {
  test('are freight and discounts by what each line is, on the accounts for these', () => {
    const invoice = testInvoice({
      syntax: 'fatturapa',
      lines: [
        testLine({ amount: decimal('100.00') }),
        testLine({ amount: decimal('12.00'), purpose: 'freight', name: 'Trasporto' }),
        testLine({ amount: decimal('-10.00'), purpose: 'discount', name: 'Sconto' }),
        testLine({ amount: decimal('1.00'), purpose: 'discount', name: 'Storno sconto' }),
      ],
      allowancesAndCharges: [testChange({ amount: decimal('3.00'), isFreight: true })],
      vatBreakdown: vatOf('23.32'),
      totals: due('129.32'),
    });
    expect(linesOf(invoice).lines).toEqual([
      'ITEM 100.00 1000.400.00.000 default',
      'FREIGHT 12.00 1000.460.00.000 freight',
      'DISCOUNT -10.00 1000.470.00.000 discount',
      'ITEM 1.00 1000.470.00.000 discount', // the ERP's discounts are negative
      'FREIGHT 3.00 1000.460.00.000 freight',
      'TAX 23.32 1000.151.00.000 tax',
    ]);
  });

  test('hold the gross amount, and what is withheld for the state as negative lines of its own account', () => {
    const invoice = testInvoice({
      syntax: 'fatturapa',
      withholdings: [
        { kind: 'withholding-tax', amount: decimal('20.00'), reason: 'RT01' },
        { kind: 'split-payment-vat', amount: decimal('21.00'), reason: null },
      ],
      totals: due('80.00'),
    });
    expect(linesOf(invoice).lines).toEqual([
      'ITEM 100.00 1000.400.00.000 default',
      'TAX 21.00 1000.151.00.000 tax',
      'DISCOUNT -20.00 1000.160.00.000 withheld',
      'DISCOUNT -21.00 1000.160.00.000 withheld',
    ]);
    const { lines, findings } = linesOf(invoice, testOrganisation());
    expect(lines).toBeUndefined();
    expect(findings.map(({ code, value, nl }) => [code, value, nl.message])).toEqual([
      [
        'WITHHOLDING_REVIEW',
        'withheld tax',
        'Er is geen grootboekrekening gevonden voor: ingehouden belasting.',
      ],
    ]);
  });

  test('with eight decimals are balanced to the cent on the largest line', () => {
    const invoice = testInvoice({
      syntax: 'fatturapa',
      lines: ['33.33333333', '33.33333333', '33.33333334'].map((amount, index) =>
        testLine({ id: String(index), amount: decimal(amount) }),
      ),
      vatBreakdown: vatOf('22.00'),
      totals: due('122.00'),
    });
    expect(linesOf(invoice).lines?.map((line) => line.split(' ')[1])).toEqual([
      '33.34',
      '33.33',
      '33.33',
      '22.00',
    ]);
  });

  test('may be a cent for every instalment beside what is asked, and not more', () => {
    const paymentTerms = [testTerms({ amount: decimal('60.50') }), testTerms({ amount: decimal('60.52') })];
    const asked = (payable: string, syntax: Invoice['syntax'] = 'fatturapa') =>
      linesOf(testInvoice({ syntax, paymentTerms, totals: due(payable) })).findings.map(({ code }) => code);
    expect(asked('121.02')).toEqual([]);
    expect(asked('120.98')).toEqual([]);
    expect(asked('121.03')).toEqual(['PAYMENT_SUM_DEVIATES']); // for a person; many are wrong
    expect(asked('121.01', 'ubl-invoice')).toEqual(['TOTALS_INCONSISTENT']);
  });
});

describe('what the ERP reads of each line', () => {
  const draftsOf = (changes: Partial<Invoice>, payable: string) =>
    requestLines(testInvoice({ totals: due(payable), ...changes }), withheld, testSupplier());
  const textsOf = (...args: Parameters<typeof draftsOf>) =>
    draftsOf(...args).lines?.map(({ type, purpose, description }) => `${type} ${purpose}: ${description}`);

  test('is the name and description of the invoice, or what the amount is', () => {
    const changes: Partial<Invoice> = {
      totals: { ...due('129.05'), prepaid: decimal('1.00'), rounding: decimal('0.05') },
      allowancesAndCharges: [
        testChange({ amount: decimal('2.00') }),
        testChange({ amount: decimal('3.00'), isFreight: true }),
        testChange({ amount: decimal('1.00'), isCharge: false }),
        testChange({ amount: decimal('2.00'), reason: 'Handling' }),
      ],
      thirdPartyPayments: [decimal('5.00')],
      withholdings: [
        { kind: 'withholding-tax', amount: decimal('1.00'), reason: 'RT01' },
        { kind: 'split-payment-vat', amount: decimal('1.00'), reason: null },
      ],
    };
    expect(textsOf(changes, '129.05')).toEqual([
      'ITEM line: Paper',
      'ITEM charge: charge',
      'FREIGHT freight: freight charge',
      'DISCOUNT allowance: allowance',
      'ITEM charge: Handling',
      'ITEM third-party: third-party amount',
      'TAX vat: VAT S 21 %',
      'DISCOUNT prepaid: Already paid',
      'ITEM rounding: Rounding',
      'DISCOUNT withheld: Withholding tax RT01',
      'DISCOUNT withheld: VAT by split payment',
    ]);
  });

  test('is the number of a line that has no text', () => {
    const textOf = (changes: Parameters<typeof testLine>[0]) =>
      textsOf({ lines: [testLine(changes)] }, '121.00')?.[0];
    expect(textOf({ id: '7', name: ' ', description: null })).toBe('ITEM line: Line 7');
    expect(textOf({ id: null, name: null, description: '' })).toBe('ITEM line: Line');
    expect(textOf({ name: 'Paper', description: 'Paper' })).toBe('ITEM line: Paper');
    expect(textOf({ name: 'Paper', description: '  ' })).toBe('ITEM line: Paper');
  });

  test('is missing an account code for the first five that are named, and more', () => {
    const bare = testOrganisation({ coding: { byAccountingReference: {}, byVatCategory: {} } });
    const lines = ['1', '2', '3', '4', null].map((id) => testLine({ id, amount: decimal('20.00') }));
    const { findings } = requestLines(testInvoice({ lines }), bare, testSupplier());
    expect(findings.map(({ code, value }) => [code, value])).toEqual([
      ['CODING_MISSING', 'line 1, line 2, line 3, line 4, line ? and more'],
    ]);
    const charges = testInvoice({
      lines: [],
      vatBreakdown: [],
      allowancesAndCharges: [testChange(), testChange({ isFreight: true }), testChange({ isCharge: false })],
      thirdPartyPayments: [decimal('10.00')],
      totals: { ...due('25.00'), prepaid: decimal('-4.00'), rounding: decimal('1.00') },
    });
    const review = requestLines(charges, bare, testSupplier()).findings;
    expect(review.map(({ code, value, nl }) => [code, value, nl.message.split(': ')[1]])).toEqual([
      [
        'CODING_MISSING',
        'charge, freight charge, allowance, third-party amount',
        'toeslag, vrachtkosten, korting, bedrag voor derden.',
      ],
      ['PREPAID_REVIEW', 'prepaid amount, rounding', 'vooruitbetaald bedrag, afronding.'],
    ]);
  });

  test('that do not add up is said in both languages, also when there is none', () => {
    const [found] = draftsOf({ lines: [], vatBreakdown: [] }, '5.00').findings;
    expect(found?.message).toMatch(/do not add up to the amount due/);
    expect(found?.nl.message).toMatch(/samen niet het te betalen bedrag/);
  });

  test('takes the remainder of the rounding on the largest amount, wherever it stands', () => {
    const lines = ['0.005', '99.99', '0.005'].map((amount) => testLine({ amount: decimal(amount) }));
    const amounts = draftsOf({ lines, vatBreakdown: [] }, '100.00').lines?.map(({ amount }) => amount);
    expect(amounts).toEqual(['0.01', '99.98', '0.01']);
  });
});

describe('lines whose amounts include the tax', () => {
  const including = (changes: Partial<Invoice>): Invoice =>
    testInvoice({ isTaxIncluded: true, totals: due('121.00'), ...changes });

  test('go without it, as the tax has lines of its own', () => {
    const lines = [
      testLine({ amount: decimal('100.00'), price: decimal('10.00') }),
      testLine({ id: '2', amount: decimal('21.00') }),
    ];
    expect(linesOf(including({ lines })).lines).toEqual([
      'ITEM 82.64 1000.400.00.000 default',
      'ITEM 17.36 1000.400.00.000 default',
      'TAX 21.00 1000.151.00.000 tax',
    ]);
  });

  test('give up only the tax of their own category and rate', () => {
    const lines = [
      testLine({ amount: decimal('109.00'), vatRate: decimal('9.0') }),
      testLine({ amount: decimal('121.00') }),
      testLine({ amount: decimal('50.00'), vatCategory: 'E', vatRate: null }),
    ];
    const vatBreakdown = [
      { base: decimal('100'), amount: decimal('21.00'), category: 'S', rate: decimal('21.00') },
      { base: decimal('100'), amount: decimal('9.00'), category: 'S', rate: decimal('9') },
      { base: decimal('50'), amount: decimal('0.00'), category: 'E', rate: null },
    ];
    expect(linesOf(including({ lines, vatBreakdown, totals: due('280.00') })).lines).toEqual([
      'ITEM 100.00 1000.400.00.000 default',
      'ITEM 100.00 1000.400.00.000 default',
      'ITEM 50.00 1000.400.00.000 default',
      'TAX 21.00 1000.151.00.000 tax',
      'TAX 9.00 1000.151.00.000 tax',
    ]);
  });

  test('of a category without a rate are told from those with one', () => {
    const row = { base: null, category: 'S' };
    const both = (lineRate: Decimal | null, rowRate: Decimal | null) =>
      linesOf(
        including({
          lines: [testLine({ amount: decimal('121.00'), vatRate: lineRate })],
          vatBreakdown: [
            { ...row, amount: decimal('21.00'), rate: rowRate },
            { ...row, amount: null, rate: null },
          ],
        }),
      ).lines?.length;
    const rate = decimal('21');
    expect([both(null, null), both(rate, rate), both(rate, null), both(null, rate)]).toEqual([
      2,
      2,
      undefined,
      undefined,
    ]);
  });

  test('are paid with their tax, once', () => {
    const lines = [testLine({ amount: decimal('121.00') })];
    const { outcome, payments } = assessed({
      isTaxIncluded: true,
      lines,
      totals: { ...testInvoice().totals, lineExtension: decimal('121.00') },
    });
    expect([outcome, payments[0]?.amount]).toEqual(['PAY', '121.00']);
    expect(payments[0]?.request.lines.map((line) => `${line.line_type} ${line.amount}`)).toEqual([
      'ITEM 100.00',
      'TAX 21.00',
    ]);
  });

  test('do not add up when a tax has no lines, or they are less than the tax', () => {
    const other = [testLine({ amount: decimal('121.00'), vatCategory: 'E' })];
    const less = [testLine({ amount: decimal('21.00') })];
    for (const lines of [other, less]) {
      const { findings } = linesOf(including({ lines }));
      expect(findings.map(({ code }) => code)).toEqual(['TOTALS_INCONSISTENT']);
    }
  });
});

const scaled = (min: number, max: number, places: number): fc.Arbitrary<Decimal> =>
  fc.integer({ min, max }).map((value) => {
    const digits = String(Math.abs(value)).padStart(places + 1, '0');
    return decimal(`${value < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`);
  });

const rates = ['21', '9', '6', '0'] as const;
const money = scaled(1, 500_000, 2);
const anInvoice = fc.record({
  lines: fc.array(
    fc.record({
      amount: fc.oneof(scaled(1, 5_000_000, 2), scaled(-90_000, 0, 2), scaled(1, 99_999_999, 8)),
      rate: fc.constantFrom(...rates),
    }),
    { minLength: 1, maxLength: 25 },
  ),
  changes: fc.array(
    fc.record({
      amount: money,
      isCharge: fc.boolean(),
      isFreight: fc.boolean(),
      rate: fc.constantFrom(...rates),
    }),
    { maxLength: 4 },
  ),
  prepaid: scaled(0, 9_999, 2),
  rounding: scaled(-99, 99, 2),
  withheld: fc.array(money, { maxLength: 2 }),
});

/** Totals as the standard makes them: VAT per rate on the sum, rounded there and nowhere before. */
function standardInvoice({
  lines,
  changes,
  prepaid,
  rounding,
  withheld: kept,
}: typeof anInvoice extends fc.Arbitrary<infer Value> ? Value : never): Invoice {
  const signed = changes.map(({ amount, isCharge }) => (isCharge ? amount : negate(amount)));
  const netOf = (rate: string): Decimal =>
    round(
      add(
        sum(lines.filter((line) => line.rate === rate).map(({ amount }) => amount)),
        sum(signed.filter((_, index) => changes[index]?.rate === rate)),
      ),
      2,
    );
  const rows = rates.map((rate) => ({
    base: netOf(rate),
    amount: round(multiply(netOf(rate), decimal(`0.${rate.padStart(2, '0')}`)), 2),
    category: 'S',
    rate: decimal(rate),
  }));
  const net = sum(rows.map((row) => row.base));
  const gross = add(net, sum(rows.map((row) => row.amount)));
  return testInvoice({
    lines: lines.map(({ amount, rate }, index) =>
      testLine({ id: String(index), amount, vatRate: decimal(rate) }),
    ),
    allowancesAndCharges: changes.map(({ rate, ...change }) =>
      testChange({ ...change, vatCategory: 'S', vatRate: decimal(rate) }),
    ),
    vatBreakdown: rows,
    withholdings: kept.map((amount) => ({ kind: 'withholding-tax', amount, reason: null })),
    totals: {
      ...testInvoice().totals,
      prepaid,
      rounding,
      payable: subtract(add(subtract(gross, prepaid), rounding), sum(kept)),
    },
  });
}

describe('whatever the allowances, charges, rates and roundings', () => {
  test('the lines of any sound invoice are together the amount due', () => {
    fc.assert(
      fc.property(invoices, (invoice) => {
        const { lines, findings } = requestLines(invoice, withheld, testSupplier());
        expect(findings).toEqual([]);
        expect(equals(sum(lines?.map(({ amount }) => amount) ?? []), invoice.totals.payable ?? zero)).toBe(
          true,
        );
      }),
    );
  });

  test('the lines are together the amount due, and at most one is not its own amount in cents', () => {
    fc.assert(
      fc.property(anInvoice, (values) => {
        const invoice = standardInvoice(values);
        const { lines, findings } = requestLines(invoice, withheld, testSupplier());
        expect(findings).toEqual([]);
        const amounts = lines?.map(({ amount }) => amount) ?? [];
        expect(amounts.every((amount) => /^-?\d+\.\d{2}$/.test(amount))).toBe(true);
        expect(equals(sum(amounts), invoice.totals.payable ?? zero)).toBe(true);
        const moved = lines?.filter(({ exact, amount }) => !equals(amount, round(exact, 2))) ?? [];
        expect(moved.length <= 1).toBe(true);
      }),
      { numRuns: 300 },
    );
  });
});
