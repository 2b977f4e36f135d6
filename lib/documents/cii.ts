import { readCiiPaymentMeans, readCiiPaymentTerms } from './cii-payment.ts';
import { ciiPaths } from './cii-paths.ts';
import type { CiiPaths } from './cross-industry-paths.ts';
import { foreignCurrencies } from './foreign-currencies.ts';
import type { AllowanceOrCharge, Invoice, InvoiceLine } from './invoice.ts';
import { readAllowancesAndCharges } from './read-allowances.ts';
import { readHeader } from './read-header.ts';
import { readLine } from './read-line.ts';
import { readOptionalParty } from './read-party.ts';
import { documentTaxTotal, readTotals, readVatBreakdown } from './read-totals.ts';
import { TermReader } from './term-reader.ts';
import { unreadPaths } from './unread-paths.ts';
import type { XmlElement } from './xml-element.ts';
import { zugferd1Paths } from './zugferd-1-paths.ts';

const tables = { cii: ciiPaths, 'zugferd-1': zugferd1Paths } as const;

type CiiSyntax = keyof typeof tables;

/**
 * The invoice or credit note in a CII D16B or ZUGFeRD 1.0 document, whichever profile it follows (documents.md 5).
 * `root` is a CrossIndustryInvoice or CrossIndustryDocument element; only BT-3 tells a credit note. What cannot be
 * read is in `defects`, what was not, in `unmapped`.
 */
export function readCii(root: XmlElement, syntax: CiiSyntax): Invoice {
  const paths = tables[syntax];
  const terms = new TermReader();
  const header = readHeader(root, paths, terms);
  const taxTotal = documentTaxTotal(root, paths, header.currency, terms);
  const paymentTerms = readCiiPaymentTerms(root, paths, terms);
  return {
    syntax,
    body: 1,
    kind: 'invoice',
    ...header,
    dueDates: [...new Set(paymentTerms.flatMap(({ dueDate }) => dueDate ?? []))],
    payer: readOptionalParty(root, paths.payers, paths.payer, terms),
    isIssuedByBuyer: false,
    isTest: terms.isMarked(root, paths.isTest),
    isCopy: terms.isMarked(root, paths.isCopy),
    paymentMeans: readCiiPaymentMeans(root, paths, terms),
    paymentTerms,
    allowancesAndCharges: [
      ...readAllowancesAndCharges(
        root,
        paths.groups.allowancesAndCharges,
        paths.allowance,
        paths.charge,
        terms,
      ),
      ...readFreightCharges(root, paths, terms),
    ],
    totals: readTotals(root, paths, taxTotal, header, terms),
    vatBreakdown: readVatBreakdown(root, paths, terms),
    isTaxIncluded: false,
    withholdings: [],
    ...readLines(root, paths, syntax, terms),
    thirdPartyPayments: [],
    foreignCurrencies: foreignCurrencies(root, header),
    // Last, when every term has been read.
    unmapped: unreadPaths(root),
    defects: terms.defects,
  };
}

/** The logistics charges of the EXTENDED profile, which count in BT-108 (documents.md 5.1). */
const readFreightCharges = (
  root: XmlElement,
  { freightCharges, freightCharge }: CiiPaths,
  terms: TermReader,
): readonly AllowanceOrCharge[] =>
  terms.groups(root, freightCharges).map((row) => ({
    isCharge: true,
    isFreight: true,
    amount: terms.amount(row, freightCharge.amount),
    reasonCode: null,
    reason: terms.text(row, freightCharge.reason),
    vatCategory: terms.text(row, freightCharge.vatCategory),
    vatRate: terms.amount(row, freightCharge.vatRate),
  }));

/** BG-25: a GROUP repeats the sum of its lines, INFORMATION explains; only the others count (documents.md 5.1). */
function readLines(root: XmlElement, paths: CiiPaths, syntax: CiiSyntax, terms: TermReader) {
  const lines: InvoiceLine[] = [];
  const uncountedLines: InvoiceLine[] = [];
  for (const row of terms.groups(root, paths.groups.lines)) {
    const counts = terms.isCounted(row, paths.lineStatus) && !(syntax === 'zugferd-1' && isOnlyNote(row));
    (counts ? lines : uncountedLines).push(readLine(row, paths, terms));
  }
  return { lines, uncountedLines };
}

/** ZUGFeRD 1 has lines of text between the others: a note, without price, quantity or settlement. */
const isOnlyNote = (row: XmlElement): boolean =>
  row.filled('ram:AssociatedDocumentLineDocument/ram:IncludedNote/ram:Content').length > 0 &&
  row.children.every(({ name }) => name === 'ram:AssociatedDocumentLineDocument');
