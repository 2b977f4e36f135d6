import type { BankSettings } from './bank-settings.ts';
import { requestToken } from './request-token.ts';
import { type BankToken, readToken } from './token-answer.ts';

export interface CodeExchange {
  readonly code: string;
  readonly codeVerifier: string;
  readonly requestId: string;
  /** The payment, basket or consent whose token it must be. */
  readonly resourceId: string;
}

/**
 * Exchanges the code of a callback for a token (psd2.md 3.5). After a lost answer or a 5xx the same request is
 * sent once more at once, never later: the code may be spent. Throws AcquitErrors: BANK_CODE_REFUSED
 * (`invalid_grant`, final), BANK_UNAVAILABLE, BANK_UNAUTHORISED, BANK_ANSWER_INVALID. None of them means that
 * the payment is not executed (psd2.md 10.1.6).
 */
export async function exchangeCode(settings: BankSettings, exchange: CodeExchange): Promise<BankToken> {
  const { code, codeVerifier, requestId, resourceId } = exchange;
  const grant = {
    grant_type: 'authorization_code',
    code,
    redirect_uri: settings.redirectUri,
    code_verifier: codeVerifier,
  };
  const response = await requestToken(settings, grant, requestId);
  return readToken(settings, response, { resourceId, requestId });
}
