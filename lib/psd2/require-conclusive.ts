import { AcquitError } from '../findings/acquit-error.ts';
import { HttpFailure } from '../http/http-failure.ts';
import type { HttpResponse } from '../http/http-response.ts';
import { noAnswer } from '../http/no-answer.ts';
import { type Attempts, isInconclusive } from './bank-call.ts';

/**
 * The answer to a POST that was sent at most twice (psd2.md 1.5). Throws AcquitErrors: BANK_OUTCOME_UNKNOWN when it
 * is open whether the bank made the thing (`payment`, `basket`), BANK_UNAVAILABLE when nothing ever left.
 */
export function requireConclusive(
  { last, maybeArrived }: Attempts,
  { what, requestId }: { readonly what: string; readonly requestId: string },
): HttpResponse {
  if (!(last instanceof HttpFailure) && !isInconclusive(last)) return last;
  if (last instanceof HttpFailure && !maybeArrived) throw noAnswer(last, 'BANK_UNAVAILABLE');
  const how = last instanceof HttpFailure ? last.reason : last.status;
  throw new AcquitError(
    'BANK_OUTCOME_UNKNOWN',
    `The bank did not say whether it created the ${what}: ${how}`,
    {
      cause: last instanceof HttpFailure ? last : undefined,
      detail: { requestId, outcome: how },
    },
  );
}
