import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import type { ConsentClient } from '../psd2/consent-client.ts';
import type { BankToken } from '../psd2/token-answer.ts';
import type { ConsentKey } from '../storage/consent-store.ts';
import { type ConsentServices, noteStatus } from './use-consent.ts';

export interface ConcludeConsentServices extends ConsentServices {
  readonly bank: ConsentServices['bank'] & Pick<ConsentClient, 'readConsent' | 'readAccounts'>;
}

/**
 * The PSU gave a consent, or did not: keeps its tokens before anything else, because the consent is lost with them
 * (psd2.md S6), and then reads what the bank made of it. Without a token there is nothing to use, whatever the bank
 * says, and somebody has to give a new one.
 */
export async function concludeConsent(
  { bank, consentId }: ConsentKey,
  token: BankToken | undefined,
  services: ConcludeConsentServices,
): Promise<void> {
  const { consents, now } = services;
  const consent = await consents.read({ bank, consentId });
  if (consent === undefined || consent.service === 'pis') return;
  if (token === undefined) {
    logger.warn('a consent was not given', { consentId, service: consent.service });
    await consents.end(consent, 'never-given', now());
    return;
  }
  // The only copy of the tokens is in our hands: a table that is busy for a moment must not cost us the consent.
  const save = () => consents.saveTokens(consent, token, now());
  await save().catch(save).catch(save);
  await readWhatWasGiven({ bank, consentId }, token, services);
}

async function readWhatWasGiven(
  key: ConsentKey,
  { accessToken }: BankToken,
  services: ConcludeConsentServices,
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
    // The daily check reads it again; the tokens are safe.
    if (!(error instanceof AcquitError)) throw error;
    logger.warn('what the bank made of a consent was not read', { consentId, ...describeError(error) });
  }
}

/** A consent that names no accounts opens those that the bank lists (psd2.md 6.1). */
async function accountsOpened(
  consentId: string,
  accessToken: string,
  { bank, newRequestId }: ConcludeConsentServices,
): Promise<string[]> {
  const accounts = await bank.readAccounts({ consentId, accessToken, newRequestId });
  return accounts.flatMap(({ iban }) => iban ?? []);
}
