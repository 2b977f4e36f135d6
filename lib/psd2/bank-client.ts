import { type AuthorisationMetadata, readAuthorisationMetadata } from './authorisation-metadata.ts';
import { type AuthorizeRequest, authorizeUrl } from './authorize-url.ts';
import type { BankSettings } from './bank-settings.ts';
import { type Confirmation, confirmAuthorisation } from './confirm-authorisation.ts';
import { type CreatedPayment, createPayment, type PaymentOrder } from './create-payment.ts';
import { type BankToken, type CodeExchange, exchangeCode } from './exchange-code.ts';
import { type PaymentStatus, readPaymentStatus, type StatusRead } from './payment-status.ts';
import { type StartedAuthorisation, startAuthorisation } from './start-authorisation.ts';

/** A bank under NextGenPSD2, in the order of the flow (psd2.md 3.1); each call is explained in its own file. */
export interface BankClient {
  createPayment(order: PaymentOrder): Promise<CreatedPayment>;
  startAuthorisation(call: {
    href: string;
    requestId: string;
    psuIpAddress: string;
  }): Promise<StartedAuthorisation>;
  readAuthorisationMetadata(href: string): Promise<AuthorisationMetadata>;
  authorizeUrl(request: AuthorizeRequest): string;
  exchangeCode(exchange: CodeExchange): Promise<BankToken>;
  confirm(confirmation: Confirmation): Promise<string>;
  readPaymentStatus(read: StatusRead): Promise<PaymentStatus>;
}

export const createBankClient = (settings: BankSettings): BankClient => ({
  createPayment: (order) => createPayment(settings, order),
  startAuthorisation: (call) => startAuthorisation(settings, call),
  readAuthorisationMetadata: (href) => readAuthorisationMetadata(settings, href),
  authorizeUrl: (request) => authorizeUrl(settings, request),
  exchangeCode: (exchange) => exchangeCode(settings, exchange),
  confirm: (confirmation) => confirmAuthorisation(settings, confirmation),
  readPaymentStatus: (read) => readPaymentStatus(settings, read),
});
