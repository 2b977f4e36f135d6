import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import type { HttpResponse } from '../http/http-response.ts';
import { parseJsonBody } from '../http/parse-json-body.ts';
import { excerpt } from '../http/excerpt.ts';
import { retryAfterSeconds } from '../http/retry-after.ts';

const errorSchema = z.object({
  detail: z.string().optional().catch(undefined),
  code: z.string().max(100).optional().catch(undefined),
});

/**
 * What an answer of the ERP that is no success means for us (erp.md "Errors"). `detail.sent` is `maybe` where
 * a payment request may have been stored all the same; a clear refusal says `no`.
 */
export function erpError(response: HttpResponse, now: Date): AcquitError {
  const { status, headers, body } = response;
  const parsed = parseJsonBody(body);
  const { detail, code } = errorSchema.safeParse(parsed.json).data ?? {};
  const reason = detail === undefined ? parsed.excerpt : excerpt(detail);
  const refused = status >= 400 && status < 500 && status !== 408;
  return new AcquitError(codeFor(status), `The ERP answered ${status}: ${reason || 'nothing'}`, {
    retryAfterSeconds: retryAfterSeconds(headers['retry-after'], now),
    detail: { status, code: code ?? null, reason, sent: refused ? 'no' : 'maybe' },
  });
}

function codeFor(status: number): FindingCode {
  if (status === 401) return 'ERP_UNAUTHORISED';
  if (status === 403) return 'ERP_FORBIDDEN';
  if (status === 409) return 'ERP_CONFLICT';
  if (status === 429) return 'ERP_RATE_LIMITED';
  if (status === 408 || status >= 500) return 'ERP_UNAVAILABLE';
  return status >= 400 ? 'ERP_REFUSED' : 'ERP_ANSWER_INVALID';
}
