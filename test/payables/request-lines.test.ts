import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { AllowanceOrCharge, Invoice } from '../../lib/documents/invoice.ts';
import {
  add,
  type Decimal,
  decimal,
  equals,
  multiply,
  round,
  subtract,
  sum,
  zero,
} from '../../lib/money/decimal.ts';
import { accountCodeFinder, ownCode } from '../../lib/payables/coding.ts';
import type { PaymentRequest } from '../../lib/payables/payment-request.ts';
import {
  assessed,
  codesOf,
  testChange,
  testDirectory,
  testInvoice,
  testLine,
  testOrganisation,
  testSupplier,
} from './factory.ts';

const requestOf = (...args: Parameters<typeof assessed>): PaymentRequest => {
  const assessment = assessed(...args);
  const [payment] = assessment.payments;
  if (payment === undefined) throw new Error(`no request: ${codesOf(assessment).join(', ')}`);
  return payment.request;
};

const summary = ({ lines }: PaymentRequest) =>
  lines.map(
    ({ line_type, amount, distributions }) =>
      `${line_type} ${amount} ${distributions[0]?.account_combination_code}`,
  );

const charge = (changes: Partial<AllowanceOrCharge>): AllowanceOrCharge =>
  testChange({ amount: decimal('0.00'), vatCategory: 'S', vatRate: decimal('21'), ...changes });

describe('the lines of a payment request', () => {
  test('have freight, other charges, discounts, VAT, prepaid and rounding each on its own account', () => {
    const request = requestOf({
      allowancesAndCharges: [
        charge({ amount: decimal('12.00'), reasonCode: 'FC', reason: 'Freight' }),
        charge({ amount: decimal('3.00'), reasonCode: 'PC' }),
        charge({ isCharge: false, amount: decimal('15.00'), reasonCode: '95' }),
      ],
      totals: {
        ...testInvoice().totals,
        allowances: decimal('15.00'),
        charges: decimal('15'),
        prepaid: decimal('20.99'),
        rounding: decimal('-0.01'),
        payable: decimal('100.00'),
      },
    });
    expect(summary(request)).toEqual([
      'ITEM 100.00 1000.400.00.000',
      'FREIGHT 12.00 1000.460.00.000',
      'ITEM 3.00 1000.400.00.000',
      'DISCOUNT -15.00 1000.470.00.000',
      'TAX 21.00 1000.151.00.000',
      'DISCOUNT -20.99 1000.130.00.000',
      'ITEM -0.01 1000.499.00.000',
    ]);
    expect(request.amount).toBe('100.00');
  });

  test('leave out VAT rows of zero', () => {
    const amounts = {
      lineExtension: decimal('100'),
      taxExclusive: decimal('100'),
      taxInclusive: decimal('100'),
      payable: decimal('100'),
    };
    const vatBreakdown = [{ base: decimal('100'), amount: decimal('0'), category: 'E', rate: null }];
    const totals = { ...testInvoice().totals, ...amounts, vat: decimal('0.00') };
    expect(requestOf({ vatBreakdown, totals }).lines.map((line) => line.line_type)).toEqual(['ITEM']);
  });

  test('show quantity and unit price only when they multiply to the amount', () => {
    const priced = (changes: Parameters<typeof testLine>[0]) => {
      const [line] = requestOf({ lines: [testLine(changes)] }).lines;
      return [line?.quantity, line?.unit_price];
    };
    expect(priced({})).toEqual(['10', '10']);
    expect(
      priced({ quantity: decimal('5000'), price: decimal('20.00'), baseQuantity: decimal('1000') }),
    ).toEqual(['5000', '0.02']);
    expect(priced({ price: decimal('9.99') })).toEqual(['1', '100.00']);
    expect(priced({ quantity: decimal('+10.0'), price: decimal('010.00') })).toEqual(['10', '10']);
    expect(priced({ quantity: decimal('30'), price: decimal('10.00'), baseQuantity: decimal('3') })).toEqual([
      '1',
      '100.00',
    ]);
    expect(priced({ quantity: null })).toEqual(['1', '100.00']);
  });

  test('have name and description on one line, without control characters', () => {
    const [line] = requestOf({ lines: [testLine({ name: 'Paper\n A4', description: '80\u0007g' })] }).lines;
    expect(line?.description).toBe('Paper A4 - 80 g');
  });
});

