import type { CiiPaths } from './cross-industry-paths.ts';
import type { CashDiscount, PaymentMeans, PaymentTerms } from './invoice.ts';
import type { IsoDate } from './iso-date.ts';
import { readPaymentMeans } from './read-payment-means.ts';
import type { TermReader } from './term-reader.ts';
import { absent, type XmlElement } from './xml-element.ts';

/**
 * BG-16, one for each SpecifiedTradeSettlementPaymentMeans, in document order and unmerged. The document has one
 * payment reference for all of them (documents.md 5.1); without any means it stands in one of its own.
 */
export function readCiiPaymentMeans(
  root: XmlElement,
  { groups, payment, paymentMeans }: CiiPaths,
  terms: TermReader,
): readonly PaymentMeans[] {
  const references = [...new Set(terms.texts(root, payment.references))];
  const rows = terms.groups(root, groups.paymentMeans);
  const means = rows.length === 0 && references.length > 0 ? [absent] : rows;
  return means.map((row) => {
    const { mandate, ...others } = readPaymentMeans(row, paymentMeans, terms);
    const isTransfer = transferCodes.has(others.code ?? '');
    return {
      id: null,
      references,
      ...others,
      mandate: mandate ?? (isTransfer ? null : terms.single(root, payment.mandate)),
    };
  });
}

/**
 * The codes that plainly ask for a transfer (documents.md 8.2). The mandate of the document belongs to a direct
 * debit. Writers leave one beside a transfer too, where it says nothing and stays unread; beside any other code it
 * may be meant, and a person must see it.
 */
const transferCodes: ReadonlySet<string> = new Set(['30', '31', '42', '58']);

/** BT-20 and BT-9, with the cash discounts and partial payments of the EXTENDED profile (documents.md 5.1). */
export const readCiiPaymentTerms = (
  root: XmlElement,
  paths: CiiPaths,
  terms: TermReader,
): readonly PaymentTerms[] =>
  terms.groups(root, paths.groups.paymentTerms).map((each) => {
    const date = terms.date(each, paths.paymentTerms.dueDate);
    const discount = readDiscount(each, date, paths, terms);
    return {
      note: terms.texts(each, paths.paymentTerms.note).join('\n') || null,
      paymentMeansId: null,
      amount: terms.amount(each, paths.paymentTerms.amount),
      dueDate: discount === null ? date : null,
      discount,
    };
  });

/** A cash discount; the due date of terms that have one is its last day, and no due date of the invoice. */
function readDiscount(
  paymentTerms: XmlElement,
  until: IsoDate | null,
  { discounts, discount: paths }: CiiPaths,
  terms: TermReader,
): CashDiscount | null {
  const discount = terms.group(paymentTerms, discounts);
  if (discount === undefined) return null;
  return {
    until,
    days: terms.amount(discount, paths.days),
    percent: terms.amount(discount, paths.percent),
    amount: terms.amount(discount, paths.amount),
  };
}
