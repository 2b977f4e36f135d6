import type { Invoice, Party } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { identifiersOf, normaliseIdentifier } from './business-identifiers.ts';
import type { Supplier } from './directory.ts';
import { isSameParty, normaliseName } from './same-party.ts';

/**
 * A payee (BG-10) that is neither the seller nor one that the directory allows for this supplier: factoring, or
 * fraud (documents.md 8.6).
 */
export function checkPayee({ payee, seller }: Invoice, supplier: Supplier | null): Finding[] {
  if (payee === null || isSameParty(payee, seller) || isAllowed(payee, supplier)) return [];
  return [finding('PAYEE_DIFFERS', { value: payee.name ?? identifiersOf(payee)[0] ?? null })];
}

function isAllowed(payee: Party, supplier: Supplier | null): boolean {
  const allowed = supplier?.payees ?? [];
  const payeeIds = identifiersOf(payee);
  return allowed.some(
    (entry) =>
      payeeIds.includes(normaliseIdentifier(entry)) ||
      (payee.name !== null && normaliseName(payee.name) === normaliseName(entry)),
  );
}
