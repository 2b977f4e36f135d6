import * as z from 'zod';
import { type Decimal, parseDecimal } from '../../money/decimal.ts';

export interface Amount {
  /** As the bank wrote it, with its sign and decimals. */
  readonly amount: Decimal;
  readonly currency: string;
}

/** An amount of the bank: text, or a JSON number whose literal parseJsonBody kept (psd2.md 4.2, 10.1.10). */
export const amountSchema = z.object({
  currency: z.string().regex(/^[A-Z]{3}$/),
  amount: z.string().transform((text, context): Decimal => {
    const amount = parseDecimal(text);
    if (amount !== undefined) return amount;
    context.addIssue('is not a decimal number');
    return z.NEVER;
  }),
});
