import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import { readSettings } from '../lib/config/settings.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { reportFailedMessages } from '../lib/observability/report-failed-messages.ts';
import { parseMessage, payableMessageSchema } from '../lib/queues/messages.ts';
import { connectPsb, psbSettings } from '../lib/steps/connect/psb.ts';
import { connectTable, tableSettings } from '../lib/steps/connect/table.ts';
import { connectTurns, turnSettings } from '../lib/steps/connect/turns.ts';
import { withSecrets } from '../lib/steps/connect/with-secrets.ts';
import { respondToSupplier } from '../lib/steps/respond-to-supplier.ts';
import { createRecipientStore } from '../lib/storage/recipient-store.ts';

const settings = readSettings([...tableSettings, ...turnSettings, ...psbSettings, 'SECRETS'], process.env);
const readSecret = createSecretReader(settings.SECRETS, Date.now);
const stores = connectTable(settings);

const services = {
  ...stores,
  ...connectTurns(settings),
  recipients: createRecipientStore(stores.table),
  outside: withSecrets(readSecret, ['psb'], (psb) => ({ psb: connectPsb(settings, psb) })),
};

/** The responses queue: documents about which there may be something to tell their suppliers. */
export const handler = middy<SQSEvent, PromiseSettledResult<void>[]>()
  .use(logInvocation())
  .use(reportFailedMessages())
  .handler(({ Records }) =>
    Promise.allSettled(
      Records.map(async ({ body }) => respondToSupplier(parseMessage(payableMessageSchema, body), services)),
    ),
  );
