import { AcquitError } from '../findings/acquit-error.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { decode } from './decode.ts';
import type { Invoice } from './invoice.ts';
import { limits, tooLarge } from './limits.ts';
import type { Reading } from './reading.ts';
import { recogniseBytes, type Recognised, recogniseRoot } from './recognise.ts';
import { readUbl } from './ubl.ts';
import { parseXml } from './xml.ts';
import type { XmlElement } from './xml-element.ts';

interface Reader {
  readonly syntax: string;
  readonly read: (root: XmlElement) => readonly [Invoice, ...Invoice[]];
}

/** The syntaxes that Acquit reads, by root element. A new syntax is a line here and a file beside `ubl.ts`. */
const readers = new Map<string, Reader>([
  [
    '{urn:oasis:names:specification:ubl:schema:xsd:Invoice-2}Invoice',
    { syntax: 'ubl-invoice', read: (root) => [readUbl(root, 'ubl-invoice')] },
  ],
  [
    '{urn:oasis:names:specification:ubl:schema:xsd:CreditNote-2}CreditNote',
    { syntax: 'ubl-creditnote', read: (root) => [readUbl(root, 'ubl-creditnote')] },
  ],
]);

/**
 * Reads a document as it came over the wire: its invoices, or the findings that say why there are none
 * (documents.md 2 to 4). Never throws, whatever the bytes are; an exception would be a fault of Acquit itself.
 */
export function readDocument(bytes: Uint8Array): Reading {
  try {
    return read(bytes);
  } catch (error) {
    if (!(error instanceof AcquitError)) throw error; // a fault of ours; nothing in the document leads here
    return unreadable(null, finding(error.code, { message: error.message }));
  }
}

function read(bytes: Uint8Array): Reading {
  if (bytes.length > limits.bytes) throw tooLarge(`${bytes.length} bytes; at most ${limits.bytes} are read`);
  const other = recogniseBytes(bytes);
  if (other !== undefined) return refuse(other, `This is a file of kind ${other.syntax}`);

  const root = parseXml(decode(bytes));
  const reader = readers.get(root.name);
  if (reader !== undefined) return { readable: true, syntax: reader.syntax, invoices: reader.read(root) };
  return refuse(recogniseRoot(root.name), `The root element is ${root.name}`);
}

function refuse({ syntax, code }: Recognised, what: string): Reading {
  const why = code === 'NOT_AN_INVOICE' ? 'which is not an invoice' : 'which Acquit does not read yet';
  return unreadable(syntax, finding(code, { value: syntax, message: `${what}, ${why}.` }));
}

const unreadable = (syntax: string | null, found: Finding): Reading => ({
  readable: false,
  syntax,
  findings: [found],
});
