import { AcquitError } from '../findings/acquit-error.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { readCii } from './cii.ts';
import { decode } from './decode.ts';
import { readFatturaPa } from './fatturapa.ts';
import type { Invoice } from './invoice.ts';
import { refuseOversizeFile } from './limits.ts';
import { readNeighbour } from './neighbour.ts';
import type { Reading } from './reading.ts';
import { recogniseBytes, type Recognised, recogniseRoot } from './recognise.ts';
import { refuseMixedText } from './refuse-mixed-text.ts';
import { readUbl } from './ubl.ts';
import { wrapped } from './wrapped.ts';
import { parseXml } from './xml.ts';
import type { XmlElement } from './xml-element.ts';

const sbdh = 'http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader';

type Unreadable = Extract<Reading, { readable: false }>;

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
  ['rsm:CrossIndustryInvoice', { syntax: 'cii', read: (root) => [readCii(root, 'cii')] }],
  ['rsm:CrossIndustryDocument', { syntax: 'zugferd-1', read: (root) => [readCii(root, 'zugferd-1')] }],
  // Its namespaces count as none, see xml-namespaces.ts.
  ['FatturaElettronica', { syntax: 'fatturapa', read: (root) => readFatturaPa(root, 'fatturapa') }],
  [
    'FatturaElettronicaSemplificata',
    { syntax: 'fatturapa-simplified', read: (root) => readFatturaPa(root, 'fatturapa-simplified') },
  ],
]);

/**
 * Reads an XML document: its invoices, or the findings that say why there are none (documents.md 2 to 6). Never
 * throws, whatever the bytes are; an exception would be a fault of Acquit itself.
 */
export function readXmlDocument(bytes: Uint8Array): Reading {
  try {
    return read(bytes);
  } catch (error) {
    return asReading(error);
  }
}

function read(bytes: Uint8Array): Reading {
  refuseOversizeFile(bytes);
  const other = recogniseBytes(bytes);
  if (other !== undefined) {
    return refuse(other, {
      message: `This is a file of kind ${other.syntax}`,
      nl: `Dit is een bestand van de soort ${other.syntax}`,
    });
  }
  const root = parseXml(decode(bytes));
  const document = documentIn(root);
  return document === undefined ? readRoot(root) : wrapped('sbdh', readRoot(document));
}

/** The document in a Peppol envelope, the one element beside its header (documents.md 2); an envelope in it is none. */
function documentIn({ name, children }: XmlElement): XmlElement | undefined {
  if (name !== `{${sbdh}}StandardBusinessDocument`) return undefined;
  const [document, second] = children.filter(
    (child) => child.name !== `{${sbdh}}StandardBusinessDocumentHeader`,
  );
  return second === undefined ? document : undefined;
}

function readRoot(root: XmlElement): Reading {
  const reader = readers.get(root.name);
  if (reader !== undefined) {
    refuseMixedText(root);
    return { readable: true, syntax: reader.syntax, wrapping: [], invoices: reader.read(root) };
  }
  const recognised = recogniseRoot(root);
  const refused = refuse(recognised, {
    message: `The root element is ${root.name}`,
    nl: `Het hoofdelement is ${root.name}`,
  });
  const isUbl = root.name.startsWith('{urn:oasis:names:specification:ubl:');
  return recognised.code === 'NOT_AN_INVOICE' && isUbl
    ? { ...refused, neighbour: readNeighbour(root) }
    : refused;
}

function refuse({ syntax, code }: Recognised, what: { message: string; nl: string }): Unreadable {
  const isNeighbour = code === 'NOT_AN_INVOICE';
  const found = finding(code, {
    value: syntax,
    message: `${what.message}, ${isNeighbour ? 'which is not an invoice' : 'which Acquit does not read yet'}.`,
    nl: `${what.nl}, en dat ${isNeighbour ? 'is geen factuur' : 'leest Acquit nog niet'}.`,
  });
  return unreadable(syntax, found);
}

/** What a reader could not go on with, as a reading; an error without a code is a fault of ours and goes on. */
export function asReading(error: unknown): Unreadable {
  if (!(error instanceof AcquitError)) throw error;
  return unreadable(null, finding(error.code, { message: error.message }));
}

const unreadable = (syntax: string | null, found: Finding): Unreadable => ({
  readable: false,
  syntax,
  findings: [found],
});
