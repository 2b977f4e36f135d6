import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import type { ConsentClient } from '../psd2/consent-client.ts';
import type { ConsentKey } from '../storage/consent-store.ts';
import { type ConsentServices, noteStatus } from './use-consent.ts';

export interface ReadFactsServices extends ConsentServices {
  readonly bank: ConsentServices['bank'] & Pick<ConsentClient, 'readConsent' | 'readAccounts'>;
}

/**
 * Reads what the bank made of a consent: its status, its last day and the accounts that it opens, and writes it down. A
 * bank that does not say is only logged: the daily check asks again while no account is known.
 */
export async function readConsentFacts(
  key: ConsentKey,
  accessToken: string,
  services: ReadFactsServices,
): Promise<void> {
  const { bank, consents, newRequestId } = services;
  const consent = await consents.read(key);
  if (consent === undefined || consent.service === 'pis') return;
  const { service, consentId } = consent;
  try {
    const status = await bank.readConsentStatus({
      service,
      consentId,
      accessToken,
      requestId: newRequestId(),
    });
    await noteStatus(consent, status, services);
    if (service === 'piis') return;
    const { validUntil, ibans } = await bank.readConsent({
      consentId,
      accessToken,
      requestId: newRequestId(),
    });
    const opened = ibans.length > 0 ? [...ibans] : await accountsOpened(consentId, accessToken, services);
    await consents.noteFacts(key, { validUntil, ...(opened.length === 0 ? {} : { ibans: opened }) });
  } catch (error) {
    if (!(error instanceof AcquitError)) throw error;
    logger.warn('what the bank made of a consent was not read', { consentId, ...describeError(error) });
  }
}

/** A consent that names no accounts opens those that the bank lists (psd2.md 6.1). */
async function accountsOpened(
  consentId: string,
  accessToken: string,
  { bank, newRequestId }: ReadFactsServices,
): Promise<string[]> {
  const accounts = await bank.readAccounts({ consentId, accessToken, newRequestId });
  return accounts.flatMap(({ iban }) => iban ?? []);
}
