import middy from '@middy/core';
import type { ScheduledEvent } from 'aws-lambda';
import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import { readSettings } from '../lib/config/settings.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { logger } from '../lib/observability/logger.ts';
import { archiveSettings, connectArchive } from '../lib/steps/connect/archive.ts';
import { connectPsb, psbSettings } from '../lib/steps/connect/psb.ts';
import { connectQueues } from '../lib/steps/connect/queues.ts';
import { connectTable, tableSettings } from '../lib/steps/connect/table.ts';
import { connectTurns, turnSettings } from '../lib/steps/connect/turns.ts';
import { withSecrets } from '../lib/steps/connect/with-secrets.ts';
import { watchRetention } from '../lib/steps/watch-retention.ts';

const settings = readSettings(
  [
    ...tableSettings,
    ...turnSettings,
    ...psbSettings,
    ...archiveSettings,
    'DOCUMENTS_QUEUE_URL',
    'SECRETS',
    'SQS_ENDPOINT',
  ],
  process.env,
);
const readSecret = createSecretReader(settings.SECRETS, Date.now);
const services = {
  ...connectTable(settings),
  ...connectTurns(settings),
  archive: connectArchive(settings),
  documents: connectQueues(settings).documents(settings.DOCUMENTS_QUEUE_URL),
  outside: withSecrets(readSecret, ['psb'], (psb) => ({ psb: connectPsb(settings, psb) })),
};

/** Schedule: fetches documents that nobody else tries again, and alarms before PSB deletes what is not archived. */
export const handler = middy<ScheduledEvent, { missing: number; fetched: number }>()
  .use(logInvocation())
  .handler(async () => {
    const watched = await watchRetention(services);
    if (watched.missing > 0) logger.info('documents not archived', watched);
    return watched;
  });
