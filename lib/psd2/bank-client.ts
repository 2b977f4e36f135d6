import { type AuthorisationMetadata, readAuthorisationMetadata } from './authorisation-metadata.ts';
import { type AuthorizeRequest, authorizeUrl } from './authorize-url.ts';
import { listAuthorisations, readScaStatus, type Authorised, type ScaStatusRead } from './authorisations.ts';
import { type BankChoices, completeBankSettings, type GivenBankSettings } from './bank-settings.ts';
import {
  type BasketOrder,
  type BasketOutcome,
  type CreatedBasket,
  createBasket,
} from './baskets/create-basket.ts';
import { type BasketPayment, createBasketPayment } from './baskets/create-basket-payment.ts';
import { deleteBasket } from './baskets/delete-basket.ts';
import { type Basket, readBasket, readBasketStatus } from './baskets/read-basket.ts';
import { startBasketAuthorisation } from './baskets/start-basket-authorisation.ts';
import { type CancelCall, type Cancellation, cancelPayment } from './cancel-payment.ts';
import { type Confirmation, confirmAuthorisation } from './confirm-authorisation.ts';
import { type CreatedPayment, createPayment, type PaymentOrder } from './create-payment.ts';
import { type CodeExchange, exchangeCode } from './exchange-code.ts';
import { type PaymentStatus, readPaymentStatus, type StatusRead } from './payment-status.ts';
import { readPaymentDetails } from './payment-details.ts';
import type { PaymentDetails } from './payment-held.ts';
import {
  type BuiltInitiation,
  buildInitiation,
  type InitiationOrder,
} from './initiation/build-initiation.ts';
import type { PaymentRef } from './payment-url.ts';
import type { ResourceRead } from './read-resource.ts';
import {
  type AuthorisationStart,
  type StartedAuthorisation,
  startAuthorisation,
} from './start-authorisation.ts';
import type { BankToken } from './token-answer.ts';

/** A bank under NextGenPSD2, in the order of the flow (psd2.md 3.1); each call is explained in its own file. */
export interface BankClient {
  /** What was agreed with the bank. */
  readonly agreed: BankChoices;
  buildInitiation(order: InitiationOrder): BuiltInitiation;
  createPayment(order: PaymentOrder): Promise<CreatedPayment>;
  startAuthorisation(call: AuthorisationStart): Promise<StartedAuthorisation>;
  readAuthorisationMetadata(href: string): Promise<AuthorisationMetadata>;
  authorizeUrl(request: AuthorizeRequest): string;
  exchangeCode(exchange: CodeExchange): Promise<BankToken>;
  confirm(confirmation: Confirmation): Promise<string>;
  readPaymentStatus(read: StatusRead): Promise<PaymentStatus>;
  readPaymentDetails(read: ResourceRead & PaymentRef): Promise<PaymentDetails>;
  listAuthorisations(read: ResourceRead & { of: Authorised }): Promise<readonly string[]>;
  readScaStatus(read: ScaStatusRead): Promise<string>;
  cancelPayment(call: CancelCall): Promise<Cancellation>;
  createBasketPayment(order: PaymentOrder): Promise<BasketPayment>;
  createBasket(order: BasketOrder): Promise<BasketOutcome>;
  startBasketAuthorisation(
    basket: Pick<CreatedBasket, 'scaOAuthHref' | 'startAuthorisationHref' | 'confirmationHref'>,
    call: { requestId: string; psuIpAddress: string },
  ): Promise<StartedAuthorisation>;
  readBasket(read: ResourceRead & { basketId: string }): Promise<Basket>;
  readBasketStatus(read: ResourceRead & { basketId: string }): Promise<string>;
  deleteBasket(call: ResourceRead & { basketId: string }): Promise<'deleted' | 'too-late'>;
}

export function createBankClient(given: GivenBankSettings): BankClient {
  const settings = completeBankSettings(given);
  return {
    agreed: settings,
    buildInitiation: (order) => buildInitiation(settings, order),
    createPayment: (order) => createPayment(settings, order),
    startAuthorisation: (call) => startAuthorisation(settings, call),
    readAuthorisationMetadata: (href) => readAuthorisationMetadata(settings, href),
    authorizeUrl: (request) => authorizeUrl(settings, request),
    exchangeCode: (exchange) => exchangeCode(settings, exchange),
    confirm: (confirmation) => confirmAuthorisation(settings, confirmation),
    readPaymentStatus: (read) => readPaymentStatus(settings, read),
    readPaymentDetails: (read) => readPaymentDetails(settings, read),
    listAuthorisations: (read) => listAuthorisations(settings, read),
    readScaStatus: (read) => readScaStatus(settings, read),
    cancelPayment: (call) => cancelPayment(settings, call),
    createBasketPayment: (order) => createBasketPayment(settings, order),
    createBasket: (order) => createBasket(settings, order),
    startBasketAuthorisation: (basket, call) => startBasketAuthorisation(settings, basket, call),
    readBasket: (read) => readBasket(settings, read),
    readBasketStatus: (read) => readBasketStatus(settings, read),
    deleteBasket: (call) => deleteBasket(settings, call),
  };
}
