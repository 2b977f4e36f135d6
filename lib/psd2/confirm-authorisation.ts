import * as z from 'zod';
import { bankHeaders, callBank, parseAnswer } from './bank-call.ts';
import { bankError } from './bank-error.ts';
import type { BankSettings } from './bank-settings.ts';
import { resolveLink } from './resolve-link.ts';

export interface Confirmation {
  readonly href: string;
  readonly accessToken: string;
  readonly requestId: string;
}

/**
 * Confirms an authorisation whose answer had a `confirmation` link; without it the bank executes nothing
 * (psd2.md 4.6). Gives the scaStatus, `finalised` or `failed`. Throws AcquitErrors: BANK_PAYMENT_FAILED for a
 * wrong SCA, else as bankError says; it may be called again after a lost answer.
 */
export async function confirmAuthorisation(
  settings: BankSettings,
  { href, accessToken, requestId }: Confirmation,
): Promise<string> {
  const response = await callBank(settings, {
    method: 'PUT',
    url: resolveLink(settings, href),
    headers: bankHeaders(settings, { requestId, accessToken }),
  });
  if (response.status !== 200) {
    throw bankError(response, { now: settings.now(), requestId, bare401: 'BANK_TOKEN_REFUSED' });
  }
  return parseAnswer(z.object({ scaStatus: z.string().min(1).max(100) }), response, requestId).scaStatus;
}
