import { createHmac } from 'node:crypto';

/** The value of `X-EConnect-Signature` over the raw body: `sha256=` and lower-case hex (psb.md 2.5). */
export function signWebhook(body: string | Uint8Array, secret: string): string {
  return `sha256=${createHmac('sha256', Buffer.from(secret, 'utf8')).update(body).digest('hex')}`;
}
