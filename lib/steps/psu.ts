import type { PsuContext } from '../psd2/psu-context.ts';

/** The person in front of the browser, as the edge sees him (psd2.md 1.4). */
export interface Psu {
  /** The address API Gateway saw, never a header that anybody can send. */
  readonly ipAddress: string;
  readonly context: PsuContext;
  /** Hash of the session of his browser. */
  readonly sessionHash: string;
}
