/** RSASSA-PKCS1-v1_5 both, never PSS (psd2.md 2.1); the hash belongs to the name. */
export type SealAlgorithm = 'rsa-sha256' | 'rsa-sha512';

/**
 * Signs with the key of the QSealC, wherever that key lives: in our memory (localSeal) or in KMS (kmsSeal).
 * Takes the bytes of the signing string and gives the raw signature.
 */
export interface Seal {
  sign(data: Uint8Array, algorithm: SealAlgorithm): Promise<Uint8Array>;
}
