import type { AuthorisationMetadata } from './authorisation-metadata.ts';
import type { BankSettings, ScopeTemplates } from './bank-settings.ts';

export interface AuthorizeRequest {
  readonly metadata: AuthorisationMetadata;
  /** Of the payment, basket or consent; for a cancellation of the payment to cancel (psd2.md 4.7). */
  readonly resourceId: string;
  /** What the PSU authorises; absent for a payment (psd2.md U-09, U-10). */
  readonly scope?: keyof ScopeTemplates | undefined;
  /** Fresh, random, single use, at least 128 bits (psd2.md 3.3). */
  readonly state: string;
  readonly codeChallenge: string;
}

/** The address at the bank to which the PSU's browser is sent (psd2.md 3.3). No apiKey: a browser sees it. */
export function authorizeUrl(
  { clientId, redirectUri, scopes }: BankSettings,
  { metadata, resourceId, scope = 'pis', state, codeChallenge }: AuthorizeRequest,
): string {
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    // A function, because `$&` in an opaque id would mean something in a replacement text.
    scope: scopes[scope].replace('{id}', () => resourceId),
    state,
    redirect_uri: redirectUri,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  });
  // The endpoint is of one authorisation and may have a query of its own, which stays as it is.
  const endpoint = withoutOurs(metadata.authorizationEndpoint, parameters);
  return `${endpoint}${endpoint.includes('?') ? '&' : '?'}${parameters.toString()}`;
}

/** No parameter may come twice (RFC 6749 3.1): where the bank's own address has one of ours, ours counts. */
function withoutOurs(endpoint: string, ours: URLSearchParams): string {
  const at = endpoint.indexOf('?');
  if (at < 0) return endpoint;
  const kept = endpoint
    .slice(at + 1)
    .split('&')
    .filter((pair) => pair !== '' && ![...new URLSearchParams(pair).keys()].some((name) => ours.has(name)));
  return kept.length === 0 ? endpoint.slice(0, at) : `${endpoint.slice(0, at)}?${kept.join('&')}`;
}
