import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Invoice, PaymentMeans } from '../../lib/documents/invoice.ts';
import { add, type Decimal, decimal, equals, subtract, sum } from '../../lib/money/decimal.ts';
import { findParts } from '../../lib/payables/parts.ts';
import {
  assessed,
  codesOf,
  day,
  testDirectory,
  testFatturapa,
  testInvoice,
  testLine,
  testMeans,
  testSupplier,
  testTerms,
} from './factory.ts';

const ordinary = 'NL20INGB0001234567';
const blocked = 'NL75INGB0990001234'; // 099 after the bank code: a g-account
const second = 'NL91ABNA0417164300';
const stranger = 'DE89370400440532013000';

const means = (id: string | null, iban: string | null, code = '58'): PaymentMeans =>
  testMeans({ id, code, account: iban === null ? null : { id: iban, name: null, bic: null } });
const terms = (id: string | null, amount: string, dueDate: string | null = null) =>
  testTerms({
    paymentMeansId: id,
    amount: decimal(amount),
    dueDate: dueDate === null ? null : day(dueDate),
  });
const allowing = (...payInParts: ('g-account' | 'instalments')[]) => ({
  directory: testDirectory({
    suppliers: [
      testSupplier({ payInParts, accounts: [{ iban: ordinary }, { iban: blocked }, { iban: second }] }),
    ],
  }),
});
const approved = (code: string) => [{ code, by: 'ann', at: '2026-11-20T09:00:00Z' }];
const result = (...args: Parameters<typeof assessed>): string[] => {
  const assessment = assessed(...args);
  return [assessment.outcome, ...codesOf(assessment)];
};
/** Which part is how much, to which account, on which day. */
const paid = (...args: Parameters<typeof assessed>) =>
  assessed(...args).payments.map(({ part, amount, account, request }) => [
    part,
    amount,
    account.iban,
    request.requested_execution_date,
  ]);

const gAccount: Partial<Invoice> = {
  profile:
    'urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0#conformant#urn:fdc:nen.nl:gaccount:v1.0',
  paymentMeans: [means('BENEFICIARY', ordinary), means('GACCOUNT', blocked)],
  paymentTerms: [terms('BENEFICIARY', '90.75'), terms('GACCOUNT', '30.25')],
};

