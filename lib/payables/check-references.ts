import type { Invoice } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import type { Organisation } from './directory.ts';

/** The references that the organisation wants on every invoice (Organisation.requires; documents.md 12). */
export function checkReferences(
  { buyerReference, orderReference }: Invoice,
  organisation: Organisation | null,
): Finding[] {
  const required = new Set(organisation?.requires ?? []);
  return [
    ...(required.has('buyer-reference') && isMissing(buyerReference)
      ? [missing('BT-10', buyerReference, 'buyer reference', 'de referentie van de koper')]
      : []),
    ...(required.has('order-reference') && isMissing(orderReference)
      ? [missing('BT-13', orderReference, 'purchase order number', 'het inkoopordernummer')]
      : []),
  ];
}

/** Programs write NA where a field must be filled and nothing is known (documents.md 4, BT-13). */
const isMissing = (reference: string | null): boolean =>
  reference === null || /^(n\/?a)?$/i.test(reference.trim());

const missing = (term: string, value: string | null, name: string, naam: string): Finding =>
  finding('BUYER_REFERENCE_MISSING', {
    term,
    value,
    message: `The ${name} (${term}) is missing, and the organisation requires it.`,
    nl: `Op de factuur ontbreekt ${naam} (${term}), en de organisatie stelt dat verplicht.`,
  });
