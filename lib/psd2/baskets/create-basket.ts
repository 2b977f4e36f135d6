import * as z from 'zod';
import { AcquitError } from '../../findings/acquit-error.ts';
import { HttpFailure } from '../../http/http-failure.ts';
import type { HttpResponse } from '../../http/http-response.ts';
import { authorisationsUrl } from '../authorisations.ts';
import { type Attempts, bankHeaders, callBankAtMostTwice, invalidAnswer, parseAnswer } from '../bank-call.ts';
import { bankError } from '../bank-error.ts';
import type { BankSettings } from '../bank-settings.ts';
import { linksSchema, resolveLinks } from '../links.ts';
import { redirectHeaders } from '../redirect-headers.ts';
import { requireConclusive } from '../require-conclusive.ts';
import { parseTppMessages } from '../tpp-messages.ts';
import { basketUrl } from './basket-url.ts';

export interface BasketOrder {
  /** What buildBasket made, as it was stored. */
  readonly bytes: Uint8Array;
  /** A UUID, stored with the bytes before they are sent. */
  readonly requestId: string;
  readonly psuIpAddress: string;
}

/** A basket that the bank has; all addresses are absolute and allowed. Nothing in it runs before its SCA. */
export interface CreatedBasket {
  readonly basketId: string;
  readonly transactionStatus: string;
  readonly statusHref: string;
  /** The bank started the authorisation itself; otherwise startAuthorisation is called with the other address. */
  readonly scaOAuthHref?: string | undefined;
  readonly startAuthorisationHref: string;
  readonly confirmationHref?: string | undefined;
}

/**
 * Why there is no basket. Each payment then goes to the bank page on its own, except after `status`: one of them is
 * authorised already, so that the status of each is read first.
 */
export type BasketRefusal = 'mix' | 'status' | 'too-many' | 'unsupported';

export type BasketOutcome =
  | { readonly outcome: 'created'; readonly basket: CreatedBasket }
  | { readonly outcome: 'refused'; readonly reason: BasketRefusal; readonly bankCode: string | null };

/** The body of a basket: payments alone, never consents (psd2.md S8). Throws a RangeError for none or one twice. */
export function buildBasket(paymentIds: readonly string[]): Uint8Array {
  if (paymentIds.length === 0 || new Set(paymentIds).size < paymentIds.length) {
    throw new RangeError('A basket holds at least one payment, and each once.');
  }
  return Buffer.from(JSON.stringify({ paymentIds }));
}

const createdSchema = z.object({
  transactionStatus: z.string().min(1).max(100),
  // As for payments: `.` and `..` would climb out of the paths that the id is put in.
  basketId: z
    .string()
    .max(500)
    .regex(/^(?!\.{1,2}$)./s),
  _links: z.preprocess((links) => links ?? {}, linksSchema),
});

/**
 * Makes a signing basket of payments that were created with createBasketPayment (psd2.md 5). Throws AcquitErrors:
 * CONFIGURATION_INVALID when baskets are off, BANK_OUTCOME_UNKNOWN when the answer stayed away twice (a basket
 * without SCA does nothing), BANK_UNAVAILABLE when nothing ever left, else as bankError says.
 */
export async function createBasket(settings: BankSettings, order: BasketOrder): Promise<BasketOutcome> {
  const { requestId, psuIpAddress, bytes } = order;
  if (!settings.baskets.enabled) {
    throw new AcquitError('CONFIGURATION_INVALID', 'Signing baskets are not switched on for this bank.');
  }
  const attempts = await callBankAtMostTwice(settings, {
    method: 'POST',
    url: `${settings.baseUrl.replace(/\/+$/, '')}/v1/signing-baskets`,
    headers: {
      ...bankHeaders(settings, { requestId }),
      ...redirectHeaders(settings, psuIpAddress, { explicitAuthorisation: true }),
    },
    body: bytes,
  });
  const refusal = refusalOf(attempts);
  if (refusal !== undefined) return refusal;
  const response = requireConclusive(attempts, { what: 'basket', requestId });
  if (response.status !== 201 && response.status !== 200) {
    throw bankError(response, { now: settings.now(), requestId });
  }
  return { outcome: 'created', basket: readCreated(settings, response, requestId) };
}

const byCode: Readonly<Record<string, BasketRefusal>> = {
  REFERENCE_MIX_INVALID: 'mix',
  REFERENCE_STATUS_INVALID: 'status',
  // The only thing in this body that can be wrong is how many it holds (psd2.md 5).
  FORMAT_ERROR: 'too-many',
  SERVICE_INVALID: 'unsupported',
};

/** The refusals that are about baskets themselves; every other failure of the call is none of them. */
function refusalOf({ last }: Attempts): (BasketOutcome & { outcome: 'refused' }) | undefined {
  if (last instanceof HttpFailure || last.status < 400) return undefined;
  const bankCode = parseTppMessages(last.body).find(({ category }) => category === 'ERROR')?.code ?? null;
  const known = last.status < 500 && bankCode !== null && Object.hasOwn(byCode, bankCode);
  if (known) {
    const reason = byCode[bankCode];
    return reason === undefined ? undefined : { outcome: 'refused', reason, bankCode };
  }
  const noSuchService =
    last.status === 405 || last.status === 501 || (last.status === 404 && bankCode === null);
  return noSuchService ? { outcome: 'refused', reason: 'unsupported', bankCode } : undefined;
}

function readCreated(settings: BankSettings, response: HttpResponse, requestId: string): CreatedBasket {
  const { basketId, transactionStatus, _links } = parseAnswer(createdSchema, response, requestId);
  const approach = response.headers['aspsp-sca-approach'] ?? 'REDIRECT';
  // Only the redirect is ours; embedded and decoupled SCA are not (psd2.md S3).
  if (approach !== 'REDIRECT') invalidAnswer(`the SCA approach is ${approach}`, { requestId, basketId });
  const { scaOAuthHref, startAuthorisationHref, statusHref, confirmationHref } = resolveLinks(
    settings,
    _links,
  );
  return {
    basketId,
    transactionStatus,
    statusHref: statusHref ?? basketUrl(settings, basketId, 'status'),
    scaOAuthHref,
    startAuthorisationHref: startAuthorisationHref ?? authorisationsUrl(settings, { basketId }),
    confirmationHref,
  };
}
