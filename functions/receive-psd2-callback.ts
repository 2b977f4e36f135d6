import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { readSettings } from '../lib/config/settings.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { connectQueues } from '../lib/steps/connect/queues.ts';
import { connectTable, tableSettings } from '../lib/steps/connect/table.ts';
import { readSession } from '../lib/steps/browser-session.ts';
import { languageOf, page, seeOther } from '../lib/steps/page.ts';
import { receivePsd2Callback } from '../lib/steps/receive-psd2-callback.ts';
import { createFlowStore } from '../lib/storage/flow-store.ts';

const settings = readSettings(
  [...tableSettings, 'AUTHORISATIONS_QUEUE_URL', 'SQS_ENDPOINT', 'STEP_LEASE_SECONDS', 'PUBLIC_URL'],
  process.env,
);
const stores = connectTable(settings);
const services = {
  ...stores,
  flows: createFlowStore(stores.table),
  authorisations: connectQueues(settings).authorisations(settings.AUTHORISATIONS_QUEUE_URL),
  now: () => new Date(),
  leaseSeconds: settings.STEP_LEASE_SECONDS,
};

/** GET /psd2/callback takes the PSU back from the bank; GET /psd2/returned is the clean page it leads to. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(logInvocation())
  .handler(async (event) => {
    const language = languageOf(event.headers['accept-language']);
    const { session, ticket } = readSession(event.cookies);
    // Only the browser that has a list is led back to it; any other is told nothing (psd2.md 3.7).
    const back = ticket === undefined ? undefined : `${settings.PUBLIC_URL}/psd2/start`;
    if (event.rawPath.endsWith('/psd2/returned')) return page(200, 'returned', { language, back });
    const outcome = await receivePsd2Callback(event.rawQueryString, session, services);
    // 303 to an address without the code, so that it stays out of histories and referrers (psd2.md 3.7).
    return outcome === 'accepted'
      ? seeOther(`${settings.PUBLIC_URL}/psd2/returned`)
      : page(400, 'callback-refused', { language });
  });
