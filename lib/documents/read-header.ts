import { attachmentSize } from './cut-attachments.ts';
import type { EnPaths } from './en-paths.ts';
import type { Attachment, Invoice, PrecedingInvoice } from './invoice.ts';
import { readOptionalParty, readParty } from './read-party.ts';
import type { TermReader } from './term-reader.ts';
import type { XmlElement } from './xml-element.ts';

type Header = Pick<
  Invoice,
  keyof EnPaths['document'] | 'precedingInvoices' | 'seller' | 'buyer' | 'payee' | 'attachments'
>;

/** What an invoice says about itself, its parties and other documents, in any syntax with a table of paths. */
export function readHeader(root: XmlElement, paths: EnPaths, terms: TermReader): Header {
  const { document, groups } = paths;
  return {
    profile: terms.single(root, document.profile)?.replace(/\s+/g, ' ') ?? null,
    process: terms.single(root, document.process),
    typeCode: terms.single(root, document.typeCode),
    number: terms.single(root, document.number),
    issueDate: terms.date(root, document.issueDate),
    currency: terms.single(root, document.currency),
    taxCurrency: terms.single(root, document.taxCurrency),
    buyerReference: terms.text(root, document.buyerReference),
    projectReference: terms.text(root, document.projectReference),
    contractReference: terms.text(root, document.contractReference),
    orderReference: terms.text(root, document.orderReference),
    accountingReference: terms.text(root, document.accountingReference),
    notes: terms.texts(root, document.notes),
    precedingInvoices: readPrecedingInvoices(root, paths, terms),
    seller: readParty(root, groups.seller, paths.seller, terms),
    buyer: readParty(root, groups.buyer, paths.buyer, terms),
    payee: readOptionalParty(root, groups.payee, paths.payee, terms),
    attachments: readAttachments(root, paths, terms),
  };
}

/** BG-3; a reference without a number is none. */
const readPrecedingInvoices = (
  root: XmlElement,
  { groups, precedingInvoice }: EnPaths,
  terms: TermReader,
): readonly PrecedingInvoice[] =>
  terms.groups(root, groups.precedingInvoices).flatMap((reference) => {
    const number = terms.text(reference, precedingInvoice.number);
    return number === null ? [] : [{ number, issueDate: terms.date(reference, precedingInvoice.issueDate) }];
  });

/** BG-24, those with a file inside. */
const readAttachments = (
  root: XmlElement,
  { groups, attachment }: EnPaths,
  terms: TermReader,
): readonly Attachment[] =>
  terms.groups(root, groups.attachments).flatMap((document) => {
    const file = terms.text(document, attachment.file);
    if (file === null) return [];
    return {
      id: terms.text(document, attachment.id),
      fileName: terms.text(document, attachment.fileName),
      mimeCode: terms.text(document, attachment.mimeCode),
      size: attachmentSize(file),
    };
  });
