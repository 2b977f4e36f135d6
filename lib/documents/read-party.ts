import type { PartyPaths } from './en-paths.ts';
import type { Identifier, Party } from './invoice.ts';
import { readIdentifiers } from './read-identifiers.ts';
import type { TermPath } from './term-path.ts';
import type { TermReader } from './term-reader.ts';
import { absent, type XmlElement } from './xml-element.ts';

/** BG-4 or BG-7: a party that every invoice has; without its group all its terms are absent. */
export const readParty = (root: XmlElement, group: TermPath, paths: PartyPaths, terms: TermReader): Party =>
  read(terms.group(root, group) ?? absent, paths, terms);

/** BG-10, and the payer of extensions: null without the group. */
export function readOptionalParty(
  root: XmlElement,
  group: TermPath,
  paths: PartyPaths,
  terms: TermReader,
): Party | null {
  const party = terms.group(root, group);
  return party === undefined ? null : read(party, paths, terms);
}

const read = (party: XmlElement, paths: PartyPaths, terms: TermReader): Party => ({
  name: terms.single(party, paths.name),
  tradingName: paths.tradingName === undefined ? null : terms.text(party, paths.tradingName),
  identifiers: readIdentifiers(party, paths.identifiers),
  legalId: readIdentifier(party, paths.legalId, terms),
  vatId: terms.single(party, paths.vatId),
  taxRegistrations: terms.texts(party, paths.taxRegistrations),
  endpoint: readIdentifier(party, paths.endpoint, terms),
  country: terms.text(party, paths.country),
});

/** The identifier of a term that can stand only once; the same number of another scheme is another one. */
function readIdentifier(party: XmlElement, at: TermPath, terms: TermReader): Identifier | null {
  const identifiers = readIdentifiers(party, at);
  terms.expectOne(
    at.term,
    identifiers.map(({ scheme, value }) => (scheme === null ? value : `${scheme}:${value}`)),
  );
  return identifiers[0] ?? null;
}
