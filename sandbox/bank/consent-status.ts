import { bankDay } from './bank-day.ts';
import { isTimedOut, type Progressing } from './payment-status.ts';
import type { StoredConsent, StoredFundsConsent } from './stored.ts';

export type ConsentStatus =
  | 'received'
  | 'valid'
  | 'rejected'
  | 'revokedByPsu'
  | 'expired'
  | 'terminatedByTpp';

/** The status of a consent of AIS or of the funds confirmation at this moment (psd2.md 6.1, 7.1). */
export function consentStatus(
  consent: StoredConsent | StoredFundsConsent,
  bank: Pick<Progressing, 'now' | 'scaTimeoutMs'>,
): ConsentStatus {
  switch (consent.decision) {
    case 'none':
      return isTimedOut(consent, bank) ? 'rejected' : 'received';
    case 'refused':
    case 'rejected':
      return 'rejected';
    case 'withdrawn':
      return 'terminatedByTpp';
    case 'revoked':
      return 'revokedByPsu';
    case 'replaced':
      return 'expired';
    default:
      // The last day is inclusive (psd2.md 6.1).
      return consent.kind === 'consent' && bankDay(bank.now()) > consent.validUntil ? 'expired' : 'valid';
  }
}
