import { randomUUID } from 'node:crypto';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import { psbDate } from './psb-date.ts';

/** A refusal with the error body of psb.md 4.4. */
export class PsbError extends Error {
  readonly status: ContentfulStatusCode;

  constructor(status: ContentfulStatusCode, message: string) {
    super(message);
    this.status = status;
  }

  toBody(now: Date): Record<string, string> {
    const code = `API${this.status}`;
    const helpLink = `https://psb.econnect.eu/misc/errors.html#${code}`;
    const requestId = randomUUID().replaceAll('-', '');
    return { code, message: this.message, helpLink, requestId, dateTime: psbDate(now) };
  }
}
