import { callBank } from '../bank-call.ts';
import { bankError } from '../bank-error.ts';
import type { BankSettings } from '../bank-settings.ts';
import { resourceHeaders } from '../read-resource.ts';
import type { ConsentCall } from './consent-status.ts';
import { consentUrl } from './consent-url.ts';

/**
 * Ends a consent at the bank, which makes it `terminatedByTpp` (psd2.md 6.1, 7.1). Throws AcquitErrors BANK_*;
 * BANK_RESOURCE_UNKNOWN and BANK_CONSENT_REFUSED mean that there is nothing left to end.
 */
export async function deleteConsent(settings: BankSettings, call: ConsentCall): Promise<void> {
  const { service, consentId, requestId } = call;
  const url = consentUrl(settings, service, consentId);
  const headers = resourceHeaders(settings, call);
  const response = await callBank(settings, { method: 'DELETE', url, headers });
  if (response.status === 204 || response.status === 200) return;
  throw bankError(response, { now: settings.now(), requestId, bare401: 'BANK_TOKEN_REFUSED' });
}
