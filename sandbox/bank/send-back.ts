import type { Context } from 'hono';
import type { Quirks } from './quirks.ts';
import type { StoredAuthorisation } from './stored.ts';

type Answer =
  | { readonly code: string; readonly state: string | undefined }
  | { readonly error: string; readonly description?: string; readonly state: string | undefined };

/**
 * The address that the browser is sent back to (psd2.md 3.4); undefined where this bank sends nobody. Nothing but
 * `code`, `error` and `state` is ever left out of a whole answer.
 */
export function callbackUrl(
  c: Context,
  authorisation: StoredAuthorisation,
  { answer, quirks }: { readonly answer: Answer; readonly quirks: Quirks },
): string | undefined {
  const { callback, issuer } = quirks;
  if (callback === 'none') return undefined;
  const target = new URL(authorisation.redirectUri);
  const add = (name: string, text: string | undefined) =>
    text !== undefined && target.searchParams.append(name, text);
  if ('code' in answer) {
    add('code', answer.code);
    if (callback === 'doubled') add('code', answer.code);
  } else if (callback === 'error-400') add('error', '400');
  else if (callback !== 'without-error') {
    add('error', answer.error);
    add('error_description', answer.description);
  }
  if (callback !== 'without-state') add('state', answer.state);
  if (issuer === 'sent') add('iss', new URL(c.req.url).origin);
  if (issuer === 'of-another-bank') add('iss', 'https://elsewhere.example');
  return target.href;
}
