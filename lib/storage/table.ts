import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  TransactionConflictException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { marshall, unmarshall } from '@aws-sdk/util-dynamodb';

export type Key = { readonly pk: string; readonly sk: string };

/** What every item of the one table has (design.md 5); everything else is data. */
export interface Item extends Key {
  readonly [attribute: string]: unknown;
}

export interface Condition {
  readonly expression: string;
  readonly names?: Record<string, string>;
  readonly values?: Record<string, unknown>;
}

/** One write of a transaction. */
export type Write =
  | { readonly put: Item; readonly condition?: Condition }
  | { readonly remove: Key; readonly condition?: Condition }
  /** Sets attributes of an item, which is made when it is not there, and raises a counter of it by one. */
  | { readonly set: Key; readonly attributes: Record<string, unknown>; readonly raise: string };

const toAttributes = (value: Record<string, unknown>): Record<string, AttributeValue> =>
  marshall(value, { removeUndefinedValues: true });

const conditionInput = (condition: Condition | undefined) =>
  condition === undefined
    ? {}
    : {
        ConditionExpression: condition.expression,
        ...(condition.names === undefined ? {} : { ExpressionAttributeNames: condition.names }),
        ...(condition.values === undefined
          ? {}
          : { ExpressionAttributeValues: toAttributes(condition.values) }),
      };

export const ifAbsent: Condition = { expression: 'attribute_not_exists(pk)' };

/** The few operations on the table that the stores are made of. `false` always means: a condition did not hold. */
export function createTable(client: DynamoDBClient, tableName: string) {
  const TableName = tableName;

  /** The item as of now (a strongly consistent read), or undefined. */
  async function get(pk: string, sk: string): Promise<Record<string, unknown> | undefined> {
    const { Item } = await client.send(
      new GetItemCommand({ TableName, Key: toAttributes({ pk, sk }), ConsistentRead: true }),
    );
    return Item === undefined ? undefined : unmarshall(Item);
  }

  /**
   * All items of the keys that exist, in no order; asks again for keys that DynamoDB leaves unprocessed. It never
   * leaves all of them: then it throws that it is throttled.
   */
  async function getMany(keys: readonly Key[]): Promise<Record<string, unknown>[]> {
    const items: Record<string, unknown>[] = [];
    let pending = keys.map((key) => toAttributes(key));
    while (pending.length > 0) {
      const { Responses, UnprocessedKeys } = await client.send(
        new BatchGetItemCommand({
          RequestItems: { [TableName]: { Keys: pending.slice(0, 100), ConsistentRead: true } },
        }),
      );
      items.push(...(Responses?.[TableName] ?? []).map((item) => unmarshall(item)));
      pending = [...(UnprocessedKeys?.[TableName]?.Keys ?? []), ...pending.slice(100)];
    }
    return items;
  }

  async function put(item: Item, condition?: Condition): Promise<boolean> {
    return holds(
      client.send(new PutItemCommand({ TableName, Item: toAttributes(item), ...conditionInput(condition) })),
    );
  }

  /** Sets attributes of one item when the condition holds. */
  async function set(key: Key, attributes: Record<string, unknown>, condition: Condition): Promise<boolean> {
    const { expression, names, values } = setting(attributes);
    return holds(
      client.send(
        new UpdateItemCommand({
          TableName,
          Key: toAttributes(key),
          UpdateExpression: expression,
          ConditionExpression: condition.expression,
          ExpressionAttributeNames: { ...condition.names, ...names },
          ExpressionAttributeValues: toAttributes({ ...condition.values, ...values }),
        }),
      ),
    );
  }

  /** All writes or none; false when a condition did not hold or another transaction was in the way. */
  async function transact(writes: readonly Write[]): Promise<boolean> {
    return holds(client.send(new TransactWriteItemsCommand({ TransactItems: writes.map(toTransactItem) })));
  }

  function toTransactItem(write: Write): TransactWriteItem {
    if ('put' in write)
      return { Put: { TableName, Item: toAttributes(write.put), ...conditionInput(write.condition) } };
    if ('remove' in write)
      return { Delete: { TableName, Key: toAttributes(write.remove), ...conditionInput(write.condition) } };
    const { set, attributes, raise } = write;
    const { expression, names, values } = setting(attributes);
    return {
      Update: {
        TableName,
        Key: toAttributes(set),
        UpdateExpression: `${expression} ADD #raised :one`,
        ExpressionAttributeNames: { ...names, '#raised': raise },
        ExpressionAttributeValues: toAttributes({ ...values, ':one': 1 }),
      },
    };
  }

  /** Items of one partition of the table or an index, oldest sort key first, page by page: up to `limit`, or all. */
  async function query(options: {
    index?: string;
    key: Condition;
    limit?: number | undefined;
    newestFirst?: boolean;
  }): Promise<Record<string, unknown>[]> {
    const { limit = Number.POSITIVE_INFINITY } = options;
    const items: Record<string, unknown>[] = [];
    let ExclusiveStartKey: Record<string, AttributeValue> | undefined;
    do {
      const page = await client.send(
        new QueryCommand({
          TableName,
          IndexName: options.index,
          KeyConditionExpression: options.key.expression,
          ExpressionAttributeNames: options.key.names,
          ExpressionAttributeValues: toAttributes(options.key.values ?? {}),
          ScanIndexForward: options.newestFirst !== true,
          Limit: options.limit === undefined ? undefined : limit - items.length,
          ExclusiveStartKey,
        }),
      );
      items.push(...(page.Items ?? []).map((item) => unmarshall(item)));
      ExclusiveStartKey = page.LastEvaluatedKey;
    } while (ExclusiveStartKey !== undefined && items.length < limit);
    return items;
  }

  return { get, getMany, put, set, transact, query };
}

export type Table = ReturnType<typeof createTable>;

/** `SET` of attributes, whose names may be reserved words. */
function setting(attributes: Record<string, unknown>) {
  const names = Object.keys(attributes);
  return {
    expression: `SET ${names.map((_, i) => `#set${i} = :set${i}`).join(', ')}`,
    names: Object.fromEntries(names.map((name, i) => [`#set${i}`, name])),
    values: Object.fromEntries(names.map((name, i) => [`:set${i}`, attributes[name]])),
  };
}

const conditionFailures = new Set(['ConditionalCheckFailed', 'TransactionConflict']);

/** Turns "the condition did not hold" into false and lets every other failure through. */
async function holds(write: Promise<unknown>): Promise<boolean> {
  try {
    await write;
    return true;
  } catch (error) {
    if (error instanceof ConditionalCheckFailedException) return false;
    // A transaction is changing this very item: whoever wanted the old one comes too late.
    if (error instanceof TransactionConflictException) return false;
    if (
      error instanceof TransactionCanceledException &&
      error.CancellationReasons?.some((reason) => conditionFailures.has(reason.Code ?? ''))
    ) {
      return false;
    }
    throw error;
  }
}
