import {
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { beforeAll, describe, expect, test } from 'vitest';
import { createTable, ifAbsent, type Table } from '../../lib/storage/table.ts';
import { declaredIndexes } from '../../simulation/aws.ts';
import { createDynamoDbModel } from '../../simulation/models/dynamodb-model.ts';
import { declaredStack, startTables } from '../storage/embedded.ts';

/** Whatever the simulation proves, it proves of this model; so the model has to do what the engine does. */
const tables = await startTables();

async function embedded(): Promise<{ client: DynamoDBClient; name: string }> {
  const { name } = await tables.newTable();
  return { client: tables.client, name };
}

async function modelled(): Promise<{ client: DynamoDBClient; name: string }> {
  return { client: createDynamoDbModel({ indexes: declaredIndexes(declaredStack()) }).client, name: 'model' };
}

describe.each([
  { engine: 'the embedded DynamoDB', start: embedded },
  { engine: 'the model of DynamoDB', start: modelled },
])('$engine', ({ start }) => {
  let client: DynamoDBClient;
  let name: string;
  let table: Table;
  beforeAll(async () => {
    ({ client, name } = await start());
    table = createTable(client, name);
  });

  test('has no item until one is put, and then the very one', async () => {
    expect(await table.get('a', 'STATE')).toBeUndefined();
    const item = { pk: 'a', sk: 'STATE', text: 'é', number: 1.5, list: [{ deep: null }], flag: true };
    expect(await table.put(item)).toBe(true);
    expect(await table.get('a', 'STATE')).toEqual(item);
    expect(await table.get('a', 'OTHER')).toBeUndefined();
  });

  test('refuses a put whose condition does not hold, and leaves what was there', async () => {
    await table.put({ pk: 'b', sk: 'STATE', version: 1 });
    expect(await table.put({ pk: 'b', sk: 'STATE', version: 2 }, ifAbsent)).toBe(false);
    expect(await table.get('b', 'STATE')).toMatchObject({ version: 1 });
    const wrong = client.send(
      new PutItemCommand({
        TableName: name,
        Item: { pk: { S: 'b' }, sk: { S: 'STATE' } },
        ConditionExpression: 'attribute_not_exists(pk)',
      }),
    );
    await expect(wrong).rejects.toThrow(ConditionalCheckFailedException);
  });

  test.each([
    ['#v = :one', true],
    ['#v = :two', false],
    ['#v <> :two', true],
    ['#v < :two AND absent = :one', false],
    ['#v <= :one OR absent = :one', true],
    ['#v > :one', false],
    ['#v >= :one AND NOT #v = :two', true],
    ['#v IN (:two, :one)', true],
    ['attribute_exists(#v) AND attribute_not_exists(absent)', true],
    ['attribute_type(nothing, :null)', true],
    ['attribute_type(#v, :null)', false],
    ['begins_with(words, :start)', true],
    ['attribute_not_exists(pk) OR (#v = :one AND (words = :start OR begins_with(words, :start)))', true],
    ['words < :start', false],
    ['words > #v', false],
  ])('judges the condition %s', async (expression, holds) => {
    await table.put({ pk: 'c', sk: 'STATE', version: 1, nothing: null, words: 'begin' });
    const all = { ':one': { N: '1' }, ':two': { N: '2' }, ':null': { S: 'NULL' }, ':start': { S: 'be' } };
    const used = Object.fromEntries(Object.entries(all).filter(([value]) => expression.includes(value)));
    const update = client.send(
      new UpdateItemCommand({
        TableName: name,
        Key: { pk: { S: 'c' }, sk: { S: 'STATE' } },
        UpdateExpression: 'SET seen = :seen',
        ConditionExpression: expression,
        ...(expression.includes('#v') ? { ExpressionAttributeNames: { '#v': 'version' } } : {}),
        ExpressionAttributeValues: { ...used, ':seen': { BOOL: true } },
      }),
    );
    const outcome = await update.then(
      () => 'held',
      (error: unknown) => (error instanceof ConditionalCheckFailedException ? 'did not hold' : error),
    );
    expect(outcome).toBe(holds ? 'held' : 'did not hold');
  });

  test('sets attributes of one item, and makes it where the condition lets it', async () => {
    expect(await table.set({ pk: 'd', sk: 'X' }, { a: 1 }, { expression: 'attribute_exists(pk)' })).toBe(
      false,
    );
    expect(await table.set({ pk: 'd', sk: 'X' }, { a: 1, size: 2 }, ifAbsent)).toBe(true);
    expect(await table.get('d', 'X')).toEqual({ pk: 'd', sk: 'X', a: 1, size: 2 });
  });

  test('writes all of a transaction or nothing', async () => {
    await table.put({ pk: 'e', sk: '1', version: 1 });
    const other = { put: { pk: 'e', sk: '2' } };
    const stale = { put: { pk: 'e', sk: '1', version: 9 }, condition: ifAbsent };
    expect(await table.transact([other, stale])).toBe(false);
    expect(await table.get('e', '2')).toBeUndefined();
    const counted = { set: { pk: 'e', sk: '3' }, attributes: { dueAt: 'now' }, raise: 'version' };
    expect(await table.transact([other, counted])).toBe(true);
    expect(await table.transact([{ remove: { pk: 'e', sk: '2' } }, counted])).toBe(true);
    expect(await table.get('e', '2')).toBeUndefined();
    expect(await table.get('e', '3')).toEqual({ pk: 'e', sk: '3', dueAt: 'now', version: 2 });
  });

  test('says of a cancelled transaction which write was refused', async () => {
    await table.put({ pk: 'f', sk: '1' });
    const put = (sk: string) => ({
      Put: {
        TableName: name,
        Item: { pk: { S: 'f' }, sk: { S: sk } },
        ConditionExpression: 'attribute_not_exists(pk)',
      },
    });
    const error: unknown = await client
      .send(new TransactWriteItemsCommand({ TransactItems: [put('2'), put('1')] }))
      .catch((thrown: unknown) => thrown);
    expect(error).toBeInstanceOf(TransactionCanceledException);
    const { CancellationReasons = [] } = error as TransactionCanceledException; // looked at in the line before
    expect(CancellationReasons.map(({ Code }) => Code)).toEqual(['None', 'ConditionalCheckFailed']);
  });

  test('refuses a transaction that writes an item twice', async () => {
    const put = { Put: { TableName: name, Item: { pk: { S: 'g' }, sk: { S: '1' } } } };
    await expect(client.send(new TransactWriteItemsCommand({ TransactItems: [put, put] }))).rejects.toThrow(
      expect.objectContaining({ name: 'ValidationException' }),
    );
  });

  test('queries a partition in the order of the sort key, both ways, to a limit', async () => {
    for (const sk of ['3', '1', '2']) await table.put({ pk: 'h', sk });
    const key = { expression: 'pk = :pk', values: { ':pk': 'h' } };
    expect((await table.query({ key })).map((item) => item['sk'])).toEqual(['1', '2', '3']);
    expect((await table.query({ key, limit: 2, newestFirst: true })).map((item) => item['sk'])).toEqual([
      '3',
      '2',
    ]);
    const prefix = { expression: 'pk = :pk AND begins_with(sk, :p)', values: { ':pk': 'h', ':p': '2' } };
    expect(await table.query({ key: prefix })).toHaveLength(1);
  });

  test('goes on with a query where the last page ended', async () => {
    for (const sk of ['1', '2', '3', '4', '5']) await table.put({ pk: 'i', sk });
    const seen: (string | undefined)[] = [];
    let start: QueryCommand['input']['ExclusiveStartKey'];
    do {
      const page = await client.send(
        new QueryCommand({
          TableName: name,
          KeyConditionExpression: 'pk = :pk',
          ExpressionAttributeValues: { ':pk': { S: 'i' } },
          Limit: 2,
          ExclusiveStartKey: start,
        }),
      );
      seen.push(...(page.Items ?? []).map(({ sk }) => sk?.S));
      start = page.LastEvaluatedKey;
    } while (start !== undefined);
    expect(seen).toEqual(['1', '2', '3', '4', '5']);
  });

  test('finds by an index what has its keys, with what the index carries, and nothing else', async () => {
    const due = { dueKey: 'sweep#0', version: 1, tries: 0, party: 'p', documentId: 'd', status: 'READY' };
    await table.put({ pk: 'j', sk: 'STATE', ...due, dueAt: '2026-01-02', history: ['long'] });
    await table.put({ pk: 'k', sk: 'STATE', ...due, dueAt: '2026-01-01' });
    await table.put({ pk: 'l', sk: 'STATE', dueKey: 'sweep#0' });
    const key = {
      expression: 'dueKey = :key AND dueAt <= :now',
      values: { ':key': 'sweep#0', ':now': '2026-01-02' },
    };
    const found = () => table.query({ index: 'due', key });
    await expect.poll(async () => (await found()).map(({ pk }) => pk)).toEqual(['k', 'j']);
    expect((await found())[1]).not.toHaveProperty('history');
    expect((await found())[1]).toMatchObject(due);
    await table.put({ pk: 'j', sk: 'STATE' });
    await table.set(
      { pk: 'k', sk: 'STATE' },
      { dueAt: '2026-01-03' },
      { expression: 'attribute_exists(pk)' },
    );
    await expect.poll(found).toEqual([]);
  });

  test('reads many items at once, and those that are there', async () => {
    for (const sk of ['1', '2']) await table.put({ pk: 'm', sk });
    const found = await table.getMany(['1', '2', '3'].map((sk) => ({ pk: 'm', sk })));
    expect(found.map(({ sk }) => String(sk)).toSorted()).toEqual(['1', '2']);
    const key = { pk: { S: 'm' }, sk: { S: '1' } };
    const twice = new BatchGetItemCommand({ RequestItems: { [name]: { Keys: [key, key] } } });
    await expect(client.send(twice)).rejects.toThrow(
      expect.objectContaining({ name: 'ValidationException' }),
    );
  });

  test('refuses an item without its keys', async () => {
    const put = client.send(new PutItemCommand({ TableName: name, Item: { pk: { S: 'n' } } }));
    await expect(put).rejects.toThrow(expect.objectContaining({ name: 'ValidationException' }));
  });

  test('gives one writer of many the turn', async () => {
    await table.put({ pk: 'o', sk: 'STATE', version: 1, dueAt: '1' });
    const take = (n: number) =>
      table.set(
        { pk: 'o', sk: 'STATE' },
        { dueAt: `until-${n}` },
        { expression: 'dueAt = :due', values: { ':due': '1' } },
      );
    const taken = await Promise.all([1, 2, 3, 4, 5].map(take));
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('does not let what it gave out change what it has', async () => {
    await table.put({ pk: 'p', sk: 'STATE', text: 'before' });
    const read = () =>
      client.send(new GetItemCommand({ TableName: name, Key: { pk: { S: 'p' }, sk: { S: 'STATE' } } }));
    const { Item = {} } = await read();
    Item['text'] = { S: 'after' };
    expect((await read()).Item?.['text']).toEqual({ S: 'before' });
  });
});
