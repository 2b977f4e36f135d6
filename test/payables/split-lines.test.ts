import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  absolute,
  compare,
  type Decimal,
  decimal,
  equals,
  isNegative,
  isPositive,
  isZero,
  multiply,
  subtract,
  sum,
  zero,
} from '../../lib/money/decimal.ts';
import { buildPaymentRequest } from '../../lib/payables/build-payment-request.ts';
import { type CodedLine, cents, toRequestLine } from '../../lib/payables/draft-line.ts';
import { proRata } from '../../lib/payables/pro-rata.ts';
import { splitLines } from '../../lib/payables/split-lines.ts';
import { day, testInvoice, testMeans, testOrganisation, testSupplier } from './factory.ts';

const lineOf = (amount: Decimal, changes: Partial<CodedLine> = {}): CodedLine => ({
  type: isNegative(amount) ? 'DISCOUNT' : 'ITEM',
  purpose: 'line',
  id: '1',
  description: 'Paper',
  exact: amount,
  amount: cents(amount),
  quantity: null,
  price: null,
  baseQuantity: null,
  vatCategory: 'S',
  vatRate: decimal('21'),
  coding: { code: '1000.400.00.000', rule: 'default' },
  ...changes,
});
const amountsOf = (lines: readonly CodedLine[]): Decimal[] => lines.map(({ amount }) => amount);

describe('the lines of an invoice that is paid in parts', () => {
  test('are divided pro rata to the cent', () => {
    const lines = [lineOf(decimal('100.00')), lineOf(decimal('21.00'), { type: 'TAX' })];
    expect(splitLines(lines, [decimal('100.00'), decimal('21.00')]).map(amountsOf)).toEqual([
      ['82.64', '17.36'],
      ['17.36', '3.64'],
    ]);
  });

  test('are used up by three parts, each of which has its share of what the others left', () => {
    const lines = [lineOf(decimal('10.00')), lineOf(decimal('5.00'))];
    const parts = ['5.00', '5.00', '5.00'].map(decimal);
    expect(splitLines(lines, parts).map(amountsOf)).toEqual([
      ['3.33', '1.67'],
      ['3.34', '1.66'],
      ['3.33', '1.67'],
    ]);
  });

  test('are shared alike on both sides of zero, where commercial rounding goes two ways', () => {
    const amounts = ['-0.05', '0.04', '0.03'].map(decimal);
    expect(proRata(amounts, decimal('0.01'))).toEqual(['-0.03', '0.02', '0.02'].map(decimal));
  });

  test('have a quantity of one in each part, as quantity times price is the whole line', () => {
    const whole = lineOf(decimal('100.00'), { quantity: decimal('10'), price: decimal('10.00') });
    const [part] = splitLines([whole], [decimal('40.00'), decimal('60.00')]).flat();
    expect(part === undefined ? null : toRequestLine(part)).toMatchObject({
      amount: '40.00',
      quantity: '1',
      unit_price: '40.00',
      distributions: [{ account_combination_code: '1000.400.00.000', amount: '40.00' }],
    });
  });

  test('of one cent each go to one part or the other, never below nothing', () => {
    const lines = Array.from({ length: 5 }, () => lineOf(decimal('0.01')));
    const groups = splitLines(lines, [decimal('0.02'), decimal('0.02'), decimal('0.01')]);
    expect(groups.map(amountsOf)).toEqual([['0.01', '0.01'], ['0.01', '0.01'], ['0.01']]);
  });

  test.each([[['40.00', '59.99']], [['100.00', '0.00']], [['0.00', '100.00']], [['150.00', '-50.00']], [[]]])(
    'cannot be divided over %j of 100.00',
    (amounts) => {
      expect(() => splitLines([lineOf(decimal('100.00'))], amounts.map(decimal))).toThrow(RangeError);
    },
  );
});

