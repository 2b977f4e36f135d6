import type * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { HttpRequest, HttpResponse } from '../http/http-response.ts';
import { noAnswer } from '../http/no-answer.ts';
import { parseJsonBody } from '../http/parse-json-body.ts';
import type { BankSettings } from './bank-settings.ts';
import { prepareRequest } from './prepare-request.ts';
import { ipv4Instead } from './psu-address.ts';

/** The headers of a call to the bank (psd2.md 1.4): the bearer token only when there is one. */
export function bankHeaders(
  settings: BankSettings,
  { requestId, accessToken }: { requestId?: string | undefined; accessToken?: string | undefined },
): Record<string, string> {
  return {
    apiKey: settings.apiKey,
    Accept: 'application/json',
    ...(requestId !== undefined && { 'X-Request-ID': requestId }),
    ...(accessToken !== undefined && { Authorization: `Bearer ${accessToken}` }),
  };
}

/** Sends once, signed; no answer becomes BANK_UNAVAILABLE. Throws what the seal throws, too. */
export async function callBank(settings: BankSettings, request: HttpRequest): Promise<HttpResponse> {
  const prepared = await prepareRequest(settings, request);
  const response = await settings.send(prepared).catch((failure: unknown) => {
    throw noBankAnswer(failure);
  });
  const instead = ipv4Instead(settings, request, response);
  return instead === undefined ? response : callBank(settings, instead);
}

export interface Attempts {
  /** The last answer or the last failure to get one. */
  readonly last: HttpResponse | HttpFailure;
  /** Whether any attempt may have reached the bank. */
  readonly maybeArrived: boolean;
}

/**
 * Sends, and after a lost answer, a 408 or a 5xx sends the same id, bytes and signature once more, at once
 * (psd2.md 1.5, 8.3: payments and codes are repeated once, never more).
 */
export async function callBankAtMostTwice(settings: BankSettings, request: HttpRequest): Promise<Attempts> {
  const prepared = await prepareRequest(settings, request);
  const first = await attempt(settings, prepared);
  const repeats = isInconclusive(first) && (settings.repeatPost || request.url === settings.tokenUrl);
  const last = repeats ? await attempt(settings, prepared) : first;
  const instead = last instanceof HttpFailure ? undefined : ipv4Instead(settings, request, last);
  if (instead !== undefined) return callBankAtMostTwice(settings, instead);
  return { last, maybeArrived: mayHaveArrived(first) || mayHaveArrived(last) };
}

/** What sending again cannot cure is thrown; another failure is an outcome. */
async function attempt(settings: BankSettings, request: HttpRequest): Promise<HttpResponse | HttpFailure> {
  try {
    return await settings.send(request);
  } catch (failure) {
    const curable = failure instanceof HttpFailure && !/^(forbidden-host|certificate)$/.test(failure.reason);
    if (curable) return failure;
    throw noBankAnswer(failure);
  }
}

/** A bank that refuses the QWAC closes the connection instead of answering (psd2.md 1.2). */
const noBankAnswer = (failure: unknown): unknown =>
  failure instanceof HttpFailure && failure.reason === 'certificate'
    ? noAnswer(failure, 'BANK_CERTIFICATE_REFUSED')
    : noAnswer(failure, 'BANK_UNAVAILABLE');

/** Whether the answer, or the lack of one, leaves open what the bank did with the request. */
export const isInconclusive = (outcome: HttpResponse | HttpFailure): boolean =>
  outcome instanceof HttpFailure || outcome.status === 408 || outcome.status >= 500;

const mayHaveArrived = (outcome: HttpResponse | HttpFailure): boolean =>
  !(outcome instanceof HttpFailure) || outcome.sent === 'maybe';

/** Holds an answer to its schema; throws an AcquitError BANK_ANSWER_INVALID that names the field. */
export function parseAnswer<T>(schema: z.ZodType<T>, response: HttpResponse, requestId?: string): T {
  const result = schema.safeParse(parseJsonBody(response.body).json);
  if (result.success) return result.data;
  const issue = result.error.issues[0];
  return invalidAnswer(`${issue?.path.join('.') || 'body'}: ${issue?.message ?? 'unreadable'}`, {
    status: response.status,
    requestId: requestId ?? null,
  });
}

/** Reports an answer that the standard or our allow-list does not permit (psd2.md 3.2). */
export function invalidAnswer(what: string, detail: Record<string, string | number | null> = {}): never {
  throw new AcquitError('BANK_ANSWER_INVALID', `The answer of the bank is invalid: ${what}`, { detail });
}
