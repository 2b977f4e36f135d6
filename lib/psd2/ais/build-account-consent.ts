import { isValidIBAN } from 'ibantools';
import { AcquitError } from '../../findings/acquit-error.ts';
import type { BankSettings } from '../bank-settings.ts';

/** Which accounts a consent is about (psd2.md 6.1). */
export type ConsentAccess =
  /** Balances and booked transactions of these IBANs; what every bank has. */
  | { readonly model: 'dedicated'; readonly ibans: readonly string[] }
  /** Once, the list of the PSU's accounts, without transactions. */
  | { readonly model: 'availableAccounts' }
  /** All accounts of the PSU, whatever PSD2 permits. */
  | { readonly model: 'allPsd2' };

export interface AccountConsent {
  readonly access: ConsentAccess;
  /** The last day, inclusive: `2027-05-18`. */
  readonly validUntil: string;
  /**
   * A recurring consent ends every earlier one of the same PSU as soon as it is authorised: all accounts of a PSU
   * belong into one (psd2.md 6.1).
   */
  readonly recurring: boolean;
}

/**
 * Builds the body of POST /v1/consents (psd2.md 6.1): all five members, real booleans, never a combined session
 * (S7), no empty list, because that would ask for a consent that the bank offers (S10). Throws an AcquitError
 * CONFIGURATION_INVALID for a model that the bank was not configured for (U-11) or a value that breaks a rule.
 */
export function buildAccountConsent(
  settings: Pick<BankSettings, 'consentModel' | 'dailyBudget'>,
  { access, validUntil, recurring }: AccountConsent,
): Uint8Array {
  const allowed = access.model === 'dedicated' || access.model === settings.consentModel;
  requireThat(allowed, `consents of the model ${access.model} are not configured for this bank`);
  requireThat(/^\d{4}-\d{2}-\d{2}$/.test(validUntil), 'validUntil must be a day');
  requireThat(access.model !== 'availableAccounts' || !recurring, 'a list of accounts is given once only');
  return Buffer.from(
    JSON.stringify({
      access: accessOf(access),
      recurringIndicator: recurring,
      validUntil,
      // Mandatory; the bank does not evaluate it (S5), the law does.
      frequencyPerDay: recurring ? settings.dailyBudget : 1,
      combinedServiceIndicator: false,
    }),
  );
}

function accessOf(access: ConsentAccess): Record<string, unknown> {
  if (access.model !== 'dedicated') return { [access.model]: 'allAccounts' };
  const ibans = [...new Set(access.ibans)];
  requireThat(ibans.length > 0, 'a consent on dedicated accounts needs an account');
  requireThat(
    // The value stays out of the message: account numbers are personal data (design.md 2.10).
    ibans.every((iban) => isValidIBAN(iban)),
    'each account must be an IBAN without blanks, with the right check digits',
  );
  const accounts = ibans.map((iban) => ({ iban }));
  return { balances: accounts, transactions: accounts };
}

function requireThat(holds: boolean, rule: string): void {
  if (!holds) throw new AcquitError('CONFIGURATION_INVALID', `The consent cannot be asked for: ${rule}`);
}
