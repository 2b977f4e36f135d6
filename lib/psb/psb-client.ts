import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import type { DocumentId } from '../identifiers/document-id.ts';
import { buildUrl } from '../http/build-url.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { HttpResponse, Send } from '../http/http-response.ts';
import { noAnswer } from '../http/no-answer.ts';
import { parseJsonBody } from '../http/parse-json-body.ts';
import { retryAfterSeconds } from '../http/retry-after.ts';
import { sendAuthorised } from '../http/send-authorised.ts';
import type { TokenSource } from '../http/token-source.ts';

export interface PsbClient {
  /**
   * The bytes of a received document as they came in. `partyId` is spelled as in the webhook (psb.md 4.2).
   * The first success starts PSB's 7-day clock: store the bytes before anything else (psb.md 1.4).
   * Throws AcquitErrors: DOCUMENT_UNAVAILABLE, PSB_FORBIDDEN, PSB_UNAUTHORISED, PSB_UNAVAILABLE, PSB_REFUSED,
   * DOCUMENT_TOO_LARGE; `detail` has PSB's own code and request id.
   */
  download(partyId: string, documentId: DocumentId): Promise<Buffer>;
}

export interface PsbClientOptions {
  readonly baseUrl: string;
  /** Legacy header, sent only when configured (psb.md 1.2). */
  readonly subscriptionKey?: string | undefined;
  readonly send: Send;
  readonly tokens: TokenSource;
  readonly now: () => Date;
}

export function createPsbClient(options: PsbClientOptions): PsbClient {
  const { baseUrl, subscriptionKey, now } = options;
  const headers = {
    Accept: 'application/xml, application/json',
    ...(subscriptionKey !== undefined && { 'Subscription-Key': subscriptionKey }),
  };

  return {
    async download(partyId, documentId) {
      const path = ['api', 'v1', partyId, 'purchaseInvoice', documentId, 'download'];
      const request = { method: 'GET', url: buildUrl(baseUrl, path), headers } as const;
      // PSB reports an expired token as 403 too, so that one earns a fresh token as well (psb.md 4.4).
      const response = await sendAuthorised(options, request, [401, 403]).catch((failure: unknown) => {
        const tooLarge = failure instanceof HttpFailure && failure.reason === 'too-large';
        throw noAnswer(failure, tooLarge ? 'DOCUMENT_TOO_LARGE' : 'PSB_UNAVAILABLE');
      });
      if (isDocument(response)) return response.body;
      throw refusal(response, now());
    },
  };
}

/** 200 alone proves nothing: errors come as JSON, and a gateway's page as HTML (psb.md 3.2, 4.4). */
function isDocument({ status, headers, body }: HttpResponse): boolean {
  if (status !== 200) return false;
  const start = body
    .subarray(0, 200)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();
  const isPage = /^<(!doctype\s+)?html\b/i.test(start) || /html/i.test(headers['content-type'] ?? '');
  return start !== '' && !isPage && !/^[{[]/.test(start);
}

const errorSchema = z.object({
  code: z.string().max(100).optional().catch(undefined),
  requestId: z.string().max(100).optional().catch(undefined),
});

function refusal(response: HttpResponse, now: Date): AcquitError {
  const { json, excerpt } = parseJsonBody(response.body);
  const { code, requestId } = errorSchema.safeParse(json).data ?? {};
  // An error that hides behind a 200 tells its status in its code: `API404`.
  const hidden = Number(/^API([45]\d\d)/.exec(code ?? '')?.[1] ?? NaN);
  const status = response.status === 200 && hidden > 0 ? hidden : response.status;
  return new AcquitError(codeFor(status, json), `PSB answered ${status}${code ? ` ${code}` : ''}`, {
    retryAfterSeconds: retryAfterSeconds(response.headers['retry-after'], now),
    detail: { status: response.status, code: code ?? null, requestId: requestId ?? null, excerpt },
  });
}

function codeFor(status: number, json: unknown): FindingCode {
  if (status === 401) return 'PSB_UNAUTHORISED';
  if (status === 403) return 'PSB_FORBIDDEN';
  if (status === 404) return 'DOCUMENT_UNAVAILABLE';
  // A 200 without a document and without a word of PSB comes from something in between.
  const gateway = status === 200 && json === undefined;
  return status === 408 || status === 429 || status >= 500 || gateway ? 'PSB_UNAVAILABLE' : 'PSB_REFUSED';
}
