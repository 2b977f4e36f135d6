import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DynamoDBClient,
  ProvisionedThroughputExceededException,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactionConflictException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall } from '@aws-sdk/util-dynamodb';
import { mockClient } from 'aws-sdk-client-mock';
import { beforeEach, describe, expect, test } from 'vitest';
import { createTable, ifAbsent } from '../../lib/storage/table.ts';

/** What no emulator produces: DynamoDB under load. */
const dynamodb = mockClient(DynamoDBClient);
const table = createTable(new DynamoDBClient({}), 'acquit');
beforeEach(() => dynamodb.reset());

const metadata = { message: 'no', $metadata: {} };
const item = { pk: 'p', sk: 's' };
const always = { expression: 'version = :v', values: { ':v': 1 } };
const cancelled = (...codes: string[]) =>
  new TransactionCanceledException({ ...metadata, CancellationReasons: codes.map((Code) => ({ Code })) });

describe('a write whose condition does not hold', () => {
  test('is answered with false, in a single write and in a transaction', async () => {
    const refused = new ConditionalCheckFailedException(metadata);
    dynamodb.on(PutItemCommand).rejects(refused).on(UpdateItemCommand).rejects(refused);
    dynamodb.on(TransactWriteItemsCommand).rejects(cancelled('None', 'ConditionalCheckFailed'));
    expect(await table.put(item, ifAbsent)).toBe(false);
    expect(await table.set(item, { a: 1 }, always)).toBe(false);
    expect(await table.transact([{ put: item, condition: ifAbsent }])).toBe(false);
  });

  test('because a transaction is changing the item is answered with false, too', async () => {
    const conflict = new TransactionConflictException(metadata);
    dynamodb.on(PutItemCommand).rejects(conflict).on(UpdateItemCommand).rejects(conflict);
    dynamodb.on(TransactWriteItemsCommand).rejects(cancelled('TransactionConflict', 'None'));
    expect(await table.put(item, ifAbsent)).toBe(false);
    expect(await table.set(item, { a: 1 }, always)).toBe(false);
    expect(await table.transact([{ put: item }])).toBe(false);
  });
});

describe('a write that failed for any other reason', () => {
  test.each([
    'ThrottlingError',
    'ProvisionedThroughputExceeded',
    'ItemCollectionSizeLimitExceeded',
    'ValidationError',
  ])('is never taken for a condition that did not hold: %s', async (code) => {
    dynamodb.on(TransactWriteItemsCommand).rejects(cancelled(code, 'None'));
    await expect(table.transact([{ put: item }])).rejects.toBeInstanceOf(TransactionCanceledException);
  });

  test('such as throttling is thrown', async () => {
    dynamodb.on(PutItemCommand).rejects(new ProvisionedThroughputExceededException(metadata));
    await expect(table.put(item)).rejects.toBeInstanceOf(ProvisionedThroughputExceededException);
  });
});

describe('reading', () => {
  test('many items asks again for those that DynamoDB left over, until it has all', async () => {
    const keys = [0, 1, 2].map((index) => ({ pk: `p${index}`, sk: 's' }));
    const [first, second, third] = keys.map((key) => marshall(key));
    if (first === undefined || second === undefined || third === undefined) throw new Error('three keys');
    dynamodb
      .on(BatchGetItemCommand)
      .resolvesOnce({
        Responses: { acquit: [first] },
        UnprocessedKeys: { acquit: { Keys: [second, third] } },
      })
      .resolvesOnce({ UnprocessedKeys: { acquit: { Keys: [second, third] } } })
      .resolves({ Responses: { acquit: [second, third] } });
    expect(await table.getMany(keys)).toEqual(keys);
    expect(dynamodb.calls()).toHaveLength(3);
  });

  test('a partition goes on page by page, and stops at the limit', async () => {
    const page = (...sks: string[]) => sks.map((sk) => marshall({ pk: 'p', sk }));
    const next = marshall(item);
    dynamodb
      .on(QueryCommand)
      .resolvesOnce({ Items: page('1', '2'), LastEvaluatedKey: next })
      .resolvesOnce({ Items: [], LastEvaluatedKey: next })
      .resolves({ Items: page('3'), LastEvaluatedKey: next });
    const found = await table.query({ key: { expression: 'pk = :p', values: { ':p': 'p' } }, limit: 3 });
    expect(found.map(({ sk }) => sk)).toEqual(['1', '2', '3']);
    expect(dynamodb.commandCalls(QueryCommand).map(({ args }) => args[0].input.Limit)).toEqual([3, 1, 1]);
  });

  test('nothing asks nobody', async () => {
    expect(await table.getMany([])).toEqual([]);
    expect(dynamodb.calls()).toHaveLength(0);
  });
});
