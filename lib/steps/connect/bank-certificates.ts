import { createPrivateKey, X509Certificate } from 'node:crypto';
import type { CertificateSet, Secret } from '../../config/secrets.ts';
import { AcquitError } from '../../findings/acquit-error.ts';
import type { ShownCertificate } from '../../psd2/certificate-expiry.ts';

const names = ['current', 'next'] as const;

/**
 * The set of certificates that is used; QWAC and QSealC switch together (psd2.md 1.2). Undefined when the secret has
 * none at all. Throws CONFIGURATION_INVALID for a set that is not there, and for a key of another certificate.
 */
export function chooseCertificates(
  { certificates = {} }: Secret<'bank'>,
  name: (typeof names)[number],
): CertificateSet | undefined {
  const set = certificates[name];
  if (set === undefined) {
    if (names.every((one) => certificates[one] === undefined)) return undefined;
    return refuse(`The secret "bank" has no certificates "${name}".`);
  }
  requirePair(`QWAC of the set "${name}"`, set.qwac);
  if (set.qseal?.key !== undefined) {
    requirePair(`QSealC of the set "${name}"`, { certificate: set.qseal.certificate, key: set.qseal.key });
  }
  return set;
}

/** Every certificate of both sets, for certificateAlarms. */
export const shownCertificates = ({ certificates = {} }: Secret<'bank'>): ShownCertificate[] =>
  names.flatMap((name) => {
    const { qwac, qseal } = certificates[name] ?? {};
    return [
      ...(qwac === undefined ? [] : [{ name: `QWAC of the set "${name}"`, pem: qwac.certificate }]),
      ...(qseal === undefined ? [] : [{ name: `QSealC of the set "${name}"`, pem: qseal.certificate }]),
    ];
  });

function requirePair(name: string, { certificate, key }: { certificate: string; key: string }): void {
  let fits: boolean;
  try {
    fits = new X509Certificate(certificate).checkPrivateKey(createPrivateKey(key));
  } catch {
    // The cause stays away on purpose: it is about the text of a key.
    return refuse(`The ${name} or its key cannot be read.`);
  }
  if (!fits) refuse(`The ${name} does not belong to its key.`);
}

function refuse(message: string): never {
  throw new AcquitError('CONFIGURATION_INVALID', message);
}
