import * as z from 'zod';
import { bankHeaders, callBankAtMostTwice, invalidAnswer, parseAnswer } from '../bank-call.ts';
import { bankError } from '../bank-error.ts';
import type { BankSettings } from '../bank-settings.ts';
import { linksSchema, resolveLinks } from '../links.ts';
import type { PsuContext } from '../psu-context.ts';
import { redirectHeaders } from '../redirect-headers.ts';
import { requireConclusive } from '../require-conclusive.ts';
import { type ConsentService, consentUrl } from './consent-url.ts';

export interface ConsentOrder {
  readonly service: ConsentService;
  /** What buildAccountConsent or buildFundsConsent made, as it was stored. */
  readonly bytes: Uint8Array;
  /** A UUID, stored with the bytes before they are sent. */
  readonly requestId: string;
  /** Of the person who is about to give the consent, from the trusted edge (psd2.md 1.4). */
  readonly psuIpAddress: string;
  readonly psuContext?: PsuContext | undefined;
}

/** A consent that waits for its SCA; all addresses are absolute and allowed. One of the first two is there. */
export interface CreatedConsent {
  readonly scaOAuthHref?: string | undefined;
  readonly startAuthorisationHref?: string | undefined;
  readonly consentId: string;
  /** See consentStatusFacts; normally `received`. */
  readonly consentStatus: string;
  readonly statusHref: string;
  /** When present, the consent is not valid before it is called (psd2.md 4.6). */
  readonly confirmationHref?: string | undefined;
}

const createdSchema = z.object({
  consentStatus: z.string().min(1).max(100),
  // `.` and `..` would climb out of the paths that the id is put in.
  consentId: z
    .string()
    .max(500)
    .regex(/^(?!\.{1,2}$)./s),
  _links: linksSchema,
});

/**
 * Creates a consent of either service (psd2.md 6.1, 7.1). It lets nobody read anything before its SCA. Throws
 * AcquitErrors: BANK_OUTCOME_UNKNOWN when the answer stayed away twice (harmless: nobody can authorise what nobody
 * was sent to), BANK_UNAVAILABLE when nothing ever left, else as bankError says.
 */
export async function createConsent(settings: BankSettings, order: ConsentOrder): Promise<CreatedConsent> {
  const { service, bytes, requestId, psuIpAddress, psuContext } = order;
  const attempts = await callBankAtMostTwice(settings, {
    method: 'POST',
    url: consentUrl(settings, service),
    // No Authorization and no Consent-ID: there is no token before SCA, and no combined session (psd2.md S7).
    headers: {
      ...bankHeaders(settings, { requestId }),
      ...redirectHeaders(settings, psuIpAddress, { psuContext }),
    },
    body: bytes,
  });
  const response = requireConclusive(attempts, { what: 'consent', requestId });
  // A repeated POST may be answered 200 (psd2.md 1.5).
  if (response.status !== 201 && response.status !== 200) {
    throw bankError(response, { now: settings.now(), requestId });
  }
  const { consentId, consentStatus, _links } = parseAnswer(createdSchema, response, requestId);
  const approach = response.headers['aspsp-sca-approach'] ?? 'REDIRECT';
  // Only the redirect is ours; embedded and decoupled SCA are not (psd2.md S3).
  if (approach !== 'REDIRECT') invalidAnswer(`the SCA approach is ${approach}`, { requestId });
  const links = resolveLinks(settings, _links);
  if (links.scaOAuthHref === undefined && links.startAuthorisationHref === undefined) {
    invalidAnswer('the consent has no link to its authorisation', { requestId });
  }
  const statusHref = links.statusHref ?? consentUrl(settings, service, consentId, 'status');
  return { ...links, consentId, consentStatus, statusHref };
}
