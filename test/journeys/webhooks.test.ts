import { randomUUID } from 'node:crypto';
import {
  DeleteQueueCommand,
  ReceiveMessageCommand,
  SendMessageCommand,
  SetQueueAttributesCommand,
} from '@aws-sdk/client-sqs';
import { describe, expect, test } from 'vitest';
import { signWebhook } from '../../sandbox/psb/sign-webhook.ts';
import { eventually, startTestStack } from './test-stack.ts';

const { stack, psb, erp, sqs, arrive, rest, all, logs, sample, webhook, signedWebhook } =
  await startTestStack();

const event = (changes: Record<string, unknown> = {}) =>
  JSON.stringify({
    topic: 'InvoiceReceived',
    partyId: 'NL:KVK:27318465',
    documentId: randomUUID(),
    hookId: 'acquit',
    createdOn: new Date().toISOString(),
    sentOn: new Date().toISOString(),
    ...changes,
  });

const numbered = (number: string) =>
  Buffer.from(sample('nlcius-betalingskenmerk').toString('utf8').replaceAll('2026-110017', number));

const [secret = ''] = stack.secrets['psb-webhook'].secrets;
const requestsFor = (number: string) =>
  erp.records().filter(({ submission }) => submission.external_request_id.includes(number)).length;

describe('one document that is announced many times', () => {
  test('twenty times one after the other is one payable and one payment request', async () => {
    const key = await arrive(numbered('MANY-1'));
    for (let time = 0; time < 20; time += 1) {
      expect((await signedWebhook(event({ documentId: key.documentId }))).status).toBe(200);
    }
    expect((await rest(key)).status).toBe('PAID');
    expect(requestsFor('MANY-1')).toBe(1);
    expect((await all()).filter(({ documentId }) => documentId === key.documentId)).toHaveLength(1);
  });

  test('twenty times at once is one payable and one payment request', async () => {
    psb.setHooks([]);
    const key = await arrive(numbered('MANY-2'));
    const same = event({ documentId: key.documentId });
    const answers = await Promise.all(Array.from({ length: 20 }, () => signedWebhook(same)));
    expect(new Set(answers.map(({ status }) => status))).toEqual(new Set([200]));
    expect((await rest(key)).status).toBe('PAID');
    expect(requestsFor('MANY-2')).toBe(1);
    const posts = erp.requests.filter(({ method, server }) => method === 'POST' && server === 'api');
    expect(posts).toHaveLength(2);
  });
});

describe('a webhook that cannot be trusted or read', () => {
  const body = event();
  const good = signWebhook(body, secret);

  test.each([
    ['without a signature', {}],
    ['with a signature of another secret', { 'x-econnect-signature': signWebhook(body, 'another secret') }],
    ['with a signature of another body', { 'x-econnect-signature': signWebhook(`${body} `, secret) }],
    ['with a malformed signature', { 'x-econnect-signature': 'sha256=xyz' }],
    ['with a signature of another kind', { 'x-econnect-signature': good.replace('sha256', 'sha1') }],
    ['with a doubled signature', { 'x-econnect-signature': `${good},${good}` }],
    ['with an empty signature', { 'x-econnect-signature': '' }],
  ])('%s is answered 401 and leaves no trace', async (_what, headers: Record<string, string>) => {
    const before = (await all()).length;
    expect((await webhook(body, headers)).status).toBe(401);
    expect(stack.sqs.depth('DocumentsQueue')).toBe(0);
    expect((await all()).length).toBe(before);
  });

  test.each([
    ['that is not JSON', 'hello'],
    ['that is nothing', ''],
    ['that is no object', '[]'],
    ['without a topic', JSON.stringify({ partyId: 'NL:KVK:27318465' })],
    ['with a document id that is no GUID', event({ documentId: 'abc' })],
    ['with a document id that climbs out of its path', event({ documentId: '../../v1/me' })],
    ['without its party', event({ partyId: undefined })],
  ])('%s is answered 400', async (_what, text) => {
    expect((await signedWebhook(text)).status).toBe(400);
    expect(stack.sqs.depth('DocumentsQueue')).toBe(0);
  });

  test('that is not UTF-8 is answered 400, whatever its type claims', async () => {
    const bytes = new Uint8Array([0x7b, 0xff, 0xfe, 0x7d]);
    expect((await signedWebhook(bytes, { 'content-type': 'application/octet-stream' })).status).toBe(400);
    expect((await signedWebhook(bytes)).status).toBe(400);
  });

  test('that is too large is answered 413 before its signature is looked at', async () => {
    const large = event({ message: 'x'.repeat(70_000) });
    expect((await signedWebhook(large)).status).toBe(413);
    expect((await webhook('x'.repeat(70_000))).status).toBe(413);
    expect((await webhook('x'.repeat(11 * 1024 * 1024))).status).toBe(413);
  });

  test('with another method or path finds nothing', async () => {
    expect((await fetch(`${stack.host.url}/psb/webhook`)).status).toBe(404);
    expect((await fetch(`${stack.host.url}/`, { method: 'POST', body })).status).toBe(404);
  });
});

