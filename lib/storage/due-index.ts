import { createHash } from 'node:crypto';
import type * as z from 'zod';
import type { Key, Table } from './table.ts';

/** Spreads the due index over partitions, so that no single one carries all the traffic. */
const shards = 4;

const shardOf = (pk: string): number => (createHash('sha256').update(pk).digest()[0] ?? 0) % shards;

/**
 * Where an item of a group stands in the due index. The index is sparse: an item without this attribute is not in
 * it (design.md 5).
 */
export const dueKey = (group: string, pk: string): string => `${group}#${shardOf(pk)}`;

interface FoundDue<T> {
  readonly items: readonly T[];
  /** Keys of items that are none as this version knows them; they must not stop the others. */
  readonly unreadable: readonly string[];
}

/** Items of a group that are due by `now`, those due longest first within each shard. */
export async function queryDue<T>(
  table: Table,
  schema: z.ZodType<T>,
  { group, now, limit }: { group: string; now: Date; limit: number },
): Promise<FoundDue<T>> {
  const found = await Promise.all(
    Array.from({ length: shards }, (_, shard) =>
      table.query({
        index: 'due',
        key: {
          expression: 'dueKey = :key AND dueAt <= :now',
          values: { ':key': `${group}#${shard}`, ':now': now.toISOString() },
        },
        limit: Math.ceil(limit / shards),
      }),
    ),
  );
  return readFound(found.flat(), schema);
}

function readFound<T>(found: readonly Record<string, unknown>[], schema: z.ZodType<T>): FoundDue<T> {
  const read = found.map((item) => ({ key: String(item['pk']), ...schema.safeParse(item) }));
  return {
    items: read.flatMap(({ data }) => (data === undefined ? [] : [data])),
    unreadable: read.flatMap(({ key, success }) => (success ? [] : [key])),
  };
}

/** Every item of a group, whenever it is due; page by page, as many as there are. */
export async function queryGroup<T>(table: Table, schema: z.ZodType<T>, group: string): Promise<FoundDue<T>> {
  const found = await Promise.all(
    Array.from({ length: shards }, (_, shard) =>
      table.query({
        index: 'due',
        key: { expression: 'dueKey = :key', values: { ':key': `${group}#${shard}` } },
      }),
    ),
  );
  return readFound(found.flat(), schema);
}

/** What is due, as it was read. */
interface DueItem {
  readonly version: number;
  readonly dueAt?: string | undefined;
  readonly tries: number;
}

/**
 * Takes the turn of what is due: its due time moves to `until`, for exactly one of those who try at once. False when
 * somebody else took it or changed the item meanwhile.
 */
export async function takeDueTurn(
  table: Table,
  key: Key,
  { version, dueAt, tries }: DueItem,
  until: Date,
): Promise<boolean> {
  if (dueAt === undefined) return false;
  return table.set(
    key,
    { dueAt: until.toISOString(), tries: tries + 1 },
    {
      expression: '#version = :version AND dueAt = :dueAt',
      names: { '#version': 'version' },
      values: { ':version': version, ':dueAt': dueAt },
    },
  );
}
