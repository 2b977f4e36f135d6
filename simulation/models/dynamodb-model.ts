import {
  type AttributeValue,
  BatchGetItemCommand,
  ConditionalCheckFailedException,
  DeleteItemCommand,
  type DynamoDBClient,
  GetItemCommand,
  PutItemCommand,
  QueryCommand,
  TransactionCanceledException,
  type TransactWriteItem,
  TransactWriteItemsCommand,
  UpdateItemCommand,
} from '@aws-sdk/client-dynamodb';
import { type AttributeMap, holdsFor, updated, ValidationException } from './evaluate.ts';

export interface ModelledIndex {
  readonly name: string;
  readonly partition: string;
  readonly sort: string;
  /** Attributes that it carries besides the keys; undefined: all. */
  readonly carries: readonly string[] | undefined;
}

export interface DynamoDbModelOptions {
  readonly indexes: readonly ModelledIndex[];
  /** When an index learns of a write; at once without it. Reads of an index are never consistent. */
  readonly later?: (learn: () => void) => void;
  /** The most items of a page of a query: pages end where 1 MB does, and that may be anywhere. */
  readonly pageItems?: number;
  /** Sees every write as it happens. */
  readonly onWrite?: (before: AttributeMap | undefined, after: AttributeMap | undefined) => void;
}

/** A write that a condition or a transaction decides about. */
interface Change {
  readonly key: string;
  readonly holds: boolean;
  readonly before: AttributeMap | undefined;
  readonly after: AttributeMap | undefined;
  readonly wantsOld: boolean;
}

const keyOf = (key: AttributeMap | undefined): string => `${key?.['pk']?.S}\n${key?.['sk']?.S}`;

/**
 * One table of DynamoDB in memory, with the semantics that Acquit relies on: conditions and transactions are atomic,
 * reads of the table may be strongly consistent, an index learns of a write later, pages end anywhere. Held to the
 * embedded engine by one conformance suite. What it does not know it refuses.
 */
