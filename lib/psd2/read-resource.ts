import type { HttpResponse } from '../http/http-response.ts';
import { bankHeaders, callBank } from './bank-call.ts';
import { bankError } from './bank-error.ts';
import type { BankSettings } from './bank-settings.ts';

export interface ResourceRead {
  /** Sent when we hold one: some banks demand it, others need none (psd2.md 4.8, U-07). */
  readonly accessToken?: string | undefined;
  /** A new one for every read (psd2.md 1.5). */
  readonly requestId: string;
}

/** The headers of a call about a payment or basket that exists: with the token where the bank takes one (U-07). */
export const resourceHeaders = (
  settings: BankSettings,
  { requestId, accessToken }: ResourceRead,
): Record<string, string> =>
  bankHeaders(settings, settings.statusAuth === 'none' ? { requestId } : { requestId, accessToken });

/** Reads a resource of a payment or a basket; the answer is 200. Throws AcquitErrors BANK_*. */
export async function readResource(
  settings: BankSettings,
  url: string,
  read: ResourceRead,
  accept = 'application/json',
): Promise<HttpResponse> {
  const headers = { ...resourceHeaders(settings, read), Accept: accept };
  const response = await callBank(settings, { method: 'GET', url, headers });
  if (response.status === 200) return response;
  // Whoever created the payment has a good apiKey, so a bare 401 is about the token.
  const bare401 = 'BANK_TOKEN_REFUSED';
  throw bankError(response, { now: settings.now(), requestId: read.requestId, bare401 });
}

/** What we take of a payment in XML: some banks answer JSON all the same. */
export const xmlOrJson = 'application/xml, application/json';
