import Big from 'big.js';

declare const brand: unique symbol;

/**
 * An exact decimal number as text, with the decimals its writer gave it: `1210.00`, `+0.10`, `-0.00`.
 * Text is the only form in which amounts travel; arithmetic happens inside this file (documents.md 9.2).
 */
export type Decimal = string & { readonly [brand]: 'Decimal' };

// documents.md 3: optional sign including +, no exponent, no thousands separator, dot only.
const pattern = /^[+-]?\d{1,30}(\.\d{1,30})?$/;

export const zero = '0' as Decimal; // matches the pattern

/** Reads a decimal from text (blanks around it are ignored); undefined when the text is not one. */
export function parseDecimal(text: string): Decimal | undefined {
  const trimmed = text.trim();
  return pattern.test(trimmed) ? (trimmed as Decimal) : undefined; // the test above proves the brand
}

/** Turns text known to be a decimal into one; throws a RangeError that names the text when it is not. */
export function decimal(text: string): Decimal {
  const parsed = parseDecimal(text);
  if (parsed === undefined) throw new RangeError(`"${text}" is not a decimal number like 1210.00`);
  return parsed;
}

const toBig = (value: Decimal): Big => new Big(value.startsWith('+') ? value.slice(1) : value);
const fromBig = (value: Big): Decimal => value.toFixed() as Decimal; // toFixed() without places is exact, no exponent

export const add = (a: Decimal, b: Decimal): Decimal => fromBig(toBig(a).plus(toBig(b)));
export const subtract = (a: Decimal, b: Decimal): Decimal => fromBig(toBig(a).minus(toBig(b)));
export const multiply = (a: Decimal, b: Decimal): Decimal => fromBig(toBig(a).times(toBig(b)));
export const negate = (a: Decimal): Decimal => fromBig(toBig(a).times(-1));
export const absolute = (a: Decimal): Decimal => fromBig(toBig(a).abs());

/** The sum of all values; zero for none. */
export const sum = (values: Iterable<Decimal>): Decimal => {
  let total = new Big(0);
  for (const value of values) total = total.plus(toBig(value));
  return fromBig(total);
};

/** a ÷ b, rounded half away from zero to `places` decimals. Throws a RangeError when b is zero. */
export function divide(a: Decimal, b: Decimal, places: number): Decimal {
  if (isZero(b)) throw new RangeError('division by zero');
  // A few spare digits before the final rounding keep the quotient from being rounded twice to the wrong side.
  const previous = Big.DP;
  Big.DP = places + 20;
  const quotient = toBig(a).div(toBig(b));
  Big.DP = previous;
  return quotient.toFixed(places, Big.roundHalfUp) as Decimal; // toFixed yields the pattern
}

/** Commercial rounding (half away from zero) to `places` decimals, always written with that many. */
export const round = (value: Decimal, places: number): Decimal =>
  toBig(value).toFixed(places, Big.roundHalfUp) as Decimal; // toFixed yields the pattern

/** -1, 0 or 1 as a is smaller than, equal to or larger than b. */
export const compare = (a: Decimal, b: Decimal): -1 | 0 | 1 => toBig(a).cmp(toBig(b));
export const equals = (a: Decimal, b: Decimal): boolean => compare(a, b) === 0;
export const isZero = (value: Decimal): boolean => compare(value, zero) === 0;
export const isNegative = (value: Decimal): boolean => compare(value, zero) < 0;
export const isPositive = (value: Decimal): boolean => compare(value, zero) > 0;

/** How many decimals matter: `1.50` has 1, `100` has 0. */
export const significantDecimals = (value: Decimal): number => {
  const [, fraction = ''] = fromBig(toBig(value)).split('.');
  return fraction.length;
};
