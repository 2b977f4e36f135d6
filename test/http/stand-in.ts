import { HttpFailure } from '../../lib/http/http-failure.ts';
import type { HttpRequest, HttpResponse, Send } from '../../lib/http/http-response.ts';
import type { TokenSource } from '../../lib/http/token-source.ts';
import { AcquitError } from '../../lib/findings/acquit-error.ts';

export type Reply = HttpResponse | HttpFailure;

/** A `Send` that plays a script, one reply per request, and keeps the requests; more requests are an error. */
export function scriptedSend(...script: readonly Reply[]): Send & { readonly requests: HttpRequest[] } {
  const requests: HttpRequest[] = [];
  const send = async (request: HttpRequest): Promise<HttpResponse> => {
    const reply = script[requests.length];
    requests.push(request);
    if (reply === undefined) throw new Error(`request ${requests.length} is one too many: ${request.url}`);
    if (reply instanceof HttpFailure) throw reply;
    return reply;
  };
  return Object.assign(send, { requests });
}

export const reply = (
  status: number,
  body: unknown = '',
  headers: Readonly<Record<string, string>> = {},
): HttpResponse => ({
  status,
  headers,
  body: Buffer.from(typeof body === 'string' ? body : JSON.stringify(body)),
});

export const lostAnswer = (): HttpFailure => new HttpFailure('timeout', 'maybe', 'no answer within 5000 ms');
export const refusedConnection = (): HttpFailure => new HttpFailure('connection', 'no', 'ECONNREFUSED');

/** Tokens `token-1`, `token-2`, …: a new one after each invalidation. */
export function countedTokens(): TokenSource & { readonly invalidated: string[] } {
  const invalidated: string[] = [];
  return {
    invalidated,
    get: async () => `token-${invalidated.length + 1}`,
    invalidate: (token) => {
      invalidated.push(token);
    },
  };
}

/** The AcquitError that a call ends in; anything else fails the test. */
export async function errorOf(call: Promise<unknown>): Promise<AcquitError> {
  const outcome = await call.then(
    (value) => new Error(`no error but ${JSON.stringify(value)}`),
    (error: unknown) => error,
  );
  if (outcome instanceof AcquitError) return outcome;
  throw outcome;
}

export const now = (): Date => new Date('2026-11-20T10:00:00Z');

export const htmlPage = '<html><head><title>502 Bad Gateway</title></head><body>nginx</body></html>';
