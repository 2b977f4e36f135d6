import { attachmentSize } from './cut-attachments.ts';
import { readCharges, readVatRows, readWithholdings } from './fatturapa-charges.ts';
import { readLine, readSimplifiedLine } from './fatturapa-lines.ts';
import { readParty } from './fatturapa-party.ts';
import { attachment, body, file, header, precedingInvoice, simplifiedBody } from './fatturapa-paths.ts';
import { payableOf, readPayments } from './fatturapa-payment.ts';
import type { Attachment, Invoice, PrecedingInvoice } from './invoice.ts';
import { limits, tooLarge } from './limits.ts';
import { TermReader } from './term-reader.ts';
import { unreadPaths } from './unread-paths.ts';
import { absent, XmlElement } from './xml-element.ts';

/**
 * Where the ordinary and the simplified invoice differ (documents.md 6.1): the prices of the simplified one include
 * VAT, and its profile says in a word what the version FSM10 does not.
 */
const shapes = {
  fatturapa: { profileSuffix: '', isTaxIncluded: false, lines: body.lines, readLine },
  'fatturapa-simplified': {
    profileSuffix: '-semplificata',
    isTaxIncluded: true,
    lines: simplifiedBody.lines,
    readLine: readSimplifiedLine,
  },
} as const;

type FatturaPaSyntax = keyof typeof shapes;

/** What all invoices of a file have in common. */
type Header = Pick<
  Invoice,
  'profile' | 'seller' | 'buyer' | 'accountingReference' | 'isIssuedByBuyer' | 'unmapped' | 'defects'
>;

/**
 * The invoices in a FatturaPA file, one for each body, with the header they share (documents.md 6). `root` is a
 * FatturaElettronica or FatturaElettronicaSemplificata; one without a body is an invoice without terms. Throws an
 * AcquitError DOCUMENT_TOO_LARGE when there are more bodies than `limits` allow.
 */
export function readFatturaPa(root: XmlElement, syntax: FatturaPaSyntax): readonly [Invoice, ...Invoice[]] {
  const terms = new TermReader();
  const bodies = terms.groups(root, file.bodies);
  if (bodies.length > limits.bodies) {
    throw tooLarge(`${bodies.length} invoices; at most ${limits.bodies} are read from one file`);
  }
  // Read once for all bodies: again for each would let a file with a large header take minutes.
  const common = readHeader(root, syntax, terms);
  const [first = absent, ...others] = bodies;
  return [
    readBody(first, 1, syntax, common),
    ...others.map((each, index) => readBody(each, index + 2, syntax, common)),
  ];
}

function readHeader(root: XmlElement, syntax: FatturaPaSyntax, terms: TermReader): Header {
  const top = terms.group(root, file.header) ?? absent;
  const version = terms.text(root, file.profile);
  return {
    profile: version === null ? null : version + shapes[syntax].profileSuffix,
    seller: readParty(terms.group(top, header.seller) ?? absent, terms),
    buyer: readParty(terms.group(top, header.buyer) ?? absent, terms),
    accountingReference: terms.text(top, header.accountingReference),
    // CC is the customer, TZ a third party that writes the supplier's own invoice.
    isIssuedByBuyer: terms.single(top, header.issuer) === 'CC',
    unmapped: unreadBelow(root.children.filter(({ name }) => !notOfTheHeader.has(name))),
    defects: terms.defects,
  };
}

/** Each body lists its own unread paths, and a XAdES signature only signs what the others say (documents.md 6.4). */
const notOfTheHeader = new Set<string>([
  ...file.bodies.paths,
  '{http://www.w3.org/2000/09/xmldsig#}Signature',
]);

function readBody(each: XmlElement, number: number, syntax: FatturaPaSyntax, common: Header): Invoice {
  const terms = new TermReader();
  const shape = shapes[syntax];
  const payments = readPayments(each, terms);
  const vatRows = readVatRows(each, terms);
  return {
    syntax,
    body: number,
    // TD04 and TD08, the credit notes, are told by their type code (documents.md 6.2).
    kind: 'invoice',
    profile: common.profile,
    process: null,
    typeCode: terms.single(each, body.typeCode),
    number: terms.single(each, body.number),
    issueDate: terms.date(each, body.issueDate),
    dueDates: [...new Set(payments.flatMap(({ terms: { dueDate } }) => dueDate ?? []))],
    currency: terms.single(each, body.currency),
    taxCurrency: null,
    buyerReference: null,
    projectReference: null,
    contractReference: terms.text(each, body.contractReference),
    orderReference: terms.text(each, body.orderReference),
    accountingReference: common.accountingReference,
    notes: terms.texts(each, body.notes),
    precedingInvoices: readPrecedingInvoices(each, terms),
    seller: common.seller,
    buyer: common.buyer,
    payee: null,
    payer: null,
    isIssuedByBuyer: common.isIssuedByBuyer,
    isTest: false,
    isCopy: false,
    paymentMeans: payments.map(({ means }) => means),
    paymentTerms: payments.map((payment) => payment.terms),
    // Not DatiBollo: the stamp duty is charged only when there is a line for it, and counts there.
    allowancesAndCharges: readCharges(each, vatRows, terms),
    totals: {
      lineExtension: null,
      allowances: null,
      charges: null,
      taxExclusive: null,
      vat: null,
      vatInTaxCurrency: null,
      taxInclusive: terms.amount(each, body.taxInclusive),
      prepaid: null,
      rounding: terms.amount(each, body.rounding),
      payable: payableOf(payments),
    },
    vatBreakdown: vatRows.map(({ vat }) => vat),
    isTaxIncluded: shape.isTaxIncluded,
    withholdings: readWithholdings(each, vatRows, terms),
    lines: terms.groups(each, shape.lines).map((row) => shape.readLine(row, terms)),
    uncountedLines: [],
    thirdPartyPayments: [],
    attachments: readAttachments(each, terms),
    foreignCurrencies: [],
    // Last, when every term has been read.
    unmapped: [...common.unmapped, ...unreadBelow([each])],
    defects: [...common.defects, ...terms.defects],
  };
}

/** The unread paths below these children of the root, their own names included. */
const unreadBelow = (children: readonly XmlElement[]): readonly string[] =>
  unreadPaths(new XmlElement('', {}, children, ''));

function readPrecedingInvoices(each: XmlElement, terms: TermReader): readonly PrecedingInvoice[] {
  return terms.groups(each, body.precedingInvoices).flatMap((reference) => {
    const number = terms.single(reference, precedingInvoice.number);
    return number === null ? [] : [{ number, issueDate: terms.date(reference, precedingInvoice.issueDate) }];
  });
}

function readAttachments(each: XmlElement, terms: TermReader): readonly Attachment[] {
  return terms.groups(each, body.attachments).flatMap((row) => {
    const content = terms.text(row, attachment.content);
    if (content === null) return [];
    return {
      id: null,
      fileName: terms.text(row, attachment.fileName),
      mimeCode: terms.text(row, attachment.mimeCode),
      size: attachmentSize(content),
    };
  });
}
