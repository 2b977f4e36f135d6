import {
  type Organisation,
  organisationSchema,
  type Supplier,
  supplierSchema,
} from '../payables/directory.ts';
import { supplierIdentifiers } from '../payables/business-identifiers.ts';
import { normalisePartyId } from '../identifiers/party-id.ts';
import * as z from 'zod';
import { keyPart } from './key-part.ts';
import type { Item, Key } from './table.ts';

/** The partition that names every organisation. */
export const listPk = 'ORGS';

export const organisationKey = (shortCode: string): Key => ({ pk: `ORG#${shortCode}`, sk: 'ORG' });
export const supplierKey = (shortCode: string, number: string): Key => ({
  pk: `ORG#${shortCode}`,
  sk: `SUPPLIER#${number}`,
});
export const identifierKey = (shortCode: string, identifier: string): Key => ({
  pk: `ORG#${shortCode}`,
  sk: `ID#${keyPart(identifier)}`,
});
export const partyKey = (party: string): Key => ({
  pk: `PARTY#${keyPart(normalisePartyId(party))}`,
  sk: 'ORG',
});

/** What leads from a party or an identifier to the one entry that owns it. */
export interface Lookup {
  readonly key: Key;
  /** For people: `identifier 0106:12345678`. */
  readonly name: string;
}

/** An organisation or a supplier as it stands in the table, with the look-ups that lead to it. */
export interface DirectoryEntry {
  /** For people: `supplier S-1001 of ACME`. */
  readonly name: string;
  readonly record: Item;
  readonly lookups: readonly Lookup[];
  /** Where it is listed besides. */
  readonly listed: readonly Key[];
  /** What each of its look-ups carries. */
  readonly owner: { readonly attribute: 'shortCode' | 'supplierNumber'; readonly value: string };
}

export const organisationEntry = (organisation: Organisation): DirectoryEntry => ({
  name: `organisation ${organisation.shortCode}`,
  record: { ...organisationKey(organisation.shortCode), data: organisation },
  lookups: [...new Set(organisation.parties.map(normalisePartyId))].map((party) => ({
    key: partyKey(party),
    name: `party ${party}`,
  })),
  listed: [{ pk: listPk, sk: organisation.shortCode }],
  owner: { attribute: 'shortCode', value: organisation.shortCode },
});

export const supplierEntry = (supplier: Supplier): DirectoryEntry => ({
  name: `supplier ${supplier.number} of ${supplier.organisation}`,
  record: { ...supplierKey(supplier.organisation, supplier.number), data: supplier },
  lookups: supplierIdentifiers(supplier).map((identifier) => ({
    key: identifierKey(supplier.organisation, identifier),
    name: `identifier ${identifier}`,
  })),
  listed: [],
  owner: { attribute: 'supplierNumber', value: supplier.number },
});

/** The entry that a stored record is. */
export const storedEntry = (item: Record<string, unknown>): DirectoryEntry =>
  item['sk'] === 'ORG'
    ? organisationEntry(organisationSchema.parse(item['data']))
    : supplierEntry(supplierSchema.parse(item['data']));

export const partyOwnerSchema = z.object({ shortCode: z.string() });
export const identifierOwnerSchema = z.object({ supplierNumber: z.string() });

/** Whom a stored look-up leads to: its owner, and the key of the owner's record. */
export interface Owner {
  readonly value: string;
  readonly record: Key;
}

const lookupSchema = z.union([
  partyOwnerSchema.transform(
    ({ shortCode }): Owner => ({ value: shortCode, record: organisationKey(shortCode) }),
  ),
  identifierOwnerSchema.extend({ pk: z.string() }).transform(
    ({ pk, supplierNumber }): Owner => ({
      value: supplierNumber,
      record: { pk, sk: `SUPPLIER#${supplierNumber}` },
    }),
  ),
]);

export const storedOwner = (item: Record<string, unknown>): Owner => lookupSchema.parse(item);
