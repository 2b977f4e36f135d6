import { createHmac, createSecretKey, timingSafeEqual, type KeyObject } from 'node:crypto';

/**
 * The secrets of our webhooks, current and previous, as keys: made once per process, because a raw Buffer
 * as a key is several times slower. Throws a RangeError for an empty secret, which anyone could sign with.
 */
export function webhookKeys(secrets: readonly string[]): KeyObject[] {
  if (secrets.includes('')) throw new RangeError('A webhook secret is empty');
  return secrets.map((secret) => createSecretKey(Buffer.from(secret, 'utf8')));
}

/**
 * Whether `X-EConnect-Signature` is the HMAC-SHA256 of the raw body under one of the keys (psb.md 2.5).
 * All keys are tried in constant time: while a secret is rotated, retries are signed with either.
 */
export function verifyWebhookSignature(
  body: Buffer,
  header: string | undefined,
  keys: readonly KeyObject[],
): boolean {
  const [, hex] = /^sha256=([0-9a-f]{64})$/.exec(header ?? '') ?? [];
  if (hex === undefined) return false;
  const given = Buffer.from(hex, 'hex');
  let valid = false;
  for (const key of keys) {
    const digest = createHmac('sha256', key).update(body).digest();
    valid = timingSafeEqual(digest, given) || valid;
  }
  return valid;
}
