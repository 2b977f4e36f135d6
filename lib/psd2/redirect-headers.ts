import type { BankSettings } from './bank-settings.ts';

/** The headers of the calls that lead to a redirect of the PSU (psd2.md 1.4). */
export const redirectHeaders = (
  { redirectUri }: Pick<BankSettings, 'redirectUri'>,
  psuIpAddress: string,
): Record<string, string> => ({
  'Content-Type': 'application/json',
  'PSU-IP-Address': psuIpAddress,
  'TPP-Redirect-Preferred': 'true',
  'TPP-Redirect-URI': redirectUri,
  'TPP-Explicit-Authorisation-Preferred': 'false',
});
