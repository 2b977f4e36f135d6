import { SendMessageCommand, ReceiveMessageCommand } from '@aws-sdk/client-sqs';
import { expect, test } from 'vitest';
import { createTable } from '../../lib/storage/table.ts';
import { createDynamoDbModel } from '../../simulation/models/dynamodb-model.ts';
import { createSqsModel } from '../../simulation/models/sqs-model.ts';
import { createRandom } from '../../simulation/random.ts';
import { createScheduler } from '../../simulation/scheduler.ts';

const index = { name: 'due', partition: 'dueKey', sort: 'dueAt', carries: undefined };

test('an index learns late, and what it learns late never undoes what came after', async () => {
  const waiting: (() => void)[] = [];
  const { client } = createDynamoDbModel({ indexes: [index], later: (learn) => void waiting.push(learn) });
  const table = createTable(client, 'model');
  const found = async () =>
    (await table.query({ index: 'due', key: { expression: 'dueKey = :k', values: { ':k': 'x' } } })).map(
      ({ at }) => at,
    );
  await table.put({ pk: 'a', sk: 'STATE', dueKey: 'x', dueAt: '1', at: 1 });
  await table.put({ pk: 'a', sk: 'STATE', dueKey: 'x', dueAt: '2', at: 2 });
  expect(await found()).toEqual([]);
  const [first, second] = waiting.splice(0);
  second?.();
  expect(await found()).toEqual([2]);
  first?.();
  expect(await found()).toEqual([2]);
  await table.put({ pk: 'a', sk: 'STATE' });
  expect(await found()).toEqual([2]);
  for (const learn of waiting) learn();
  expect(await found()).toEqual([]);
});

test('a queue that repeats gives a message twice, and forgets it after the retention period', async () => {
  let now = 0;
  const { client, count } = createSqsModel({
    queues: [{ url: 'q', visibilitySeconds: 30, retentionSeconds: 100 }],
    now: () => now,
    repeats: () => true,
  });
  await client.send(new SendMessageCommand({ QueueUrl: 'q', MessageBody: 'x' }));
  const receive = () => client.send(new ReceiveMessageCommand({ QueueUrl: 'q' }));
  expect((await receive()).Messages).toHaveLength(1);
  expect((await receive()).Messages).toHaveLength(1);
  now = 100_000;
  expect((await receive()).Messages).toBeUndefined();
  expect(count('q')).toBe(0);
});

test('the same seed gives the same numbers, and a fork does not change them', () => {
  const numbers = (seed: string, forks: boolean) => {
    const random = createRandom(seed);
    if (forks) random.fork('other').next();
    return Array.from({ length: 5 }, () => random.below(1000));
  };
  expect(numbers('a', true)).toEqual(numbers('a', false));
  expect(numbers('a', false)).not.toEqual(numbers('b', false));
});

test('things happen in the order of their time, and one that was taken back does not', async () => {
  const scheduler = createScheduler(new Date(0));
  const seen: string[] = [];
  for (const delay of [50, 10, 30, 20, 40]) scheduler.after(delay, () => seen.push(`${scheduler.time()}`));
  scheduler.after(25, () => seen.push('never'))();
  scheduler.after(15, () => {
    void scheduler.sleep(20).then(() => seen.push(`awake at ${scheduler.time()}`));
  });
  await scheduler.runUntil(45);
  expect(seen).toEqual(['10', '20', '30', 'awake at 35', '40']);
  expect(scheduler.time()).toBe(45);
});
