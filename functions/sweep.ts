import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { readSettings } from '../lib/config/settings.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { logger } from '../lib/observability/logger.ts';
import { connectQueues } from '../lib/steps/connect/queues.ts';
import { connectTable, tableSettings } from '../lib/steps/connect/table.ts';
import { connectTurns, turnSettings } from '../lib/steps/connect/turns.ts';
import { sweep } from '../lib/steps/sweep.ts';
import { createFlowStore } from '../lib/storage/flow-store.ts';

const settings = readSettings(
  [
    ...tableSettings,
    ...turnSettings,
    'DOCUMENTS_QUEUE_URL',
    'SUBMISSIONS_QUEUE_URL',
    'AUTHORISATIONS_QUEUE_URL',
    'RESPONSES_QUEUE_URL',
    'SQS_ENDPOINT',
  ],
  process.env,
);
const queues = connectQueues(settings);
const stores = connectTable(settings);
const services = {
  ...stores,
  flows: createFlowStore(stores.table),
  ...connectTurns(settings),
  documents: queues.documents(settings.DOCUMENTS_QUEUE_URL),
  submissions: queues.submissions(settings.SUBMISSIONS_QUEUE_URL),
  authorisations: queues.authorisations(settings.AUTHORISATIONS_QUEUE_URL),
  responses: queues.responses(settings.RESPONSES_QUEUE_URL),
};

/** Schedule: nudges payables whose step is overdue, so that a lost message costs minutes, never an invoice. */
export const handler = middy<ScheduledEvent, { nudged: number }>()
  .use(logInvocation())
  .handler(async () => {
    const nudged = await sweep(services);
    if (nudged > 0) logger.info('overdue payables nudged', { nudged });
    return { nudged };
  });
