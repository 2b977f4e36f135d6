import {
  add,
  type Decimal,
  decimal,
  divide,
  equals,
  isZero,
  multiply,
  round,
  significantDecimals,
  sum,
  zero,
} from '../money/decimal.ts';
import type { LineCoding } from './coding.ts';
import type { PaymentRequestLine } from './payment-request.ts';

/** A line of a payment request before it is written in the ERP's form. */
export interface DraftLine {
  readonly type: PaymentRequestLine['line_type'];
  readonly purpose: LinePurpose;
  /** BT-126 of a line of the invoice; null of every other amount. */
  readonly id: string | null;
  readonly description: string;
  /** The amount as the document has it. */
  readonly exact: Decimal;
  /** The amount in cents, two decimals. */
  readonly amount: Decimal;
  readonly quantity: Decimal | null;
  readonly price: Decimal | null;
  readonly baseQuantity: Decimal | null;
  readonly vatCategory: string | null;
  readonly vatRate: Decimal | null;
  /** Undefined when the directory has no account code for it. */
  readonly coding: LineCoding | undefined;
}

export type CodedLine = DraftLine & { readonly coding: LineCoding };

/** Which amount of the invoice it is. */
export type LinePurpose =
  | 'line'
  | 'allowance'
  | 'charge'
  | 'freight'
  | 'third-party'
  | 'vat'
  | 'prepaid'
  | 'rounding'
  | 'withheld';

/** An amount with exactly two decimals and no sign on zero: the one form in which it leaves. */
export const cents = (amount: Decimal): Decimal => round(isZero(amount) ? zero : amount, 2);

/** The line in the ERP's form, with one distribution of the whole amount (documents.md 11). */
export function toRequestLine(line: CodedLine): PaymentRequestLine {
  const { quantity, unitPrice } = quantityAndPrice(line);
  return {
    description: line.description,
    line_type: line.type,
    amount: line.amount,
    quantity,
    unit_price: unitPrice,
    distributions: [
      { account_combination_code: line.coding.code, amount: line.amount, description: line.description },
    ],
  };
}

const one = decimal('1');

/** Those of the invoice when they multiply to the amount, else 1 × the amount: the ERP may check it. */
function quantityAndPrice({ quantity, price, baseQuantity, amount }: CodedLine): {
  quantity: Decimal;
  unitPrice: Decimal;
} {
  const unitPrice = price === null ? undefined : exactQuotient(price, baseQuantity ?? one);
  if (
    quantity === null ||
    unitPrice === undefined ||
    !equals(round(multiply(quantity, unitPrice), 2), amount)
  ) {
    return { quantity: one, unitPrice: amount };
  }
  return { quantity: plain(quantity), unitPrice };
}

/** Price per unit when it has an end (12.50 / 1000), undefined when it has none (10 / 3). */
function exactQuotient(price: Decimal, base: Decimal): Decimal | undefined {
  if (isZero(base)) return undefined;
  const quotient = plain(divide(price, base, significantDecimals(price) + 12));
  return equals(multiply(quotient, base), price) ? quotient : undefined;
}

/** Without plus sign, leading zeros and needless decimals: a number that JSON knows. */
const plain = (value: Decimal): Decimal => (isZero(value) ? zero : add(value, zero));

/** ITEM lines of one account code and VAT rate in one, for invoices with more lines than the ERP takes. */
export function groupItemLines(lines: readonly CodedLine[]): CodedLine[] {
  const groups = Map.groupBy(lines, (line) =>
    line.type === 'ITEM' ? JSON.stringify([line.coding.code, rateKey(line.vatRate)]) : line,
  );
  return [...groups.values()].flatMap(([first, ...others]) =>
    first === undefined || others.length === 0 ? (first ?? []) : merge([first, ...others], first),
  );
}

const rateKey = (rate: Decimal | null): string | null => (rate === null ? null : plain(rate));

const merge = (lines: readonly CodedLine[], first: CodedLine): CodedLine => ({
  ...first,
  description: `${lines.length} lines`,
  exact: sum(lines.map((line) => line.exact)),
  amount: cents(sum(lines.map((line) => line.amount))),
  quantity: null,
  price: null,
});
