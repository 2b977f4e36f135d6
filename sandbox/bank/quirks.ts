import type { PaymentBody } from './payment-body.ts';

/**
 * Where this bank leaves the book, as banks do (psd2.md 3.4, 10.1). They may be changed while the bank runs; what they
 * decided for a payment or a consent stays decided over a restart, they themselves do not.
 */
export interface Quirks {
  /**
   * What the browser takes back to the TPP: all; nothing, as it is left at the bank; nothing until the PSU follows a link;
   * `code` twice; no `state`; on a refusal no `error`; or `error=400` (psd2.md 3.4).
   */
  callback: 'whole' | 'none' | 'by-link' | 'doubled' | 'without-state' | 'without-error' | 'error-400';
  /** `iss` of the callback (RFC 9207), which the metadata promise unless it is left out. */
  issuer: 'sent' | 'left-out' | 'of-another-bank' | 'promised-only';
  /** What a second visit to a decided authorisation gives: a page, or the browser sent back with an error (10.1.4). */
  handledAgain: 'page' | 'error';
  /** What `scaOAuth` leads to (psd2.md 3.2). */
  scaOAuth: 'metadata' | 'authorize-url';
  /** Every resource waits for POST …/authorisations, as with several signatories (psd2.md 4.3). */
  alwaysExplicit: boolean;
  /** Nothing is done before the TPP confirms the authorisation (psd2.md 4.6). */
  confirmation: boolean;
  /** How links are written; `usual` is relative but for `scaOAuth` (psd2.md 4.3, 10.1.9). */
  links: 'usual' | 'absolute' | 'relative' | 'without-product' | 'trailing-slash' | 'other-host' | 'few';
  /** What a POST that comes again makes: the same resource with 201 or 200, or another one (psd2.md 1.5). */
  repeat: 201 | 200 | 'new';
  /** `ASPSP-SCA-Approach`; anything but REDIRECT is not ours (psd2.md S3). */
  approach: 'REDIRECT' | 'DECOUPLED' | 'EMBEDDED';
  /** When ACSP becomes ACSC: two steps after the start, in the evening, or never though it is booked (4.8). */
  settlement: 'steps' | 'end-of-day' | 'stays-acsp';
  /** Said of every payment instead of its status: codes nobody knows (psd2.md 4.4). */
  transactionStatus: string | undefined;
  /** Transfers that the bank refuses after the SCA; of a basket or bulk only some may be (psd2.md 5). */
  rejects: (transfer: PaymentBody) => boolean;
  /** Whether an authorised payment can be taken back with a new SCA (psd2.md 4.7). */
  cancellation: 'before-sca' | 'with-sca';
  /** The shape of a refusal (psd2.md 8.1). */
  errors: 'tppMessages' | 'single' | 'problem' | 'oauth' | 'gateway' | 'html' | 'empty';
  /** How amounts are written in answers (psd2.md 10.1.10). */
  amounts: 'text' | 'number';
  /** How the answer to a funds confirmation is written (psd2.md 7.2). */
  fundsAvailable: 'boolean' | 'text' | 'garbage';
  /** The shape of remittanceInformationStructured in booked entries (psd2.md 6.3). */
  structuredRemittance: 'text' | 'object';
  /** Whether the amount of a debit carries a minus (psd2.md 6.3, U-21). */
  amountSign: 'signed' | 'unsigned';
  /** Whether booked entries have transactionId and entryReference (psd2.md 6.3). */
  entryIds: boolean;
  /** The transactions of one page. */
  pageSize: number;
  /** Unattended reads of one AIS resource in 24 hours (psd2.md 6.4). */
  dailyBudget: number;
  /** Whether token answers carry a refresh token, and whether it is a new one each time (psd2.md 3.6). */
  refreshTokens: 'rotated' | 'constant' | 'none';
  /** How long a rotated refresh token is still good: some banks give it moments. */
  rotationGraceSeconds: number;
  /** Seconds of an access token; undefined is 300 for PIS, 3600 for AIS and 900 for PIIS (psd2.md 3.5). */
  tokenSeconds: number | undefined;
  /** Whether a PSU-IP-Address of IPv6 is taken (psd2.md U-14). */
  psuIpV6: 'taken' | 'refused';
  /** When the status of a pain.001 payment is a pain.002: when the caller accepts one, or always (psd2.md 4.2). */
  painStatus: 'negotiated' | 'always-xml';
}

export const usualQuirks: Quirks = {
  callback: 'whole',
  issuer: 'sent',
  handledAgain: 'page',
  scaOAuth: 'metadata',
  alwaysExplicit: false,
  confirmation: false,
  links: 'usual',
  repeat: 201,
  approach: 'REDIRECT',
  settlement: 'steps',
  transactionStatus: undefined,
  rejects: () => false,
  cancellation: 'before-sca',
  errors: 'tppMessages',
  amounts: 'text',
  fundsAvailable: 'boolean',
  structuredRemittance: 'text',
  amountSign: 'signed',
  entryIds: true,
  pageSize: 50,
  dailyBudget: 4,
  refreshTokens: 'rotated',
  rotationGraceSeconds: 0,
  tokenSeconds: undefined,
  psuIpV6: 'taken',
  painStatus: 'negotiated',
};
