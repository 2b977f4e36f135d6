import type { Decimal } from '../money/decimal.ts';
import type { PaymentMeans, PaymentTerms } from './invoice.ts';
import { readPaymentMeans } from './read-payment-means.ts';
import type { TermReader } from './term-reader.ts';
import type { UblPaths } from './ubl-paths.ts';
import type { XmlElement } from './xml-element.ts';

/** BG-16, one for each cac:PaymentMeans, in document order and unmerged. */
export const readUblPaymentMeans = (
  root: XmlElement,
  paths: UblPaths,
  terms: TermReader,
): readonly PaymentMeans[] =>
  terms.groups(root, paths.groups.paymentMeans).map((means) => ({
    id: terms.text(means, paths.meansIds.id),
    references: readReferences(means, paths, terms),
    ...readPaymentMeans(means, paths.paymentMeans, terms),
  }));

/** BT-83; the legacy Belgian e-FFF has it in InstructionID, which means something else beside a PaymentID. */
function readReferences(means: XmlElement, { meansIds }: UblPaths, terms: TermReader): readonly string[] {
  const references = terms.texts(means, meansIds.reference);
  return [...new Set(references.length > 0 ? references : terms.texts(means, meansIds.instruction))];
}

/** BT-20, and the amounts per payment means of the g-account and PINT (documents.md 4). */
export const readUblPaymentTerms = (
  root: XmlElement,
  { groups, paymentTerms: paths }: UblPaths,
  terms: TermReader,
): readonly PaymentTerms[] =>
  terms.groups(root, groups.paymentTerms).map((each) => ({
    note: terms.texts(each, paths.note).join('\n') || null,
    paymentMeansId: terms.text(each, paths.paymentMeansId),
    amount: terms.amount(each, paths.amount),
    dueDate: terms.date(each, paths.dueDate),
    discount: null,
  }));

/**
 * Third-party amounts, which the XRechnung extension adds to the payable (documents.md 4). Elsewhere the same
 * element tells of a payment already made, is part of BT-113, and stays unread.
 */
export function readThirdPartyPayments(
  root: XmlElement,
  { thirdPartyPayments, thirdPartyPayment }: UblPaths,
  profile: string | null,
  terms: TermReader,
): readonly Decimal[] {
  if (profile?.toLowerCase().includes('kosit:extension:xrechnung') !== true) return [];
  return terms
    .groups(root, thirdPartyPayments)
    .flatMap((each) => terms.amount(each, thirdPartyPayment.amount) ?? []);
}
