import type { BankContext } from './bank-context.ts';
import { type Booking, bookingsOf } from './bookings.ts';
import { type ConsentStatus, consentStatus } from './consent-status.ts';
import type { PaymentBody } from './payment-body.ts';
import {
  basketStatus,
  type ScaStatus,
  scaStatus,
  type TransactionStatus,
  transactionStatus,
} from './payment-status.ts';
import type { StoredPayment } from './stored.ts';

/** What is in the bank at this moment, for those who run it. */
export interface BankView {
  payments(): readonly BankPayment[];
  baskets(): readonly BankBasket[];
  /** Of AIS and of the funds confirmation. */
  consents(): readonly BankConsent[];
  /** The booked entries of an account, newest first. */
  bookings(iban: string): readonly Booking[];
}

export interface BankPayment {
  readonly paymentId: string;
  /** The first one, and nothing while none was started. */
  readonly authorisationId: string;
  readonly requestId: string;
  readonly service: string;
  readonly product: string;
  /** The first transfer, which is all of a single payment. */
  readonly body: PaymentBody;
  readonly transfers: readonly PaymentBody[];
  readonly transactionStatus: TransactionStatus;
  readonly scaStatus: ScaStatus;
}

export interface BankBasket {
  readonly basketId: string;
  readonly paymentIds: readonly string[];
  readonly transactionStatus: TransactionStatus;
}

export interface BankConsent {
  readonly consentId: string;
  readonly kind: 'consent' | 'funds';
  readonly consentStatus: ConsentStatus;
}

export function viewBank(context: BankContext): BankView {
  const { state } = context;
  const resources = () => [...state.resources.values()];
  return {
    payments: () => state.payments().map((payment) => viewPayment(payment, context)),
    baskets: () =>
      resources()
        .filter((one) => one.kind === 'basket')
        .map((basket) => ({
          basketId: basket.id,
          paymentIds: basket.paymentIds,
          transactionStatus: basketStatus(basket, context),
        })),
    consents: () =>
      resources()
        .filter((one) => one.kind === 'consent' || one.kind === 'funds')
        .map((consent) => ({
          consentId: consent.id,
          kind: consent.kind,
          consentStatus: consentStatus(consent, context),
        })),
    bookings: (iban) => bookingsOf(iban, context),
  };
}

function viewPayment(payment: StoredPayment, context: BankContext): BankPayment {
  const { id: paymentId, requestId, service, product, transfers } = payment;
  const [authorisation] = context.state.authorisationsOf(paymentId, 'create');
  const [body] = transfers;
  if (body === undefined) throw new Error('A payment has a transfer by its schema.');
  const exempted = payment.decision === 'exempted';
  return {
    paymentId,
    authorisationId: authorisation?.id ?? '',
    requestId,
    service,
    product,
    body,
    transfers,
    transactionStatus: transactionStatus(payment, context),
    scaStatus: exempted
      ? 'exempted'
      : authorisation === undefined
        ? 'received'
        : scaStatus(authorisation, payment, context),
  };
}
