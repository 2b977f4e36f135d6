import type { PsuContext } from '../psd2/psu-context.ts';

/**
 * What the browser of a PSU said in its request to us, for the bank (psd2.md 1.4). The header names are in lower
 * case; the values are the browser's own, and checked where they become headers again.
 */
export const psuContextOf = (
  headers: Readonly<Record<string, string | undefined>>,
  httpMethod: string,
): PsuContext => ({
  accept: headers['accept'],
  acceptCharset: headers['accept-charset'],
  acceptEncoding: headers['accept-encoding'],
  acceptLanguage: headers['accept-language'],
  userAgent: headers['user-agent'],
  httpMethod,
});