describe('a Dutch g-account', () => {
  test('is held until the directory allows it for the supplier', () => {
    expect(result(gAccount)).toEqual(['HOLD', 'SPLIT_ACCOUNTS']);
    expect(result(gAccount, allowing('instalments'))).toEqual(['HOLD', 'SPLIT_ACCOUNTS']);
    expect(result(gAccount, { approvals: approved('SPLIT_ACCOUNTS') })).toEqual(['HOLD', 'SPLIT_ACCOUNTS']);
    expect(assessed(gAccount).findings[0]?.value).toBe(`${ordinary}, ${blocked}`);
  });

  test('is paid in two requests, each to its own account, together the amount due', () => {
    expect(paid(gAccount, allowing('g-account'))).toEqual([
      [1, '90.75', ordinary, '2026-12-02'],
      [2, '30.25', blocked, '2026-12-02'],
    ]);
    const { payments } = assessed(gAccount, allowing('g-account'));
    for (const { amount, lines, request } of payments) {
      expect(sum(lines.map((line) => line.amount))).toBe(add(amount, decimal('0')));
      expect(request.amount).toBe(amount);
    }
    expect(new Set(payments.map(({ request }) => request.idempotency_key)).size).toBe(2);
    expect(new Set(payments.map(({ request }) => request.external_request_id)).size).toBe(2);
  });

  test('whose account nobody approved is held, one finding for each such account', () => {
    const directory = testDirectory({
      suppliers: [testSupplier({ payInParts: ['g-account'], accounts: [{ iban: ordinary }] })],
    });
    const assessment = assessed(gAccount, { directory });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'NEW_BANK_ACCOUNT']);
    expect(assessment.findings[0]?.value).toBe(blocked);
    const none = testDirectory({ suppliers: [testSupplier({ payInParts: ['g-account'], accounts: [] })] });
    expect(assessed(gAccount, { directory: none }).findings.map(({ value }) => value)).toEqual([
      ordinary,
      blocked,
    ]);
  });

  test.each<[string, Partial<Invoice>]>([
    [
      'amounts that are a cent too little',
      { paymentTerms: [terms('BENEFICIARY', '90.75'), terms('GACCOUNT', '30.24')] },
    ],
    [
      'amounts that are a cent too much',
      { paymentTerms: [terms('BENEFICIARY', '90.76'), terms('GACCOUNT', '30.25')] },
    ],
    ['one amount only', { paymentTerms: [terms('GACCOUNT', '30.25')] }],
    ['no amounts', { paymentTerms: [] }],
    ['a part of nothing', { paymentTerms: [terms('BENEFICIARY', '121.00'), terms('GACCOUNT', '0.00')] }],
    ['a negative part', { paymentTerms: [terms('BENEFICIARY', '131.00'), terms('GACCOUNT', '-10.00')] }],
    ['parts of a cent', { paymentTerms: [terms('BENEFICIARY', '90.755'), terms('GACCOUNT', '30.245')] }],
    [
      'two amounts for one account',
      { paymentTerms: [terms('GACCOUNT', '90.75'), terms('GACCOUNT', '30.25')] },
    ],
    ['amounts for nobody', { paymentTerms: [terms(null, '90.75'), terms(null, '30.25')] }],
    [
      'a third account',
      { paymentMeans: [means('BENEFICIARY', ordinary), means('GACCOUNT', blocked), means('X', stranger)] },
    ],
    [
      'the same account twice',
      { paymentMeans: [means('BENEFICIARY', ordinary), means('GACCOUNT', ordinary)] },
    ],
    ['one account missing', { paymentMeans: [means('BENEFICIARY', ordinary), means('GACCOUNT', null)] }],
    ['only one account', { paymentMeans: [means('GACCOUNT', blocked)] }],
    [
      'labels that are swapped',
      { paymentMeans: [means('BENEFICIARY', blocked), means('GACCOUNT', ordinary)] },
    ],
    [
      'a g-account under both labels',
      { paymentMeans: [means('BENEFICIARY', 'NL87INGB0991234567'), means('GACCOUNT', blocked)] },
    ],
    [
      'an ordinary account where the g-account should be',
      { paymentMeans: [means('BENEFICIARY', ordinary), means('GACCOUNT', 'nl91 abna 0417 1643 00')] },
    ],
    [
      'a foreign account where the g-account should be',
      { paymentMeans: [means('BENEFICIARY', ordinary), means('GACCOUNT', stranger)] },
    ],
  ])('with %s is never paid, allowed or not', (_, changes) => {
    const expected = ['SPLIT_ACCOUNTS', 'PARTS_UNDECIDABLE'];
    expect(result({ ...gAccount, ...changes })).toEqual(['HOLD', ...expected]);
    expect(result({ ...gAccount, ...changes }, allowing('g-account'))).toEqual(['HOLD', 'PARTS_UNDECIDABLE']);
  });

  test('is recognised by its number and by its name, whatever the profile says', () => {
    const { profile } = testInvoice();
    expect(paid({ ...gAccount, profile }, allowing('g-account'))).toHaveLength(2);
    const alone = { paymentMeans: [means(null, 'NL75 INGB 0990 0012 34')] };
    expect(result(alone, allowing('g-account'))).toEqual(['HOLD', 'PARTS_UNDECIDABLE']);
    const beside = { paymentMeans: [means(null, ordinary), means(null, blocked)] };
    expect(result(beside, allowing('g-account'))).toEqual(['HOLD', 'PARTS_UNDECIDABLE']);
  });

  test('with a wrong IBAN where the g-account should be is sent back', () => {
    const paymentMeans = [means('BENEFICIARY', ordinary), means('GACCOUNT', 'NL76INGB0990001234')];
    expect(result({ ...gAccount, paymentMeans }, allowing('g-account'))).toEqual(['REJECT', 'IBAN_INVALID']);
  });

  test('on an invoice that is collected by direct debit leaves nothing to pay', () => {
    const paymentMeans = [means('BENEFICIARY', ordinary, '59'), means('GACCOUNT', blocked, '59')];
    expect(result({ ...gAccount, paymentMeans })).toEqual(['NO_PAYMENT', 'DIRECT_DEBIT']);
  });
});