const inCents = (value: number): Decimal => {
  const digits = String(Math.abs(value)).padStart(3, '0');
  return decimal(`${value < 0 ? '-' : ''}${digits.slice(0, -2)}.${digits.slice(-2)}`);
};
const amount = fc.oneof(
  fc.integer({ min: -3, max: 3 }),
  fc.integer({ min: -100_000, max: 5_000_000 }),
  fc.integer({ min: 0, max: 2_000_000_000_000 }),
);
/** Lines with a positive sum, and parts of it at random places, each of at least a cent. */
const divided = fc
  .tuple(
    fc.array(amount, { minLength: 1, maxLength: 30 }),
    fc.array(fc.double({ min: 0, max: 1, noNaN: true }), { maxLength: 6 }),
  )
  .map(([lines, cuts]) => {
    const total = lines.reduce((a, b) => a + b, 0);
    const places = [...new Set(cuts.map((cut) => Math.round(cut * total)))].filter(
      (at) => at > 0 && at < total,
    );
    const edges = [0, ...places.toSorted((a, b) => a - b), total];
    return {
      total,
      lines: lines.map(inCents),
      parts: edges.slice(1).map((at, i) => inCents(at - (edges[i] ?? 0))),
    };
  })
  .filter(({ total }) => total > 0);

describe('whatever the lines and the parts', () => {
  test('each part has its amount, all parts together each line, and no line changes its sign', () => {
    fc.assert(
      fc.property(divided, ({ lines, parts }) => {
        const numbered = lines.map((each, index) => lineOf(each, { id: String(index) }));
        const groups = splitLines(numbered, parts);
        expect(
          groups.map((group) => equals(sum(amountsOf(group)), parts[groups.indexOf(group)] ?? zero)),
        ).toEqual(parts.map(() => true));
        for (const line of numbered) {
          const shares = groups.flat().filter(({ id }) => id === line.id);
          expect(equals(sum(amountsOf(shares)), line.amount)).toBe(true);
          for (const share of shares) {
            expect(isZero(share.amount)).toBe(false);
            expect(isNegative(share.amount)).toBe(isNegative(line.amount));
            expect(compare(absolute(share.amount), absolute(line.amount)) <= 0).toBe(true);
          }
        }
      }),
      { numRuns: 500 },
    );
  });

  test('a share is less than a cent beside the exact quotient', () => {
    fc.assert(
      fc.property(divided, ({ lines, parts: [part = zero] }) => {
        const total = sum(lines);
        const shares = proRata(lines, part);
        for (const [index, line] of lines.entries()) {
          // share × total − line × part is smaller than a cent × total, without a division that would round.
          const beside = subtract(multiply(shares[index] ?? zero, total), multiply(line, part));
          expect(compare(absolute(beside), multiply(decimal('0.01'), total)) < 0).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  test('the request of every part adds up, keeps the limits of the ERP and has keys of its own', () => {
    fc.assert(
      fc.property(divided, ({ lines, parts }) => {
        const groups = splitLines(
          lines.map((each) => lineOf(each)),
          parts,
        );
        const requests = parts.map((part, index) =>
          buildPaymentRequest({
            invoice: { ...testInvoice(), number: 'F-1', issueDate: day('2026-11-02'), currency: 'EUR' },
            amount: part,
            organisation: testOrganisation(),
            supplier: testSupplier(),
            account: { iban: 'NL20INGB0001234567', means: [testMeans()], references: [] },
            executionDate: day('2026-12-02'),
            lines: groups[index] ?? [],
            sourceSystem: 'acquit-test',
            distinguishedBy: null,
            part: index + 1,
          }),
        );
        for (const { request, findings } of requests) {
          expect(findings).toEqual([]);
          expect(equals(sum(request.lines.map((line) => line.amount)), request.amount)).toBe(true);
          expect(isPositive(request.amount)).toBe(true);
          for (const line of request.lines) {
            expect(equals(sum(line.distributions.map((one) => one.amount)), line.amount)).toBe(true);
          }
        }
        expect(new Set(requests.map(({ request }) => request.idempotency_key)).size).toBe(parts.length);
      }),
    );
  });
});