export function createDynamoDbModel({
  indexes,
  later = (learn) => learn(),
  pageItems = 1000,
  onWrite = () => undefined,
}: DynamoDbModelOptions) {
  const items = new Map<string, AttributeMap>();
  /** By pk, so that a query does not look at every item. */
  const partitions = new Map<string, Map<string, AttributeMap>>();
  const views = new Map(indexes.map((index) => [index.name, new Map<string, Map<string, AttributeMap>>()]));

  function write(key: string, before: AttributeMap | undefined, after: AttributeMap | undefined): void {
    if (after === undefined) items.delete(key);
    else items.set(key, after);
    onWrite(before, after);
    store(partitions, (after ?? before)?.['pk']?.S, key, after);
    for (const index of indexes) {
      const [old, now] = [projected(before, index), projected(after, index)];
      if (old === undefined && now === undefined) continue;
      later(() => learn(index, key, old));
    }
  }

  /** An index takes in the newest state that there is, so that what is learnt late never undoes what came after. */
  function learn(index: ModelledIndex, key: string, old: AttributeMap | undefined): void {
    const view = views.get(index.name);
    if (view === undefined) return;
    const now = projected(items.get(key), index);
    for (const stale of [old, seen.get(`${index.name}\n${key}`)])
      store(view, stale?.[index.partition]?.S, key, undefined);
    if (now === undefined) seen.delete(`${index.name}\n${key}`);
    else {
      seen.set(`${index.name}\n${key}`, now);
      store(view, now[index.partition]?.S, key, now);
    }
  }
  const seen = new Map<string, AttributeMap>();

  function changeOf(write: TransactWriteItem): Change {
    const { Put, Update, Delete } = write;
    const given = Put ?? Update ?? Delete;
    if (given === undefined) throw new ValidationException('A write is a Put, an Update or a Delete.');
    const key = keyOf(Put?.Item ?? Update?.Key ?? Delete?.Key);
    const before = items.get(key);
    const {
      ConditionExpression: text,
      ExpressionAttributeNames: names,
      ExpressionAttributeValues: values,
    } = given;
    const holds = text === undefined || holdsFor(before ?? {}, { text, names, values });
    const after = () => {
      if (Put !== undefined) return sound(Put.Item ?? {});
      if (Update === undefined) return undefined;
      return sound(
        updated(before ?? { ...Update.Key }, { text: Update.UpdateExpression ?? '', names, values }),
      );
    };
    const wantsOld = given.ReturnValuesOnConditionCheckFailure === 'ALL_OLD';
    return { key, holds, before, after: holds ? after() : undefined, wantsOld };
  }

  function writeOne(given: TransactWriteItem): AttributeMap | undefined {
    const change = changeOf(given);
    if (!change.holds) {
      throw new ConditionalCheckFailedException({
        message: 'The conditional request failed',
        $metadata: {},
        ...(change.wantsOld && change.before !== undefined ? { Item: change.before } : {}),
      });
    }
    write(change.key, change.before, change.after);
    return change.after;
  }

  function transact(writes: readonly TransactWriteItem[]): void {
    const changes = writes.map(changeOf);
    if (new Set(changes.map(({ key }) => key)).size < changes.length || changes.length > 100) {
      throw new ValidationException('A transaction writes an item once, and a hundred at most.');
    }
    if (changes.some(({ holds }) => !holds)) {
      throw new TransactionCanceledException({
        message: 'Transaction cancelled',
        $metadata: {},
        CancellationReasons: changes.map(({ holds }) => ({
          Code: holds ? 'None' : 'ConditionalCheckFailed',
        })),
      });
    }
    for (const { key, before, after } of changes) write(key, before, after);
  }

  function query(input: QueryCommand['input']) {
    const index = indexes.find(({ name }) => name === input.IndexName);
    if (input.IndexName !== undefined && index === undefined) {
      throw new ValidationException(`The table does not have the index ${input.IndexName}.`);
    }
    const [partition, sort] = index === undefined ? ['pk', 'sk'] : [index.partition, index.sort];
    const condition = {
      text: input.KeyConditionExpression ?? '',
      names: input.ExpressionAttributeNames,
      values: input.ExpressionAttributeValues,
    };
    const [, value = ''] = new RegExp(`^${partition} = (:\\w+)`).exec(condition.text) ?? [];
    const wanted = condition.values?.[value]?.S;
    if (wanted === undefined) throw new ValidationException('A query names one partition, first.');
    const source = index === undefined ? partitions : views.get(index.name);
    const found = [...(source?.get(wanted)?.values() ?? [])].filter((item) => holdsFor(item, condition));
    const direction = input.ScanIndexForward === false ? -1 : 1;
    const place = (item: AttributeMap) => `${item[sort]?.S}\n${keyOf(item)}`;
    found.sort((a, b) => (place(a) < place(b) ? -direction : direction));
    const start = input.ExclusiveStartKey;
    const from =
      start === undefined
        ? 0
        : found.findIndex(
            (item) => place(item) > place(start) === direction > 0 && keyOf(item) !== keyOf(start),
          );
    const rest = from < 0 ? [] : found.slice(from);
    const page = rest.slice(0, Math.min(input.Limit ?? pageItems, pageItems));
    const last = page.at(-1);
    const keys = ['pk', 'sk', partition, sort];
    return {
      Items: page.map((item) => ({ ...item })),
      Count: page.length,
      // DynamoDB names the last key whenever a page was filled, also when nothing comes after it.
      ...(last !== undefined && page.length === Math.min(input.Limit ?? pageItems, pageItems)
        ? { LastEvaluatedKey: pick(last, keys) }
        : {}),
    };
  }

  function answer(command: object): unknown {
    if (command instanceof GetItemCommand) {
      const item = items.get(keyOf(command.input.Key));
      return item === undefined ? {} : { Item: { ...item } };
    }
    if (command instanceof BatchGetItemCommand) return batchGet(command.input);
    if (command instanceof PutItemCommand) {
      writeOne({ Put: command.input });
      return {};
    }
    if (command instanceof DeleteItemCommand) {
      writeOne({ Delete: command.input });
      return {};
    }
    if (command instanceof UpdateItemCommand) {
      const { UpdateExpression = '' } = command.input;
      const before = items.get(keyOf(command.input.Key));
      const after = writeOne({ Update: { ...command.input, UpdateExpression } });
      return valuesWanted(command.input.ReturnValues, before, after);
    }
    if (command instanceof TransactWriteItemsCommand) {
      transact(command.input.TransactItems ?? []);
      return {};
    }
    if (command instanceof QueryCommand) return query(command.input);
    throw new ValidationException(`The model does not know ${command.constructor.name}.`);
  }

  function batchGet({ RequestItems = {} }: BatchGetItemCommand['input']) {
    const Responses: Record<string, AttributeMap[]> = {};
    for (const [table, { Keys = [] }] of Object.entries(RequestItems)) {
      if (Keys.length > 100) throw new ValidationException('A batch reads a hundred items at most.');
      if (new Set(Keys.map(keyOf)).size < Keys.length)
        throw new ValidationException('A batch names an item once.');
      Responses[table] = Keys.map((key) => items.get(keyOf(key)))
        .filter((item) => item !== undefined)
        .map((item) => ({ ...item }));
    }
    return { Responses, UnprocessedKeys: {} };
  }

  return {
    /** What Acquit uses of a DynamoDBClient. */
    client: {
      send: (command: object): Promise<unknown> => new Promise((resolve) => resolve(answer(command))),
    } as unknown as DynamoDBClient, // its overloads cannot be written down; commands it does not know are refused
    items: items as ReadonlyMap<string, AttributeMap>,
  };
}

