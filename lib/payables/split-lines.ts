import { compare, type Decimal, equals, isZero, subtract, sum, zero } from '../money/decimal.ts';
import { type CodedLine, cents } from './draft-line.ts';
import { proRata } from './pro-rata.ts';

/**
 * The lines of a request for each part of the amount due (documents.md 11: one request per part, lines pro rata in
 * cents). Each group adds up to its amount, all together to each line's amount, and no line changes its sign; a
 * line whose share is nothing is left out of that part. Throws a RangeError when an amount is not positive, or they
 * are not together what the lines are together.
 */
export function splitLines(lines: readonly CodedLine[], amounts: readonly Decimal[]): CodedLine[][] {
  const isSound =
    amounts.every((amount) => compare(amount, zero) > 0) &&
    equals(sum(lines.map((line) => line.amount)), sum(amounts));
  if (!isSound) throw new RangeError('the parts are not together the amount of the lines');
  let left = lines;
  return amounts.map((amount) => {
    const shares = proRata(
      left.map((line) => line.amount),
      amount,
    );
    const group = left.map((line, index) => withAmount(line, shares[index] ?? zero));
    left = left.map((line, index) => withAmount(line, subtract(line.amount, shares[index] ?? zero)));
    return group.filter((line) => !isZero(line.amount));
  });
}

/** Quantity times price is the whole line, so a part of it has neither. */
const withAmount = (line: CodedLine, amount: Decimal): CodedLine => ({
  ...line,
  exact: amount,
  amount: cents(amount),
  quantity: null,
  price: null,
});
