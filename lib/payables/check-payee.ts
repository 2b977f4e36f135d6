import type { Invoice, Party } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { identifiersOf, normaliseIdentifier } from './business-identifiers.ts';
import type { Supplier } from './directory.ts';

const normaliseName = (name: string): string => name.trim().replace(/\s+/g, ' ').toLowerCase();

/**
 * A payee (BG-10) that is neither the seller nor one that the directory allows for this supplier: factoring, or
 * fraud (documents.md 8.6).
 */
export function checkPayee({ payee, seller }: Invoice, supplier: Supplier | null): Finding[] {
  if (payee === null || isSameParty(payee, seller) || isAllowed(payee, supplier)) return [];
  return [finding('PAYEE_DIFFERS', { value: payee.name ?? identifiersOf(payee)[0] ?? null })];
}

function isSameParty(payee: Party, seller: Party): boolean {
  const sellerNames = [seller.name, seller.tradingName].map((name) => normaliseName(name ?? ''));
  if (payee.name !== null && sellerNames.includes(normaliseName(payee.name))) return true;
  const sellerIds = identifiersOf(seller);
  const payeeIds = identifiersOf(payee);
  if (payee.name === null && payeeIds.length === 0) return true; // an empty group names nobody else
  return payeeIds.some((identifier) => sellerIds.includes(identifier));
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
