import { isValidIBAN } from 'ibantools';
import { AcquitError } from '../../findings/acquit-error.ts';

export interface FundsConsent {
  readonly iban: string;
  /** A reference of our contract that the PSU sees, at most 140 characters. */
  readonly registrationInformation?: string | undefined;
}

/**
 * Builds the body of the consent of the extended service v2.0 (psd2.md 7.1), which lives until it is revoked or
 * loses its tokens. Throws an AcquitError CONFIGURATION_INVALID for a value that breaks a rule.
 */
export function buildFundsConsent({ iban, registrationInformation }: FundsConsent): Uint8Array {
  const fits = isValidIBAN(iban) && (registrationInformation?.length ?? 0) <= 140;
  if (!fits) {
    throw new AcquitError(
      'CONFIGURATION_INVALID',
      'The consent on funds cannot be asked for: it needs a right IBAN, and at most 140 characters of reference',
    );
  }
  return Buffer.from(JSON.stringify({ account: { iban }, registrationInformation }));
}
