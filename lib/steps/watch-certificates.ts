import type { Secret } from '../config/secrets.ts';
import { logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import { type CertificateAlarm, certificateAlarms } from '../psd2/certificate-expiry.ts';
import { shownCertificates } from './connect/bank-certificates.ts';

/** Tells of every certificate of the bank that comes to its end, of either set (psd2.md 1.2). */
export function watchCertificates(secret: Secret<'bank'>, now: Date): CertificateAlarm[] {
  const alarms = certificateAlarms(shownCertificates(secret), now);
  for (const { code, name, validTo, daysLeft, threshold } of alarms) {
    logger.warn('a certificate of the bank comes to its end', {
      code,
      certificate: name,
      validTo: validTo.toISOString(),
      daysLeft,
      threshold,
    });
    count('CertificateExpiring');
  }
  return alarms;
}
