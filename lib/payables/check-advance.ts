import type { Invoice } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { isFatturapa } from './profile.ts';

/**
 * An advance (TP03 in CondizioniPagamento, documents.md 6.1) is often paid before its invoice comes. The document
 * does not tell, so that a person must; only for what would be transferred.
 */
export function checkAdvance(invoice: Invoice): Finding[] {
  const isAdvance = isFatturapa(invoice) && invoice.paymentTerms.some(({ note }) => note === 'TP03');
  if (!isAdvance) return [];
  const message = 'The document asks for an advance (TP03), which may have been paid already.';
  const nl = 'Het document vraagt om een voorschot (TP03), dat misschien al betaald is.';
  return [finding('KIND_DOUBTFUL', { term: 'BT-20', value: 'TP03', message, nl })];
}
