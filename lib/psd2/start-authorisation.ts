import * as z from 'zod';
import { HttpFailure } from '../http/http-failure.ts';
import { noAnswer } from '../http/no-answer.ts';
import { bankHeaders, callBankAtMostTwice, invalidAnswer, parseAnswer } from './bank-call.ts';
import { bankError } from './bank-error.ts';
import type { BankSettings } from './bank-settings.ts';
import { type Links, linksSchema, resolveLinks } from './links.ts';
import { type RedirectChoices, redirectHeaders } from './redirect-headers.ts';
import { resolveLink } from './resolve-link.ts';

export type StartedAuthorisation = Pick<Links, 'confirmationHref' | 'scaStatusHref'> & {
  readonly scaOAuthHref: string;
  readonly authorisationId?: string | undefined;
};

export interface AuthorisationStart extends Pick<RedirectChoices, 'psuContext'> {
  readonly href: string;
  readonly requestId: string;
  readonly psuIpAddress: string;
}

const startedSchema = z.object({
  authorisationId: z.string().min(1).max(500).optional().catch(undefined),
  _links: linksSchema,
});

/**
 * Starts the authorisation of a payment whose answer had `startAuthorisation` instead of `scaOAuth`, as banks
 * with several signatories do (psd2.md 4.3), of a basket (5) or of a cancellation (4.7). A lost answer is asked for
 * once more with the same id: at worst the bank has one more authorisation that nobody uses. Throws AcquitErrors
 * BANK_*.
 */
export async function startAuthorisation(
  settings: BankSettings,
  call: AuthorisationStart,
): Promise<StartedAuthorisation> {
  const { requestId } = call;
  // The wish for an explicit authorisation is none of this call (psd2.md 1.4).
  const { 'TPP-Explicit-Authorisation-Preferred': _, ...redirect } = redirectHeaders(
    settings,
    call.psuIpAddress,
    call,
  );
  const { last } = await callBankAtMostTwice(settings, {
    method: 'POST',
    url: resolveLink(settings, call.href),
    headers: {
      ...bankHeaders(settings, { requestId }),
      ...redirect,
    },
    body: Buffer.from('{}'),
  });
  if (last instanceof HttpFailure) throw noAnswer(last, 'BANK_UNAVAILABLE');
  if (last.status !== 201 && last.status !== 200) {
    throw bankError(last, { now: settings.now(), requestId });
  }
  const { authorisationId, _links } = parseAnswer(startedSchema, last, requestId);
  const { scaOAuthHref, confirmationHref, scaStatusHref } = resolveLinks(settings, _links);
  if (scaOAuthHref === undefined) return invalidAnswer('no scaOAuth link', { requestId });
  return { scaOAuthHref, confirmationHref, scaStatusHref, authorisationId };
}
