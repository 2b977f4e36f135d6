import * as z from 'zod';
import type { HttpResponse } from '../http/http-response.ts';
import { parseJsonBody } from '../http/parse-json-body.ts';
import { authorisationsUrl } from './authorisations.ts';
import { callBank } from './bank-call.ts';
import { bankError } from './bank-error.ts';
import type { BankSettings } from './bank-settings.ts';
import { linksSchema, resolveLinks } from './links.ts';
import { type PaymentRef, paymentUrl } from './payment-url.ts';
import { type ResourceRead, resourceHeaders } from './read-resource.ts';
import { redirectHeaders } from './redirect-headers.ts';
import { parseTppMessages } from './tpp-messages.ts';

export type CancelCall = ResourceRead & PaymentRef & { readonly psuIpAddress: string };

/** The status of the payment stays the truth: it is read after each of these (psd2.md 4.7). */
export type Cancellation =
  | { readonly outcome: 'cancelled' }
  /** The PSU must authorise the cancellation: straight away, or after startAuthorisation with the other address. */
  | {
      readonly outcome: 'authorise';
      readonly scaOAuthHref?: string | undefined;
      readonly startAuthorisationHref: string;
    }
  /** It runs or ran already, or an earlier try cancelled it whose answer was lost. */
  | { readonly outcome: 'not-possible'; readonly bankCode: string | null };

const answerSchema = z.object({ _links: z.preprocess((links) => links ?? {}, linksSchema) });

/**
 * Asks the bank to cancel a payment that is not final (psd2.md 4.7). A new X-Request-ID for every try; after a lost
 * answer the status is read before the next. Throws AcquitErrors BANK_*.
 */
export async function cancelPayment(settings: BankSettings, call: CancelCall): Promise<Cancellation> {
  const { 'Content-Type': _, ...redirect } = redirectHeaders(settings, call.psuIpAddress);
  const response = await callBank(settings, {
    method: 'DELETE',
    url: paymentUrl(settings, call),
    headers: { ...resourceHeaders(settings, call), ...redirect },
  });
  if (response.status === 204) return { outcome: 'cancelled' };
  if (response.status === 202 || response.status === 200) return readAnswer(settings, response, call);
  const bankCode = parseTppMessages(response.body).find(({ category }) => category === 'ERROR')?.code ?? null;
  const isTooLate = bankCode === 'CANCELLATION_INVALID' || bankCode === 'STATUS_INVALID';
  if (isTooLate || response.status === 405) return { outcome: 'not-possible', bankCode };
  const bare401 = 'BANK_TOKEN_REFUSED';
  throw bankError(response, { now: settings.now(), requestId: call.requestId, bare401 });
}

/** 202 asks for an authorisation; 200 is an older 204, unless it has a link to one. Bodies may be missing. */
function readAnswer(settings: BankSettings, response: HttpResponse, call: CancelCall): Cancellation {
  const parsed = answerSchema.safeParse(parseJsonBody(response.body).json);
  const links = parsed.success ? resolveLinks(settings, parsed.data._links) : {};
  const asks = links.startAuthorisationHref !== undefined || links.scaOAuthHref !== undefined;
  if (response.status === 200 && !asks) return { outcome: 'cancelled' };
  const built = authorisationsUrl(settings, { cancellationOf: call });
  return {
    outcome: 'authorise',
    scaOAuthHref: links.scaOAuthHref,
    startAuthorisationHref: links.startAuthorisationHref ?? built,
  };
}
