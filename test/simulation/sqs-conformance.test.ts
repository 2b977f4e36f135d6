import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  SendMessageCommand,
  SQSClient,
} from '@aws-sdk/client-sqs';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { clientOptions } from '../../lib/aws/client-options.ts';
import { queueArn, startSqsAndS3 } from '../../sandbox/embedded/start-sqs-and-s3.ts';
import { createSqsModel } from '../../simulation/models/sqs-model.ts';

interface Engine {
  readonly client: SQSClient;
  readonly url: (name: 'work' | 'dead') => string;
}

async function embedded(): Promise<Engine> {
  const folder = mkdtempSync(join(tmpdir(), 'acquit-test-'));
  const RedrivePolicy = JSON.stringify({ deadLetterTargetArn: queueArn('dead'), maxReceiveCount: 2 });
  const sqs = await startSqsAndS3(folder, {
    queues: [
      { name: 'dead', attributes: {} },
      { name: 'work', attributes: { VisibilityTimeout: '30', RedrivePolicy } },
    ],
    buckets: [],
  });
  const client = new SQSClient(clientOptions(sqs.endpoint));
  afterAll(async () => {
    client.destroy();
    await sqs.stop();
    rmSync(folder, { recursive: true, force: true });
  });
  return { client, url: (name) => sqs.queueUrl(name) };
}

async function modelled(): Promise<Engine> {
  const policy = { visibilitySeconds: 30, retentionSeconds: 1_209_600 };
  const { client } = createSqsModel({
    queues: [
      { url: 'work', ...policy, redrive: { url: 'dead', maxReceiveCount: 2 } },
      { url: 'dead', ...policy },
    ],
    now: () => 0,
  });
  return { client, url: (name) => name };
}

describe.each([
  { engine: 'the embedded SQS', start: embedded },
  { engine: 'the model of SQS', start: modelled },
])('$engine', ({ start }) => {
  let engine: Engine;
  beforeAll(async () => {
    engine = await start();
  });

  const send = (body: string) =>
    engine.client.send(new SendMessageCommand({ QueueUrl: engine.url('work'), MessageBody: body }));
  const receive = async (name: 'work' | 'dead', seconds?: number): Promise<Message[]> => {
    const { Messages = [] } = await engine.client.send(
      new ReceiveMessageCommand({
        QueueUrl: engine.url(name),
        MaxNumberOfMessages: 10,
        MessageSystemAttributeNames: ['All'],
        ...(seconds === undefined ? {} : { VisibilityTimeout: seconds }),
      }),
    );
    return Messages;
  };
  const remove = (messages: readonly Message[], name: 'work' | 'dead' = 'work') =>
    engine.client.send(
      new DeleteMessageBatchCommand({
        QueueUrl: engine.url(name),
        Entries: messages.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
      }),
    );

  test('hides a message while somebody has it, and forgets it when it is deleted', async () => {
    await send('one');
    const messages = await receive('work');
    expect(messages.map(({ Body }) => Body)).toEqual(['one']);
    expect(await receive('work')).toEqual([]);
    const { Successful = [] } = await remove(messages);
    expect(Successful).toHaveLength(1);
    expect(await receive('work', 0)).toEqual([]);
  });

  test('gives a message again when its time is over, and counts', async () => {
    await send('two');
    const [first] = await receive('work', 0);
    const [second] = await receive('work');
    expect(second?.MessageId).toBe(first?.MessageId);
    expect(first?.Attributes?.['ApproximateReceiveCount']).toBe('1');
    expect(second?.Attributes?.['ApproximateReceiveCount']).toBe('2');
    await remove(second === undefined ? [] : [second]);
  });

  test('leads a message that was received too often to the dead letters, and gives it to nobody else', async () => {
    await send('three');
    await receive('work', 0);
    await receive('work', 0);
    expect(await receive('work', 0)).toEqual([]);
    const dead = await receive('dead');
    expect(dead.map(({ Body }) => Body)).toEqual(['three']);
    await remove(dead, 'dead');
  });

  test('gives ten messages at most', async () => {
    await Promise.all(Array.from({ length: 12 }, (_, index) => send(`many ${index}`)));
    const first = await receive('work');
    const second = await receive('work');
    expect([first.length, second.length]).toEqual([10, 2]);
    expect(new Set([...first, ...second].map(({ Body }) => Body)).size).toBe(12);
    await Promise.all([remove(first), remove(second)]);
  });

  test('does not know a queue that is not there', async () => {
    const sent = engine.client.send(
      new SendMessageCommand({ QueueUrl: `${engine.url('work')}x`, MessageBody: '' }),
    );
    await expect(sent).rejects.toThrow(
      expect.objectContaining({ name: expect.stringMatching(/QueueDoesNotExist|NonExistentQueue/) }),
    );
  });
});