describe('instalments', () => {
  const days = { dueDates: [day('2026-12-02'), day('2027-01-04')] };
  const ubl = {
    ...days,
    paymentTerms: [terms(null, '60.00', '2026-12-02'), terms(null, '61.00', '2027-01-04')],
  };
  const italian = (changes: Partial<Invoice> = {}): Invoice =>
    testFatturapa({
      ...days,
      paymentMeans: [means('1', ordinary, 'MP05'), means('2', second, 'MP05')],
      paymentTerms: [terms('1', '60.00', '2026-12-02'), terms('2', '61.00', '2027-01-04')],
      ...changes,
    });

  test('are held until the directory allows them for the supplier', () => {
    expect(result(ubl)).toEqual(['HOLD', 'INSTALMENTS']);
    expect(result(ubl, allowing('g-account'))).toEqual(['HOLD', 'INSTALMENTS']);
    expect(result(italian())).toEqual(['HOLD', 'INSTALMENTS']);
    expect(assessed(ubl).findings[0]?.value).toBe('60.00, 61.00');
  });

  test('of UBL terms go to the one account, each on its day', () => {
    expect(paid(ubl, allowing('instalments'))).toEqual([
      [1, '60.00', ordinary, '2026-12-02'],
      [2, '61.00', ordinary, '2027-01-04'],
    ]);
  });

  test('of FatturaPA go each to its own account on its day', () => {
    expect(paid(italian(), allowing('instalments'))).toEqual([
      [1, '60.00', ordinary, '2026-12-02'],
      [2, '61.00', second, '2027-01-04'],
    ]);
  });

  test('of PINT go each to the account that their terms point to', () => {
    const pint = {
      profile: 'urn:peppol:pint:billing-1@eu-1',
      paymentMeans: [means('A', ordinary), means('B', stranger)],
      paymentTerms: [terms('B', '60.00'), terms('A', '61.00')],
    };
    expect(result(pint, allowing('instalments'))).toEqual(['HOLD', 'NEW_BANK_ACCOUNT']);
    const approvals = approved('NEW_BANK_ACCOUNT');
    expect(paid(pint, { ...allowing('instalments'), approvals })).toEqual([
      [1, '60.00', stranger, '2026-12-02'],
      [2, '61.00', ordinary, '2026-12-02'],
    ]);
  });

  test('take no day from each other: one without a day has the term of the supplier, or is held', () => {
    const paymentTerms = [terms('1', '60.00', '2026-12-02'), terms('2', '61.00')];
    const half = italian({ paymentTerms, dueDates: [day('2026-12-02')] });
    expect(result(half, allowing('instalments'))).toEqual(['HOLD', 'NO_DUE_DATE']);
  });

  test('one of which has a wrong IBAN send the whole invoice back', () => {
    const wrong = italian({
      paymentMeans: [means('1', ordinary, 'MP05'), means('2', 'NL92ABNA0417164300', 'MP05')],
    });
    expect(result(wrong, allowing('instalments'))).toEqual(['REJECT', 'IBAN_INVALID']);
  });

  test('one of which has no account are held as a whole', () => {
    const half = italian({ paymentMeans: [means('1', ordinary, 'MP05'), means('2', null, 'MP05')] });
    expect(result(half, allowing('instalments'))).toEqual(['HOLD', 'NO_BENEFICIARY_ACCOUNT']);
    expect(assessed(half, allowing('instalments')).payments).toEqual([]);
  });

  test('by card beside transfers exclude each other', () => {
    const mixed = italian({ paymentMeans: [means('1', null, 'MP08'), means('2', ordinary, 'MP05')] });
    expect(result(mixed)).toEqual(['HOLD', 'CONFLICTING_PAYMENT_MEANS', 'INSTALMENTS']);
    expect(assessed(mixed, allowing('instalments')).outcome).toBe('HOLD');
  });

  test('that are all collected leave nothing to pay', () => {
    const paymentMeans = [means('1', null, 'MP19'), means('2', null, 'MP19')];
    expect(result(italian({ paymentMeans }))).toEqual(['NO_PAYMENT', 'DIRECT_DEBIT']);
  });

  test('a single one of the whole amount is an ordinary payment', () => {
    expect(paid(testFatturapa())).toEqual([[null, '121.00', ordinary, '2026-12-02']]);
    expect(paid({ paymentTerms: [terms(null, '121.00')] })).toEqual([
      [null, '121.00', ordinary, '2026-12-02'],
    ]);
  });

  test.each<[string, Partial<Invoice>]>([
    ['a single one of less than the amount', { paymentTerms: [terms(null, '60.00')] }],
    [
      'some with and some without means',
      { paymentTerms: [terms('A', '60.00'), terms(null, '61.00')], paymentMeans: [means('A', ordinary)] },
    ],
    [
      'one whose means are not there',
      { paymentTerms: [terms('A', '60.00'), terms('B', '61.00')], paymentMeans: [means('A', ordinary)] },
    ],
    [
      'amounts for any account beside terms that point to one',
      {
        paymentMeans: [means('A', ordinary), means('B', stranger)],
        paymentTerms: [
          terms(null, '60.00'),
          terms(null, '61.00'),
          testTerms({ note: 'to B', paymentMeansId: 'B' }),
        ],
      },
    ],
    ['a sum that is not the amount due', { paymentTerms: [terms(null, '60.00'), terms(null, '60.99')] }],
    [
      'fifty-one of them',
      {
        paymentTerms: Array.from({ length: 51 }, (_, index) => terms(null, index === 0 ? '71.00' : '1.00')),
      },
    ],
  ])('%s cannot be decided, allowed or not', (_, changes) => {
    expect(result(changes)).toEqual(['HOLD', 'INSTALMENTS', 'PARTS_UNDECIDABLE']);
    expect(result(changes, allowing('instalments'))).toEqual(['HOLD', 'PARTS_UNDECIDABLE']);
  });

  test('are paid, as long as they are no more than fifty', () => {
    const paymentTerms = Array.from({ length: 50 }, (_, index) =>
      terms(null, index === 0 ? '72.00' : '1.00', '2026-12-02'),
    );
    expect(paid({ paymentTerms }, allowing('instalments'))).toHaveLength(50);
  });

  test('hold the limits and codes of every request, or none is sent', () => {
    const directory = testDirectory({
      suppliers: [testSupplier({ payInParts: ['instalments'] })],
    });
    const uncoded = {
      ...directory,
      organisations: directory.organisations.map((one) => ({
        ...one,
        coding: { byAccountingReference: {}, byVatCategory: {} },
      })),
    };
    const assessment = assessed(ubl, { directory: uncoded });
    expect([assessment.outcome, assessment.payments.length]).toEqual(['HOLD', 0]);
    expect(codesOf(assessment)).toContain('CODING_MISSING');
  });
});

