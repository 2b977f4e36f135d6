import { foreignCurrencies } from './foreign-currencies.ts';
import type { Invoice } from './invoice.ts';
import { readAllowancesAndCharges } from './read-allowances.ts';
import { readHeader } from './read-header.ts';
import { readLine } from './read-line.ts';
import { documentTaxTotal, readTotals, readVatBreakdown } from './read-totals.ts';
import { TermReader } from './term-reader.ts';
import { readUblPaymentMeans, readUblPaymentTerms, readThirdPartyPayments } from './ubl-payment.ts';
import { ublCreditNotePaths, ublInvoicePaths } from './ubl-paths.ts';
import { unreadPaths } from './unread-paths.ts';
import type { XmlElement } from './xml-element.ts';

/** Where the two documents differ (documents.md 4, last column). */
const shapes = {
  'ubl-invoice': { kind: 'invoice', paths: ublInvoicePaths },
  'ubl-creditnote': { kind: 'credit-note', paths: ublCreditNotePaths },
} as const;

/**
 * The invoice or credit note in a UBL 2.1 document, whichever customization it follows (documents.md 4).
 * `root` is an Invoice or CreditNote element. What cannot be read is in `defects`, what was not, in `unmapped`.
 */
export function readUbl(root: XmlElement, syntax: keyof typeof shapes): Invoice {
  const { kind, paths } = shapes[syntax];
  const terms = new TermReader();
  const header = readHeader(root, paths, terms);
  const taxTotal = documentTaxTotal(root, paths, header.currency, terms);
  return {
    syntax,
    body: 1,
    kind,
    ...header,
    dueDates: terms.dates(root, paths.dueDates),
    payer: null,
    isIssuedByBuyer: false,
    isTest: false,
    isCopy: terms.isMarked(root, paths.isCopy),
    paymentMeans: readUblPaymentMeans(root, paths, terms),
    paymentTerms: readUblPaymentTerms(root, paths, terms),
    allowancesAndCharges: readAllowancesAndCharges(
      root,
      paths.groups.allowancesAndCharges,
      paths.allowance,
      paths.charge,
      terms,
    ),
    totals: readTotals(root, paths, taxTotal, header, terms),
    vatBreakdown: readVatBreakdown(taxTotal, paths, terms),
    isTaxIncluded: terms.texts(root, paths.isTaxIncluded).some((text) => text === 'true' || text === '1'),
    withholdings: [],
    // Only the lines of the document itself: a cac:SubInvoiceLine repeats money of its parent (documents.md 4).
    lines: terms.groups(root, paths.groups.lines).map((row) => readLine(row, paths, terms)),
    uncountedLines: [],
    thirdPartyPayments: readThirdPartyPayments(root, paths, header.profile, terms),
    foreignCurrencies: foreignCurrencies(root, header),
    // Last, when every term has been read.
    unmapped: unreadPaths(root),
    defects: terms.defects,
  };
}
