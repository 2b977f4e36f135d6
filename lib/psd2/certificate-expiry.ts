import { X509Certificate } from 'node:crypto';
import type { FindingCode } from '../findings/catalogue.ts';

export interface ShownCertificate {
  /** `QWAC of the set "current"`. */
  readonly name: string;
  /** Of a chain the first one counts: ours. */
  readonly pem: string;
}

export interface CertificateAlarm {
  readonly code: Extract<FindingCode, `BANK_CERTIFICATE_${string}`>;
  readonly name: string;
  readonly validTo: Date;
  /** Whole days that are left; negative once it has expired. */
  readonly daysLeft: number;
  /** The step it is past: 30, 14, 3, or 0 for one that is not valid now. Whoever tells people tells each step once. */
  readonly threshold: 30 | 14 | 3 | 0;
}

const dayMs = 24 * 60 * 60 * 1000;
const thresholds = [3, 14, 30] as const;

/** The certificates that expire within 30, 14 or 3 days of `now`, or are not valid at it (psd2.md 1.2). */
export const certificateAlarms = (certificates: readonly ShownCertificate[], now: Date): CertificateAlarm[] =>
  certificates.flatMap(({ name, pem }): CertificateAlarm[] => {
    const { validFromDate, validToDate: validTo } = new X509Certificate(pem);
    const left = validTo.getTime() - now.getTime();
    const about = { name, validTo, daysLeft: Math.floor(left / dayMs) };
    if (left <= 0 || now < validFromDate) {
      return [{ ...about, code: 'BANK_CERTIFICATE_NOT_VALID', threshold: 0 }];
    }
    const threshold = thresholds.find((days) => left <= days * dayMs);
    if (threshold === undefined) return [];
    const code = threshold === 3 ? 'BANK_CERTIFICATE_EXPIRES_NOW' : 'BANK_CERTIFICATE_EXPIRING';
    return [{ ...about, code, threshold }];
  });
