import { normaliseIdentifier } from '../lib/payables/business-identifiers.ts';
import { normalisePartyId } from '../lib/identifiers/party-id.ts';
import type { Organisation, Supplier } from '../lib/payables/directory.ts';
import { isValidIban, maskIban } from '../lib/payables/iban.ts';

/** Where something stands in a directory: `['suppliers', 3, 'accounts', 0, 'iban']`. */
export type DirectoryPath = readonly (string | number)[];

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
 * What is wrong with entries although every field has the right form: IBANs with wrong check digits, and
 * whatever would lead one invoice to two organisations or suppliers. With `namesOrganisations` the list of
 * organisations is complete, and a supplier of another one is a fault.
 */
export function directoryFaults(
  organisations: readonly Entry<Organisation>[],
  suppliers: readonly Entry<Supplier>[],
  { namesOrganisations }: { namesOrganisations: boolean },
): Fault[] {
  return [
    ...organisations.flatMap(({ path, entry }) => checkIban([...path, 'ownAccount'], entry.ownAccount)),
    ...suppliers.flatMap(({ path, entry }) =>
      entry.accounts.flatMap(({ iban }, index) => checkIban([...path, 'accounts', index, 'iban'], iban)),
    ),
    ...repeated(organisations, ({ shortCode }) => [[`short code ${shortCode}`, ['shortCode']]]),
    ...repeated(organisations, ({ parties }) =>
      parties.map((party, index) => [`party ${normalisePartyId(party)}`, ['parties', index]]),
    ),
    ...repeated(suppliers, ({ organisation, number }) => [
      [`supplier number ${number} of ${organisation}`, ['number']],
    ]),
    ...repeated(suppliers, identifiersWithin),
    ...(namesOrganisations ? unknownOrganisations(organisations, suppliers) : []),
  ];
}

const checkIban = (path: DirectoryPath, iban: string): Fault[] =>
  isValidIban(iban)
    ? []
    : [{ path, message: `${maskIban(iban)} is no valid IBAN: its length or check digits are wrong` }];

const identifiersWithin = (supplier: Supplier): (readonly [string, DirectoryPath])[] =>
  supplier.identifiers.map((identifier, index) => [
    `identifier ${normaliseIdentifier(identifier)} of ${supplier.organisation}`,
    ['identifiers', index],
  ]);

/** What two entries share although it must lead to one; the same thing twice in one entry is harmless. */
function repeated<Value>(
  entries: readonly Entry<Value>[],
  keysOf: (entry: Value) => readonly (readonly [key: string, path: DirectoryPath])[],
): Fault[] {
  const owners = new Map<string, Entry<Value>>();
  return entries.flatMap((one) =>
    keysOf(one.entry).flatMap(([key, path]) => {
      const owner = owners.get(key) ?? one;
      owners.set(key, owner);
      return owner === one ? [] : [{ path: [...one.path, ...path], message: `${key} is used twice` }];
    }),
  );
}

function unknownOrganisations(
  organisations: readonly Entry<Organisation>[],
  suppliers: readonly Entry<Supplier>[],
): Fault[] {
  const known = new Set(organisations.map(({ entry }) => entry.shortCode));
  return suppliers
    .filter(({ entry }) => !known.has(entry.organisation))
    .map(({ path, entry }) => ({
      path: [...path, 'organisation'],
      message: `organisation ${entry.organisation} is unknown`,
    }));
}
