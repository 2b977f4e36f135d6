import { singleFields } from '../form-fields.ts';
import type { BankContext } from './bank-context.ts';
import { scopeOf } from './check-token.ts';
import type { StoredAuthorisation, StoredResource } from './stored.ts';

/** What the browser brought to the SCA page: good, to be sent back with an OAuth error, or not to be trusted at all. */
export type AuthorisationRequest =
  | { readonly kind: 'good'; readonly state: string; readonly codeChallenge: string }
  | { readonly kind: 'send-back'; readonly error: string; readonly state: string | undefined }
  | { readonly kind: 'refuse' };

/**
 * Checks the authorize request of psd2.md 3.3. With a wrong client or redirect URI nobody is sent anywhere
 * (RFC 6749 4.1.2.1); every other fault goes back to the TPP.
 */
export function readAuthorisationRequest(
  url: URL,
  { authorisation, resource }: { authorisation: StoredAuthorisation; resource: StoredResource },
  { clientId, scopes }: Pick<BankContext, 'clientId' | 'scopes'>,
): AuthorisationRequest {
  const fields = singleFields(url.searchParams);
  if (fields?.get('client_id') !== clientId) return { kind: 'refuse' };
  if (fields.get('redirect_uri') !== authorisation.redirectUri) return { kind: 'refuse' };

  const state = fields.get('state');
  const sendBack = (error: string) => ({ kind: 'send-back', error, state }) as const;
  if (fields.get('response_type') !== 'code') return sendBack('unsupported_response_type');
  if (fields.get('scope') !== scopeOf(resource, scopes, authorisation.purpose))
    return sendBack('invalid_scope');
  const codeChallenge = fields.get('code_challenge') ?? '';
  const isS256 = fields.get('code_challenge_method') === 'S256' && /^[A-Za-z0-9_-]{43}$/.test(codeChallenge);
  if (!isS256 || state === undefined || state === '') return sendBack('invalid_request');
  return { kind: 'good', state, codeChallenge };
}
