import type { SealAlgorithm } from './seal.ts';

/** The value of the `Signature` header (psd2.md 2.1); all of it on one line. */
export const signatureHeader = (the: {
  readonly keyId: string;
  readonly algorithm: SealAlgorithm;
  /** In the order of the signing string. */
  readonly names: readonly string[];
  readonly signature: Uint8Array;
}): string =>
  [
    `keyId="${the.keyId}"`,
    `algorithm="${the.algorithm}"`,
    `headers="${the.names.join(' ')}"`,
    `signature="${Buffer.from(the.signature).toString('base64')}"`,
  ].join(',');
