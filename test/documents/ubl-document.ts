import { readXmlDocument } from '../../lib/documents/read-xml-document.ts';
import type { Invoice } from '../../lib/documents/invoice.ts';
import type { Reading } from '../../lib/documents/reading.ts';

const components = 'urn:oasis:names:specification:ubl:schema:xsd';

/** A UBL document with the given content, in the usual prefixes. */
export const ubl = (root: 'Invoice' | 'CreditNote', content: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<${root} xmlns="${components}:${root}-2" xmlns:cac="${components}:CommonAggregateComponents-2" xmlns:cbc="${components}:CommonBasicComponents-2">${content}</${root}>`;

export const readText = (xml: string): Reading => readXmlDocument(Buffer.from(xml));

/** The one invoice of a document that must be readable. */
export function invoiceOf(xml: string): Invoice {
  const reading = readText(xml);
  if (!reading.readable) throw new Error(`not readable: ${reading.findings[0].message}`);
  return reading.invoices[0];
}

export const invoiceWith = (content: string): Invoice => invoiceOf(ubl('Invoice', content));
export const creditNoteWith = (content: string): Invoice => invoiceOf(ubl('CreditNote', content));

/** The code of the finding that answers a document that must not be readable. */
export function refusal(bytes: Uint8Array | string): string {
  const reading = readXmlDocument(typeof bytes === 'string' ? Buffer.from(bytes) : bytes);
  return reading.readable ? `readable as ${reading.syntax}` : reading.findings[0].code;
}
