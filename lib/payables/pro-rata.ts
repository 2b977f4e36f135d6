import {
  absolute,
  add,
  type Decimal,
  divide,
  isNegative,
  multiply,
  subtract,
  sum,
} from '../money/decimal.ts';

/**
 * The share of each amount in a part of their sum, in cents, adding up to the part exactly. All amounts are in
 * cents, their sum is positive and at least the part. No share has another sign than its amount or is larger, and
 * none is a cent or more beside the exact quotient. (One line that takes all remainders, as documents.md 9.2 has it,
 * would change its sign where many small lines round to nothing: so the running sum is rounded, not the shares.)
 */
export function proRata(amounts: readonly Decimal[], part: Decimal): Decimal[] {
  const total = sum(amounts);
  const shareOf = (running: Decimal): Decimal => divide(multiply(running, part), total, 2);
  // Beginning above all negative amounts keeps every running sum on the side of zero where rounding goes one way.
  let running = absolute(sum(amounts.filter(isNegative)));
  let before = shareOf(running);
  return amounts.map((amount) => {
    running = add(running, amount);
    const after = shareOf(running);
    const share = subtract(after, before);
    before = after;
    return share;
  });
}
