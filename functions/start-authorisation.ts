import { randomBytes, randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import { readSettings } from '../lib/config/settings.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { bankNameOf, bankSettings, connectBank } from '../lib/steps/connect/bank.ts';
import { connectConsents } from '../lib/steps/connect/consents.ts';
import { connectTable, tableSettings } from '../lib/steps/connect/table.ts';
import { connectTurns, turnSettings } from '../lib/steps/connect/turns.ts';
import { withSecrets } from '../lib/steps/connect/with-secrets.ts';
import { serveStart } from '../lib/steps/serve-start.ts';
import { createBasketStore } from '../lib/storage/basket-store.ts';
import { createDirectoryStore } from '../lib/storage/directory-store.ts';
import { createFlowStore } from '../lib/storage/flow-store.ts';
import { createTicketStore } from '../lib/storage/ticket-store.ts';

const settings = readSettings(
  [...tableSettings, ...turnSettings, ...bankSettings, 'SECRETS', 'AUTHORISE_WITHIN_SECONDS'],
  process.env,
);
const readSecret = createSecretReader(settings.SECRETS, Date.now);
const stores = connectTable(settings);

const services = withSecrets(readSecret, ['bank', 'sealing'], (bank, sealing) => ({
  ...stores,
  ...connectTurns(settings),
  directory: createDirectoryStore(stores.table),
  flows: createFlowStore(stores.table),
  baskets: createBasketStore(stores.table),
  tickets: createTicketStore(stores.table),
  consents: connectConsents(stores.table, sealing),
  bank: connectBank(settings, bank),
  bankName: bankNameOf(settings),
  newRequestId: randomUUID,
  randomBytes: (size: number) => randomBytes(size),
  authoriseWithinSeconds: settings.AUTHORISE_WITHIN_SECONDS,
  publicUrl: settings.PUBLIC_URL,
}));

/** GET and POST /psd2/start: a person sees what a link is for, and goes to the bank. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(logInvocation())
  .handler(async (event) => serveStart(event, await services()));
