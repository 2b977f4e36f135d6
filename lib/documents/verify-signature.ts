import {
  constants,
  type KeyObject,
  verify,
  type VerifyKeyObjectInput,
  type X509Certificate,
} from 'node:crypto';

interface SignatureToCheck {
  readonly signed: Uint8Array;
  readonly signature: Uint8Array;
  /** The object identifier of the signature algorithm. */
  readonly algorithm: string;
  /** `sha256`: the digest that the signer named. */
  readonly digest: string;
  readonly certificate: X509Certificate;
}

/** What an algorithm needs of the key, and how the signature is packed. */
interface Scheme {
  readonly keys: readonly string[];
  readonly options: Omit<VerifyKeyObjectInput, 'key'>;
}

const pkcs1: Scheme = { keys: ['rsa'], options: { padding: constants.RSA_PKCS1_PADDING } };
const pss: Scheme = {
  keys: ['rsa', 'rsa-pss'],
  options: { padding: constants.RSA_PKCS1_PSS_PADDING, saltLength: constants.RSA_PSS_SALTLEN_AUTO },
};
const ecdsa: Scheme = { keys: ['ec'], options: { dsaEncoding: 'der' } };

/** The schemes by object identifier. Some signers name the kind of the key instead of the algorithm. */
const schemes: Readonly<Record<string, Scheme>> = {
  '1.2.840.113549.1.1.1': pkcs1,
  '1.2.840.113549.1.1.11': pkcs1,
  '1.2.840.113549.1.1.12': pkcs1,
  '1.2.840.113549.1.1.13': pkcs1,
  '1.2.840.113549.1.1.10': pss,
  '1.2.840.10045.2.1': ecdsa,
  '1.2.840.10045.4.3.2': ecdsa,
  '1.2.840.10045.4.3.3': ecdsa,
  '1.2.840.10045.4.3.4': ecdsa,
};

/**
 * Whether the signature over the bytes fits the key of the certificate: RSA PKCS#1 v1.5, RSA-PSS or ECDSA over the
 * digest that the signer named, whichever digest the algorithm names beside it.
 */
export function isSignatureOf({
  signed,
  signature,
  algorithm,
  digest,
  certificate,
}: SignatureToCheck): boolean {
  const scheme = Object.hasOwn(schemes, algorithm) ? schemes[algorithm] : undefined;
  const key = keyOf(certificate);
  if (scheme === undefined || key === undefined || !scheme.keys.includes(key.asymmetricKeyType ?? ''))
    return false;
  try {
    return verify(digest, signed, { key, ...scheme.options }, signature);
  } catch {
    // OpenSSL throws for keys and signatures that it cannot work with.
    return false;
  }
}

/** Undefined for keys that OpenSSL does not know. */
function keyOf(certificate: X509Certificate): KeyObject | undefined {
  try {
    return certificate.publicKey;
  } catch {
    return undefined;
  }
}
