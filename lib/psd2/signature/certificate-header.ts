import { X509Certificate } from 'node:crypto';

/** How banks want the certificate in a header; the standard says only "base64" (psd2.md 2.1, U-03). */
export type CertificateEncoding = 'der64' | 'pem64' | 'pem1line';

/**
 * The value of `TPP-Signature-Certificate`, always on one line: base64 of the DER, base64 of the PEM text, or the
 * PEM text without its line feeds. Takes a PEM; of a chain the first certificate.
 */
export function certificateHeader(pem: string, encoding: CertificateEncoding): string {
  const certificate = new X509Certificate(pem);
  if (encoding === 'der64') return certificate.raw.toString('base64');
  const text = certificate.toString();
  return encoding === 'pem64' ? Buffer.from(text).toString('base64') : text.replaceAll('\n', '');
}
