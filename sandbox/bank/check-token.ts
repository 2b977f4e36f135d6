import type { Context } from 'hono';
import { bearerOf } from '../access-token.ts';
import type { BankContext, ScopeTemplates } from './bank-context.ts';
import type { StoredAuthorisation, StoredResource } from './stored.ts';
import { TppError } from './tpp-error.ts';

const templateOf: Readonly<Record<StoredResource['kind'], keyof ScopeTemplates>> = {
  payment: 'pis',
  basket: 'basket',
  consent: 'ais',
  funds: 'piis',
};

/** The scope of the OAuth flow for one resource (psd2.md 3.3). */
export function scopeOf(
  resource: Pick<StoredResource, 'id' | 'kind'>,
  scopes: ScopeTemplates,
  purpose: StoredAuthorisation['purpose'] = 'create',
): string {
  const template = scopes[purpose === 'cancel' ? 'cancel' : templateOf[resource.kind]];
  return template.replace('{id}', () => resource.id);
}

/** A token that is sent must be for one of these scopes and live; without `needed` none has to be sent. */
export function checkToken(
  c: Context,
  { mint, now }: Pick<BankContext, 'mint' | 'now'>,
  { scopes, needed }: { readonly scopes: readonly string[]; readonly needed: boolean },
): void {
  const authorization = c.req.header('Authorization');
  if (authorization === undefined) {
    if (!needed) return;
    throw new TppError(401, 'TOKEN_UNKNOWN', 'An access token is needed.');
  }
  const token = mint.read(bearerOf(authorization) ?? '');
  if (token === undefined || !scopes.includes(token.scope)) {
    throw new TppError(401, 'TOKEN_INVALID', 'The token is not for this resource.');
  }
  if (token.expiresAt <= now().getTime()) throw new TppError(401, 'TOKEN_EXPIRED', 'The token has expired.');
}

/** The scopes whose token opens a resource: its own, that of its cancellation, and of a payment that of its basket. */
export function scopesOf(resource: StoredResource, { scopes, state }: BankContext): string[] {
  const own = [scopeOf(resource, scopes), scopeOf(resource, scopes, 'cancel')];
  const basketId = resource.kind === 'payment' ? resource.basketId : undefined;
  const basket = basketId === undefined ? undefined : state.resources.get(basketId);
  return basket === undefined ? own : [...own, scopeOf(basket, scopes)];
}
