import { finding } from '../findings/finding.ts';
import { type PdfAttachment, pdfAttachments } from './pdf-attachments.ts';
import { readXmlDocument } from './read-xml-document.ts';
import type { Reading } from './reading.ts';
import { wrapped } from './wrapped.ts';

/** Factur-X and ZUGFeRD 2.1, ZUGFeRD 2.0 and 1.0, and its XRechnung profile (documents.md 5.3), in lower case. */
const invoiceNames = new Set(['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml']);
const orderName = 'order-x.xml';

/**
 * Reads the invoice attached to a PDF as XML (documents.md 5.3), or says why there is none. Throws an AcquitError
 * PDF_INVALID.
 */
export function readPdf(bytes: Uint8Array): Reading {
  const attachments = pdfAttachments(bytes);
  const [invoice, second] = invoicesAmong(attachments);
  if (invoice === undefined) return withoutInvoice(attachments);
  if (second !== undefined) return ambiguous(invoice, second);
  return wrapped('pdf', readXmlDocument(invoice.content()));
}

/** By name; when no name is known, by the root element. Never by relationship, which the samples mix up. */
function invoicesAmong(attachments: readonly PdfAttachment[]): readonly PdfAttachment[] {
  const named = attachments.filter(({ name }) => invoiceNames.has(name.toLowerCase()));
  if (named.length > 0 || hasOrder(attachments)) return named;
  return attachments.filter(hasInvoiceRoot);
}

const hasOrder = (attachments: readonly PdfAttachment[]) =>
  attachments.some(({ name }) => name.toLowerCase() === orderName);

/** Looks at the beginning only: attachments may be films. Whether the root is what it seems is seen on reading. */
function hasInvoiceRoot({ content }: PdfAttachment): boolean {
  const start = Buffer.from(content(2048).subarray(0, 4096)).toString('latin1').replaceAll('\0', '');
  return /^[^<]{0,4}(?:<\?[^>]*>|<!--[^>]*-->|\s)*<(?:[\w.-]+:)?CrossIndustry(?:Invoice|Document)[\s>]/.test(
    start,
  );
}

function withoutInvoice(attachments: readonly PdfAttachment[]): Reading {
  if (hasOrder(attachments)) {
    const order = finding('NOT_AN_INVOICE', {
      value: 'order-x',
      message: 'The file attached to the PDF is an order (Order-X), which is not an invoice.',
      nl: 'Het bestand in de pdf is een bestelling (Order-X) en geen factuur.',
    });
    return { readable: false, syntax: 'order-x', findings: [order] };
  }
  const none = attachments.length === 0;
  const found = finding('NO_STRUCTURED_DATA', {
    message: none
      ? 'The PDF has no attachments, so it holds no e-invoice.'
      : `The PDF has ${count(attachments, 'attachment', 'attachments')}, and none is an e-invoice.`,
    nl: none
      ? 'De pdf heeft geen bijlagen en bevat dus geen e-factuur.'
      : `De pdf heeft ${count(attachments, 'bijlage', 'bijlagen')}, en geen daarvan is een e-factuur.`,
  });
  return { readable: false, syntax: 'pdf', findings: [found] };
}

const count = ({ length }: readonly unknown[], one: string, more: string) =>
  `${length} ${length === 1 ? one : more}`;

function ambiguous(first: PdfAttachment, second: PdfAttachment): Reading {
  const names = `${first.name.slice(0, 100)}, ${second.name.slice(0, 100)}`;
  const found = finding('AMBIGUOUS_ATTACHMENTS', {
    value: names,
    message: `At least two attachments of the PDF may be the invoice: ${names}.`,
    nl: `Minstens twee bijlagen van de pdf kunnen de factuur zijn: ${names}.`,
  });
  return { readable: false, syntax: 'pdf', findings: [found] };
}
