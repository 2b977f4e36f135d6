import type { Invoice } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { identifiersOf, supplierIdentifiers } from './business-identifiers.ts';
import type { Directory, Organisation, Supplier } from './directory.ts';

export interface SupplierSearch {
  readonly supplier: Supplier | null;
  readonly findings: readonly Finding[];
}

/**
 * The supplier that the seller is, among those of the organisation: by legal id, VAT number, electronic address
 * and other ids, which must all lead to the same one (documents.md 11). Never by name.
 */
export function findSupplier(
  invoice: Invoice,
  organisation: Organisation,
  directory: Directory,
): SupplierSearch {
  const identifiers = identifiersOf(invoice.seller);
  const hits = directory.suppliers.filter(
    (supplier) =>
      supplier.organisation === organisation.shortCode &&
      supplierIdentifiers(supplier).some((identifier) => identifiers.includes(identifier)),
  );
  const [first, second] = hits;
  if (first === undefined) {
    return {
      supplier: null,
      findings: [finding('SUPPLIER_UNKNOWN', { value: identifiers.join(', ') || null })],
    };
  }
  if (second !== undefined) {
    const value = hits.map((supplier) => supplier.number).join(', ');
    return { supplier: null, findings: [finding('SUPPLIER_AMBIGUOUS', { value })] };
  }
  return { supplier: first, findings: [] };
}
