import { refuseOversizeFile } from './limits.ts';
import { asReading, readXmlDocument } from './read-xml-document.ts';
import type { Reading } from './reading.ts';
import { recogniseBytes } from './recognise.ts';

/**
 * Reads a document as it came over the wire: its invoices, or the findings that say why there are none
 * (documents.md 2 to 6). Never rejects, whatever the bytes are; that would be a fault of Acquit itself.
 */
export async function readDocument(bytes: Uint8Array): Promise<Reading> {
  try {
    refuseOversizeFile(bytes);
    const syntax = recogniseBytes(bytes)?.syntax;
    // Most documents are XML: what these two need is loaded only when such a file comes.
    if (syntax === 'pdf') return (await import('./pdf.ts')).readPdf(bytes);
    if (syntax === 'p7m') return (await import('./p7m.ts')).readP7m(bytes);
    return readXmlDocument(bytes);
  } catch (error) {
    return asReading(error);
  }
}
