import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  absolute,
  add,
  compare,
  type Decimal,
  decimal,
  divide,
  equals,
  isNegative,
  isPositive,
  isZero,
  multiply,
  negate,
  parseDecimal,
  round,
  significantDecimals,
  subtract,
  sum,
  zero,
} from '../../lib/money/decimal.ts';

/** A second, independent arithmetic to judge the first: value × 10^scale as a whole number. */
interface Scaled {
  readonly units: bigint;
  readonly scale: number;
}

function scaled(text: string): Scaled {
  const [whole = '', fraction = ''] = text.replace(/^[+-]/, '').split('.');
  const units = BigInt(whole + fraction);
  return { units: text.startsWith('-') ? -units : units, scale: fraction.length };
}

const unitsAt = ({ units, scale }: Scaled, wanted: number): bigint => units * 10n ** BigInt(wanted - scale);

/** Whether two texts are the same number, by the second arithmetic. */
function isSame(text: Decimal, expected: Scaled): boolean {
  const actual = scaled(text);
  const scale = Math.max(actual.scale, expected.scale);
  return unitsAt(actual, scale) === unitsAt(expected, scale);
}

/** Half away from zero, on whole numbers. */
function dividedHalfAway(numerator: bigint, denominator: bigint): bigint {
  const magnitude = (2n * abs(numerator) + abs(denominator)) / (2n * abs(denominator));
  return numerator < 0n === denominator < 0n ? magnitude : -magnitude;
}
const abs = (value: bigint): bigint => (value < 0n ? -value : value);

const digits = (min: number, max: number) =>
  fc.array(fc.integer({ min: 0, max: 9 }), { minLength: min, maxLength: max }).map((all) => all.join(''));
const anyDecimal = fc
  .tuple(fc.constantFrom('', '+', '-'), digits(1, 15), digits(0, 10))
  .map(([sign, whole, fraction]) => decimal(`${sign}${whole}${fraction === '' ? '' : `.${fraction}`}`));

describe('Amounts are exact: every operation agrees with whole-number arithmetic', () => {
  test('adding and subtracting', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, (a, b) => {
        const scale = Math.max(scaled(a).scale, scaled(b).scale);
        const [left, right] = [unitsAt(scaled(a), scale), unitsAt(scaled(b), scale)];
        expect(isSame(add(a, b), { units: left + right, scale })).toBe(true);
        expect(isSame(subtract(a, b), { units: left - right, scale })).toBe(true);
      }),
    );
  });

  test('multiplying', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, (a, b) => {
        const [left, right] = [scaled(a), scaled(b)];
        const product = { units: left.units * right.units, scale: left.scale + right.scale };
        expect(isSame(multiply(a, b), product)).toBe(true);
      }),
    );
  });

  test('dividing, rounded half away from zero', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, fc.nat(6), (a, b, places) => {
        fc.pre(!isZero(b));
        const scale = Math.max(scaled(a).scale, scaled(b).scale);
        const numerator = unitsAt(scaled(a), scale) * 10n ** BigInt(places);
        const quotient = dividedHalfAway(numerator, unitsAt(scaled(b), scale));
        expect(isSame(divide(a, b, places), { units: quotient, scale: places })).toBe(true);
      }),
    );
  });

  test('rounding half away from zero, always written with the decimals asked for', () => {
    fc.assert(
      fc.property(anyDecimal, fc.nat(4), (value, places) => {
        const { units, scale } = scaled(value);
        const expected = dividedHalfAway(units * 10n ** BigInt(places), 10n ** BigInt(scale));
        const rounded = round(value, places);
        expect(isSame(rounded, { units: expected, scale: places })).toBe(true);
        expect(rounded.split('.')[1]?.length ?? 0).toBe(places);
      }),
    );
  });

  test('summing, in any order', () => {
    fc.assert(
      fc.property(fc.array(anyDecimal, { maxLength: 20 }), (values) => {
        const scale = Math.max(0, ...values.map((value) => scaled(value).scale));
        const units = values.reduce((total, value) => total + unitsAt(scaled(value), scale), 0n);
        expect(isSame(sum(values), { units, scale })).toBe(true);
        expect(equals(sum(values), sum(values.toReversed()))).toBe(true);
      }),
    );
  });

  test('comparing, signs and magnitudes', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, (a, b) => {
        const scale = Math.max(scaled(a).scale, scaled(b).scale);
        const difference = unitsAt(scaled(a), scale) - unitsAt(scaled(b), scale);
        expect(compare(a, b)).toBe(difference < 0n ? -1 : difference > 0n ? 1 : 0);
        const { units } = scaled(a);
        expect([isNegative(a), isZero(a), isPositive(a)]).toEqual([units < 0n, units === 0n, units > 0n]);
        expect(isSame(negate(a), { units: -units, scale: scaled(a).scale })).toBe(true);
        expect(isSame(absolute(a), { units: abs(units), scale: scaled(a).scale })).toBe(true);
      }),
    );
  });

  test('results are decimals again', () => {
    fc.assert(
      fc.property(anyDecimal, anyDecimal, (a, b) => {
        for (const value of [add(a, b), subtract(a, b), multiply(a, b), negate(a), round(a, 2)]) {
          expect(value).toMatch(/^-?\d+(\.\d+)?$/);
        }
      }),
    );
  });
});

describe('Amounts are read strictly', () => {
  test.each(['0', '1210.00', '+0.10', '-0.00', ' 12.5\n', '007'])('%j is an amount.', (text) => {
    expect(parseDecimal(text)).toBe(text.trim());
  });

  test.each([
    '',
    '-',
    '1,210.00',
    '1.210,00',
    '1e3',
    '.5',
    '5.',
    '1 000',
    '0x10',
    'NaN',
    'Infinity',
    '--1',
    '١٢',
    '1'.repeat(31),
  ])('%j is no amount.', (text) => {
    expect(parseDecimal(text)).toBeUndefined();
    expect(() => decimal(text)).toThrow(RangeError);
  });
});

describe('The traps of binary floats are none here', () => {
  test('0.1 + 0.2 is 0.3, 202.50 × 0.21 is 42.525 and rounds to 42.53, 1.005 rounds to 1.01.', () => {
    expect(add(decimal('0.1'), decimal('0.2'))).toBe('0.3');
    expect(multiply(decimal('202.50'), decimal('0.21'))).toBe('42.525');
    expect(round(decimal('42.525'), 2)).toBe('42.53');
    expect(round(decimal('-0.125'), 2)).toBe('-0.13');
    expect(round(decimal('1.005'), 2)).toBe('1.01');
  });

  test('Dividing by zero is an error, and a sum of nothing is zero.', () => {
    expect(() => divide(decimal('1'), decimal('-0.00'), 2)).toThrow(RangeError);
    expect(sum([])).toBe(zero);
  });

  test.each([
    ['1.50', 1],
    ['100', 0],
    ['-0.00', 0],
    ['0.001', 3],
  ])('%s has %i decimals that matter.', (text, places) => {
    expect(significantDecimals(decimal(text))).toBe(places);
  });
});
