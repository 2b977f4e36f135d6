import { AcquitError } from '../findings/acquit-error.ts';
import type { BankSettings } from './bank-settings.ts';
import { requestToken } from './request-token.ts';
import { type BankToken, readToken } from './token-answer.ts';

export interface TokenRefresh {
  readonly refreshToken: string;
  readonly requestId: string;
  /** Whose token it must be. */
  readonly resourceId: string;
}

/**
 * Gets a new access token for a refresh token (psd2.md 3.6). After a lost answer or a 5xx the same request, with
 * the same token, is sent once more at once: the bank may have rotated already, and takes the old one for a moment
 * longer. Without a new refresh token in the answer the old one stays in use. One caller at a time, under the lease
 * of the consent.
 *
 * Throws AcquitErrors: BANK_CONSENT_REFUSED (`invalid_grant`, final for this token), BANK_UNAVAILABLE (nobody knows
 * whether the token was used up), BANK_UNAUTHORISED, BANK_ANSWER_INVALID. None of them repeats a token.
 */
export async function refreshToken(settings: BankSettings, refresh: TokenRefresh): Promise<BankToken> {
  const { requestId, resourceId } = refresh;
  const grant = { grant_type: 'refresh_token', refresh_token: refresh.refreshToken };
  const response = await requestToken(settings, grant, requestId).catch((error: unknown) => {
    throw error instanceof AcquitError ? refusal(error) : error;
  });
  const token = readToken(settings, response, { resourceId, requestId });
  return { ...token, refreshToken: token.refreshToken ?? refresh.refreshToken };
}

/** `invalid_grant` means the code at one grant and the consent at the other. */
function refusal(error: AcquitError): AcquitError {
  if (error.code !== 'BANK_CODE_REFUSED') return error;
  const { message, detail } = error;
  return new AcquitError('BANK_CONSENT_REFUSED', message, { cause: error, detail: { ...detail } });
}
