import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import type { HttpResponse } from '../http/http-response.ts';
import { parseJsonBody } from '../http/parse-json-body.ts';
import { retryAfterSeconds } from '../http/retry-after.ts';
import type { PsbRequest } from './psb-request.ts';

export interface PsbAnswer {
  /** The status that PSB means: an error that hides behind a 200 tells its own in its code, `API404`. */
  readonly status: number;
  readonly body: Buffer;
  /** False for what comes from something between PSB and us: a page in HTML, or a 404 without PSB's error body. */
  readonly isWordOfPsb: boolean;
  /** The error that this answer amounts to, for a caller who cannot use it. */
  fault(): AcquitError;
}

/** A 500 to an upload this large is its size, which PSB's web server does not call 413 (psb.md 1.4). */
const largeUploadBytes = 20 * 1000 * 1000;

const errorSchema = z.object({
  code: z.string().max(100).optional().catch(undefined),
  requestId: z.string().max(100).optional().catch(undefined),
});

/** Reads an answer by what it holds, never by its status or its Content-Type alone (psb.md 3.2, 4.4). */
export function readAnswer(response: HttpResponse, request: PsbRequest, now: Date): PsbAnswer {
  const { body, headers } = response;
  const start = beginningOf(body);
  // A document of tens of megabytes is not decoded to find out that it is none.
  const json = /^[{[]/.test(start) ? parseJsonBody(body).json : undefined;
  const { code, requestId } = errorSchema.safeParse(json).data ?? {};
  const hidden = /^API([45]\d\d)/.exec(code ?? '')?.[1];
  const status = response.status === 200 && hidden !== undefined ? Number(hidden) : response.status;
  const isPage = /^<(!doctype\s+)?html\b/i.test(start) || /html/i.test(headers['content-type'] ?? '');
  const isWordOfPsb = !isPage && (status !== 404 || code !== undefined);
  // A 404 with nothing in it proves nothing, yet of a document it has to reach a person some day.
  const isRefusal = isWordOfPsb || (status === 404 && start === '');
  // A 200 that the caller cannot use and that is no JSON comes from something in between, too.
  const isFromElsewhere = !isWordOfPsb || (status === 200 && json === undefined);

  return {
    status,
    body,
    isWordOfPsb,
    fault() {
      const of403 = status === 403 && request.right !== undefined ? `; the call needs ${request.right}` : '';
      return new AcquitError(
        codeFor(status, { isRefusal, isFromElsewhere }, request),
        `PSB answered ${status}${code === undefined ? '' : ` ${code}`}${of403}`,
        {
          retryAfterSeconds: retryAfterSeconds(headers['retry-after'], now),
          detail: {
            status: response.status,
            code: code ?? null,
            requestId: requestId ?? null,
            excerpt: request.confidential === true ? null : parseJsonBody(body).excerpt,
          },
        },
      );
    },
  };
}

/** The first characters, without a byte order mark and blanks. */
export const beginningOf = (body: Buffer): string =>
  body
    .subarray(0, 200)
    .toString('latin1')
    .replace(/^\u00ef\u00bb\u00bf/, '')
    .trimStart();

function codeFor(
  status: number,
  { isRefusal, isFromElsewhere }: { isRefusal: boolean; isFromElsewhere: boolean },
  { meaning, body }: PsbRequest,
): FindingCode {
  if (status === 401) return 'PSB_UNAUTHORISED';
  if (status === 403) return 'PSB_FORBIDDEN';
  const size = body?.byteLength ?? 0;
  if (size > 0 && (status === 413 || (status === 500 && size > largeUploadBytes))) return 'UPLOAD_TOO_LARGE';
  const special = status === 400 || status === 404 || status === 422 ? meaning?.[status] : undefined;
  if (special !== undefined && isRefusal) return special;
  const isPassing = status === 408 || status === 429 || status >= 500;
  const isNoAnswer = isFromElsewhere && (status === 200 || status === 404);
  return isPassing || isNoAnswer ? 'PSB_UNAVAILABLE' : 'PSB_REFUSED';
}
