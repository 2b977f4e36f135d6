import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import { readSettings } from '../lib/config/settings.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { connectQueues } from '../lib/steps/connect/queues.ts';
import { connectWebhookKeys } from '../lib/steps/connect/webhook-keys.ts';
import { receivePsbWebhook } from '../lib/steps/receive-psb-webhook.ts';

const settings = readSettings(
  ['DOCUMENTS_QUEUE_URL', 'SECRETS', 'WEBHOOK_WINDOW_SECONDS', 'SQS_ENDPOINT'],
  process.env,
);
const keyring = connectWebhookKeys(createSecretReader(settings.SECRETS, Date.now), Date.now);
const documents = connectQueues(settings).documents(settings.DOCUMENTS_QUEUE_URL);

/** POST /psb/webhook: PSB announces a document. */
export const handler = middy<APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2>()
  .use(logInvocation())
  .handler(async (event) => {
    const { status, text } = await receivePsbWebhook(
      {
        // The bytes that were signed: API Gateway may have made base64 of them (psb.md 2.5).
        body: Buffer.from(event.body ?? '', event.isBase64Encoded ? 'base64' : 'utf8'),
        signature: event.headers['x-econnect-signature'],
      },
      {
        keys: await keyring.keys(),
        freshKeys: () => keyring.freshKeys(),
        windowSeconds: settings.WEBHOOK_WINDOW_SECONDS,
        documents,
        now: () => new Date(),
      },
    );
    return { statusCode: status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
  });