describe('terms that point to payment means without splitting the amount', () => {
  const paymentMeans = [means('A', ordinary), means('B', stranger)];
  const whole = terms('B', '121.00');
  const points = (id: string) => testTerms({ paymentMeansId: id });

  test.each([
    ['the whole amount', whole],
    ['no amount', points('B')],
  ])('with %s have it paid to the account they point to, never to another approved one', (_, each) => {
    const invoice = { paymentMeans, paymentTerms: [testTerms({ note: 'Netto' }), each] };
    expect(result(invoice)).toEqual(['HOLD', 'NEW_BANK_ACCOUNT']);
    expect(assessed(invoice).findings[0]?.value).toBe(stranger);
    expect(paid(invoice, { approvals: approved('NEW_BANK_ACCOUNT') })).toEqual([
      [null, '121.00', stranger, '2026-12-02'],
    ]);
  });

  test('choose between two approved accounts', () => {
    const invoice = { paymentMeans: [means('A', ordinary), means('B', second)], paymentTerms: [whole] };
    expect(paid(invoice, allowing())).toEqual([[null, '121.00', second, '2026-12-02']]);
  });

  test.each([
    ['that are not there', [terms('X', '121.00')]],
    ['that are not there, without an amount', [points('X')]],
    ['that are written in another case', [points('b')]],
    ['of two kinds', [points('A'), points('B')]],
  ])('%s are held, and no approval chooses for them', (_, paymentTerms) => {
    const approvals = approved('PARTS_UNDECIDABLE');
    const assessment = assessed({ paymentMeans, paymentTerms }, { ...allowing('instalments'), approvals });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'PARTS_UNDECIDABLE']);
    expect(assessment.findings[0]?.message).toMatch(/terms of payment/);
    expect(assessment.findings[0]?.nl.message).toMatch(/betalingsvoorwaarden/);
  });

  test('ask nothing more of an invoice whose means exclude each other, or whose amount is unknown', () => {
    const mixed = [means('A', ordinary, '59'), means('B', stranger)];
    expect(result({ paymentMeans: mixed, paymentTerms: [points('X')] })).toEqual([
      'HOLD',
      'CONFLICTING_PAYMENT_MEANS',
    ]);
    const totals = { ...testInvoice().totals, payable: null };
    expect(codesOf(assessed({ totals, paymentTerms: [points('X')] }))).toEqual(['TERM_MISSING']);
  });
});