export type DynamoDbModel = ReturnType<typeof createDynamoDbModel>;

function store(
  partitions: Map<string, Map<string, AttributeMap>>,
  partition: string | undefined,
  key: string,
  item: AttributeMap | undefined,
): void {
  if (partition === undefined) return;
  const within = partitions.get(partition);
  if (item === undefined) within?.delete(key);
  else if (within === undefined) partitions.set(partition, new Map([[key, item]]));
  else within.set(key, item);
}

/** What an index has of an item: nothing when it lacks one of the keys of the index. */
function projected(item: AttributeMap | undefined, index: ModelledIndex): AttributeMap | undefined {
  if (item?.[index.partition]?.S === undefined || item[index.sort]?.S === undefined) return undefined;
  if (index.carries === undefined) return item;
  return pick(item, ['pk', 'sk', index.partition, index.sort, ...index.carries]);
}

const pick = (item: AttributeMap, names: readonly string[]): AttributeMap =>
  Object.fromEntries(
    names.flatMap((name): [string, AttributeValue][] =>
      item[name] === undefined ? [] : [[name, item[name]]],
    ),
  );

const mostBytes = 400 * 1024;

/** DynamoDB refuses an item of more than 400 KB, and one without its keys. */
function sound(item: AttributeMap): AttributeMap {
  if (item['pk']?.S === undefined || item['sk']?.S === undefined)
    throw new ValidationException('One of the required keys was not given a value');
  if (Object.keys(item).length > 20 && JSON.stringify(item).length > 2 * mostBytes) {
    throw new ValidationException('Item size has exceeded the maximum allowed size');
  }
  return item;
}

function valuesWanted(
  which: string | undefined,
  before: AttributeMap | undefined,
  after: AttributeMap | undefined,
) {
  if (which === undefined || which === 'NONE') return {};
  if (which === 'ALL_OLD') return before === undefined ? {} : { Attributes: { ...before } };
  if (which === 'ALL_NEW') return { Attributes: { ...after } };
  throw new ValidationException(`The model does not know the return values ${which}.`);
}
