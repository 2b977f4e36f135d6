import { createHash } from 'node:crypto';

/** The name space of Acquit's own name-based UUIDs; never change it: keys are made from it. */
const namespace = Buffer.from('6f2d1c0e9b7a5d4f8e3c2b1a09f8e7d6', 'hex');

/** A name-based UUID (RFC 9562 version 5): the same parts always give the same UUID. */
export function uuidV5(...parts: readonly string[]): string {
  // JSON keeps ['a','bc'] and ['ab','c'] apart.
  const hash = createHash('sha1').update(namespace).update(JSON.stringify(parts)).digest().subarray(0, 16);
  hash[6] = ((hash[6] ?? 0) & 0x0f) | 0x50;
  hash[8] = ((hash[8] ?? 0) & 0x3f) | 0x80;
  const hex = hash.toString('hex');
  return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
}
