import { createHash } from 'node:crypto';
import type { Hono } from 'hono';
import { readFormFields } from '../form-fields.ts';
import { type BankContext, scopeOf } from './bank-context.ts';
import type { BankState, StoredPayment } from './bank-state.ts';
import { TppError } from './tpp-error.ts';

const codeLifeMs = 60_000;
const tokenSeconds = 300;

export const sha256 = (text: string): string => createHash('sha256').update(text).digest('hex');

/** The S256 challenge of a PKCE verifier (RFC 7636 4.2). */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

/** The OAuth server behind the same gateway: metadata per authorisation and the token endpoint (psd2.md 3.2, 3.5). */
export function addOAuthRoutes(app: Hono, context: BankContext): void {
  const { clientId, mint, state, now, record } = context;

  app.get('/.well-known/openid-configuration', (c) => {
    const payment = state.byAuthorisation(c.req.query('authorizationId') ?? '');
    if (payment === undefined) throw new TppError(404, 'RESOURCE_UNKNOWN', 'There is no such authorisation.');
    const issuer = new URL(c.req.url).origin;
    return c.json({
      issuer,
      authorization_endpoint: `${issuer}/authorize/${payment.authorisationId}`,
      token_endpoint: `${issuer}/v1/token`,
      scopes_supported: ['payment'],
      response_types_supported: ['code'],
      grant_types_supported: ['authorization_code'],
      code_challenge_methods_supported: ['S256'],
      authorization_response_iss_parameter_supported: true,
    });
  });

  app.post('/v1/token', async (c) => {
    c.header('Cache-Control', 'no-store');
    const fields = await readFormFields(c.req.raw);
    if (fields === undefined || !fields.has('grant_type')) return c.json({ error: 'invalid_request' }, 400);
    if (fields.get('client_id') !== clientId) return c.json({ error: 'invalid_client' }, 401);
    if (fields.get('grant_type') !== 'authorization_code')
      return c.json({ error: 'unsupported_grant_type' }, 400);
    if (!['code', 'redirect_uri', 'code_verifier'].every((name) => fields.has(name))) {
      return c.json({ error: 'invalid_request', error_description: 'A parameter is missing.' }, 400);
    }
    const payment = redeem(fields, state, now());
    if (payment === undefined) return c.json({ error: 'invalid_grant' }, 400);
    record({ type: 'code-used', paymentId: payment.id });
    const scope = scopeOf(payment.id);
    const token = mint.issue({ clientId, scope, seconds: tokenSeconds });
    return c.json({ access_token: token, token_type: 'Bearer', expires_in: tokenSeconds, scope });
  });
}

/** The payment whose code this is; undefined when the code is unknown, used, too old or bound to something else. */
function redeem(fields: Map<string, string>, state: BankState, now: Date): StoredPayment | undefined {
  const payment = state.byCode(sha256(fields.get('code') ?? ''));
  const grant = payment?.grant;
  if (payment === undefined || grant === undefined || grant.used) return undefined;
  if (now.getTime() >= grant.at.getTime() + codeLifeMs) return undefined;
  if (fields.get('redirect_uri') !== payment.redirectUri) return undefined;
  const verifier = fields.get('code_verifier') ?? '';
  const isVerifier = /^[A-Za-z0-9\-._~]{43,128}$/.test(verifier);
  return isVerifier && challengeOf(verifier) === grant.codeChallenge ? payment : undefined;
}
