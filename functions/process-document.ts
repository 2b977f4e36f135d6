import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import { readSettings } from '../lib/config/settings.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { reportFailedMessages } from '../lib/observability/report-failed-messages.ts';
import { documentsMessageSchema, parseMessage } from '../lib/queues/messages.ts';
import { archiveSettings, connectArchive } from '../lib/steps/connect/archive.ts';
import { connectPsb, psbSettings } from '../lib/steps/connect/psb.ts';
import { connectQueues } from '../lib/steps/connect/queues.ts';
import { connectTable, tableSettings } from '../lib/steps/connect/table.ts';
import { connectTurns, turnSettings } from '../lib/steps/connect/turns.ts';
import { withSecrets } from '../lib/steps/connect/with-secrets.ts';
import { processDocument } from '../lib/steps/process-document.ts';
import { createDirectoryStore } from '../lib/storage/directory-store.ts';

const settings = readSettings(
  [
    ...tableSettings,
    ...turnSettings,
    ...psbSettings,
    ...archiveSettings,
    'SUBMISSIONS_QUEUE_URL',
    'SECRETS',
    'SQS_ENDPOINT',
  ],
  process.env,
);
const readSecret = createSecretReader(settings.SECRETS, Date.now);
const stores = connectTable(settings);

const services = {
  ...stores,
  ...connectTurns(settings),
  archive: connectArchive(settings),
  directory: createDirectoryStore(stores.table),
  submissions: connectQueues(settings).submissions(settings.SUBMISSIONS_QUEUE_URL),
  outside: withSecrets(readSecret, ['psb', 'erp'], (psb, erp) => ({
    psb: connectPsb(settings, psb),
    sourceSystem: erp.clientId,
  })),
};

/** The documents queue: events of PSB and nudges of payables. */
export const handler = middy<SQSEvent, PromiseSettledResult<void>[]>()
  .use(logInvocation())
  .use(reportFailedMessages())
  .handler(({ Records }) =>
    Promise.allSettled(
      Records.map(async ({ body }) => processDocument(parseMessage(documentsMessageSchema, body), services)),
    ),
  );
