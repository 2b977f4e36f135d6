import { isValidIban } from '../lib/payables/iban.ts';
import type { Reading } from '../lib/documents/reading.ts';
import type { Invoice, PayeeAccount } from '../lib/documents/invoice.ts';

/**
 * An invoice as `acquit read` prints it: a plain object for people and scripts. Amounts are strings with the
 * decimals of the document, absent terms are null. Accounts are the payee's only, distinct, in document order.
 */
export function invoiceJson(invoice: Invoice) {
  const { totals } = invoice;
  return {
    syntax: invoice.syntax,
    body: invoice.body,
    kind: invoice.kind,
    profile: invoice.profile,
    typeCode: invoice.typeCode,
    number: invoice.number,
    issueDate: invoice.issueDate,
    dueDate: joined(invoice.dueDates),
    // The last days of cash discounts are no due dates (documents.md 8.4).
    discountDates: joined(invoice.paymentTerms.flatMap(({ discount }) => discount?.until ?? [])),
    currency: invoice.currency,
    payableAmount: totals.payable,
    taxInclusiveAmount: totals.taxInclusive,
    prepaidAmount: totals.prepaid,
    roundingAmount: totals.rounding,
    // UBL 2.0 files may have the trading name only (documents.md 4, BT-28).
    sellerName: invoice.seller.name ?? invoice.seller.tradingName,
    payeeName: invoice.payee?.name ?? null,
    paymentMeans: invoice.paymentMeans.map(({ code }) => code).filter((code) => code !== null),
    paymentReference: joined(invoice.paymentMeans.flatMap(({ references }) => references)),
    accounts: accountsOf(invoice),
    lineCount: invoice.lines.length + invoice.uncountedLines.length,
    countedLineCount: invoice.lines.length,
    unmapped: invoice.unmapped,
  };
}

/** What is no invoice, under the same names as far as it has them: its kind and how it calls itself. */
export const neighbourJson = ({ syntax, neighbour }: Extract<Reading, { readable: false }>) =>
  neighbour === undefined
    ? []
    : [{ syntax, kind: 'not-an-invoice', ...neighbour, countedLineCount: neighbour.lineCount }];

const joined = (values: readonly string[]): string | null => [...new Set(values)].join('|') || null;

function accountsOf({ paymentMeans }: Invoice) {
  const accounts = new Map<string, ReturnType<typeof accountJson>>();
  for (const { account } of paymentMeans) {
    if (account === null) continue;
    const json = accountJson(account);
    if (!accounts.has(json.id)) accounts.set(json.id, json);
  }
  return [...accounts.values()];
}

/** An account; one that looks like an IBAN is shown in its electronic form, any other as written. */
function accountJson({ id, bic, name }: PayeeAccount) {
  const compact = id.replace(/\s+/g, '').toUpperCase();
  const iban = /^[A-Z]{2}\d{2}[A-Z0-9]{11,30}$/.test(compact);
  return { id: iban ? compact : id, iban, valid: isValidIban(compact), bic, name };
}
