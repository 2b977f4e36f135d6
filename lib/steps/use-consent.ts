import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import { endReasonOf } from '../payables/plan-renewals.ts';
import type { ConsentClient } from '../psd2/consent-client.ts';
import { consentStatusFacts } from '../psd2/consents/consent-status-facts.ts';
import type { Consent, ConsentKey } from '../storage/consent-store.ts';
import { isToEnd } from './is-to-end.ts';
import {
  giveUp,
  type LiveConsent,
  refreshConsentToken,
  type TokenServices,
} from './refresh-consent-token.ts';

export interface ConsentServices extends TokenServices {
  readonly bank: Pick<ConsentClient, 'refreshToken' | 'readConsentStatus'>;
}

/**
 * Makes calls under a consent with a live token. When the bank refuses the token or the consent, refreshes once and
 * calls once more; when it refuses again, asks for the status of the consent and ends it here if it has ended there
 * (psd2.md 6.1, 8.3). Throws what the calls and refreshConsentToken throw.
 */
export async function useConsent<T>(
  key: ConsentKey,
  services: ConsentServices,
  call: (live: LiveConsent) => Promise<T>,
): Promise<T> {
  const first = await refreshConsentToken(key, services);
  if (isToEnd(first.consent))
    throw new AcquitError('BANK_CONSENT_REFUSED', 'Somebody wants the consent ended.');
  try {
    return await proven(first, services, await call(first));
  } catch (error) {
    if (!isRefusal(error)) throw error;
  }
  const second = await refreshConsentToken(key, services, first.accessToken);
  try {
    return await proven(second, services, await call(second));
  } catch (error) {
    if (isRefusal(error)) await endIfEnded(second, services);
    throw error;
  }
}

const isRefusal = (error: unknown): boolean =>
  error instanceof AcquitError &&
  (error.code === 'BANK_TOKEN_REFUSED' || error.code === 'BANK_CONSENT_REFUSED');

/** The new tokens have worked: the refresh token before them is not needed any more (psd2.md 3.6). */
async function proven<T>({ consent }: LiveConsent, { consents }: ConsentServices, result: T): Promise<T> {
  if (consent.sealedPreviousRefresh !== null) await consents.forgetPrevious(consent);
  return result;
}

/** A bank that still calls it valid, or cannot say, leaves it alive: a new SCA is asked of nobody for a passing fault. */
async function endIfEnded({ consent, accessToken }: LiveConsent, services: ConsentServices): Promise<void> {
  const { bank, newRequestId } = services;
  const { consentId, service } = consent;
  if (service === 'pis') return; // a payment has no consent whose status could be asked for
  const status = await bank
    .readConsentStatus({ service, consentId, requestId: newRequestId(), accessToken })
    .catch(statusOfError);
  if (status !== undefined) await noteStatus(consent, status, services);
}

/** A consent that the bank does not know has ended there; any other failure tells nothing. */
function statusOfError(error: unknown): string | undefined {
  if (!(error instanceof AcquitError)) throw error;
  if (error.code === 'BANK_RESOURCE_UNKNOWN' || error.code === 'BANK_CONSENT_REFUSED') return 'expired';
  logger.warn('the bank refuses a consent and does not say what became of it', describeError(error));
  return undefined;
}

/** Writes down what the bank says of a consent; throws BANK_CONSENT_REFUSED when it has ended. */
export async function noteStatus(
  consent: Consent,
  consentStatus: string,
  services: Pick<ConsentServices, 'consents' | 'now'>,
): Promise<void> {
  const { consents } = services;
  if (consentStatus !== consent.consentStatus) await consents.noteFacts(consent, { consentStatus });
  if (!consentStatusFacts(consentStatus).final) return;
  await giveUp(consent, endReasonOf(consent, await consents.all()), services);
}
