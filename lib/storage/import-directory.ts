import * as z from 'zod';
import { AcquitError } from '../findings/acquit-error.ts';
import type { Directory } from '../payables/directory.ts';
import {
  type DirectoryEntry,
  type Lookup,
  organisationEntry,
  type Owner,
  storedEntry,
  storedOwner,
  supplierEntry,
} from './directory-entry.ts';
import { type Condition, ifAbsent, type Key, type Table, type Write } from './table.ts';

/** DynamoDB takes no more writes in one transaction. */
const transactionLimit = 100;

/** What is in the table when an import begins, and what the file makes of it; by the text of the keys. */
interface Plan {
  readonly next: readonly DirectoryEntry[];
  /** The records of the entries of the file, and of everybody who has a look-up that they want. */
  readonly before: ReadonlyMap<string, DirectoryEntry>;
  /** Whom the look-ups that matter lead to. */
  readonly owners: ReadonlyMap<string, Owner>;
}

/**
 * Writes every organisation and supplier of the file; what is not in it stays as it is. A party leads to one
 * organisation and an identifier to one supplier of it: DIRECTORY_INVALID, before anything is written, lists
 * every one that somebody has who does not give it up in the same file. Throws it, too, when another import was
 * at the same look-up meanwhile; the entries before are written then, and importing again goes on.
 */
export async function importDirectory(table: Table, directory: Directory): Promise<void> {
  const plan = await lookAround(table, [
    ...directory.organisations.map(organisationEntry),
    ...directory.suppliers.map(supplierEntry),
  ]);
  refuseClashes(plan);
  const wanted = new Set(plan.next.flatMap(({ lookups }) => lookups.map(({ key }) => text(key))));
  for (const entry of plan.next) await write(table, entry, writesOf(entry, wanted, plan));
}

const keySchema = z.object({ pk: z.string(), sk: z.string() });

const text = ({ pk, sk }: Key): string => `${pk} ${sk}`;

const lists = (entry: DirectoryEntry | undefined, lookup: Lookup): boolean =>
  entry?.lookups.some(({ key }) => text(key) === text(lookup.key)) ?? false;

async function lookAround(table: Table, next: readonly DirectoryEntry[]): Promise<Plan> {
  const mine = await read(
    table,
    next.map(({ record }) => record),
    storedEntry,
  );
  const lookups = [...next, ...mine.values()].flatMap((entry) => entry.lookups);
  const owners = await read(
    table,
    lookups.map(({ key }) => key),
    storedOwner,
  );
  const others = [...owners.values()].map(({ record }) => record).filter((key) => !mine.has(text(key)));
  return { next, owners, before: new Map([...mine, ...(await read(table, others, storedEntry))]) };
}

async function read<Value>(
  table: Table,
  keys: readonly Key[],
  parse: (item: Record<string, unknown>) => Value,
): Promise<Map<string, Value>> {
  const distinct = new Map(keys.map(({ pk, sk }) => [text({ pk, sk }), { pk, sk }]));
  const items = await table.getMany([...distinct.values()]);
  return new Map(items.map((item) => [text(keySchema.parse(item)), parse(item)]));
}

/** A look-up that leads to somebody who does not list it, in the table or in the file, is free. */
function refuseClashes({ next, before, owners }: Plan): void {
  const after = new Map([...before, ...next.map((entry) => [text(entry.record), entry] as const)]);
  const clashes = next.flatMap((entry) =>
    entry.lookups.flatMap((lookup) => {
      const owner = owners.get(text(lookup.key));
      const holder = owner === undefined ? undefined : after.get(text(owner.record));
      const isFree =
        holder === undefined || !lists(holder, lookup) || text(holder.record) === text(entry.record);
      return isFree ? [] : [`${lookup.name} of ${entry.name} belongs to ${holder.name}`];
    }),
  );
  if (clashes.length === 0) return;
  throw new AcquitError(
    'DIRECTORY_INVALID',
    `Nothing was imported: the file takes what belongs to others. Import the present owner without it first, or both in one file:\n${clashes.join('\n')}`,
    { detail: { clashes: clashes.length } },
  );
}

/** Everything that one entry changes, its record last: whoever is found by a look-up must list it to be paid. */
function writesOf(entry: DirectoryEntry, wanted: ReadonlySet<string>, { before, owners }: Plan): Write[] {
  const { attribute, value } = entry.owner;
  const asSeen = ({ key }: Lookup): Condition => {
    const seen = owners.get(text(key))?.value;
    if (seen === undefined) return ifAbsent;
    return { expression: '#owner = :seen', names: { '#owner': attribute }, values: { ':seen': seen } };
  };
  const givenUp = (before.get(text(entry.record))?.lookups ?? []).filter(
    ({ key }) => !wanted.has(text(key)) && owners.get(text(key))?.value === value,
  );
  return [
    ...entry.lookups.map((lookup) => ({
      put: { ...lookup.key, [attribute]: value },
      condition: asSeen(lookup),
    })),
    ...givenUp.map((lookup) => ({ remove: lookup.key, condition: asSeen(lookup) })),
    ...entry.listed.map((key) => ({ put: key })),
    { put: entry.record },
  ];
}

/** All at once; only an entry with more look-ups than DynamoDB takes at once is written in parts. */
async function write(table: Table, { name }: DirectoryEntry, writes: readonly Write[]): Promise<void> {
  for (let start = 0; start < writes.length; start += transactionLimit) {
    if (await table.transact(writes.slice(start, start + transactionLimit))) continue;
    throw new AcquitError(
      'DIRECTORY_INVALID',
      `${name} was not imported, nor what follows it: a party or identifier of it was given away meanwhile.`,
    );
  }
}
