import { timingSafeEqual } from 'node:crypto';
import { sha256 } from './sha256.ts';
import type { BankContext } from './bank-context.ts';

/** Whether the caller of the token endpoint is our TPP, by the method that was agreed (psd2.md U-05). */
export function isClient(
  authorization: string | undefined,
  fields: ReadonlyMap<string, string>,
  { clientAuth, clientId }: Pick<BankContext, 'clientAuth' | 'clientId'>,
): boolean {
  if (clientAuth.method === 'client_secret_basic') {
    const [, encoded = ''] = /^Basic ([A-Za-z0-9+/=]+)$/i.exec(authorization ?? '') ?? [];
    const wanted = `${encodeURIComponent(clientId)}:${encodeURIComponent(clientAuth.secret)}`;
    return isSame(Buffer.from(encoded, 'base64').toString('utf8'), wanted);
  }
  if (fields.get('client_id') !== clientId) return false;
  if (clientAuth.method === 'tls_client_auth') return true;
  return isSame(fields.get('client_secret') ?? '', clientAuth.secret);
}

/** Compares hashes, which have one length. */
const isSame = (given: string, wanted: string): boolean =>
  timingSafeEqual(Buffer.from(sha256(given)), Buffer.from(sha256(wanted)));
