import * as z from 'zod';
import { HttpFailure } from '../http/http-failure.ts';
import { noAnswer } from '../http/no-answer.ts';
import { bankHeaders, callBankAtMostTwice, invalidAnswer, parseAnswer } from './bank-call.ts';
import { bankError } from './bank-error.ts';
import type { BankSettings } from './bank-settings.ts';

export interface CodeExchange {
  readonly code: string;
  readonly codeVerifier: string;
  readonly requestId: string;
  /** Whose token it must be. */
  readonly paymentId: string;
}

export interface BankToken {
  readonly accessToken: string;
}

const tokenSchema = z.object({
  access_token: z.string().regex(/^[\x21-\x7e]+$/),
  token_type: z.string().regex(/^bearer$/i),
  scope: z.string().optional().catch(undefined),
});

/**
 * Exchanges the code of a callback for a token (psd2.md 3.5). After a lost answer or a 5xx the same request is
 * sent once more at once, never later: the code may be spent. Throws AcquitErrors: BANK_CODE_REFUSED
 * (`invalid_grant`, final), BANK_UNAVAILABLE, BANK_UNAUTHORISED, BANK_ANSWER_INVALID. None of them means that
 * the payment is not executed (psd2.md 10.1.6).
 */
export async function exchangeCode(settings: BankSettings, exchange: CodeExchange): Promise<BankToken> {
  const { code, codeVerifier, requestId, paymentId } = exchange;
  const form = new URLSearchParams({
    grant_type: 'authorization_code',
    code,
    redirect_uri: settings.redirectUri,
    client_id: settings.clientId,
    code_verifier: codeVerifier,
  });
  const { last } = await callBankAtMostTwice(settings, {
    method: 'POST',
    url: settings.tokenUrl,
    headers: {
      ...bankHeaders(settings, { requestId }),
      'Content-Type': 'application/x-www-form-urlencoded',
    },
    body: Buffer.from(form.toString()),
  });
  if (last instanceof HttpFailure) throw noAnswer(last, 'BANK_UNAVAILABLE');
  if (last.status !== 200) throw bankError(last, { now: settings.now(), requestId, hideText: true });

  const token = parseAnswer(tokenSchema, last, requestId);
  if (!isFor(token.scope, paymentId)) invalidAnswer('the token is for another resource', { requestId });
  return { accessToken: token.access_token };
}

/** Banks leave the scope out, or echo it among other words and in any case: `payments pis:<id>`. */
function isFor(scope: string | undefined, paymentId: string): boolean {
  if (scope === undefined || scope.trim() === '') return true;
  const id = paymentId.toLowerCase();
  return scope
    .toLowerCase()
    .split(/\s+/)
    .some((word) => word === id || word.endsWith(`:${id}`));
}
