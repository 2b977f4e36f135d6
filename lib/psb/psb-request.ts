import type { FindingCode } from '../findings/catalogue.ts';
import type { Query } from '../http/build-url.ts';
import type { HttpRequest } from '../http/http-response.ts';

/** A call to PSB before it has an address, a token and the headers that all calls share. */
export interface PsbRequest {
  readonly method: HttpRequest['method'];
  /** Segments, each encoded by itself. */
  readonly path: readonly string[];
  readonly query?: Query;
  /** `application/json` when not said, as the clients of PSB send it (psb.md 1.3). */
  readonly accept?: string;
  readonly headers?: Readonly<Record<string, string>>;
  readonly body?: Uint8Array;
  /** What the account needs for it, to be named when PSB answers 403. */
  readonly right?: string;
  /** Statuses that are no error here: 404 of what is gone already, 409 of what was done before. */
  readonly answers?: readonly (404 | 409)[];
  /** What a refusal of PSB means here, where that is more than the general code. */
  readonly meaning?: Readonly<Partial<Record<400 | 404 | 422, FindingCode>>>;
  /** The answer may quote secrets, so none of its text goes into an error. */
  readonly confidential?: boolean;
}
