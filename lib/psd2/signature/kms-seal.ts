import { createHash } from 'node:crypto';
import type { KMSClient } from '@aws-sdk/client-kms';
import { isPassingFault } from '../../aws/is-passing-fault.ts';
import { AcquitError } from '../../findings/acquit-error.ts';
import type { Seal, SealAlgorithm } from './seal.ts';

const algorithms = {
  'rsa-sha256': { hash: 'sha256', name: 'RSASSA_PKCS1_V1_5_SHA_256' },
  'rsa-sha512': { hash: 'sha512', name: 'RSASSA_PKCS1_V1_5_SHA_512' },
} as const satisfies Record<SealAlgorithm, { hash: string; name: string }>;

/**
 * A seal whose key never leaves KMS (psd2.md 1.2). `keyId` is the id, ARN or alias of an asymmetric RSA key for
 * SIGN_VERIFY. The hash is sent instead of the message, so that its length does not matter. The SDK is loaded at
 * the first signature, and only where a key is in KMS. Throws BANK_SEAL_UNAVAILABLE for a fault that passes,
 * CONFIGURATION_INVALID for one that does not.
 */
export function kmsSeal(keyId: string, options: { readonly region?: string } = {}): Seal {
  let client: KMSClient | undefined;
  return {
    async sign(data, algorithm) {
      const { hash, name } = algorithms[algorithm];
      const { KMSClient, SignCommand } = await import('@aws-sdk/client-kms');
      client ??= new KMSClient(options);
      const command = new SignCommand({
        KeyId: keyId,
        Message: createHash(hash).update(data).digest(),
        MessageType: 'DIGEST',
        SigningAlgorithm: name,
      });
      const { Signature } = await client.send(command).catch((cause: unknown) => refuse(cause));
      return Signature ?? refuse(new Error('an answer without a signature'));
    },
  };
}

function refuse(cause: unknown): never {
  const why = cause instanceof Error ? cause.name : 'unknown';
  if (isPassingFault(cause)) {
    throw new AcquitError('BANK_SEAL_UNAVAILABLE', `KMS did not sign: ${why}`, { cause });
  }
  throw new AcquitError('CONFIGURATION_INVALID', `KMS refuses to sign with the key of the seal: ${why}`, {
    cause,
  });
}
