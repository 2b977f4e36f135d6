import {
  DeleteMessageBatchCommand,
  type Message,
  ReceiveMessageCommand,
  type SQSClient,
} from '@aws-sdk/client-sqs';
import type { SQSRecord } from 'aws-lambda';
import * as z from 'zod';
import { embeddedRegion } from '../../lib/aws/client-options.ts';
import { queueArn } from '../embedded/start-sqs-and-s3.ts';
import type { HostedFunction } from './start-function.ts';

export interface QueueSource {
  readonly queue: string;
  readonly queueUrl: string;
  readonly batchSize: number;
  readonly maximumConcurrency: number;
  readonly functionResponseType?: 'ReportBatchItemFailures' | undefined;
}

const responseSchema = z.object({
  batchItemFailures: z.array(z.object({ itemIdentifier: z.string() })).default([]),
});

/**
 * Feeds a function from its queue as Lambda's event source does: batches of the declared size, deleted only
 * when the function succeeded, without those it reports as failed; these become visible again by themselves
 * and reach the dead-letter queue by the redrive policy. Returns a function that stops it.
 */
export function pollQueue(source: QueueSource, hosted: HostedFunction, sqs: SQSClient): () => Promise<void> {
  const stopping = new AbortController();
  const lanes = Array.from({ length: source.maximumConcurrency }, () =>
    lane(source, hosted, sqs, stopping.signal),
  );
  return async () => {
    stopping.abort();
    await Promise.all(lanes);
  };
}

async function lane(
  source: QueueSource,
  hosted: HostedFunction,
  sqs: SQSClient,
  signal: AbortSignal,
): Promise<void> {
  while (!signal.aborted) {
    try {
      const messages = await receive(source, sqs, signal);
      if (messages.length === 0) continue;
      await deleteDone(messages, await failedIds(messages, source, hosted), source, sqs);
    } catch (error) {
      if (signal.aborted) return;
      await new Promise((resolve) => setTimeout(resolve, 200)); // the emulator is away: do not spin
      if (!(error instanceof Error)) throw error;
    }
  }
}

async function receive(source: QueueSource, sqs: SQSClient, abortSignal: AbortSignal): Promise<Message[]> {
  const { Messages = [] } = await sqs.send(
    new ReceiveMessageCommand({
      QueueUrl: source.queueUrl,
      MaxNumberOfMessages: source.batchSize,
      WaitTimeSeconds: 20,
      MessageSystemAttributeNames: ['All'],
      MessageAttributeNames: ['All'],
    }),
    { abortSignal },
  );
  return Messages;
}

/** Without a report of failures a batch succeeds or fails as a whole. */
async function failedIds(
  messages: Message[],
  source: QueueSource,
  hosted: HostedFunction,
): Promise<Set<string>> {
  const all = new Set(messages.map(({ MessageId = '' }) => MessageId));
  try {
    const result = await hosted.invoke({
      Records: messages.map((message) => toRecord(message, source.queue)),
    });
    if (source.functionResponseType === undefined) return new Set();
    const response = responseSchema.safeParse(result ?? {});
    return response.success
      ? new Set(response.data.batchItemFailures.map((item) => item.itemIdentifier))
      : all;
  } catch {
    return all; // the function's own log tells why
  }
}

async function deleteDone(messages: Message[], failed: Set<string>, source: QueueSource, sqs: SQSClient) {
  const done = messages.filter(({ MessageId = '' }) => !failed.has(MessageId));
  if (done.length === 0) return;
  await sqs.send(
    new DeleteMessageBatchCommand({
      QueueUrl: source.queueUrl,
      Entries: done.map(({ ReceiptHandle }, index) => ({ Id: String(index), ReceiptHandle })),
    }),
  );
}

const toRecord = (message: Message, queue: string): SQSRecord => ({
  messageId: message.MessageId ?? '',
  receiptHandle: message.ReceiptHandle ?? '',
  body: message.Body ?? '',
  attributes: {
    ApproximateReceiveCount: message.Attributes?.ApproximateReceiveCount ?? '1',
    SentTimestamp: message.Attributes?.SentTimestamp ?? '',
    SenderId: message.Attributes?.SenderId ?? '',
    ApproximateFirstReceiveTimestamp: message.Attributes?.ApproximateFirstReceiveTimestamp ?? '',
  },
  messageAttributes: {},
  md5OfBody: message.MD5OfBody ?? '',
  eventSource: 'aws:sqs',
  eventSourceARN: queueArn(queue),
  awsRegion: embeddedRegion,
});
