import type { Invoice } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { identifiersOf, organisationIdentifiers } from './business-identifiers.ts';
import type { Organisation } from './directory.ts';
import { isSameParty } from './same-party.ts';

/** Somebody who is to pay instead of the buyer, and who is not us (French CII extension, documents.md 8.6). */
export function checkPayer({ payer, buyer }: Invoice, organisation: Organisation | null): Finding[] {
  if (payer === null || isSameParty(payer, buyer)) return [];
  const identifiers = identifiersOf(payer);
  const ours = organisation === null ? [] : organisationIdentifiers(organisation);
  if (identifiers.some((identifier) => ours.includes(identifier))) return [];
  return [finding('PAYER_DIFFERS', { value: payer.name ?? identifiers[0] ?? null })];
}
