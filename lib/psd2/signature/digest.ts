import { createHash } from 'node:crypto';

/** The only two that the standard knows (psd2.md 2.1). */
export type DigestAlgorithm = 'SHA-256' | 'SHA-512';

const hashes = { 'SHA-256': 'sha256', 'SHA-512': 'sha512' } as const satisfies Record<
  DigestAlgorithm,
  string
>;

/**
 * The value of the `Digest` header over the exact bytes that are sent; a request without a body has that of zero
 * bytes, a GET too (psd2.md 2.1).
 */
export const digest = (body: Uint8Array | undefined, algorithm: DigestAlgorithm): string =>
  `${algorithm}=${createHash(hashes[algorithm])
    .update(body ?? new Uint8Array())
    .digest('base64')}`;
