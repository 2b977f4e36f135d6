import * as z from 'zod';
import { paymentBodySchema } from './payment-body.ts';

const paymentSchema = z.object({
  id: z.string(),
  authorisationId: z.string(),
  /** The caller's X-Request-ID and a hash of his bytes, to know a repeat. */
  requestId: z.string(),
  bodyHash: z.string(),
  body: paymentBodySchema,
  redirectUri: z.string(),
  createdAt: z.iso.datetime(),
});

/** Everything that changes the sandbox bank. Codes are kept as hashes only. */
export const bankEntrySchema = z.discriminatedUnion('type', [
  z.object({ type: z.literal('created'), payment: paymentSchema }),
  z.object({ type: z.literal('exempted'), paymentId: z.string(), at: z.iso.datetime() }),
  z.object({ type: z.literal('opened'), paymentId: z.string() }),
  z.object({
    type: z.literal('approved'),
    paymentId: z.string(),
    at: z.iso.datetime(),
    codeHash: z.string(),
    codeChallenge: z.string(),
  }),
  z.object({ type: z.literal('refused'), paymentId: z.string() }),
  z.object({ type: z.literal('code-used'), paymentId: z.string() }),
  z.object({ type: z.literal('cancelled'), paymentId: z.string() }),
]);
export type BankEntry = z.infer<typeof bankEntrySchema>;

export interface StoredPayment extends z.infer<typeof paymentSchema> {
  opened: boolean;
  decision: 'none' | 'exempted' | 'approved' | 'refused' | 'cancelled';
  /** When the money began to move. */
  runsFrom?: Date;
  grant?: { readonly at: Date; readonly codeHash: string; readonly codeChallenge: string; used: boolean };
}

export interface BankState {
  readonly payments: Map<string, StoredPayment>;
  byAuthorisation(authorisationId: string): StoredPayment | undefined;
  byRequest(requestId: string): StoredPayment | undefined;
  byCode(codeHash: string): StoredPayment | undefined;
  readonly apply: (entry: BankEntry) => void;
}

export function createBankState(): BankState {
  const payments = new Map<string, StoredPayment>();
  const authorisations = new Map<string, StoredPayment>();
  const requests = new Map<string, StoredPayment>();
  const codes = new Map<string, StoredPayment>();

  const add = (payment: StoredPayment) => {
    payments.set(payment.id, payment);
    authorisations.set(payment.authorisationId, payment);
    requests.set(payment.requestId, payment);
  };
  const known = (id: string) => {
    const payment = payments.get(id);
    if (payment === undefined)
      throw new Error(`The journal speaks of payment ${id}, which was never created.`);
    return payment;
  };

  return {
    payments,
    byAuthorisation: (id) => authorisations.get(id),
    byRequest: (id) => requests.get(id),
    byCode: (hash) => codes.get(hash),
    apply(entry) {
      if (entry.type === 'created') return add({ ...entry.payment, opened: false, decision: 'none' });
      const payment = known(entry.paymentId);
      switch (entry.type) {
        case 'exempted':
          payment.decision = 'exempted';
          payment.runsFrom = new Date(entry.at);
          return;
        case 'opened':
          payment.opened = true;
          return;
        case 'approved': {
          const { at, codeHash, codeChallenge } = entry;
          payment.decision = 'approved';
          payment.runsFrom = new Date(at);
          payment.grant = { at: payment.runsFrom, codeHash, codeChallenge, used: false };
          codes.set(codeHash, payment);
          return;
        }
        case 'refused':
        case 'cancelled':
          payment.decision = entry.type;
          return;
        case 'code-used':
          if (payment.grant !== undefined) payment.grant.used = true;
          return;
      }
    },
  };
}
