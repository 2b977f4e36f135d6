/**
 * No answer came. `sent` says whether the request may have reached the other side: `no` for a refused
 * connection or an unknown host, `maybe` for everything after the first byte left (design.md 2.2).
 */
export class HttpFailure extends Error {
  override readonly name = 'HttpFailure';
  /** `certificate`: the other side refuses ours, or that we have none. */
  readonly reason: 'timeout' | 'connection' | 'certificate' | 'too-large' | 'forbidden-host';
  readonly sent: 'no' | 'maybe';

  constructor(reason: HttpFailure['reason'], sent: HttpFailure['sent'], message: string, cause?: unknown) {
    super(message, cause === undefined ? undefined : { cause });
    this.reason = reason;
    this.sent = sent;
  }
}
