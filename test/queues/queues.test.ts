import { SendMessageCommand, SQSClient } from '@aws-sdk/client-sqs';
import { mockClient } from 'aws-sdk-client-mock';
import { describe, expect, test } from 'vitest';
import { createQueue } from '../../lib/queues/create-queue.ts';
import {
  type DocumentsMessage,
  documentsMessageSchema,
  parseMessage,
  payableMessageSchema,
} from '../../lib/queues/messages.ts';

const key = { party: '0106:12345678', documentId: 'd' };
const event = { topic: 'InvoiceReceived', receivedAt: '2026-11-20T10:00:00Z', stale: false };

describe('a message', () => {
  test.each<[string, DocumentsMessage]>([
    ['an event of PSB', { event: { ...event, partyId: 'NL:KVK:12345678', documentId: 'd', createdOn: 'c' } }],
    ['an event without a party', { event }],
    ['a nudge', { nudge: key }],
    ['a nudge with its turn', { nudge: { ...key, turn: '2026-11-20T10:00:00.000Z' } }],
  ])('with %s comes out of the queue as it went in', async (_what, message) => {
    const sqs = mockClient(SQSClient);
    sqs.on(SendMessageCommand).resolves({});
    await createQueue<DocumentsMessage>(new SQSClient({}), 'https://queue.example').send(message);
    const [call] = sqs.commandCalls(SendMessageCommand);
    const { QueueUrl, MessageBody = '' } = call?.args[0].input ?? {};
    expect(QueueUrl).toBe('https://queue.example');
    expect(parseMessage(documentsMessageSchema, MessageBody)).toEqual(message);
    sqs.restore();
  });

  test.each([
    '',
    'no JSON',
    'null',
    '{}',
    '[]',
    '{"party":"p"}',
    '{"party":"","documentId":"d"}',
    '{"party":1}',
  ])('that reads %j is refused, so that it reaches the dead letters', (body) => {
    expect(() => parseMessage(payableMessageSchema, body)).toThrow(
      expect.objectContaining({ code: 'MESSAGE_INVALID' }),
    );
  });

  test('that SQS does not take is an error of the sender, not a loss', async () => {
    const sqs = mockClient(SQSClient);
    sqs.on(SendMessageCommand).rejects(new Error('away'));
    await expect(createQueue(new SQSClient({}), 'https://queue.example').send(key)).rejects.toThrow('away');
    sqs.restore();
  });
});
