import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { bankDay } from '../payables/bank-day.ts';
import { planRenewals, type Renewal } from '../payables/plan-renewals.ts';
import type { Consent } from '../storage/consent-store.ts';
import { isToEnd } from './is-to-end.ts';
import { readConsentFacts, type ReadFactsServices } from './read-consent-facts.ts';
import { noteStatus, useConsent } from './use-consent.ts';
import { withdrawConsent, type WithdrawServices } from './withdraw-consent.ts';

/**
 * Once a day: asks the bank what became of every consent, so that one which the PSU withdrew, or which a newer one
 * replaced, is known before a read fails; keeps its tokens in use; ends those that somebody wants ended, and those that
 * nobody gave; and says which consents somebody has to give anew (psd2.md 6.1, 6.4). Nobody but the PSU can renew: the list goes to the log, to the alarm and to its caller.
 */
export async function renewConsents(services: ReadFactsServices & WithdrawServices): Promise<Renewal[]> {
  for (const consent of await services.consents.all()) {
    if (consent.endedAt === null) await check(consent, services);
  }
  const today = bankDay(services.now());
  const renewals = planRenewals(await services.consents.all(), { today });
  for (const { bank, organisation, ibans, readableUntil } of renewals) {
    logger.warn('a consent must be given anew', {
      bank,
      organisation,
      accounts: ibans.length,
      readableUntil,
    });
    count('ConsentRenewalDue');
  }
  return renewals;
}

/** Longer than any bank waits for the SCA of a consent (psd2.md U-19). */
const waitsMilliseconds = 4 * 24 * 3600 * 1000;

async function check(consent: Consent, services: ReadFactsServices & WithdrawServices): Promise<void> {
  const { consents, now } = services;
  if (isToEnd(consent)) return withdrawConsent(consent, services);
  if (consent.generation > 0) return checkStatus(consent, services);
  const isOld = now().getTime() - Date.parse(consent.createdAt) > waitsMilliseconds;
  if (isOld) await consents.end(consent, 'never-given', now());
}

/** A bank that is away, or a consent that has ended, must not keep the others from being checked. */
async function checkStatus(consent: Consent, services: ReadFactsServices): Promise<void> {
  const { bank, newRequestId } = services;
  const { service, consentId } = consent;
  if (service === 'pis') return;
  try {
    const [live, status] = await useConsent(consent, services, async (live) => {
      const call = { service, consentId, requestId: newRequestId(), accessToken: live.accessToken };
      return [live, await bank.readConsentStatus(call)] as const;
    });
    await noteStatus(live.consent, status, services);
    // Nothing was ever read with one whose accounts the bank did not tell when it was given.
    if (consent.ibans.length === 0) await readConsentFacts(consent, live.accessToken, services);
  } catch (error) {
    if (!(error instanceof AcquitError)) throw error;
    logger.warn('a consent was not checked, or has ended', { consentId, ...describeError(error) });
  }
}
