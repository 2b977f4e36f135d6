import * as z from 'zod';
import { compare, type Decimal, parseDecimal, zero } from '../../lib/money/decimal.ts';
import { isIban } from '../iban.ts';

/** The characters that every SEPA bank must take (psd2.md 4.2). */
const sepaText = (max: number) =>
  z
    .string()
    .min(1)
    .max(max)
    .regex(/^[a-zA-Z0-9/\-?:().,'+ ]+$/, 'holds a character outside the SEPA set');

export const accountReference = z.strictObject({
  iban: z.string().refine(isIban, 'is not an IBAN'),
  currency: z.literal('EUR').optional(),
});

/** EPC limit of one SEPA credit transfer. */
const mostPerTransfer = '999999999.99';

const amount = z
  .string()
  .regex(/^[0-9]{1,14}(\.[0-9]{1,2})?$/, 'is no amount with at most two decimals')
  .refine((text) => isWithin(text), `must be more than zero and at most ${mostPerTransfer}`);

/** The body of a single SEPA credit transfer; the yaml's own patterns are not anchored, these are (psd2.md 9.2). */
export const paymentBodySchema = z.strictObject({
  debtorAccount: accountReference,
  instructedAmount: z.strictObject({ currency: z.literal('EUR'), amount }),
  creditorAccount: accountReference,
  creditorName: sepaText(70),
  creditorAgent: z
    .string()
    .regex(/^[A-Z]{6}[A-Z2-9][A-NP-Z0-9]([A-Z0-9]{3})?$/)
    .optional(),
  creditorAddress: z
    .strictObject({
      streetName: z.string().max(70).optional(),
      buildingNumber: z.string().max(20).optional(),
      townName: z.string().max(140).optional(),
      postCode: z.string().max(5).optional(),
      country: z.string().regex(/^[A-Z]{2}$/),
    })
    .optional(),
  endToEndIdentification: sepaText(35).optional(),
  // EPC: no slash in front and no double slash.
  remittanceInformationUnstructured: sepaText(140)
    .regex(/^(?!\/)(?!.*\/\/)/, 'must not start with / or hold //')
    .optional(),
});

export type PaymentBody = z.infer<typeof paymentBodySchema>;

/** Of a standing order (psd2.md 4.2); the day has no leading zero. */
export const standingOrderSchema = z.strictObject({
  startDate: z.iso.date(),
  endDate: z.iso.date().optional(),
  frequency: z.enum([
    'Daily',
    'Weekly',
    'EveryTwoWeeks',
    'Monthly',
    'EveryTwoMonths',
    'Quarterly',
    'SemiAnnual',
    'Annual',
    'MonthlyVariable',
  ]),
  executionRule: z.enum(['following', 'preceding']).optional(),
  dayOfExecution: z
    .string()
    .regex(/^([1-9]|[12][0-9]|3[01])$/)
    .optional(),
  monthsOfExecution: z
    .array(z.string().regex(/^([1-9]|1[0-2])$/))
    .max(11)
    .optional(),
});
export type StandingOrder = z.infer<typeof standingOrderSchema>;

export const periodicBodySchema = z.strictObject({
  ...paymentBodySchema.shape,
  ...standingOrderSchema.shape,
});

/** A bulk: its transfers have no debtor of their own. */
export const bulkBodySchema = z.strictObject({
  debtorAccount: accountReference,
  batchBookingPreferred: z.boolean().optional(),
  requestedExecutionDate: z.iso.date().optional(),
  payments: z.array(paymentBodySchema.omit({ debtorAccount: true })).min(1),
});

/** A payment of a bank that takes dates (psd2.md U-17). */
export const datedBodySchema = paymentBodySchema.extend({ requestedExecutionDate: z.iso.date().optional() });

function isWithin(text: string): boolean {
  const value = parseDecimal(text);
  const most = mostPerTransfer as Decimal; // it is written like one above
  return value !== undefined && compare(value, zero) > 0 && compare(value, most) <= 0;
}
