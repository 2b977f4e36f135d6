import type { AuthorisationMetadata } from './authorisation-metadata.ts';
import type { BankSettings } from './bank-settings.ts';

export interface AuthorizeRequest {
  readonly metadata: AuthorisationMetadata;
  readonly paymentId: string;
  /** Fresh, random, single use, at least 128 bits (psd2.md 3.3). */
  readonly state: string;
  readonly codeChallenge: string;
}

/** The address at the bank to which the PSU's browser is sent (psd2.md 3.3). No apiKey: a browser sees it. */
export function authorizeUrl(
  { clientId, redirectUri, scopeTemplate }: BankSettings,
  { metadata, paymentId, state, codeChallenge }: AuthorizeRequest,
): string {
  const parameters = new URLSearchParams({
    response_type: 'code',
    client_id: clientId,
    // A function, because `$&` in an opaque id would mean something in a replacement text.
    scope: scopeTemplate.replace('{id}', () => paymentId),
    state,
    redirect_uri: redirectUri,
    code_challenge: codeChallenge,
    code_challenge_method: 'S256',
  });
  // The endpoint is of one authorisation and may have a query of its own, which stays as it is.
  const endpoint = metadata.authorizationEndpoint;
  return `${endpoint}${endpoint.includes('?') ? '&' : '?'}${parameters.toString()}`;
}
