import { AcquitError } from '../findings/acquit-error.ts';
import type { BankSettings } from './bank-settings.ts';

/** How JWTs call the algorithms of our seal (RFC 7518 3.1). */
const names = { 'rsa-sha256': 'RS256', 'rsa-sha512': 'RS512' } as const;

/** A bank's clock and ours may differ by some of it; nobody can use it much later. */
const lifeSeconds = 120;

/**
 * The signed statement that we are who we say, for a token endpoint that knows us by the key of our seal (RFC 7523 3,
 * `private_key_jwt`, psd2.md U-05): a JWT with the id of the request as its own, so that it is good once. Throws
 * CONFIGURATION_INVALID where no seal is configured or messages are not signed, and what the seal throws.
 */
export async function clientAssertion(
  { signature, clientId, tokenUrl, now }: Pick<BankSettings, 'signature' | 'clientId' | 'tokenUrl' | 'now'>,
  requestId: string,
): Promise<string> {
  if (signature === undefined) {
    throw new AcquitError(
      'CONFIGURATION_INVALID',
      'private_key_jwt needs a QSealC in the secret "bank" and BANK_SIGNED_CALLS other than none.',
    );
  }
  const { seal, algorithm, keyId } = signature;
  const seconds = Math.floor(now().getTime() / 1000);
  const content = [
    { alg: names[algorithm], typ: 'JWT', kid: keyId },
    {
      iss: clientId,
      sub: clientId,
      aud: tokenUrl,
      jti: requestId,
      iat: seconds,
      exp: seconds + lifeSeconds,
    },
  ]
    .map((part) => Buffer.from(JSON.stringify(part)).toString('base64url'))
    .join('.');
  const signed = await seal.sign(Buffer.from(content), algorithm);
  return `${content}.${Buffer.from(signed).toString('base64url')}`;
}
