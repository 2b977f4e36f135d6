import * as z from 'zod';
import { compare, type Decimal, equals, parseDecimal, sum, zero } from '../../lib/money/decimal.ts';
import { isIban } from '../iban.ts';
import { JsonNumber } from './json-with-literals.ts';

const text = (max: number) => z.string().min(1).max(max);
const optionalText = (max: number) => z.string().max(max).nullish();

/** A JSON number without an exponent, kept with its own digits. */
const amount = z
  .instanceof(JsonNumber, { error: 'must be a JSON number' })
  .refine(({ literal }) => parseDecimal(literal) !== undefined, 'must be written without an exponent');

const distribution = z.strictObject({
  account_combination_code: text(255),
  amount,
  description: optionalText(500),
});

const line = z
  .strictObject({
    description: z.string(),
    line_type: z.enum(['ITEM', 'TAX', 'FREIGHT', 'DISCOUNT']),
    amount,
    quantity: amount.nullish(),
    unit_price: amount.nullish(),
    distributions: z.array(distribution).max(500),
  })
  .refine((given) => equals(value(given.amount), total(given.distributions)), {
    error: 'the distributions must add up to the amount of the line',
    path: ['distributions'],
  });

/** The body of POST /payment-requests (erp.md). Unknown fields are refused, so that a misspelt one is noticed. */
export const submissionSchema = z
  .strictObject({
    organization_short_code: text(5),
    external_request_id: text(255),
    source_system: text(255),
    idempotency_key: text(255),
    payment_request_number: optionalText(255),
    payee_type: z.enum(['SUPPLIER', 'PERSON']),
    supplier_number: z.string().nullish(),
    supplier_site_code: z.string().nullish(),
    person_number: z.string().nullish(),
    invoice_date: z.iso.date(),
    requested_execution_date: z.iso.date(),
    amount: amount.refine(
      ({ literal }) => compare(parseDecimal(literal) ?? zero, zero) > 0,
      'must be more than zero',
    ),
    currency_code: z.string().regex(/^[A-Z]{3}$/),
    own_bank_account_iban: text(34),
    beneficiary_bank_account: z.strictObject({
      iban: text(34).refine(isIban, 'is not an IBAN'),
      bic: optionalText(11),
      account_holder_name: text(255),
      country_code: text(2),
      currency_code: optionalText(3),
    }),
    payment_rail: text(100),
    remittance_reference: optionalText(140),
    description: optionalText(500),
    lines: z.array(line).max(500),
    auto_process: z.boolean().default(false),
    publish: z.boolean().default(false),
    build_instructions: z.boolean().default(true),
  })
  .refine(namesOnePayee, {
    error: 'SUPPLIER takes supplier_number and supplier_site_code, PERSON takes person_number',
    path: ['payee_type'],
  })
  .refine((given) => equals(value(given.amount), total(given.lines)), {
    error: 'the lines must add up to the amount',
    path: ['lines'],
  });

/** A payment request as a client submitted it. */
export type Submission = z.infer<typeof submissionSchema>;

function namesOnePayee(given: {
  payee_type: 'SUPPLIER' | 'PERSON';
  supplier_number?: string | null | undefined;
  supplier_site_code?: string | null | undefined;
  person_number?: string | null | undefined;
}): boolean {
  const supplier = [given.supplier_number, given.supplier_site_code].filter(Boolean).length;
  const person = [given.person_number].filter(Boolean).length;
  return given.payee_type === 'SUPPLIER' ? supplier === 2 && person === 0 : supplier === 0 && person === 1;
}

const value = ({ literal }: JsonNumber): Decimal => parseDecimal(literal) ?? zero; // the schema above refused others
const total = (parts: readonly { readonly amount: JsonNumber }[]) =>
  sum(parts.map((part) => value(part.amount)));
