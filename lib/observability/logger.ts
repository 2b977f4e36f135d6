import { Logger } from '@aws-lambda-powertools/logger';
import { AcquitError } from '../findings/acquit-error.ts';
import { maskIbans } from './mask.ts';

/**
 * The structured logger of all functions: JSON lines, account numbers masked in every text. Secrets, tokens
 * and codes are never given to it (design.md 2.10).
 */
export const logger = new Logger({
  serviceName: 'acquit',
  jsonReplacerFn: (_key, value) => (typeof value === 'string' ? maskIbans(value) : value),
});

/**
 * What is logged of an error: its code, its class, what it says and the facts for support; a stack only for a
 * bug. The logger keeps the key `message` for itself and would drop it here.
 */
export function describeError(error: unknown): Record<string, unknown> {
  if (error instanceof AcquitError) {
    return { code: error.code, class: error.class, cause: error.message, ...error.detail };
  }
  return error instanceof Error
    ? { code: 'UNEXPECTED', class: 'bug', cause: error.message, stack: error.stack }
    : { code: 'UNEXPECTED', class: 'bug', cause: String(error) };
}
