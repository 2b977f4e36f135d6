import type { KeyObject } from 'node:crypto';
import middy from '@middy/core';
import type { APIGatewayProxyEventV2, APIGatewayProxyStructuredResultV2 } from 'aws-lambda';
import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import type { Secret } from '../lib/config/secrets.ts';
import { readSettings } from '../lib/config/settings.ts';
import { logInvocation } from '../lib/observability/log-invocation.ts';
import { webhookKeys } from '../lib/psb/webhook-signature.ts';
import { connectQueues } from '../lib/steps/connect/queues.ts';
import { receivePsbWebhook } from '../lib/steps/receive-psb-webhook.ts';

const settings = readSettings(
  ['DOCUMENTS_QUEUE_URL', 'SECRETS', 'WEBHOOK_WINDOW_SECONDS', 'SQS_ENDPOINT'],
  process.env,
);
const readSecret = createSecretReader(settings.SECRETS, Date.now);
const documents = connectQueues(settings).documents(settings.DOCUMENTS_QUEUE_URL);

/** Keys are made once per secret document: making them costs more than checking a signature. */
let keys: { from: Secret<'psb-webhook'>; made: KeyObject[] } | undefined;

async function currentKeys(): Promise<KeyObject[]> {
  const from = await readSecret('psb-webhook');
  if (keys?.from !== from) keys = { from, made: webhookKeys(from.secrets) };
  return keys.made;
}

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
        keys: await currentKeys(),
        windowSeconds: settings.WEBHOOK_WINDOW_SECONDS,
        documents,
        now: () => new Date(),
      },
    );
    return { statusCode: status, headers: { 'content-type': 'text/plain; charset=utf-8' }, body: text };
  });
