import { AcquitError } from '../findings/acquit-error.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import type { HttpResponse } from '../http/http-response.ts';
import { parseJsonBody } from '../http/parse-json-body.ts';
import { retryAfterSeconds } from '../http/retry-after.ts';
import { parseTppMessages } from './tpp-messages.ts';

/**
 * The reactions of psd2.md 8.3, which hang on the code alone, since banks pair one code with several statuses.
 * Codes that are not listed (8.1.5: the set is open) leave it to the status.
 */
const reactions: readonly (readonly [RegExp, FindingCode])[] = [
  [/^(CERTIFICATE|SIGNATURE)_/, 'BANK_CERTIFICATE_REFUSED'],
  [/^(ROLE_INVALID|KID_MISSING|REQUIRED_KID_MISSING)$/, 'BANK_CERTIFICATE_REFUSED'],
  [/^(invalid_client|unauthorized_client|invalid_scope)$/, 'BANK_UNAUTHORISED'],
  [/^TOKEN_(UNKNOWN|INVALID|EXPIRED)$/, 'BANK_TOKEN_REFUSED'],
  [/^(invalid_token|insufficient_scope)$/, 'BANK_TOKEN_REFUSED'],
  [/^invalid_grant$/, 'BANK_CODE_REFUSED'],
  [/^CONSENT_(UNKNOWN|INVALID|EXPIRED)$/, 'BANK_CONSENT_REFUSED'],
  [/^ACCESS_EXCEEDED$/, 'BANK_ACCESS_EXCEEDED'],
  [/^RESOURCE_UNKNOWN$/, 'BANK_RESOURCE_UNKNOWN'],
  [/^RESOURCE_EXPIRED$/, 'BANK_RESOURCE_EXPIRED'],
  [/^(STATUS_INVALID|REFERENCE_STATUS_INVALID|CANCELLATION_INVALID)$/, 'BANK_STATUS_CONFLICT'],
  [/^SCA_INVALID$/, 'BANK_PAYMENT_FAILED'],
  [/^(server_error|temporarily_unavailable|INTERNAL_SERVER_ERROR)$/, 'BANK_UNAVAILABLE'],
  [/^(FORMAT_ERROR|PARAMETER_NOT_\w+|REQUESTED_FORMATS_INVALID)$/, 'BANK_REQUEST_INVALID'],
  [/^(SERVICE_INVALID|TIMESTAMP_INVALID|PERIOD_INVALID|SCA_METHOD_UNKNOWN)$/, 'BANK_REQUEST_INVALID'],
  [/^(SESSIONS_NOT_SUPPORTED|REFERENCE_MIX_INVALID|CORPORATE_ID_INVALID)$/, 'BANK_REQUEST_INVALID'],
  [/^(invalid_request|unsupported_(grant|response)_type)$/, 'BANK_REQUEST_INVALID'],
  [/^(PAYMENT_FAILED|EXECUTION_DATE_INVALID|PRODUCT_INVALID|PRODUCT_UNKNOWN)$/, 'BANK_REFUSED'],
  [/^(SERVICE_BLOCKED|RESOURCE_BLOCKED|PSU_CREDENTIALS_INVALID)$/, 'BANK_REFUSED'],
  [/^(CARD_INVALID|NO_PIIS_ACTIVATION)$/, 'BANK_REFUSED'],
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
  if (status === 405 || status === 406 || status === 415) return 'BANK_REQUEST_INVALID';
  if (status === 409) return 'BANK_STATUS_CONFLICT';
  if (status === 408 || status >= 500) return 'BANK_UNAVAILABLE';
  return status >= 400 ? 'BANK_REFUSED' : 'BANK_ANSWER_INVALID';
}
