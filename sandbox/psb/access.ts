import type { MiddlewareHandler } from 'hono';
import { bearerOf } from '../access-token.ts';
import { accountOf, ownParty, type Permission } from './account.ts';
import type { PsbContext, PsbVariables } from './psb-context.ts';
import { PsbError } from './psb-error.ts';

type Guard = MiddlewareHandler<PsbVariables>;

/** The legacy header, wanted of everybody once it is configured; a bad key is a 403 (psb.md 4.4). */
export const subscriptionKey =
  ({ options }: PsbContext): Guard =>
  async (c, next) => {
    const wanted = options.subscriptionKey;
    if (wanted !== undefined && c.req.header('Subscription-Key') !== wanted) {
      throw new PsbError(403, 'The subscription key is missing or invalid.');
    }
    await next();
  };

/** A live token, and the account behind it. */
export const authenticated =
  ({ mint, now, options }: PsbContext): Guard =>
  async (c, next) => {
    const claims = mint.read(bearerOf(c.req.header('Authorization')) ?? '');
    const live = claims !== undefined && claims.expiresAt > now().getTime();
    const account = live ? accountOf(claims, options) : undefined;
    if (account === undefined) throw new PsbError(401, 'The access token is missing, invalid or expired.');
    c.set('account', account);
    await next();
  };

/** What concerns the whole environment is for its managers (psb.md 4.3). */
export const managersOnly: Guard = async (c, next) => {
  if (!c.get('account').manager) throw new PsbError(403, 'Only a manager of the environment may do this.');
  await next();
};

/** The party of the path is one of the account's: the most common 403 (psb.md 6.2). */
export const ownPartyOnly: Guard = async (c, next) => {
  const party = ownParty(c.get('account'), c.req.param('partyId') ?? '');
  if (party === undefined) throw new PsbError(403, 'No rights on this party.');
  c.set('party', party);
  await next();
};

/** One of these permissions on the party of the path. */
export const permitted =
  (...oneOf: readonly Permission[]): Guard =>
  async (c, next) => {
    const { permissions } = c.get('party');
    if (!oneOf.some((name) => permissions[name] === true)) {
      throw new PsbError(403, `This needs the permission ${oneOf.join(' or ')} on the party.`);
    }
    await next();
  };
