/**
 * How long one call to an outside system may take, in milliseconds. A slow peer must leave its function time to
 * settle the step; a function that AWS kills in the middle leaves a message burnt and an outcome unwritten. So the
 * calls of one step fit into the timeout of its function in serverless.yml, even when every one is at its limit:
 */
export const callTimeoutMs = {
  /**
   * start-authorisation, 29 s: the payment, at most twice, its authorisation, and the metadata (psd2.md 3.1).
   * complete-authorisation, 60 s: the code, at most twice, the confirmation, at most three times, and the status.
   */
  bank: 6000,
  /** submit-payment-request, 60 s: a token, the look-up, and a submission that may need a second token (erp.md). */
  erp: 12_000,
  /** process-document, 60 s: a token, the download, and a copy in another format under two names (psb.md 3.2). */
  psb: 14_000,
} as const;
