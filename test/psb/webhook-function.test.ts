import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { afterAll, beforeAll, beforeEach, describe, expect, test, vi } from 'vitest';
import { signWebhook } from '../../sandbox/psb/sign-webhook.ts';

const folder = mkdtempSync(join(tmpdir(), 'acquit-webhook-'));
const queue = mockClient(SQSClient);
const current = 'current-secret-of-the-hook';
const previous = 'vorig-geheim-é-€-van-de-hook';
let handler: (event: object, context: object) => Promise<{ statusCode: number; body: string }>;

beforeAll(async () => {
  writeFileSync(join(folder, 'psb-webhook.json'), JSON.stringify({ secrets: [current, previous] }));
  vi.stubEnv('SECRETS', `file:${folder}`);
  vi.stubEnv('DOCUMENTS_QUEUE_URL', 'https://sqs.eu-central-1.amazonaws.com/1/documents');
  vi.stubEnv('WEBHOOK_WINDOW_SECONDS', '300');
  vi.stubEnv('AWS_REGION', 'eu-central-1');
  vi.stubEnv('POWERTOOLS_LOG_LEVEL', 'SILENT');
  vi.stubEnv('POWERTOOLS_METRICS_DISABLED', 'true');
  // The types of API Gateway ask for dozens of fields that the function does not look at.
  handler = (await import('../../functions/receive-psb-webhook.ts')).handler as unknown as typeof handler;
});
beforeEach(() => {
  queue.reset();
  queue.on(SendMessageCommand).resolves({});
});
afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
  vi.unstubAllEnvs();
});

const text = '{\r\n  "topic": "Ping",\r\n  "message": "Factuur één €"\r\n}';

const deliver = (body: string, signature: string | undefined, isBase64Encoded = false) =>
  handler(
    { body, isBase64Encoded, headers: signature === undefined ? {} : { 'x-econnect-signature': signature } },
    { awsRequestId: 'r-1', functionName: 'receivePsbWebhook' },
  );
const base64 = (bytes: string | Buffer) => Buffer.from(bytes).toString('base64');
const enqueued = () => queue.commandCalls(SendMessageCommand).length;

describe('a webhook as API Gateway hands it to the function', () => {
  test.each([
    ['as text', text, false],
    ['as base64', base64(text), true],
  ])('%s is checked over the bytes that PSB signed', async (_, body, isBase64) => {
    expect((await deliver(body, signWebhook(text, current), isBase64)).statusCode).toBe(200);
    expect(enqueued()).toBe(1);
  });

  test.each([
    ['the current secret', current],
    ['the secret before it, with letters beyond ASCII', previous],
  ])('is taken with %s while both are valid', async (_, secret) => {
    expect((await deliver(base64(text), signWebhook(text, secret), true)).statusCode).toBe(200);
  });

  test.each<[string, string, string | undefined, boolean]>([
    ['was signed over its base64', base64(text), signWebhook(base64(text), current), true],
    ['is base64 that is not said to be', base64(text), signWebhook(text, current), false],
    ['lost its carriage returns on the way', text.replaceAll('\r', ''), signWebhook(text, current), false],
    ['was signed with a third secret', text, signWebhook(text, 'a secret that nobody configured'), false],
    ['has two signatures', text, `${signWebhook(text, current)},${signWebhook(text, current)}`, false],
    ['has none', text, undefined, false],
  ])('is refused and never enqueued when it %s', async (_, body, signature, isBase64) => {
    expect((await deliver(body, signature, isBase64)).statusCode).toBe(401);
    expect(enqueued()).toBe(0);
  });

  test('that is signed but no UTF-8 is answered 400', async () => {
    const bytes = Buffer.from([0x7b, 0xff, 0xfe, 0x7d]);
    expect((await deliver(base64(bytes), signWebhook(bytes, current), true)).statusCode).toBe(400);
    expect(enqueued()).toBe(0);
  });
});
