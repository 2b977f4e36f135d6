import {
  DynamoDBClient,
  GetItemCommand,
  InternalServerError,
  ProvisionedThroughputExceededException,
  ResourceNotFoundException,
  TransactionCanceledException,
} from '@aws-sdk/client-dynamodb';
import { GetObjectCommand, S3Client } from '@aws-sdk/client-s3';
import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import { afterEach, describe, expect, test } from 'vitest';
import { isPassingFault } from '../../lib/aws/is-passing-fault.ts';
import { AcquitError } from '../../lib/findings/acquit-error.ts';

const options = {
  region: 'eu-central-1',
  credentials: { accessKeyId: 'a', secretAccessKey: 'b' },
  maxAttempts: 1,
};
let server: Server | undefined;
afterEach(() => server?.close());

/** The address of a service that gives one answer to everything, or hangs up. */
async function serviceThat(answer: { status: number; body: string } | 'hangs up'): Promise<string> {
  server = createServer((request, response) => {
    if (answer === 'hangs up') request.socket.destroy();
    else response.writeHead(answer.status).end(answer.body);
  });
  await new Promise<void>((resolve) => server?.listen(0, '127.0.0.1', resolve));
  return `http://127.0.0.1:${(server.address() as AddressInfo).port}`; // it listens on TCP
}

/** What the AWS SDK itself throws when the table is asked at this address. */
const tableFault = (endpoint: string): Promise<unknown> =>
  new DynamoDBClient({ ...options, endpoint })
    .send(new GetItemCommand({ TableName: 'acquit', Key: { pk: { S: 'a' } } }))
    .catch((error: unknown) => error);
const archiveFault = (endpoint: string): Promise<unknown> =>
  new S3Client({ ...options, endpoint, forcePathStyle: true })
    .send(new GetObjectCommand({ Bucket: 'acquit', Key: 'a' }))
    .catch((error: unknown) => error);
const refusal = (name: string) => ({ status: 400, body: JSON.stringify({ __type: name, message: 'no' }) });

describe('a fault of AWS passes by itself', () => {
  test.each([
    ['an error page of a proxy', { status: 503, body: '<html>Service Unavailable</html>' }],
    ['an internal error', { status: 500, body: '{"__type":"InternalServerError"}' }],
    ['throttling', refusal('ThrottlingException')],
    ['a table that is asked too much', refusal('ProvisionedThroughputExceededException')],
    ['an account that asks too much', refusal('RequestLimitExceeded')],
    ['a service that hangs up', 'hangs up' as const],
  ])('when the table answers with %s', async (_what, answer) => {
    expect(isPassingFault(await tableFault(await serviceThat(answer)))).toBe(true);
  });

  test('when the archive asks to slow down', async () => {
    const body = '<Error><Code>SlowDown</Code><Message>Please reduce your request rate.</Message></Error>';
    expect(isPassingFault(await archiveFault(await serviceThat({ status: 503, body })))).toBe(true);
  });

  test('when nobody listens, and when the name of the service is not found', async () => {
    const address = await serviceThat('hangs up');
    await new Promise((resolve) => server?.close(resolve));
    expect(isPassingFault(await tableFault(address))).toBe(true);
    expect(isPassingFault(Object.assign(new Error('no name'), { code: 'ENOTFOUND' }))).toBe(true);
    expect(isPassingFault(Object.assign(new Error('try again'), { code: 'EAI_AGAIN' }))).toBe(true);
  });

  test('when an answer takes too long', () => {
    expect(isPassingFault(new DOMException('too slow', 'TimeoutError'))).toBe(true);
  });

  test('when the SDK says so of its own errors', () => {
    const about = { message: 'later', $metadata: {} };
    expect(isPassingFault(new InternalServerError(about))).toBe(true);
    expect(isPassingFault(new ProvisionedThroughputExceededException(about))).toBe(true);
    expect(isPassingFault(Object.assign(new Error('again'), { $retryable: {} }))).toBe(true);
  });
});

describe('a fault does not pass by itself', () => {
  test.each(['AccessDeniedException', 'ValidationException', 'ConditionalCheckFailedException'])(
    'when the table refuses with %s',
    async (name) => {
      expect(isPassingFault(await tableFault(await serviceThat(refusal(name))))).toBe(false);
    },
  );

  test('when the archive or the table has no such thing', async () => {
    const body = '<Error><Code>NoSuchKey</Code><Message>no such key</Message></Error>';
    expect(isPassingFault(await archiveFault(await serviceThat({ status: 404, body })))).toBe(false);
    expect(isPassingFault(new ResourceNotFoundException({ message: 'no table', $metadata: {} }))).toBe(false);
  });

  test('when it is our own, or no error at all', () => {
    const own = [
      new TypeError('oops'),
      new AcquitError('ERP_UNAVAILABLE', 'away'),
      'ETIMEDOUT',
      null,
      undefined,
    ];
    expect(own.filter(isPassingFault)).toEqual([]);
  });
});

test('A transaction that was throttled passes by itself, one that a condition stopped does not.', () => {
  const cancelled = (Code: string) =>
    new TransactionCanceledException({
      message: 'cancelled',
      $metadata: { httpStatusCode: 400 },
      CancellationReasons: [{ Code: 'None' }, { Code }],
    });
  expect(isPassingFault(cancelled('ThrottlingError'))).toBe(true);
  expect(isPassingFault(cancelled('ProvisionedThroughputExceeded'))).toBe(true);
  expect(isPassingFault(cancelled('TransactionInProgress'))).toBe(true);
  expect(isPassingFault(cancelled('ConditionalCheckFailed'))).toBe(false);
  expect(isPassingFault(cancelled('ValidationError'))).toBe(false);
});
