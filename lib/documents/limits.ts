import { AcquitError } from '../findings/acquit-error.ts';

/** What Acquit reads at most (documents.md 3). Far above real invoices, low enough for one small worker. */
export const limits = {
  /** Peppol invoices are refused by most access points well below this; decoding needs a few times as much. */
  bytes: 50 * 1024 * 1024,
  /** XML without its attachments: some ten thousand invoice lines, about two seconds of parsing. */
  characters: 20_000_000,
  /** Tags: bounds the memory of the tree, where a tiny element costs far more than its text. */
  tags: 1_000_000,
  /** One tag with the text that follows it; only attachments are longer, and these are cut out before. */
  piece: 1_000_000,
  /** UBL with extensions and a signature stays below 25. */
  depth: 64,
  /** An element name with its namespace; bounds the paths of `Invoice.unmapped`. */
  nameLength: 256,
} as const;

/** Throws an AcquitError DOCUMENT_TOO_LARGE when the XML is longer or has more or longer tags than allowed. */
export function refuseOversize(xml: string): void {
  if (xml.length > limits.characters) {
    throw tooLarge(`${xml.length} characters without attachments; at most ${limits.characters} are read`);
  }
  let tags = 0;
  for (let at = xml.indexOf('<'); at >= 0; ) {
    const next = xml.indexOf('<', at + 1);
    if ((next < 0 ? xml.length : next) - at > limits.piece) {
      throw tooLarge(`one element with more than ${limits.piece} characters`);
    }
    tags += 1;
    at = next;
  }
  if (tags > limits.tags) throw tooLarge(`${tags} tags; at most ${limits.tags} are read`);
}

export const tooLarge = (what: string): AcquitError =>
  new AcquitError('DOCUMENT_TOO_LARGE', `The document has ${what}.`);
