import { constants, createPrivateKey, sign } from 'node:crypto';
import { promisify } from 'node:util';
import { AcquitError } from '../../findings/acquit-error.ts';
import type { Seal } from './seal.ts';

const signAsync = promisify(sign);
const hashes = { 'rsa-sha256': 'sha256', 'rsa-sha512': 'sha512' } as const;

/**
 * A seal whose key came with the secret. Takes a PEM private key without a password; throws CONFIGURATION_INVALID
 * for anything but an RSA key (psd2.md 2.1), never with the key in it.
 */
export function localSeal(privateKey: string): Seal {
  const key = readKey(privateKey);
  if (key?.asymmetricKeyType !== 'rsa') {
    throw new AcquitError('CONFIGURATION_INVALID', 'The key of the seal is no RSA private key in PEM.');
  }
  return {
    sign: (data, algorithm) =>
      signAsync(hashes[algorithm], data, { key, padding: constants.RSA_PKCS1_PADDING }),
  };
}

function readKey(privateKey: string): ReturnType<typeof createPrivateKey> | undefined {
  try {
    return createPrivateKey(privateKey);
  } catch {
    // The cause stays away on purpose: it is about the text of a key.
    return undefined;
  }
}
