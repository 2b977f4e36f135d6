import middy from '@middy/core';
import type { SQSEvent } from 'aws-lambda';
import { describe, expect, test } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { reportFailedMessages } from '../../lib/observability/report-failed-messages.ts';
import { printedBy } from './printed.ts';

const iban = 'NL02ABNA0123456789';
const record = (messageId: string): SQSEvent['Records'][number] => ({
  messageId,
  receiptHandle: `handle-of-${messageId}`,
  body: `{"party":"0106:12345678","account":"${iban}"}`,
  attributes: {
    ApproximateReceiveCount: '1',
    SentTimestamp: '0',
    SenderId: 'AIDA',
    ApproximateFirstReceiveTimestamp: '0',
  },
  messageAttributes: {},
  md5OfBody: '',
  eventSource: 'aws:sqs',
  eventSourceARN: 'arn:aws:sqs:eu-central-1:000000000000:DocumentsQueue',
  awsRegion: 'eu-central-1',
});
const context = {
  callbackWaitsForEmptyEventLoop: false,
  functionName: 'acquit',
  functionVersion: '1',
  invokedFunctionArn: 'arn',
  memoryLimitInMB: '128',
  awsRequestId: 'id',
  logGroupName: 'group',
  logStreamName: 'stream',
  getRemainingTimeInMillis: () => 1000,
  done: () => undefined,
  fail: () => undefined,
  succeed: () => undefined,
};

/** Gives messages to a queue function whose work is this; what it answers, and everything that it prints. */
async function run(messageIds: string[], work: (messageId: string) => Promise<void>, ready = async () => {}) {
  const handler = middy<SQSEvent, PromiseSettledResult<void>[]>()
    .use(reportFailedMessages())
    .handler(async ({ Records }) => {
      await ready();
      return Promise.allSettled(Records.map(({ messageId }) => work(messageId)));
    });
  let answer: unknown;
  const printed = await printedBy(async () => {
    answer = await handler({ Records: messageIds.map(record) }, context);
  });
  const lines = printed.split('\n').filter((line) => line.trim() !== '');
  return { answer, printed, lines: lines.map((line): unknown => JSON.parse(line)) };
}

describe('a queue function whose messages fail', () => {
  const failure = new AcquitError('MESSAGE_INVALID', `The account ${iban} is not readable.`, {
    cause: new Error(`behind it is ${iban} and a secret`),
  });

  test('gives just those back to the queue, and logs each of them once, with its code', async () => {
    const { answer, lines } = await run(['one', 'two', 'three'], async (messageId) => {
      if (messageId !== 'two') throw failure;
    });
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'one' }, { itemIdentifier: 'three' }] });
    expect(lines).toMatchObject([
      { level: 'ERROR', message: 'message failed', messageId: 'one', code: 'MESSAGE_INVALID' },
      { level: 'ERROR', message: 'message failed', messageId: 'three', code: 'MESSAGE_INVALID' },
    ]);
  });

  test.each([
    ['an error of ours', failure],
    ['a bug', new TypeError(`cannot read ${iban}`, { cause: new Error(`a secret beside ${iban}`) })],
    ['a text', `no error but ${iban}`],
  ])('prints no account number, no body and no receipt when %s is thrown', async (_what, reason) => {
    const { printed } = await run(['one'], () => Promise.reject(reason));
    expect(printed).toContain('NL02…6789');
    expect(printed).not.toContain(iban);
    expect(printed).not.toMatch(/handle-of|0106:12345678|a secret/);
  });

  test('gives every message back when the function could not begin', async () => {
    const { answer, lines } = await run(
      ['one', 'two'],
      () => Promise.resolve(),
      () => Promise.reject(new AcquitError('CONFIGURATION_INVALID', 'The secret "erp" cannot be read.')),
    );
    expect(answer).toEqual({ batchItemFailures: [{ itemIdentifier: 'one' }, { itemIdentifier: 'two' }] });
    expect(lines).toMatchObject([{ code: 'CONFIGURATION_INVALID' }, { code: 'CONFIGURATION_INVALID' }]);
  });

  test('prints nothing when all went well', async () => {
    expect(await run(['one'], () => Promise.resolve())).toMatchObject({
      answer: { batchItemFailures: [] },
      printed: '',
    });
  });
});
