import * as z from 'zod';
import { buildUrl } from '../http/build-url.ts';
import type { HttpResponse } from '../http/http-response.ts';
import { bankHeaders, callBankAtMostTwice, invalidAnswer, parseAnswer } from './bank-call.ts';
import { bankError } from './bank-error.ts';
import type { BankSettings, PaymentProduct } from './bank-settings.ts';
import { linksSchema, resolveLinks } from './links.ts';
import { requireProduct, singleSepa } from './payment-product.ts';
import { paymentUrl } from './payment-url.ts';
import { type RedirectChoices, redirectHeaders } from './redirect-headers.ts';
import { requireConclusive } from './require-conclusive.ts';
import { allowedHref } from './resolve-link.ts';

export interface PaymentOrder extends RedirectChoices {
  /** What buildInitiation or buildPaymentInitiation made, as it was stored. */
  readonly bytes: Uint8Array;
  /** Absent for a single SEPA credit transfer in JSON. */
  readonly product?: PaymentProduct | undefined;
  /** A UUID, stored with the bytes before they are sent. */
  readonly requestId: string;
  /** Of the person who started the payment, from the trusted edge (psd2.md 1.4). */
  readonly psuIpAddress: string;
}

/** A payment that the bank has; all addresses are absolute and allowed. */
export interface CreatedPayment {
  readonly paymentId: string;
  readonly transactionStatus: string;
  /**
   * The bank asks for no SCA, so that the payment may run already (psd2.md 1.5): it has no other address than
   * its status, which must be read. Otherwise it waits for its SCA and has one of the next two addresses.
   */
  readonly mayExecute: boolean;
  readonly scaOAuthHref?: string | undefined;
  readonly startAuthorisationHref?: string | undefined;
  readonly statusHref: string;
  /** When present, the bank executes nothing before it is called (psd2.md 4.6). */
  readonly confirmationHref?: string | undefined;
}

const createdSchema = z.object({
  transactionStatus: z.string().min(1).max(100),
  // `.` and `..` would climb out of the paths that the id is put in.
  paymentId: z
    .string()
    .max(500)
    .regex(/^(?!\.{1,2}$)./s),
  scaStatus: z.string().nullish(),
  _links: z.preprocess((links) => links ?? {}, linksSchema),
});

/**
 * Creates a payment at the bank (psd2.md 4.1-4.3). 201 says only that it may be authorised, or with `mayExecute` that
 * it may run without that. Throws AcquitErrors: CONFIGURATION_INVALID for a product that is not configured,
 * BANK_OUTCOME_UNKNOWN when the answer stayed away twice, BANK_UNAVAILABLE when nothing ever left, else as bankError
 * says.
 */
export async function createPayment(settings: BankSettings, order: PaymentOrder): Promise<CreatedPayment> {
  const { product = singleSepa, requestId, psuIpAddress, bytes } = order;
  requireProduct(settings, product);
  const attempts = await callBankAtMostTwice(settings, {
    method: 'POST',
    url: buildUrl(settings.baseUrl, ['v1', product.service, product.product]),
    // No Authorization: some banks refuse a bearer token before SCA (psd2.md 3.1).
    headers: { ...bankHeaders(settings, { requestId }), ...redirectHeaders(settings, psuIpAddress, order) },
    body: bytes,
  });
  const response = requireConclusive(attempts, { what: 'payment', requestId });
  // A repeated POST may be answered 200 (psd2.md 1.5).
  if (response.status !== 201 && response.status !== 200) {
    throw bankError(response, { now: settings.now(), requestId });
  }
  return readCreated(settings, response, order);
}

function readCreated(
  settings: BankSettings,
  response: HttpResponse,
  { requestId, product }: PaymentOrder,
): CreatedPayment {
  const created = parseAnswer(createdSchema, response, requestId);
  const { paymentId, transactionStatus, _links } = created;
  const ownStatusUrl = paymentUrl(settings, { paymentId, product }, 'status');
  const authorisable = _links.scaOAuth !== undefined || _links.startAuthorisation !== undefined;
  if (!authorisable || created.scaStatus === 'exempted') {
    // A payment that may run must not be lost over a link.
    const statusHref = allowedHref(settings, _links.status?.href) ?? ownStatusUrl;
    return { mayExecute: true, paymentId, transactionStatus, statusHref };
  }
  const approach = response.headers['aspsp-sca-approach'] ?? 'REDIRECT';
  // Only the redirect is ours; embedded and decoupled SCA are not (psd2.md S3).
  if (approach !== 'REDIRECT') invalidAnswer(`the SCA approach is ${approach}`, { requestId, paymentId });
  const links = resolveLinks(settings, _links);
  const statusHref = links.statusHref ?? ownStatusUrl;
  return { ...links, mayExecute: false, paymentId, transactionStatus, statusHref };
}
