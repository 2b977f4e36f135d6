import { X509Certificate } from 'node:crypto';
import { describe, expect, test } from 'vitest';
import { certificateAlarms } from '../../lib/psd2/certificate-expiry.ts';
import { hasOpenssl, testAuthority } from './test-certificates.ts';

const dayMs = 24 * 3600 * 1000;

describe.skipIf(!hasOpenssl)('the end of a certificate', () => {
  test('is told at 30, 14 and 3 days, each in its own step, and when it has come', () => {
    using authority = testAuthority();
    const { cert } = authority.issue('QWAC');
    const { validFromDate, validToDate } = new X509Certificate(cert);
    const at = (time: number) =>
      certificateAlarms([{ name: 'QWAC', pem: cert }], new Date(time)).map(
        ({ code, daysLeft, threshold }) => [code, daysLeft, threshold],
      );
    const left = (days: number) => at(validToDate.getTime() - days * dayMs);
    expect(left(31)).toEqual([]);
    expect(left(30.001)).toEqual([]);
    expect(left(30)).toEqual([['BANK_CERTIFICATE_EXPIRING', 30, 30]]);
    expect(left(14.5)).toEqual([['BANK_CERTIFICATE_EXPIRING', 14, 30]]);
    expect(left(14)).toEqual([['BANK_CERTIFICATE_EXPIRING', 14, 14]]);
    expect(left(3.5)).toEqual([['BANK_CERTIFICATE_EXPIRING', 3, 14]]);
    expect(left(3)).toEqual([['BANK_CERTIFICATE_EXPIRES_NOW', 3, 3]]);
    expect(left(0.5)).toEqual([['BANK_CERTIFICATE_EXPIRES_NOW', 0, 3]]);
    expect(left(0)).toEqual([['BANK_CERTIFICATE_NOT_VALID', 0, 0]]);
    expect(left(-1)).toEqual([['BANK_CERTIFICATE_NOT_VALID', -1, 0]]);
    expect(at(validFromDate.getTime() - 1)).toEqual([['BANK_CERTIFICATE_NOT_VALID', 200, 0]]);
  });

  test('is told for each certificate by its name; of a chain our own counts', () => {
    using authority = testAuthority();
    const soon = authority.issue('QWAC', { days: 2 }).cert;
    const later = authority.issue('QSealC').cert;
    const shown = [
      { name: 'QWAC', pem: `${soon}${authority.ca}` },
      { name: 'QSealC', pem: later },
    ];
    expect(certificateAlarms(shown, new Date()).map(({ name }) => name)).toEqual(['QWAC']);
  });
});
