import { foreignCurrencies } from './foreign-currencies.ts';
import type { Attachment, Invoice, PrecedingInvoice, Syntax } from './invoice.ts';
import { attachmentSize } from './cut-attachments.ts';
import { TermReader } from './term-reader.ts';
import { readAllowancesAndCharges } from './ubl-allowances.ts';
import { readLines } from './ubl-lines.ts';
import { readParty, readPayee } from './ubl-party.ts';
import { readPaymentMeans, readPaymentTerms, readThirdPartyPayments } from './ubl-payment.ts';
import { documentTaxTotal, readTotals, readVatBreakdown } from './ubl-totals.ts';
import { unreadPaths } from './unread-paths.ts';
import { absent, type XmlElement } from './xml-element.ts';

/** Where the two documents differ (documents.md 4, last column). */
const shapes = {
  'ubl-invoice': { kind: 'invoice', typeCode: 'cbc:InvoiceTypeCode' },
  'ubl-creditnote': { kind: 'credit-note', typeCode: 'cbc:CreditNoteTypeCode' },
} as const;

/**
 * The invoice or credit note in a UBL 2.1 document, whichever customization it follows (documents.md 4).
 * `root` is an Invoice or CreditNote element. What cannot be read is in `defects`, what was not, in `unmapped`.
 */
export function readUbl(root: XmlElement, syntax: Syntax): Invoice {
  const terms = new TermReader();
  const { kind, typeCode } = shapes[syntax];
  const profile = terms.single(root, 'cbc:CustomizationID', 'BT-24')?.replace(/\s+/g, ' ') ?? null;
  const currency = terms.single(root, 'cbc:DocumentCurrencyCode', 'BT-5');
  const taxCurrency = terms.single(root, 'cbc:TaxCurrencyCode', 'BT-6');
  const taxTotal = documentTaxTotal(root, currency) ?? absent;
  const payee = terms.group(root, 'cac:PayeeParty', 'BG-10');
  return {
    syntax,
    kind,
    profile,
    process: terms.single(root, 'cbc:ProfileID', 'BT-23'),
    typeCode: terms.single(root, typeCode, 'BT-3'),
    number: terms.single(root, 'cbc:ID', 'BT-1'),
    issueDate: terms.date(root, 'cbc:IssueDate', 'BT-2'),
    // A credit note has the second only; an invoice may have both (documents.md 4).
    dueDates: terms.dates(root, ['cbc:DueDate', 'cac:PaymentMeans/cbc:PaymentDueDate'], 'BT-9'),
    currency,
    taxCurrency,
    buyerReference: root.text('cbc:BuyerReference'),
    projectReference: root.text('cac:ProjectReference/cbc:ID') ?? documentOfType(root, '50'),
    contractReference: root.text('cac:ContractDocumentReference/cbc:ID'),
    orderReference: root.text('cac:OrderReference/cbc:ID'),
    accountingReference: root.text('cbc:AccountingCost'),
    notes: root.texts('cbc:Note'),
    precedingInvoices: readPrecedingInvoices(root, terms),
    seller: readParty(terms.group(root, 'cac:AccountingSupplierParty/cac:Party', 'BG-4') ?? absent),
    buyer: readParty(terms.group(root, 'cac:AccountingCustomerParty/cac:Party', 'BG-7') ?? absent),
    payee: payee === undefined ? null : readPayee(payee),
    paymentMeans: readPaymentMeans(root, terms),
    paymentTerms: readPaymentTerms(root, terms),
    allowancesAndCharges: readAllowancesAndCharges(root, terms),
    totals: readTotals(root, taxTotal, taxCurrency, terms),
    vatBreakdown: readVatBreakdown(taxTotal, terms),
    lines: readLines(root, syntax, terms),
    thirdPartyPayments: readThirdPartyPayments(root, profile, terms),
    attachments: readAttachments(root),
    foreignCurrencies: foreignCurrencies(root, currency, taxCurrency),
    // Last, when every term has been read.
    unmapped: unreadPaths(root),
    defects: terms.defects,
  };
}

/** BT-11 of a credit note, which has no ProjectReference. */
function documentOfType(root: XmlElement, type: string): string | null {
  const documents = root.all('cac:AdditionalDocumentReference');
  const document = documents.find((each) => each.text('cbc:DocumentTypeCode') === type);
  return document?.text('cbc:ID') ?? null;
}

function readPrecedingInvoices(root: XmlElement, terms: TermReader): readonly PrecedingInvoice[] {
  return root.all('cac:BillingReference/cac:InvoiceDocumentReference').flatMap((reference) => {
    const number = reference.text('cbc:ID');
    return number === null ? [] : [{ number, issueDate: terms.date(reference, 'cbc:IssueDate', 'BT-26') }];
  });
}

function readAttachments(root: XmlElement): readonly Attachment[] {
  return root.all('cac:AdditionalDocumentReference').flatMap((reference) => {
    const [file] = reference.filled('cac:Attachment/cbc:EmbeddedDocumentBinaryObject');
    if (file === undefined) return [];
    return {
      id: reference.text('cbc:ID'),
      fileName: file.attribute('filename'),
      mimeCode: file.attribute('mimeCode'),
      size: attachmentSize(file.read()),
    };
  });
}
