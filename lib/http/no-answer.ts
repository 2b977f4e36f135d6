import { AcquitError } from '../findings/acquit-error.ts';
import type { FindingCode } from '../findings/catalogue.ts';
import { HttpFailure } from './http-failure.ts';

/**
 * Turns an HttpFailure into an error of the catalogue; `detail.sent` says whether the request may have
 * arrived (design.md 2.2). An address outside the allow-list is a wrong setting, whoever was called.
 * Everything that is no HttpFailure comes back as it is.
 */
export function noAnswer(failure: unknown, code: FindingCode): unknown {
  if (!(failure instanceof HttpFailure)) return failure;
  return new AcquitError(
    failure.reason === 'forbidden-host' ? 'CONFIGURATION_INVALID' : code,
    failure.message,
    { cause: failure, detail: { reason: failure.reason, sent: failure.sent } },
  );
}
