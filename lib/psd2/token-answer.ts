import * as z from 'zod';
import type { HttpResponse } from '../http/http-response.ts';
import { invalidAnswer, parseAnswer } from './bank-call.ts';
import type { BankSettings } from './bank-settings.ts';

/** A token of one resource: a payment, a consent, a basket. Secret in both parts; never in a log or a browser. */
export interface BankToken {
  readonly accessToken: string;
  /** Absent when the bank gives none: then the access token is all there ever is (psd2.md 3.5). */
  readonly refreshToken?: string | undefined;
  /** When the access token ends, by the bank's own word; absent when it says nothing (psd2.md U-12). */
  readonly expiresAt?: Date | undefined;
}

const opaque = z.string().regex(/^[\x21-\x7e]+$/);

const tokenSchema = z.object({
  access_token: opaque,
  token_type: z.string().regex(/^bearer$/i),
  refresh_token: opaque
    .nullish()
    .catch(undefined)
    .transform((token) => token ?? undefined),
  /** Seconds; some hosts write them as text. */
  expires_in: z.coerce.number().positive().max(1_000_000_000).optional().catch(undefined),
  scope: z.string().optional().catch(undefined),
});

/**
 * Reads the answer of the token endpoint (psd2.md 3.5) and holds it to the resource it was asked for. Throws an
 * AcquitError BANK_ANSWER_INVALID.
 */
export function readToken(
  settings: Pick<BankSettings, 'now'>,
  response: HttpResponse,
  { resourceId, requestId }: { readonly resourceId: string; readonly requestId: string },
): BankToken {
  const token = parseAnswer(tokenSchema, response, requestId);
  if (!isFor(token.scope, resourceId)) invalidAnswer('the token is for another resource', { requestId });
  const { access_token: accessToken, refresh_token: refreshToken, expires_in: life } = token;
  return {
    accessToken,
    refreshToken,
    expiresAt: life === undefined ? undefined : new Date(settings.now().getTime() + life * 1000),
  };
}

/** Banks leave the scope out, or echo it among other words and in any case: `payments pis:<id>`. */
function isFor(scope: string | undefined, resourceId: string): boolean {
  if (scope === undefined || scope.trim() === '') return true;
  const id = resourceId.toLowerCase();
  return scope
    .toLowerCase()
    .split(/\s+/)
    .some((word) => word === id || word.endsWith(`:${id}`));
}
