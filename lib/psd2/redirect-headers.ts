import type { BankSettings } from './bank-settings.ts';
import { type PsuContext, psuContextHeaders } from './psu-context.ts';

export interface RedirectChoices {
  /** A payment for a basket is not authorised on its own (psd2.md 5). */
  readonly explicitAuthorisation?: boolean | undefined;
  readonly contentType?: string | undefined;
  /** What is known of the PSU's browser beside its address. */
  readonly psuContext?: PsuContext | undefined;
}

/** The headers of the calls that lead to a redirect of the PSU (psd2.md 1.4). */
export const redirectHeaders = (
  { redirectUri, nokRedirectUri, psuId }: Pick<BankSettings, 'redirectUri' | 'nokRedirectUri' | 'psuId'>,
  psuIpAddress: string,
  { explicitAuthorisation = false, contentType = 'application/json', psuContext = {} }: RedirectChoices = {},
): Record<string, string> => ({
  'Content-Type': contentType,
  'PSU-IP-Address': psuIpAddress,
  ...psuContextHeaders(psuContext),
  ...(psuId !== undefined && { 'PSU-ID': psuId }),
  'TPP-Redirect-Preferred': 'true',
  'TPP-Redirect-URI': redirectUri,
  ...(nokRedirectUri !== undefined && { 'TPP-Nok-Redirect-URI': nokRedirectUri }),
  'TPP-Explicit-Authorisation-Preferred': String(explicitAuthorisation),
});
