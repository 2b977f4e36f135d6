import { timingSafeEqual, verify, X509Certificate } from 'node:crypto';
import * as z from 'zod';
import { sha256 } from './sha256.ts';
import type { BankContext } from './bank-context.ts';

/** Whether the caller of the token endpoint is our TPP, by the method that was agreed (psd2.md U-05). */
export function isClient(
  authorization: string | undefined,
  fields: ReadonlyMap<string, string>,
  { clientAuth, clientId, now }: Pick<BankContext, 'clientAuth' | 'clientId' | 'now'>,
): boolean {
  if (clientAuth.method === 'client_secret_basic') {
    const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? [];
    const wanted = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientAuth.secret)}`;
    return isSame(Buffer.from(encoded, 'base64').toString('utf8'), wanted);
  }
  if (fields.get('client_id') !== clientId) return false;
  if (clientAuth.method === 'tls_client_auth') return true;
  if (clientAuth.method === 'private_key_jwt') {
    return isAssertion(fields, { clientId, certificate: clientAuth.certificate, now: now() });
  }
  return isSame(fields.get('client_secret') ?? '', clientAuth.secret);
}

const assertionSchema = z.object({
  iss: z.string(),
  sub: z.string(),
  aud: z.string().endsWith('/v1/token'),
  jti: z.uuid(),
  exp: z.int(),
});

/** A JWT signed with the key of the seal, about this client, for this endpoint and for now (RFC 7523 3). */
function isAssertion(
  fields: ReadonlyMap<string, string>,
  { clientId, certificate, now }: { clientId: string; certificate: string; now: Date },
): boolean {
  if (fields.get('client_assertion_type') !== 'urn:ietf:params:oauth:client-assertion-type:jwt-bearer') {
    return false;
  }
  const [header = '', body = '', signature = ''] = (fields.get('client_assertion') ?? '').split('.');
  const { publicKey } = new X509Certificate(certificate);
  const isSigned = verify(
    'sha256',
    Buffer.from(`${header}.${body}`),
    publicKey,
    Buffer.from(signature, 'base64url'),
  );
  if (!isSigned) return false;
  const claims = assertionSchema.safeParse(JSON.parse(Buffer.from(body, 'base64url').toString('utf8')));
  const seconds = now.getTime() / 1000;
  if (!claims.success) return false;
  const { iss, sub, exp } = claims.data;
  return iss === clientId && sub === clientId && exp > seconds && exp < seconds + 600;
}

/** Compares hashes, which have one length. */
const isSame = (given: string, wanted: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(wanted)));