describe('whatever the parts are', () => {
  const cents = (value: number): Decimal => decimal((value / 100).toFixed(2)); // test data, not money of the code
  const accounts = fc.constantFrom(ordinary, second, blocked, stranger);
  const splits = fc.array(fc.record({ amount: fc.integer({ min: -50, max: 20_000 }), iban: accounts }), {
    maxLength: 5,
  });

  test('they are paid together exactly, to approved accounts only, and never the whole to one part', () => {
    fc.assert(
      fc.property(splits, fc.boolean(), fc.boolean(), fc.boolean(), (split, fits, points, isAllowed) => {
        const amounts = split.map(({ amount }) => cents(amount));
        const payable = fits && split.length > 0 ? sum(amounts) : decimal('121.00');
        const net = subtract(payable, decimal('21.00'));
        const invoice: Partial<Invoice> = {
          paymentMeans: split.map(({ iban }, index) => means(String(index), iban)),
          paymentTerms: split.map((_, index) =>
            testTerms({ paymentMeansId: points ? String(index) : null, amount: amounts[index] ?? null }),
          ),
          lines: [testLine({ amount: net, quantity: null, price: null })],
          vatBreakdown: [{ base: net, amount: decimal('21.00'), category: 'S', rate: null }],
          totals: {
            ...testInvoice().totals,
            lineExtension: net,
            taxExclusive: net,
            taxInclusive: payable,
            payable,
          },
        };
        const allowed = isAllowed ? allowing('instalments') : {};
        const { outcome, payments, findings } = assessed(invoice, allowed);
        expect(payments.length > 0).toBe(outcome === 'PAY');
        for (const { account, amount, lines } of payments) {
          expect([ordinary, second, blocked]).toContain(account.iban);
          expect(equals(sum(lines.map((line) => line.amount)), amount)).toBe(true);
        }
        expect(outcome === 'PAY' || findings.length > 0).toBe(true);
        if (outcome !== 'PAY') return;
        expect(equals(sum(payments.map(({ amount }) => amount)), payable)).toBe(true);
        const isSplit = split.length > 1;
        expect(payments.length).toBe(isSplit ? split.length : 1);
        expect(isSplit && !isAllowed).toBe(false);
        expect(new Set(payments.map(({ request }) => request.idempotency_key)).size).toBe(payments.length);
      }),
      { numRuns: 1000 },
    );
  });

  test('parts that are found add up to the amount due', () => {
    fc.assert(
      fc.property(splits, (split) => {
        const amounts = split.map(({ amount }) => cents(amount));
        const invoice = testInvoice({
          paymentTerms: amounts.map((amount) => testTerms({ amount })),
          totals: { ...testInvoice().totals, payable: sum(amounts) },
        });
        const parts = findParts(invoice, 'standard')?.parts ?? null;
        const isSound = split.length > 1 && split.every(({ amount }) => amount > 0);
        expect(parts?.length ?? 0).toBe(isSound ? split.length : 0);
        expect(parts === null || equals(sum(parts.map(({ amount }) => amount)), sum(amounts))).toBe(true);
      }),
    );
  });
});
