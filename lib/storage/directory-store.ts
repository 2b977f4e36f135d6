import {
  type Organisation,
  organisationSchema,
  type Supplier,
  supplierSchema,
  type Directory,
} from '../payables/directory.ts';
import {
  identifierKey,
  identifierOwnerSchema,
  listPk,
  organisationKey,
  partyKey,
  partyOwnerSchema,
  supplierKey,
} from './directory-entry.ts';
import { importDirectory } from './import-directory.ts';
import type { Table } from './table.ts';

/** The directory in the table: organisations by code and party, suppliers by number and identifier. */
export function createDirectoryStore(table: Table) {
  async function organisation(shortCode: string): Promise<Organisation | undefined> {
    const { pk, sk } = organisationKey(shortCode);
    const item = await table.get(pk, sk);
    return item === undefined ? undefined : organisationSchema.parse(item['data']);
  }

  /** The organisation that owns a PSB party, in whatever spelling. */
  async function organisationOf(party: string): Promise<Organisation | undefined> {
    const { pk, sk } = partyKey(party);
    const item = await table.get(pk, sk);
    return item === undefined ? undefined : organisation(partyOwnerSchema.parse(item).shortCode);
  }

  async function supplier(shortCode: string, number: string): Promise<Supplier | undefined> {
    const { pk, sk } = supplierKey(shortCode, number);
    const item = await table.get(pk, sk);
    return item === undefined ? undefined : supplierSchema.parse(item['data']);
  }

  /** Every supplier of the organisation that has one of the (normalised) identifiers. */
  async function suppliersWith(shortCode: string, identifiers: readonly string[]): Promise<Supplier[]> {
    const hits = await table.getMany([...new Set(identifiers)].map((id) => identifierKey(shortCode, id)));
    const numbers = new Set(hits.map((hit) => identifierOwnerSchema.parse(hit).supplierNumber));
    const found = await table.getMany([...numbers].map((number) => supplierKey(shortCode, number)));
    return found.map((item) => supplierSchema.parse(item['data']));
  }

  async function organisations(): Promise<Organisation[]> {
    const items = await table.query({ key: { expression: 'pk = :pk', values: { ':pk': listPk } } });
    const found = await table.getMany(items.map((item) => organisationKey(String(item['sk']))));
    return found.map((item) => organisationSchema.parse(item['data']));
  }

  async function suppliers(shortCode: string): Promise<Supplier[]> {
    const items = await table.query({
      key: {
        expression: 'pk = :pk AND begins_with(sk, :prefix)',
        values: { ':pk': `ORG#${shortCode}`, ':prefix': 'SUPPLIER#' },
      },
    });
    return items.map((item) => supplierSchema.parse(item['data']));
  }

  const importAll = (directory: Directory): Promise<void> => importDirectory(table, directory);

  return { organisation, organisationOf, supplier, suppliersWith, importAll, organisations, suppliers };
}

export type DirectoryStore = ReturnType<typeof createDirectoryStore>;
