import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import { readSettings } from '../lib/config/settings.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { reportFailedMessages } from '../lib/observability/report-failed-messages.ts';
import { parseMessage, payableMessageSchema } from '../lib/queues/messages.ts';
import { connectErp, erpSettings } from '../lib/steps/connect/erp.ts';
import { connectTable, tableSettings } from '../lib/steps/connect/table.ts';
import { connectTurns, turnSettings } from '../lib/steps/connect/turns.ts';
import { withSecrets } from '../lib/steps/connect/with-secrets.ts';
import { submitPaymentRequest } from '../lib/steps/submit-payment-request.ts';

const settings = readSettings([...tableSettings, ...turnSettings, ...erpSettings, 'SECRETS'], process.env);
const readSecret = createSecretReader(settings.SECRETS, Date.now);
const stores = connectTable(settings);

const services = withSecrets(readSecret, ['erp'], (erp) => ({
  ...stores,
  ...connectTurns(settings),
  erp: connectErp(settings, erp),
}));

/** The submissions queue: payables whose payment request is stored and ready to go to the ERP. */
export const handler = middy<SQSEvent, PromiseSettledResult<void>[]>()
  .use(logInvocation())
  .use(reportFailedMessages())
  .handler(async ({ Records }) => {
    const ready = await services();
    return Promise.allSettled(
      Records.map(async ({ body }) => submitPaymentRequest(parseMessage(payableMessageSchema, body), ready)),
    );
  });
