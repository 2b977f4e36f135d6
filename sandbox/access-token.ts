import { createHash, createHmac, randomUUID, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';

const claimsSchema = z.object({
  clientId: z.string(),
  /** Of the password grant: in whose name the client acts. */
  username: z.string().optional(),
  scope: z.string(),
  expiresAt: z.number(),
  id: z.string(),
});

/** What a token says; `expiresAt` in milliseconds since the epoch. */
export type TokenClaims = z.infer<typeof claimsSchema>;

export interface TokenMint {
  /** A new bearer token that is good for `seconds`. */
  issue(claims: { clientId: string; username?: string | undefined; scope: string; seconds: number }): string;
  /** What a live or expired token of this mint says; undefined for anything else. */
  read(token: string): TokenClaims | undefined;
}

/**
 * Makes and reads self-contained bearer tokens, as the JWTs of the real servers are, so that a restart of the sandbox
 * does not log its clients out. `secret` and `issuer` make the key: a token of one server means nothing to another.
 */
export function createTokenMint(issuer: string, secret: string, now: () => Date): TokenMint {
  const key = createHash('sha256').update(`${issuer}\n${secret}`).digest();
  const seal = (payload: string) => createHmac('sha256', key).update(payload).digest();
  return {
    issue({ clientId, username, scope, seconds }) {
      const claims = {
        clientId,
        username,
        scope,
        expiresAt: now().getTime() + seconds * 1000,
        id: randomUUID(),
      };
      const payload = Buffer.from(JSON.stringify(claims)).toString('base64url');
      return `${payload}.${seal(payload).toString('base64url')}`;
    },
    read(token) {
      const [payload = '', signature = ''] = token.split('.');
      const given = Buffer.from(signature, 'base64url');
      const wanted = seal(payload);
      if (given.length !== wanted.length || !timingSafeEqual(given, wanted)) return undefined;
      return claimsSchema.parse(JSON.parse(Buffer.from(payload, 'base64url').toString('utf8')));
    },
  };
}

/** The token of an `Authorization: Bearer` header; undefined without one. */
export function bearerOf(authorization: string | undefined): string | undefined {
  return /^Bearer +(\S+)$/i.exec(authorization ?? '')?.[1];
}
