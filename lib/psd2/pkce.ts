import { createHash } from 'node:crypto';

export interface Pkce {
  /** Stays with us, encrypted, until the code is exchanged. */
  readonly verifier: string;
  /** Goes to the bank in the authorise URL, method S256. */
  readonly challenge: string;
}

/**
 * Makes the PKCE pair of one flow from fresh random bytes (RFC 7636, psd2.md 3.3).
 * Throws a RangeError for fewer than 32 bytes (too little entropy) or more than 96 (verifier too long).
 */
export function createPkce(randomBytes: Uint8Array): Pkce {
  if (randomBytes.length < 32 || randomBytes.length > 96) {
    throw new RangeError(`PKCE needs 32 to 96 random bytes, not ${randomBytes.length}`);
  }
  const verifier = Buffer.from(randomBytes).toString('base64url');
  return { verifier, challenge: createHash('sha256').update(verifier, 'ascii').digest('base64url') };
}
