import { createHmac, timingSafeEqual } from 'node:crypto';
import * as z from 'zod';
import type { PayableKey } from '../payables/payable.ts';

const contentSchema = z.object({ party: z.string(), documentId: z.string(), until: z.string() });

const sign = (content: string, key: string): Buffer => createHmac('sha256', key).update(content).digest();

/**
 * A ticket lets its holder start the authorisation of one payable until a moment: the payable and the moment in
 * base64url, a dot, and an HMAC-SHA256 of them. It moves no money: the PSU still has to authorise at the bank.
 */
export function issueTicket({ party, documentId }: PayableKey, until: Date, key: string): string {
  const content = Buffer.from(JSON.stringify({ party, documentId, until: until.toISOString() })).toString(
    'base64url',
  );
  return `${content}.${sign(content, key).toString('base64url')}`;
}

/** The payable that a ticket is for; undefined when it is forged, damaged or too old. */
export function readTicket(ticket: string, now: Date, key: string): PayableKey | undefined {
  const [content, signature, ...more] = ticket.split('.');
  if (content === undefined || signature === undefined || more.length > 0) return undefined;
  const given = Buffer.from(signature, 'base64url');
  const expected = sign(content, key);
  if (given.length !== expected.length || !timingSafeEqual(given, expected)) return undefined;
  const parsed = contentSchema.safeParse(JSON.parse(Buffer.from(content, 'base64url').toString('utf8')));
  if (!parsed.success || Date.parse(parsed.data.until) < now.getTime()) return undefined;
  return { party: parsed.data.party, documentId: parsed.data.documentId };
}
