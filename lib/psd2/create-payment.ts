import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import { buildUrl } from '../http/build-url.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { HttpResponse } from '../http/http-response.ts';
import { noAnswer } from '../http/no-answer.ts';
import { bankHeaders, callBankAtMostTwice, invalidAnswer, isInconclusive, parseAnswer } from './bank-call.ts';
import { bankError } from './bank-error.ts';
import type { BankSettings } from './bank-settings.ts';
import { linksSchema, resolveLinks } from './links.ts';
import { paymentUrl } from './payment-url.ts';
import { redirectHeaders } from './redirect-headers.ts';
import { resolveLink } from './resolve-link.ts';

export interface PaymentOrder {
  /** What buildPaymentInitiation made, as it was stored. */
  readonly bytes: Uint8Array;
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
 * Creates a single SEPA payment at the bank (psd2.md 4.1-4.3). 201 says only that it may be authorised, or with
 * `mayExecute` that it may run without that. Throws AcquitErrors: BANK_OUTCOME_UNKNOWN when the answer stayed
 * away twice, BANK_UNAVAILABLE when nothing ever left, else as bankError says.
 */
export async function createPayment(settings: BankSettings, order: PaymentOrder): Promise<CreatedPayment> {
  const { last, maybeArrived } = await callBankAtMostTwice(settings, {
    method: 'POST',
    url: buildUrl(settings.baseUrl, ['v1', 'payments', 'sepa-credit-transfers']),
    // No Authorization: some banks refuse a bearer token before SCA (psd2.md 3.1).
    headers: { ...bankHeaders(settings, order), ...redirectHeaders(settings, order.psuIpAddress) },
    body: order.bytes,
  });
  if (last instanceof HttpFailure || isInconclusive(last)) {
    throw unknownOutcome(last, maybeArrived, order.requestId);
  }
  // A repeated POST may be answered 200 (psd2.md 1.5).
  if (last.status !== 201 && last.status !== 200) {
    throw bankError(last, { now: settings.now(), requestId: order.requestId });
  }
  return readCreated(settings, last, order.requestId);
}

function unknownOutcome(last: HttpResponse | HttpFailure, maybeArrived: boolean, requestId: string): unknown {
  if (last instanceof HttpFailure && !maybeArrived) return noAnswer(last, 'BANK_UNAVAILABLE');
  const how = last instanceof HttpFailure ? last.reason : last.status;
  return new AcquitError(
    'BANK_OUTCOME_UNKNOWN',
    `The bank did not say whether it created the payment: ${how}`,
    {
      cause: last instanceof HttpFailure ? last : undefined,
      detail: { requestId, outcome: how },
    },
  );
}

function readCreated(settings: BankSettings, response: HttpResponse, requestId: string): CreatedPayment {
  const created = parseAnswer(createdSchema, response, requestId);
  const { paymentId, transactionStatus, _links } = created;
  const authorisable = _links.scaOAuth !== undefined || _links.startAuthorisation !== undefined;
  if (!authorisable || created.scaStatus === 'exempted') {
    const statusHref = allowedStatusHref(settings, _links.status?.href, paymentId);
    return { mayExecute: true, paymentId, transactionStatus, statusHref };
  }
  const approach = response.headers['aspsp-sca-approach'] ?? 'REDIRECT';
  // Only the redirect is ours; embedded and decoupled SCA are not (psd2.md S3).
  if (approach !== 'REDIRECT') invalidAnswer(`the SCA approach is ${approach}`, { requestId, paymentId });
  const links = resolveLinks(settings, _links);
  const statusHref = links.statusHref ?? paymentUrl(settings, paymentId, 'status');
  return { ...links, mayExecute: false, paymentId, transactionStatus, statusHref };
}

/** A payment that may run must not be lost over a link: one that leads elsewhere counts as absent here. */
function allowedStatusHref(settings: BankSettings, href: string | undefined, paymentId: string): string {
  try {
    if (href !== undefined) return resolveLink(settings, href);
  } catch (error) {
    if (!(error instanceof AcquitError)) throw error;
  }
  return paymentUrl(settings, paymentId, 'status');
}
