import type * as z from 'zod';
import { bankHeaders, callBank, parseAnswer } from '../bank-call.ts';
import { bankError } from '../bank-error.ts';
import type { BankSettings } from '../bank-settings.ts';

/** Under which consent account data are read, and whether a person asked for them. */
export interface AccountDataRead {
  readonly consentId: string;
  readonly accessToken: string;
  /** A new X-Request-ID for every page (psd2.md 1.5). */
  readonly newRequestId: () => string;
  /**
   * Only when the PSU asks right now: the address declares the presence to the bank. A schedule must leave it out,
   * and then it has four reads a day (psd2.md 1.4, 6.4).
   */
  readonly attended?: { readonly psuIpAddress: string } | undefined;
}

/**
 * One GET of account data (psd2.md 6.2). Throws AcquitErrors: BANK_TOKEN_REFUSED (refresh once),
 * BANK_CONSENT_REFUSED (ask for a new consent), BANK_ACCESS_EXCEEDED (no more before the next day), else as bankError says.
 */
export async function readAccountData<T>(
  settings: BankSettings,
  url: string,
  schema: z.ZodType<T>,
  { consentId, accessToken, newRequestId, attended }: AccountDataRead,
): Promise<T> {
  const requestId = newRequestId();
  const response = await callBank(settings, {
    method: 'GET',
    url,
    headers: {
      ...bankHeaders(settings, { requestId, accessToken }),
      'Consent-ID': consentId,
      ...(attended !== undefined && { 'PSU-IP-Address': attended.psuIpAddress }),
    },
  });
  if (response.status !== 200) {
    throw bankError(response, { now: settings.now(), requestId, bare401: 'BANK_TOKEN_REFUSED' });
  }
  return parseAnswer(schema, response, requestId);
}
