import { createHash, randomBytes } from 'node:crypto';
import type { Hono } from 'hono';
import { singleFields } from '../form-fields.ts';
import type { BankContext } from './bank-context.ts';
import { isClient } from './check-client.ts';
import { scopeOf } from './check-token.ts';
import { sha256 } from './sha256.ts';

import type { StoredAuthorisation, StoredResource } from './stored.ts';

const codeLifeMs = 60_000;

/** How long an access token lives, in seconds, and a refresh token, by what it opens (psd2.md 3.5). */
const lives = {
  payment: { access: 300, refresh: 1200 },
  basket: { access: 300, refresh: 1200 },
  consent: { access: 3600, refresh: 180 * 86_400 },
  funds: { access: 900, refresh: 180 * 86_400 },
} as const;

/** The S256 challenge of a PKCE verifier (RFC 7636 4.2). */
export const challengeOf = (verifier: string): string =>
  createHash('sha256').update(verifier).digest('base64url');

type Fields = ReadonlyMap<string, string>;
type Found = { readonly authorisation: StoredAuthorisation; readonly presented?: string } | undefined;

/** The token endpoint behind the same gateway (psd2.md 3.5, 3.6). */
export function addTokenRoute(app: Hono, context: BankContext): void {
  app.post('/v1/token', async (c) => {
    c.header('Cache-Control', 'no-store');
    const isForm = /^application\/x-www-form-urlencoded\b/i.test(c.req.header('Content-Type') ?? '');
    const fields = isForm ? singleFields(new URLSearchParams(await c.req.text())) : undefined;
    if (fields === undefined || !fields.has('grant_type')) return c.json({ error: 'invalid_request' }, 400);
    if (!isClient(c.req.header('Authorization'), fields, context))
      return c.json({ error: 'invalid_client' }, 401);
    const grant = grants[fields.get('grant_type') ?? ''];
    if (grant === undefined) return c.json({ error: 'unsupported_grant_type' }, 400);
    if (!grant.needs.every((name) => fields.has(name))) {
      return c.json({ error: 'invalid_request', error_description: 'A parameter is missing.' }, 400);
    }
    const found = grant.redeem(fields, context);
    const resource = context.state.resources.get(found?.authorisation.resourceId ?? '');
    if (found === undefined || resource === undefined) return c.json({ error: 'invalid_grant' }, 400);
    return c.json(issue(found, resource, context));
  });
}

const grants: Readonly<
  Record<string, { needs: readonly string[]; redeem: (fields: Fields, context: BankContext) => Found }>
> = {
  authorization_code: { needs: ['code', 'redirect_uri', 'code_verifier'], redeem: redeemCode },
  refresh_token: { needs: ['refresh_token'], redeem: redeemRefreshToken },
};

/** Undefined when the code is unknown, used, too old or bound to something else. */
function redeemCode(fields: Fields, { state, now, record }: BankContext): Found {
  const authorisation = state.byCode(sha256(fields.get('code') ?? ''));
  const grant = authorisation?.grant;
  if (authorisation === undefined || grant === undefined || grant.used) return undefined;
  if (now().getTime() >= grant.at.getTime() + codeLifeMs) return undefined;
  if (fields.get('redirect_uri') !== authorisation.redirectUri) return undefined;
  const verifier = fields.get('code_verifier') ?? '';
  const isVerifier = /^[A-Za-z0-9\-._~]{43,128}$/.test(verifier);
  if (!isVerifier || challengeOf(verifier) !== grant.codeChallenge) return undefined;
  record({ type: 'code-used', authorisationId: authorisation.id });
  return { authorisation };
}

/** Undefined when the refresh token is unknown, was rotated away, is too old, or its resource is no more. */
function redeemRefreshToken(fields: Fields, { state, quirks, now }: BankContext): Found {
  const presented = fields.get('refresh_token') ?? '';
  const hash = sha256(presented);
  const authorisation = state.byRefreshToken(hash);
  const resource = state.resources.get(authorisation?.resourceId ?? '');
  const place = authorisation?.refreshes.findIndex((one) => one.hash === hash) ?? -1;
  const given = authorisation?.refreshes[place];
  if (authorisation === undefined || resource === undefined || given === undefined) return undefined;
  const successor = authorisation.refreshes[place + 1];
  const time = now().getTime();
  if (successor !== undefined) {
    const isLast = place + 2 === authorisation.refreshes.length;
    const within = time < successor.at.getTime() + quirks.rotationGraceSeconds * 1000;
    if (!isLast || !within) return undefined;
  }
  if (time >= given.at.getTime() + lives[resource.kind].refresh * 1000) return undefined;
  if (['withdrawn', 'revoked', 'replaced'].includes(resource.decision)) return undefined;
  return { authorisation, presented };
}

function issue(
  { authorisation, presented }: NonNullable<Found>,
  resource: StoredResource,
  { mint, clientId, scopes, quirks, record, now }: BankContext,
): object {
  const scope = scopeOf(resource, scopes, authorisation.purpose);
  const seconds = quirks.tokenSeconds ?? lives[resource.kind].access;
  const token = mint.issue({ clientId, scope, seconds });
  const answer = { access_token: token, token_type: 'Bearer', expires_in: seconds, scope };
  if (quirks.refreshTokens === 'none') return answer;
  if (presented !== undefined && quirks.refreshTokens === 'constant') {
    return { ...answer, refresh_token: presented };
  }
  const refreshToken = randomBytes(32).toString('base64url');
  record({
    type: 'refresh-token',
    authorisationId: authorisation.id,
    hash: sha256(refreshToken),
    at: now().toISOString(),
  });
  return { ...answer, refresh_token: refreshToken };
}
