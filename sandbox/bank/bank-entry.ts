import * as z from 'zod';
import { paymentBodySchema, standingOrderSchema } from './payment-body.ts';

/** What every resource has: the caller's X-Request-ID with a hash of his request, to know a repeat. */
const creation = {
  id: z.string(),
  requestId: z.string(),
  bodyHash: z.string(),
  redirectUri: z.string(),
  createdAt: z.iso.datetime(),
};

const paymentRecord = z.object({
  kind: z.literal('payment'),
  ...creation,
  service: z.string(),
  product: z.string(),
  /** It waits for an authorisation of its own or of a basket: the answer had no scaOAuth. */
  explicit: z.boolean(),
  /** Each transfer as if it were a payment of its own. */
  transfers: z.array(paymentBodySchema).min(1),
  executionDate: z.iso.date().optional(),
  standingOrder: standingOrderSchema.optional(),
  /** The body as it came: JSON, or the text of a pain.001. */
  content: z.json(),
});

const basketRecord = z.object({
  kind: z.literal('basket'),
  ...creation,
  explicit: z.boolean(),
  paymentIds: z.array(z.string()),
});

const ibans = z.array(z.string());

const consentRecord = z.object({
  kind: z.literal('consent'),
  ...creation,
  explicit: z.boolean(),
  access: z.object({ accounts: ibans, balances: ibans, transactions: ibans }),
  recurring: z.boolean(),
  validUntil: z.iso.date(),
  frequencyPerDay: z.int(),
  /** `access` as it was asked for. */
  asked: z.json(),
  /** Whose accounts they are: a new recurring consent ends the old one of the same holder (psd2.md 6.1). */
  holders: z.array(z.string()),
});

const fundsConsentRecord = z.object({
  kind: z.literal('funds'),
  ...creation,
  explicit: z.boolean(),
  iban: z.string(),
  registration: z.string().optional(),
  content: z.json(),
});

const resourceRecord = z.discriminatedUnion('kind', [
  paymentRecord,
  basketRecord,
  consentRecord,
  fundsConsentRecord,
]);

const authorisationRecord = z.object({
  ...creation,
  resourceId: z.string(),
  purpose: z.enum(['create', 'cancel']),
  /** Nothing is done before the TPP confirms it (psd2.md 4.6). */
  needsConfirmation: z.boolean(),
});

/** A booked entry that no payment of this bank made; `amount` has a minus when money left the account. */
export const seededBookingSchema = z.object({
  iban: z.string(),
  amount: z.string().regex(/^-?[0-9]{1,14}(\.[0-9]{1,2})?$/),
  bookingDate: z.iso.date(),
  valueDate: z.iso.date().optional(),
  endToEndId: z.string().optional(),
  counterpartyName: z.string().optional(),
  counterpartyIban: z.string().optional(),
  remittance: z.string().optional(),
  structuredRemittance: z.string().optional(),
});

const at = z.iso.datetime();
const resourceId = z.string();
const authorisationId = z.string();

/** Everything that changes the sandbox bank. Codes and refresh tokens are kept as hashes only. */
export const bankEntrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('created'), resource: resourceRecord }),
  z.object({ type: z.literal('exempted'), resourceId, at }),
  z.object({ type: z.literal('authorisation'), authorisation: authorisationRecord }),
  z.object({ type: z.literal('opened'), authorisationId }),
  z.object({
    type: z.literal('approved'),
    authorisationId,
    at,
    codeHash: z.string(),
    codeChallenge: z.string(),
    /** The transfers that the bank refuses: payment id to their places in the payment. */
    failed: z.record(z.string(), z.array(z.int())),
  }),
  z.object({ type: z.literal('confirmed'), authorisationId, at }),
  z.object({ type: z.literal('refused'), authorisationId }),
  z.object({ type: z.literal('code-used'), authorisationId }),
  z.object({ type: z.literal('refresh-token'), authorisationId, hash: z.string(), at }),
  /** By the TPP with DELETE; by the PSU in his bank's app; by the bank after all. */
  z.object({ type: z.literal('withdrawn'), resourceId }),
  z.object({ type: z.literal('revoked'), resourceId }),
  z.object({ type: z.literal('rejected'), resourceId }),
  z.object({ type: z.literal('booked'), id: z.string(), booking: seededBookingSchema }),
  z.object({ type: z.literal('read'), key: z.string(), at }),
]);
export type BankEntry = z.infer<typeof bankEntrySchema>;

export type PaymentRecord = z.infer<typeof paymentRecord>;
export type BasketRecord = z.infer<typeof basketRecord>;
export type ConsentRecord = z.infer<typeof consentRecord>;
export type FundsConsentRecord = z.infer<typeof fundsConsentRecord>;
export type ResourceRecord = z.infer<typeof resourceRecord>;
export type AuthorisationRecord = z.infer<typeof authorisationRecord>;
export type SeededBooking = z.infer<typeof seededBookingSchema>;
