import { excerpt } from './excerpt.ts';

export interface ParsedBody {
  /** The JSON object or array; undefined when the body is something else (HTML, plain text, nothing). */
  readonly json: unknown;
  /** The beginning of the body for diagnostics, secrets masked. */
  readonly excerpt: string;
}

/**
 * Reads a body by what it holds, never by what its Content-Type promises: gateways answer HTML as JSON and
 * the other way round (psd2.md 8.1, psb.md 4.4). A number under the name `amount` is kept as its literal
 * text, because money never passes through binary floating point (erp.md, psd2.md 10.1.10).
 */
export function parseJsonBody(body: Buffer): ParsedBody {
  const text = new TextDecoder().decode(body).trim();
  return { json: /^[{[]/.test(text) ? parse(text) : undefined, excerpt: excerpt(text) };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text, keepAmounts);
  } catch {
    return undefined;
  }
}

// The third argument is newer than TypeScript's own description of JSON.parse, hence optional here.
const keepAmounts = (key: string, value: unknown, context?: { readonly source?: string }): unknown =>
  key === 'amount' && typeof value === 'number' ? context?.source : value;
