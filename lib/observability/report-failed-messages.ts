import sqsPartialBatchFailure from '@middy/sqs-partial-batch-failure';
import { describeError, logger } from './logger.ts';

/**
 * The middleware of every queue function: the messages whose promise was rejected go back to the queue, the others
 * are done with. Each failure is logged once, by the id of its message. The middleware's own log would print the
 * whole record and the bare error, account numbers and all (design.md 2.10).
 */
export const reportFailedMessages = () =>
  sqsPartialBatchFailure({
    logger: (reason: unknown, { messageId }: { messageId: string }) =>
      logger.error('message failed', { messageId, ...describeError(reason) }),
  });
