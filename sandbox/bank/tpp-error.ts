import type { Context } from 'hono';
import type { ContentfulStatusCode } from 'hono/utils/http-status';
import type { Quirks } from './quirks.ts';

/** A refusal of the XS2A interface (psd2.md 8.1 and 8.2). */
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

  /** The refusal in one of the shapes that banks and their gateways have (psd2.md 8.1). */
  toResponse(c: Context, shape: Quirks['errors']): Response {
    const { status, code, path } = this;
    const text = this.message.slice(0, 500);
    const message = { category: 'ERROR', code, path, text };
    switch (shape) {
      case 'tppMessages':
        return c.json({ tppMessages: [message] }, status);
      case 'single':
        return c.json({ tppMessage: message }, status);
      case 'problem': {
        const body = { type: 'https://berlingroup.com/error-codes', title: code, detail: text, code };
        return c.body(JSON.stringify(body), status, { 'Content-Type': 'application/problem+json' });
      }
      case 'oauth':
        return c.json(
          { error: status === 401 ? 'invalid_token' : 'invalid_request', error_description: text },
          status,
        );
      case 'gateway':
        return c.json({ code: status, description: text }, status);
      case 'html':
        return c.html('<!doctype html><title>Error</title><h1>The service is not available</h1>', status);
      case 'empty':
        return c.body(null, status);
    }
  }
}

/** A header that is missing or not right. */
export const headerError = (header: string): TppError =>
  new TppError(400, 'FORMAT_ERROR', `The header ${header} is missing or not allowed.`, header);

/** Nothing there, or nothing that this caller may see. */
export const unknownResource = (what: string): TppError =>
  new TppError(404, 'RESOURCE_UNKNOWN', `There is no such ${what}.`);
