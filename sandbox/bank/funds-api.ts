import type { Hono } from 'hono';
import * as z from 'zod';
import { decimal } from '../../lib/money/decimal.ts';
import type { BankContext } from './bank-context.ts';
import { isCovered } from './bookings.ts';
import { checkContentType } from './check-headers.ts';
import { findConsent } from './consented-read.ts';
import { holdTo, parseJson } from './json-body.ts';
import { accountReference, paymentBodySchema } from './payment-body.ts';
import { TppError } from './tpp-error.ts';

const bodySchema = z.strictObject({
  account: accountReference,
  instructedAmount: paymentBodySchema.shape.instructedAmount,
  payee: z.string().max(70).optional(),
  cardNumber: z.string().max(35).optional(),
});

/** The confirmation of funds: yes or no at this moment, nothing reserved (psd2.md 7.2). */
export function addFundsRoutes(app: Hono, context: BankContext): void {
  app.post('/v1/funds-confirmations', async (c) => {
    checkContentType(c, 'json');
    const consent = findConsent(c, context, 'funds');
    const bytes = new Uint8Array(await c.req.arrayBuffer());
    const { account, instructedAmount } = holdTo(bodySchema, parseJson(bytes));
    if (account.iban !== consent.iban) {
      throw new TppError(400, 'CONSENT_UNKNOWN', 'The consent is for another account.', 'account');
    }
    const available = isCovered(account.iban, decimal(instructedAmount.amount), context);
    const said = { boolean: available, text: String(available), garbage: 'perhaps' };
    return c.json({ fundsAvailable: said[context.quirks.fundsAvailable] });
  });
}
