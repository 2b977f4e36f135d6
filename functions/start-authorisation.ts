import { randomBytes, randomUUID } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import { readSettings } from '../lib/config/settings.ts';
import { AcquitError } from '../lib/findings/acquit-error.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { describeError, logger } from '../lib/observability/logger.ts';
import { bankSettings, connectBank } from '../lib/steps/connect/bank.ts';
import { connectTable, tableSettings } from '../lib/steps/connect/table.ts';
import { connectTurns, turnSettings } from '../lib/steps/connect/turns.ts';
import { withSecrets } from '../lib/steps/connect/with-secrets.ts';
import { page, seeOther } from '../lib/steps/page.ts';
import { psuContextOf } from '../lib/steps/psu-context-of.ts';
import { startAuthorisation } from '../lib/steps/start-authorisation.ts';
import { readTicket } from '../lib/steps/ticket.ts';
import { createFlowStore } from '../lib/storage/flow-store.ts';

const settings = readSettings(
  [...tableSettings, ...turnSettings, ...bankSettings, 'SECRETS', 'AUTHORISE_WITHIN_SECONDS'],
  process.env,
);
const readSecret = createSecretReader(settings.SECRETS, Date.now);
const stores = connectTable(settings);

const services = withSecrets(readSecret, ['bank'], (bank) => ({
  ...stores,
  ...connectTurns(settings),
  flows: createFlowStore(stores.table),
  bank: connectBank(settings, bank),
  newRequestId: randomUUID,
  randomBytes: (size: number) => randomBytes(size),
  authoriseWithinSeconds: settings.AUTHORISE_WITHIN_SECONDS,
}));

/** GET /psd2/start?ticket=…: a finance user goes to the bank to authorise one payment. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(logInvocation())
  .handler(async (event) => {
    const { ticketKey } = await readSecret('authorisation');
    const payable = readTicket(event.queryStringParameters?.['ticket'] ?? '', new Date(), ticketKey);
    if (payable === undefined) return page(403, 'ticket-refused');
    try {
      // The address API Gateway saw, never a header that anybody can send (psd2.md 1.4).
      const { redirectTo } = await startAuthorisation(
        payable,
        event.requestContext.http.sourceIp,
        await services(),
        psuContextOf(event.headers, event.requestContext.http.method),
      );
      return seeOther(redirectTo);
    } catch (error) {
      logger.warn('authorisation not started', describeError(error));
      const notWaiting = error instanceof AcquitError && error.code === 'AUTHORISATION_NOT_ALLOWED';
      return notWaiting ? page(409, 'not-waiting') : page(502, 'bank-away');
    }
  });
