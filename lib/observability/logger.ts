import { Logger } from '@aws-lambda-powertools/logger';
import { isPassingFault } from '../aws/is-passing-fault.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import { maskIbans } from './mask.ts';
import { serviceName } from './service-name.ts';

/**
 * The structured logger of all functions: JSON lines, account numbers masked in every text. Secrets, tokens
 * and codes are never given to it (design.md 2.10).
 */
export const logger = new Logger({
  serviceName,
  jsonReplacerFn: (_key, value) => (typeof value === 'string' ? maskIbans(value) : value),
});

/**
 * What is logged of an error: its code, its class, what it says and the facts for support; a stack only for a
 * bug, and never the errors behind it. AWS being away is no bug: the step comes again (STORAGE_UNAVAILABLE). The
 * logger keeps the key `message` for itself and would drop it here.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof AcquitError) {
    return { code: error.code, class: error.class, cause: error.message, ...error.detail };
  }
  if (!(error instanceof Error)) return { code: 'UNEXPECTED', class: 'bug', cause: String(error) };
  const { name, message, stack } = error;
  return isPassingFault(error)
    ? { code: 'STORAGE_UNAVAILABLE', class: 'retry', cause: `${name}: ${message}` }
    : { code: 'UNEXPECTED', class: 'bug', cause: message, stack };
}
