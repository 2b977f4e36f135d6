import {
  type Organisation,
  organisationSchema,
  type Supplier,
  supplierSchema,
  type Directory,
} from '../payables/directory.ts';
import { supplierIdentifiers } from '../payables/business-identifiers.ts';
import { normalisePartyId } from '../identifiers/party-id.ts';
import * as z from 'zod';
import type { Table, Write } from './table.ts';

const ownerSchema = z.object({ shortCode: z.string() });
const supplierOfIdSchema = z.object({ supplierNumber: z.string() });

const organisationKey = (shortCode: string) => ({ pk: `ORG#${shortCode}`, sk: 'ORG' });
const supplierKey = (shortCode: string, number: string) => ({
  pk: `ORG#${shortCode}`,
  sk: `SUPPLIER#${number}`,
});
const identifierKey = (shortCode: string, identifier: string) => ({
  pk: `ORG#${shortCode}`,
  sk: `ID#${identifier}`,
});
const partyKey = (party: string) => ({ pk: `PARTY#${normalisePartyId(party)}`, sk: 'ORG' });
const listKey = (shortCode: string) => ({ pk: 'ORGS', sk: shortCode });

/** Removes a look-up that still leads to its old owner; another may have taken the identifier over meanwhile. */
const removeIf = (key: { pk: string; sk: string }, owner: string, value: string): Write => ({
  remove: key,
  condition: { expression: '#owner = :value', names: { '#owner': owner }, values: { ':value': value } },
});

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
    return item === undefined ? undefined : organisation(ownerSchema.parse(item).shortCode);
  }

  async function supplier(shortCode: string, number: string): Promise<Supplier | undefined> {
    const { pk, sk } = supplierKey(shortCode, number);
    const item = await table.get(pk, sk);
    return item === undefined ? undefined : supplierSchema.parse(item['data']);
  }

  /** Every supplier of the organisation that has one of the (normalised) identifiers. */
  async function suppliersWith(shortCode: string, identifiers: readonly string[]): Promise<Supplier[]> {
    const hits = await table.getMany([...new Set(identifiers)].map((id) => identifierKey(shortCode, id)));
    const numbers = new Set(hits.map((hit) => supplierOfIdSchema.parse(hit).supplierNumber));
    const found = await table.getMany([...numbers].map((number) => supplierKey(shortCode, number)));
    return found.map((item) => supplierSchema.parse(item['data']));
  }

  async function putOrganisation(next: Organisation): Promise<void> {
    const previous = await organisation(next.shortCode);
    const kept = new Set(next.parties.map(normalisePartyId));
    const dropped = previous?.parties.filter((party) => !kept.has(normalisePartyId(party))) ?? [];
    await Promise.all([
      table.put({ ...organisationKey(next.shortCode), data: next }),
      table.put(listKey(next.shortCode)),
      ...next.parties.map((party) => table.put({ ...partyKey(party), shortCode: next.shortCode })),
      ...dropped.map((party) => table.transact([removeIf(partyKey(party), 'shortCode', next.shortCode)])),
    ]);
  }

  async function putSupplier(next: Supplier): Promise<void> {
    const previous = await supplier(next.organisation, next.number);
    const identifiers = supplierIdentifiers(next);
    const dropped =
      previous === undefined ? [] : supplierIdentifiers(previous).filter((id) => !identifiers.includes(id));
    await Promise.all([
      table.put({ ...supplierKey(next.organisation, next.number), data: next }),
      ...identifiers.map((id) =>
        table.put({ ...identifierKey(next.organisation, id), supplierNumber: next.number }),
      ),
      ...dropped.map((id) =>
        table.transact([removeIf(identifierKey(next.organisation, id), 'supplierNumber', next.number)]),
      ),
    ]);
  }

  /** Writes every organisation and supplier of the file; what is not in it stays as it is. */
  async function importAll(directory: Directory): Promise<void> {
    for (const next of directory.organisations) await putOrganisation(next);
    for (const next of directory.suppliers) await putSupplier(next);
  }

  async function organisations(): Promise<Organisation[]> {
    const items = await table.query({
      key: { expression: 'pk = :pk', values: { ':pk': 'ORGS' } },
      limit: 10_000,
    });
    const found = await table.getMany(items.map((item) => organisationKey(String(item['sk']))));
    return found.map((item) => organisationSchema.parse(item['data']));
  }

  async function suppliers(shortCode: string): Promise<Supplier[]> {
    const items = await table.query({
      key: {
        expression: 'pk = :pk AND begins_with(sk, :prefix)',
        values: { ':pk': `ORG#${shortCode}`, ':prefix': 'SUPPLIER#' },
      },
      limit: 100_000,
    });
    return items.map((item) => supplierSchema.parse(item['data']));
  }

  return { organisation, organisationOf, supplier, suppliersWith, importAll, organisations, suppliers };
}

export type DirectoryStore = ReturnType<typeof createDirectoryStore>;