describe('the account code of a line', () => {
  const coding = {
    default: 'DEFAULT',
    tax: 'TAX',
    byAccountingReference: { 'LINE-REF': 'BY-BT-133', 'DOC-REF': 'BY-BT-19' },
    byVatCategory: { S: 'BY-VAT' },
  };
  const codeOf = (invoice: Partial<Invoice>, supplier: { accountCode?: string }) => {
    const directory = testDirectory({
      organisations: [testOrganisation({ coding })],
      suppliers: [testSupplier(supplier)],
    });
    return requestOf(invoice, { directory }).lines[0]?.distributions[0]?.account_combination_code;
  };

  test('comes from BT-133, then BT-19, then the supplier, then the VAT category, then the default', () => {
    const lines = (reference: string | null, vatCategory = 'S') => [
      testLine({ accountingReference: reference, vatCategory }),
    ];
    const supplier = { accountCode: 'SUPPLIER' };
    expect(codeOf({ lines: lines('LINE-REF'), accountingReference: 'DOC-REF' }, supplier)).toBe('BY-BT-133');
    expect(codeOf({ lines: lines('unknown'), accountingReference: 'DOC-REF' }, supplier)).toBe('BY-BT-19');
    expect(codeOf({ lines: lines(null) }, supplier)).toBe('SUPPLIER');
    expect(codeOf({ lines: lines(null) }, {})).toBe('BY-VAT');
    expect(codeOf({ lines: lines(null, 'E') }, {})).toBe('DEFAULT');
  });

  test('is told with the rule that found it', () => {
    const organisation = testOrganisation({ coding });
    const ruleOf = (
      reference: string | null,
      vatCategory: string,
      accountingReference: string | null = null,
    ) => accountCodeFinder({ accountingReference }, organisation, testSupplier())({ reference, vatCategory });
    expect(ruleOf('LINE-REF', 'S', 'DOC-REF')).toEqual({ code: 'BY-BT-133', rule: 'line-reference' });
    expect(ruleOf(null, 'S', 'DOC-REF')).toEqual({ code: 'BY-BT-19', rule: 'invoice-reference' });
    expect(ruleOf(null, 'S')).toEqual({ code: 'BY-VAT', rule: 'vat-category' });
    expect(ruleOf(null, 'E')).toEqual({ code: 'DEFAULT', rule: 'default' });
    const supplier = testSupplier({ accountCode: 'SUPPLIER' });
    const find = accountCodeFinder({ accountingReference: null }, organisation, supplier);
    expect(find({ reference: null, vatCategory: 'S' })).toEqual({ code: 'SUPPLIER', rule: 'supplier' });
    expect(ownCode(organisation, 'tax')).toEqual({ code: 'TAX', rule: 'tax' });
    expect(ownCode(organisation, 'withheld')).toBeUndefined();
  });

  test('is not found in what every object inherits', () => {
    expect(codeOf({ lines: [testLine({ accountingReference: 'constructor' })] }, {})).toBe('BY-VAT');
  });

  test('missing for VAT or a line holds the invoice and names the lines', () => {
    const bare = testOrganisation({ coding: { byAccountingReference: {}, byVatCategory: {} } });
    const assessment = assessed({}, { directory: testDirectory({ organisations: [bare] }) });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'CODING_MISSING']);
    expect(assessment.findings[0]?.value).toBe('line 1, VAT');
  });

  test('missing for prepaid or rounding amounts is a review of its own', () => {
    const organisation = testOrganisation({
      coding: { default: 'D', tax: 'T', byAccountingReference: {}, byVatCategory: {} },
    });
    const directory = testDirectory({ organisations: [organisation] });
    const totals = { ...testInvoice().totals, prepaid: decimal('21.00'), payable: decimal('100.00') };
    expect(codesOf(assessed({ totals }, { directory }))).toEqual(['PREPAID_REVIEW']);
  });
});

