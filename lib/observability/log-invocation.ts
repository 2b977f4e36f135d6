import { injectLambdaContext } from '@aws-lambda-powertools/logger/middleware';
import { requireNode24 } from '../config/require-node-24.ts';
import { logger } from './logger.ts';

requireNode24();

/** The middleware of every function: log lines carry the request id; events are never logged (design.md 2.10). */
export const logInvocation = () => injectLambdaContext(logger, { logEvent: false, clearState: true });
