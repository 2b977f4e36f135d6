import type { Party } from '../documents/invoice.ts';
import { identifiersOf } from './business-identifiers.ts';

/** A name as it is compared: programs differ in case and blanks. */
export const normaliseName = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * Whether a party that an invoice names besides another is that other: by a name or an identifier of its own
 * (documents.md 8.6). A group without name and identifier names nobody else.
 */
export function isSameParty(party: Party, other: Party): boolean {
  const names = [other.name, other.tradingName].flatMap((name) =>
    name === null ? [] : [normaliseName(name)],
  );
  if (party.name !== null && names.includes(normaliseName(party.name))) return true;
  const identifiers = identifiersOf(party);
  if (party.name === null && identifiers.length === 0) return true;
  const others = identifiersOf(other);
  return identifiers.some((identifier) => others.includes(identifier));
}
