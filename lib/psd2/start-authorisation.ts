import * as z from 'zod';
import { bankHeaders, callBank, invalidAnswer, parseAnswer } from './bank-call.ts';
import { bankError } from './bank-error.ts';
import type { BankSettings } from './bank-settings.ts';
import { type Links, linksSchema, resolveLinks } from './links.ts';
import { redirectHeaders } from './redirect-headers.ts';
import { resolveLink } from './resolve-link.ts';

export type StartedAuthorisation = Pick<Links, 'confirmationHref'> & {
  readonly scaOAuthHref: string;
};

/**
 * Starts the authorisation of a payment whose answer had `startAuthorisation` instead of `scaOAuth`, as banks
 * with several signatories do (psd2.md 4.3). Throws AcquitErrors BANK_*.
 */
export async function startAuthorisation(
  settings: BankSettings,
  call: { readonly href: string; readonly requestId: string; readonly psuIpAddress: string },
): Promise<StartedAuthorisation> {
  const response = await callBank(settings, {
    method: 'POST',
    url: resolveLink(settings, call.href),
    headers: { ...bankHeaders(settings, call), ...redirectHeaders(settings, call.psuIpAddress) },
    body: Buffer.from('{}'),
  });
  if (response.status !== 201 && response.status !== 200) {
    throw bankError(response, { now: settings.now(), requestId: call.requestId });
  }
  const { _links } = parseAnswer(z.object({ _links: linksSchema }), response, call.requestId);
  const { scaOAuthHref, confirmationHref } = resolveLinks(settings, _links);
  if (scaOAuthHref === undefined) return invalidAnswer('no scaOAuth link', { requestId: call.requestId });
  return { scaOAuthHref, confirmationHref };
}