describe('a webhook that is signed', () => {
  test('with a topic that nobody knows is answered 200 and makes no payable', async () => {
    const before = (await all()).length;
    expect((await signedWebhook(event({ topic: 'SomethingNew' }))).status).toBe(200);
    expect((await signedWebhook(JSON.stringify({ topic: 'Ping' }))).status).toBe(200);
    await eventually(async () => stack.sqs.depth('DocumentsQueue') === 0, 'both are worked on');
    expect((await all()).length).toBe(before);
  });

  test('but sent an hour ago is recorded, worked on and said to be late', async () => {
    const key = await arrive(numbered('LATE-1'));
    const sentOn = new Date(Date.now() - 3600_000).toISOString();
    expect((await signedWebhook(event({ documentId: key.documentId, sentOn }))).status).toBe(200);
    const payable = await rest(key);
    expect(payable.status).toBe('PAID');
    expect(payable.history[0]?.what).toContain('late');
    expect(logs()).toContain('WEBHOOK_STALE');
  });

  test('reaches the function as base64 when its content type is no text, and still verifies', async () => {
    const key = await arrive(numbered('BASE64-1'));
    const headers = { 'content-type': 'application/octet-stream' };
    expect((await signedWebhook(event({ documentId: key.documentId, message: 'é€' }), headers)).status).toBe(
      200,
    );
    expect((await rest(key)).status).toBe('PAID');
  });
});

describe('a queue', () => {
  test('leads a message that nobody can read to its dead letters, while good ones pass', async () => {
    // The declared time between two attempts is ten seconds; here it may be one.
    const QueueUrl = stack.sqs.queueUrl('DocumentsQueue');
    await sqs.send(new SetQueueAttributesCommand({ QueueUrl, Attributes: { VisibilityTimeout: '1' } }));
    await sqs.send(new SendMessageCommand({ QueueUrl, MessageBody: '{"neither":"event nor nudge"}' }));
    const key = await arrive(numbered('PASSES-1'));
    await signedWebhook(event({ documentId: key.documentId }));
    expect((await rest(key)).status).toBe('PAID');
    await eventually(async () => stack.sqs.depth('DocumentsDeadLetters') === 1, 'it is given up', 20);
    const { Messages } = await sqs.send(
      new ReceiveMessageCommand({
        QueueUrl: stack.sqs.queueUrl('DocumentsDeadLetters'),
        MessageSystemAttributeNames: ['ApproximateReceiveCount'],
      }),
    );
    expect(Messages?.map(({ Body }) => Body)).toEqual(['{"neither":"event nor nudge"}']);
    expect(stack.sqs.depth('DocumentsQueue')).toBe(0);
  });

  test('gives back of a batch only the messages that failed', async () => {
    const key = await arrive(numbered('BATCH-1'));
    const good = JSON.stringify({
      event: {
        ...JSON.parse(event({ documentId: key.documentId })),
        receivedAt: new Date().toISOString(),
        stale: false,
      },
    });
    const records = [good, 'no JSON', '{"nudge":{"party":"0106:1","documentId":"unknown"}}'].map(
      (body, index) => ({
        messageId: `m${index}`,
        body,
      }),
    );
    expect(await stack.host.invoke('processDocument', { Records: records })).toEqual({
      batchItemFailures: [{ itemIdentifier: 'm1' }],
    });
    expect((await rest(key)).status).toBe('PAID');
  });

  test('that refuses has PSB told to send again', async () => {
    await sqs.send(new DeleteQueueCommand({ QueueUrl: stack.sqs.queueUrl('DocumentsQueue') }));
    const answer = await signedWebhook(event());
    expect(answer.status).toBe(500);
    expect(await answer.text()).toContain('send again');
  });
});
