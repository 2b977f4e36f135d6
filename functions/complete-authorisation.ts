import { randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import { readSettings } from '../lib/config/settings.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { reportFailedMessages } from '../lib/observability/report-failed-messages.ts';
import { authorisationsMessageSchema, parseMessage } from '../lib/queues/messages.ts';
import { completeAuthorisation } from '../lib/steps/complete-authorisation.ts';
import { bankNameOf, bankSettings, connectBank } from '../lib/steps/connect/bank.ts';
import { connectConsents } from '../lib/steps/connect/consents.ts';
import { connectTable, tableSettings } from '../lib/steps/connect/table.ts';
import { connectTurns, turnSettings } from '../lib/steps/connect/turns.ts';
import { withSecrets } from '../lib/steps/connect/with-secrets.ts';
import { withdrawConsent } from '../lib/steps/withdraw-consent.ts';
import { createFlowStore } from '../lib/storage/flow-store.ts';

const settings = readSettings([...tableSettings, ...turnSettings, ...bankSettings, 'SECRETS'], process.env);
const readSecret = createSecretReader(settings.SECRETS, Date.now);
const stores = connectTable(settings);

const services = withSecrets(readSecret, ['bank', 'sealing'], (bank, sealing) => ({
  ...stores,
  ...connectTurns(settings),
  flows: createFlowStore(stores.table),
  consents: connectConsents(stores.table, sealing),
  bank: connectBank(settings, bank),
  bankName: bankNameOf(settings),
  newRequestId: randomUUID,
}));

/** The authorisations queue: PSUs who came back from the bank, and consents to end. */
export const handler = middy<SQSEvent, PromiseSettledResult<void>[]>()
  .use(logInvocation())
  .use(reportFailedMessages())
  .handler(async ({ Records }) => {
    const ready = await services();
    return Promise.allSettled(
      Records.map(async ({ body }) => {
        const message = parseMessage(authorisationsMessageSchema, body);
        await ('flow' in message
          ? completeAuthorisation(message, ready)
          : withdrawConsent(message.withdraw, ready));
      }),
    );
  });
