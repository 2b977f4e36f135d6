import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import type { ConsentClient } from '../psd2/consent-client.ts';
import type { Consent, ConsentKey, ConsentStore } from '../storage/consent-store.ts';
import { isToEnd } from './is-to-end.ts';
import { refreshConsentToken } from './refresh-consent-token.ts';

export interface WithdrawServices {
  readonly consents: ConsentStore;
  readonly bank: Pick<ConsentClient, 'deleteConsent' | 'refreshToken'>;
  readonly now: () => Date;
  readonly newRequestId: () => string;
}

/**
 * Ends a consent at the bank that somebody wants ended, and then here (psd2.md 6.1). One that the bank does not know,
 * or ended itself, has ended as well; while the bank is away it stays as it is, unused, and the daily check tries
 * again. Twice changes nothing.
 */
export async function withdrawConsent(key: ConsentKey, services: WithdrawServices): Promise<void> {
  const { consents, now } = services;
  const consent = await consents.read(key);
  if (consent === undefined || consent.endedAt !== null || !isToEnd(consent)) return;
  try {
    await endAtBank(consent, services);
    // Its tokens may have been renewed for this very call.
    const isEnded = await consents.end((await consents.read(key)) ?? consent, 'withdrawn', now());
    // Otherwise another worker ended it, or wrote tokens just now: then the daily check comes back to it.
    if (isEnded)
      logger.info('a consent was withdrawn', { consentId: consent.consentId, service: consent.service });
  } catch (error) {
    if (!(error instanceof AcquitError)) throw error;
    logger.warn('a consent was not withdrawn yet', {
      consentId: consent.consentId,
      ...describeError(error),
    });
  }
}

async function endAtBank(consent: Consent, services: WithdrawServices): Promise<void> {
  const { bank, newRequestId } = services;
  const { service, consentId, generation } = consent;
  if (service === 'pis') return;
  try {
    // One that was never given has no token.
    const accessToken =
      generation === 0 ? undefined : (await refreshConsentToken(consent, services)).accessToken;
    await bank.deleteConsent({ service, consentId, accessToken, requestId: newRequestId() });
  } catch (error) {
    const isGone =
      error instanceof AcquitError &&
      (error.code === 'BANK_RESOURCE_UNKNOWN' || error.code === 'BANK_CONSENT_REFUSED');
    if (!isGone) throw error;
  }
}
