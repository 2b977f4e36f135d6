import * as z from 'zod';
import { bankHeaders, callBank, invalidAnswer, parseAnswer } from './bank-call.ts';
import { bankError } from './bank-error.ts';
import type { BankSettings } from './bank-settings.ts';
import { resolveLink } from './resolve-link.ts';

/** What we take from the bank's OAuth metadata. It belongs to one authorisation: never cached (psd2.md 3.2). */
export interface AuthorisationMetadata {
  readonly authorizationEndpoint: string;
  /** Stored with the flow; compared with `iss` of the callback (RFC 9207). */
  readonly issuer?: string | undefined;
  /** Whether the bank promises `iss` in every callback. */
  readonly issRequired: boolean;
}

const metadataSchema = z.object({
  authorization_endpoint: z.string().max(2_000),
  token_endpoint: z.string().max(2_000),
  issuer: z.string().max(500).optional(),
  response_types_supported: z.array(z.string()).optional(),
  code_challenge_methods_supported: z.array(z.string()).optional(),
  authorization_response_iss_parameter_supported: z.boolean().default(false),
});

/**
 * Reads the metadata behind `scaOAuth` (RFC 8414) and holds it to what we configured: our own check instead
 * of a generic discovery, because issuers at banks often differ from the host (psd2.md 3.2). At a bank whose link is
 * the authorize URL itself nothing is fetched: asking for it would have effects there (U-08). Throws AcquitErrors:
 * BANK_ANSWER_INVALID for anything that is not allowed, else as bankError says.
 */
export async function readAuthorisationMetadata(
  settings: BankSettings,
  href: string,
): Promise<AuthorisationMetadata> {
  const url = resolveLink(settings, href);
  if (settings.scaOAuthMode === 'authorize-url') {
    return { authorizationEndpoint: withoutFragment(url), issRequired: false };
  }
  const response = await callBank(settings, { method: 'GET', url, headers: bankHeaders(settings, {}) });
  if (response.status !== 200) throw bankError(response, { now: settings.now() });
  const metadata = parseAnswer(metadataSchema, response);

  const pinned = new URL(settings.tokenUrl).href;
  if (resolveLink(settings, metadata.token_endpoint) !== pinned) {
    invalidAnswer('its token_endpoint is not the configured one');
  }
  requireListed('code_challenge_methods_supported', metadata.code_challenge_methods_supported, 'S256');
  requireListed('response_types_supported', metadata.response_types_supported, 'code');
  return {
    authorizationEndpoint: withoutFragment(resolveLink(settings, metadata.authorization_endpoint)),
    issuer: metadata.issuer,
    issRequired: metadata.authorization_response_iss_parameter_supported,
  };
}

/** Our parameters would land in a fragment and never reach the bank (RFC 6749 3.1). */
const withoutFragment = (endpoint: string): string =>
  endpoint.includes('#') ? invalidAnswer('its authorization_endpoint has a fragment') : endpoint;

/** Metadata may leave a list out; when it gives one, it must have what we use. */
function requireListed(name: string, list: readonly string[] | undefined, wanted: string): void {
  if (list !== undefined && !list.includes(wanted)) invalidAnswer(`its ${name} lacks ${wanted}`);
}
