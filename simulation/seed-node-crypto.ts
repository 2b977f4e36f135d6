import crypto from 'node:crypto';
import { syncBuiltinESMExports } from 'node:module';
import type { Random } from './random.ts';

/**
 * Makes the ids and secrets of this process follow from a seed, those of the sandbox servers, too: a run that fails
 * must fail again in the same way. For a process that does nothing but simulate.
 */
export function seedNodeCrypto(random: Random): void {
  const randomBytes = (size: number): Buffer =>
    Buffer.from(Array.from({ length: size }, () => random.below(256)));
  const randomUUID = () => {
    const bytes = randomBytes(16);
    bytes[6] = ((bytes[6] ?? 0) & 0x0f) | 0x40; // version 4
    bytes[8] = ((bytes[8] ?? 0) & 0x3f) | 0x80; // variant of RFC 9562
    const hex = bytes.toString('hex');
    return [hex.slice(0, 8), hex.slice(8, 12), hex.slice(12, 16), hex.slice(16, 20), hex.slice(20)].join('-');
  };
  Object.assign(crypto, { randomBytes, randomUUID });
  syncBuiltinESMExports();
}
