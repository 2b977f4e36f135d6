import { AcquitError } from '../findings/acquit-error.ts';

/** What Acquit reads at most (documents.md 3). Far above real invoices, low enough for one small worker. */
export const limits = {
  /** Peppol invoices are refused by most access points well below this; decoding needs a few times as much. */
  bytes: 50 * 1024 * 1024,
  /** XML without its attachments: some ten thousand invoice lines, about two seconds of parsing. */
  characters: 20_000_000,
  /** Most invoices are shorter; what is in them need not be counted. */
  harmlessCharacters: 100_000,
  /** Tags, and the same against the length: bounds the tree, where a tiny element costs far more than its text. */
  tags: 1_000_000,
  charactersPerTag: 12,
  /** Attributes, of which UBL has one in some hundred characters. */
  charactersPerAttribute: 30,
  /** Declarations of namespaces, which some writers repeat on every element. */
  charactersPerNamespace: 60,
  /** References like `&amp;`. */
  charactersPerReference: 12,
  /** Of each of these so many are free, so that a short file may be dense. */
  free: { tags: 50_000, attributes: 20_000, namespaces: 1_000, references: 50_000 },
  /** Different names of elements and attributes; all of UBL has some two thousand, one file a few hundred. */
  names: 5_000,
  /** One tag with the text that follows it; only attachments are longer, and these are cut out before. */
  piece: 1_000_000,
  /** UBL with extensions and a signature stays below 25. */
  depth: 64,
  /** Invoices in one file: FatturaPA files have a few, and each is decided on and stored by itself. */
  bodies: 1000,
  /** An element name with its namespace; bounds the paths of `Invoice.unmapped`. */
  nameLength: 256,
  /** What is read of a PDF: only what leads to its attachments, never its pages. */
  pdf: {
    /** Dictionaries, names, numbers and the like, and their text: also bounds what the library keeps of them. */
    objects: 20_000,
    syntaxBytes: 512 * 1024,
    /** Revisions of the file with the tables of their objects. */
    sections: 2_000,
    /** Indirect objects followed on the way. */
    references: 5_000,
    attachments: 1_000,
    /** All that is unpacked of a document together. */
    inflatedBytes: 32 * 1024 * 1024,
    /** The same where JavaScript and not zlib unpacks. */
    slowBytes: 4 * 1024 * 1024,
    filters: 4,
  },
  /** What is read of a signed envelope. */
  p7m: {
    /** Base64 in base64 around a signature (documents.md 6.4). */
    layers: 3,
    depth: 32,
    /** The content may come in chunks of a thousand bytes. Each node takes some four kilobytes of memory. */
    nodes: 10_000,
    signers: 4,
  },
} as const;

/** Throws an AcquitError DOCUMENT_TOO_LARGE for a file that is not even looked at. */
export function refuseOversizeFile({ length }: Uint8Array): void {
  if (length > limits.bytes) throw tooLarge(`${length} bytes; at most ${limits.bytes} are read`);
}

export const tooLarge = (what: string): AcquitError =>
  new AcquitError('DOCUMENT_TOO_LARGE', `The document has ${what}.`);
