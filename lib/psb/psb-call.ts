import { AcquitError } from '../findings/acquit-error.ts';
import { buildUrl } from '../http/build-url.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { HttpRequest, Send } from '../http/http-response.ts';
import { noAnswer } from '../http/no-answer.ts';
import { sendAuthorised } from '../http/send-authorised.ts';
import type { TokenSource } from '../http/token-source.ts';
import { type PsbAnswer, readAnswer } from './psb-answer.ts';
import type { PsbRequest } from './psb-request.ts';

export interface PsbClientOptions {
  readonly baseUrl: string;
  /** Legacy header, sent only when configured (psb.md 1.2). */
  readonly subscriptionKey?: string | undefined;
  readonly send: Send;
  readonly tokens: TokenSource;
  readonly now: () => Date;
}

/**
 * One authorised call to PSB. Gives the answers that are 200 or among the `answers` of the request; throws an
 * AcquitError for all others: PSB_UNAUTHORISED, PSB_FORBIDDEN, PSB_UNAVAILABLE, PSB_REFUSED, UPLOAD_TOO_LARGE,
 * DOCUMENT_TOO_LARGE or what the request's `meaning` says; `detail` has PSB's own code and request id (psb.md 4.4).
 */
export type PsbCall = (request: PsbRequest) => Promise<PsbAnswer>;

/** 24 MB (psb.md 1.4), taken at its largest: what is between the two readings of it is left to PSB to refuse. */
const maxRequestBytes = 24 * 1024 * 1024;

/** More than the request line and our headers ever take; tokens are a kilobyte or two. */
const httpOverheadBytes = 8 * 1024;

export function createPsbCall(options: PsbClientOptions): PsbCall {
  return async (request) => {
    refuseOversize(request);
    // PSB reports an expired token as 403 too, so that one earns a fresh token as well (psb.md 4.4).
    const response = await sendAuthorised(options, toHttp(request, options), [401, 403]).catch(
      (failure: unknown) => {
        const tooLarge = failure instanceof HttpFailure && failure.reason === 'too-large';
        throw noAnswer(failure, tooLarge ? 'DOCUMENT_TOO_LARGE' : 'PSB_UNAVAILABLE');
      },
    );
    const answer = readAnswer(response, request, options.now());
    const isAnswer = answer.status === 200 || request.answers?.some((each) => each === answer.status);
    if (isAnswer && answer.isWordOfPsb) return answer;
    throw answer.fault();
  };
}

function refuseOversize({ body }: PsbRequest): void {
  const size = (body?.byteLength ?? 0) + httpOverheadBytes;
  if (size <= maxRequestBytes) return;
  throw new AcquitError(
    'UPLOAD_TOO_LARGE',
    `The upload has ${body?.byteLength} bytes, and PSB takes ${maxRequestBytes} with all headers.`,
    { detail: { bytes: body?.byteLength ?? 0, sent: 'no' } },
  );
}

function toHttp(request: PsbRequest, { baseUrl, subscriptionKey }: PsbClientOptions): HttpRequest {
  const { method, path, query, accept = 'application/json', body } = request;
  return {
    method,
    url: buildUrl(baseUrl, path, query),
    headers: {
      Accept: accept,
      ...(subscriptionKey !== undefined && { 'Subscription-Key': subscriptionKey }),
      ...request.headers,
    },
    ...(body !== undefined && { body }),
  };
}
