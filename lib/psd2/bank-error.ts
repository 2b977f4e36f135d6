import { AcquitError } from '../findings/acquit-error.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import type { HttpResponse } from '../http/http-response.ts';
import { parseJsonBody } from '../http/parse-json-body.ts';
import { retryAfterSeconds } from '../http/retry-after.ts';
import { parseTppMessages } from './tpp-messages.ts';

/** The reactions of psd2.md 8.3 that hang on the code alone, since banks pair one code with several statuses. */
const reactions: readonly (readonly [RegExp, FindingCode])[] = [
  [/^(CERTIFICATE|SIGNATURE)_/, 'BANK_UNAUTHORISED'],
  [/^(ROLE_INVALID|KID_MISSING|REQUIRED_KID_MISSING)$/, 'BANK_UNAUTHORISED'],
  [/^(invalid_client|unauthorized_client|unsupported_grant_type|invalid_scope)$/, 'BANK_UNAUTHORISED'],
  [/^TOKEN_(UNKNOWN|INVALID|EXPIRED)$/, 'BANK_TOKEN_REFUSED'],
  [/^invalid_token$/, 'BANK_TOKEN_REFUSED'],
  [/^invalid_grant$/, 'BANK_CODE_REFUSED'],
  [/^ACCESS_EXCEEDED$/, 'BANK_RATE_LIMITED'],
  [/^RESOURCE_UNKNOWN$/, 'BANK_RESOURCE_UNKNOWN'],
  [/^SCA_INVALID$/, 'BANK_PAYMENT_FAILED'],
  [/^(server_error|temporarily_unavailable)$/, 'BANK_UNAVAILABLE'],
  [/^(PAYMENT_FAILED|PRODUCT_INVALID|PRODUCT_UNKNOWN|SERVICE_BLOCKED)$/, 'BANK_REFUSED'],
];

export interface ErrorContext {
  readonly now: Date;
  /** Support asks for it (psd2.md 8.3). */
  readonly requestId?: string | undefined;
  /** What a 401 without any code of the standard means for this call. */
  readonly bare401?: FindingCode;
  /** Keeps the bank's own words out, where they may repeat a code or a token. */
  readonly hideText?: boolean;
}

/**
 * What an answer of the bank that is no success means for us: the code in its body counts first, the HTTP
 * status second (psd2.md 8.2). Warnings decide nothing.
 */
export function bankError(response: HttpResponse, context: ErrorContext): AcquitError {
  const { status, headers, body } = response;
  const message = parseTppMessages(body).find(({ category }) => category === 'ERROR');
  const [, byCode] = reactions.find(([pattern]) => pattern.test(message?.code ?? '')) ?? [];
  const said = message?.text ?? parseJsonBody(body).excerpt;
  const name = message === undefined ? '' : ` ${message.code}`;
  return new AcquitError(byCode ?? codeFor(status, context), `The bank answered ${status}${name}`, {
    retryAfterSeconds: retryAfterSeconds(headers['retry-after'], context.now),
    detail: {
      status,
      bankCode: message?.code ?? null,
      text: context.hideText === true ? null : said,
      requestId: context.requestId ?? null,
    },
  });
}

function codeFor(status: number, { bare401 = 'BANK_UNAUTHORISED' }: ErrorContext): FindingCode {
  if (status === 401) return bare401;
  if (status === 403) return 'BANK_UNAUTHORISED';
  if (status === 404) return 'BANK_RESOURCE_UNKNOWN';
  if (status === 429) return 'BANK_RATE_LIMITED';
  if (status === 408 || status >= 500) return 'BANK_UNAVAILABLE';
  return status >= 400 ? 'BANK_REFUSED' : 'BANK_ANSWER_INVALID';
}
