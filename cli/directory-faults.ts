import { normaliseIdentifier } from '../lib/payables/business-identifiers.ts';
import { normalisePartyId } from '../lib/identifiers/party-id.ts';
import type { Organisation, Supplier } from '../lib/payables/directory.ts';

/** Where something stands in a directory: `['suppliers', 3, 'accounts', 0, 'iban']`. */
export type DirectoryPath = readonly (string | number)[];

/** What leads an invoice to an organisation or supplier, as far as it can be read; empty where it cannot. */
export type RoughOrganisation = Pick<Organisation, 'shortCode' | 'parties'>;
export type RoughSupplier = Pick<Supplier, 'organisation' | 'number' | 'identifiers'>;

/** An organisation or supplier with its place in the file. */
export interface Entry<Value> {
  readonly path: DirectoryPath;
  readonly entry: Value;
}

export interface Fault {
  readonly path: DirectoryPath;
  readonly message: string;
}

/**
 * What is wrong between entries, also between those that have faults of their own: whatever would lead one invoice
 * to two organisations or suppliers. With `namesOrganisations` the list of
 * organisations is complete, and a supplier of another one is a fault.
 */
export function directoryFaults(
  organisations: readonly Entry<RoughOrganisation>[],
  suppliers: readonly Entry<RoughSupplier>[],
  { namesOrganisations }: { namesOrganisations: boolean },
): Fault[] {
  return [
    ...repeated(organisations, ({ shortCode }) => [[shortCode, `short code ${shortCode}`, ['shortCode']]]),
    ...repeated(organisations, ({ parties }) =>
      parties.map((party, index) => [party, `party ${normalisePartyId(party)}`, ['parties', index]]),
    ),
    ...repeated(suppliers, ({ organisation, number }) => [
      [number, `supplier number ${number} of ${organisation}`, ['number']],
    ]),
    ...repeated(suppliers, identifiersWithin),
    ...(namesOrganisations ? unknownOrganisations(organisations, suppliers) : []),
  ];
}

const identifiersWithin = (supplier: RoughSupplier): Shared[] =>
  supplier.identifiers.map((identifier, index) => [
    identifier,
    `identifier ${normaliseIdentifier(identifier)} of ${supplier.organisation}`,
    ['identifiers', index],
  ]);

/** What may be shared by mistake: the text itself, what it is called, and where it stands in its entry. */
type Shared = readonly [text: string, key: string, path: DirectoryPath];

/** What two entries share although it must lead to one; the same thing twice in one entry is harmless. */
function repeated<Value>(
  entries: readonly Entry<Value>[],
  keysOf: (entry: Value) => readonly Shared[],
): Fault[] {
  const owners = new Map<string, Entry<Value>>();
  return entries.flatMap((one) =>
    keysOf(one.entry).flatMap(([text, key, path]) => {
      if (text === '') return [];
      const owner = owners.get(key) ?? one;
      owners.set(key, owner);
      return owner === one ? [] : [{ path: [...one.path, ...path], message: `${key} is used twice` }];
    }),
  );
}

function unknownOrganisations(
  organisations: readonly Entry<RoughOrganisation>[],
  suppliers: readonly Entry<RoughSupplier>[],
): Fault[] {
  const known = new Set(organisations.map(({ entry }) => entry.shortCode));
  return suppliers
    .filter(({ entry }) => entry.organisation !== '' && !known.has(entry.organisation))
    .map(({ path, entry }) => ({
      path: [...path, 'organisation'],
      message: `organisation ${entry.organisation} is unknown`,
    }));
}
