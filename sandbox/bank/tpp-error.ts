import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';

/** A refusal of the XS2A interface in its tppMessages form (psd2.md 8.1 and 8.2). */
export class TppError extends Error {
  readonly status: ContentfulStatusCode;
  readonly code: string;
  readonly path: string | undefined;

  constructor(status: ContentfulStatusCode, code: string, text: string, path?: string) {
    super(text);
    this.status = status;
    this.code = code;
    this.path = path;
  }

  toResponse(c: Context): Response {
    const message = { category: 'ERROR', code: this.code, path: this.path, text: this.message.slice(0, 500) };
    return c.json({ tppMessages: [message] }, this.status);
  }
}