/** An invoice whose totals follow from its lines, charges and VAT by the rules of the standard. */
function consistentInvoice(
  lineAmounts: Decimal[],
  charges: Decimal[],
  vat: Decimal[],
  prepaid: Decimal,
): Invoice {
  const net = round(sum(lineAmounts), 2);
  const taxExclusive = add(net, sum(charges));
  const taxInclusive = add(taxExclusive, sum(vat));
  return testInvoice({
    lines: lineAmounts.map((amount, index) =>
      testLine({ id: String(index + 1), amount, vatRate: decimal(String(index % 3)) }),
    ),
    allowancesAndCharges: charges.map((amount) => charge({ amount })),
    vatBreakdown: vat.map((amount) => ({ base: null, amount, category: 'S', rate: null })),
    totals: {
      ...testInvoice().totals,
      lineExtension: net,
      charges: sum(charges),
      taxExclusive,
      vat: sum(vat),
      taxInclusive,
      prepaid,
      payable: subtract(taxInclusive, prepaid),
    },
  });
}

describe('whatever the invoice holds', () => {
  const scaled = (min: number, max: number, places: number): fc.Arbitrary<Decimal> =>
    fc.integer({ min, max }).map((value) => {
      const digits = String(Math.abs(value)).padStart(places + 1, '0');
      return decimal(`${value < 0 ? '-' : ''}${digits.slice(0, -places)}.${digits.slice(-places)}`);
    });
  const invoices = fc
    .tuple(
      fc.array(fc.oneof(scaled(1, 5_000_000, 2), scaled(1, 500_000_000, 4), scaled(-20_000, 0, 2)), {
        minLength: 1,
        maxLength: 40,
      }),
      fc.array(scaled(1, 10_000, 2), { maxLength: 3 }),
      fc.array(scaled(0, 100_000, 2), { maxLength: 3 }),
      scaled(0, 1000, 2),
    )
    .map(([lines, charges, vat, prepaid]) => consistentInvoice(lines, charges, vat, prepaid));

  test('lines and their distributions always add up to the amount due', () => {
    fc.assert(
      fc.property(invoices, (invoice) => {
        const { outcome, payments } = assessed(invoice);
        const request = payments[0]?.request;
        expect(request === undefined).toBe(outcome !== 'PAY');
        if (request === undefined) return; // a sum of zero or less is nothing to pay
        expect(equals(sum(request.lines.map((line) => line.amount)), invoice.totals.payable ?? zero)).toBe(
          true,
        );
        for (const line of request.lines) {
          expect(equals(sum(line.distributions.map(({ amount }) => amount)), line.amount)).toBe(true);
          expect(equals(round(multiply(line.quantity, line.unit_price), 2), line.amount)).toBe(true);
        }
      }),
    );
  });

  test('more than 500 lines are grouped by account code and VAT rate, and still add up', () => {
    const amounts = Array.from({ length: 620 }, (_, index) => decimal(`${index}.0${index % 10}5`));
    const request = requestOf(consistentInvoice(amounts, [decimal('5.00')], [decimal('21.00')], zero));
    expect(request.lines.map(({ line_type: type, description }) => `${type} ${description}`)).toEqual([
      'ITEM 207 lines',
      'ITEM 207 lines',
      'ITEM 206 lines',
      'ITEM charge',
      'TAX VAT S',
    ]);
    expect(equals(sum(request.lines.map((line) => line.amount)), request.amount)).toBe(true);
  });

  test('lines that would make the body larger than 1 MB are grouped too', () => {
    const lines = Array.from({ length: 490 }, (_, index) =>
      testLine({ id: String(index), amount: decimal('1.00'), name: '€'.repeat(500) }),
    );
    const sums = {
      lineExtension: decimal('490'),
      taxExclusive: decimal('490'),
      taxInclusive: decimal('511'),
      payable: decimal('511'),
    };
    const request = requestOf({ lines, totals: { ...testInvoice().totals, ...sums } });
    expect(request.lines[0]?.description).toBe('490 lines');
  });

  test('500 other lines cannot be grouped and are held for the limit of the ERP', () => {
    const charges = Array.from({ length: 500 }, () => charge({ amount: decimal('1.00'), reasonCode: 'FC' }));
    const sums = {
      charges: decimal('500'),
      taxExclusive: decimal('600'),
      taxInclusive: decimal('621'),
      payable: decimal('621'),
    };
    const assessment = assessed({
      allowancesAndCharges: charges,
      totals: { ...testInvoice().totals, ...sums },
    });
    expect([assessment.outcome, ...assessment.payments, ...codesOf(assessment)]).toEqual([
      'HOLD',
      'REQUEST_LIMIT_EXCEEDED',
    ]);
  });
});
