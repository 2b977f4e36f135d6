import { catalogue, type FindingCode } from './catalogue.ts';
import type { ErrorClass } from './catalogue-entry.ts';

/** An error with a code of the catalogue. Its message never holds secrets, tokens or full account numbers. */
export class AcquitError extends Error {
  override readonly name = 'AcquitError';
  readonly code: FindingCode;
  /** Seconds the other side asked us to wait (`Retry-After`), when it did. */
  readonly retryAfterSeconds: number | undefined;
  /** Facts for support: HTTP status, the other side's code and request id. Never secrets. */
  readonly detail: Readonly<Record<string, string | number | boolean | null>>;

  constructor(
    code: FindingCode,
    message: string,
    options: {
      cause?: unknown;
      retryAfterSeconds?: number | undefined;
      detail?: Record<string, string | number | boolean | null>;
    } = {},
  ) {
    super(message, options.cause === undefined ? undefined : { cause: options.cause });
    this.code = code;
    this.retryAfterSeconds = options.retryAfterSeconds;
    this.detail = options.detail ?? {};
  }

  get class(): ErrorClass {
    return catalogue[this.code].class;
  }
}
