import { PDFArray, PDFDict, PDFHexString, PDFName, type PDFObject, PDFRef, PDFString } from '@cantoo/pdf-lib';
import { limits } from './limits.ts';
import { PdfFile } from './pdf-file.ts';
import { attempt, damaged } from './pdf-objects.ts';

/** A file attached to a PDF. */
export interface PdfAttachment {
  /** As the PDF says: hostile input. */
  readonly name: string;
  /** All of it, or what the first `stored` bytes in the PDF give. */
  readonly content: (stored?: number) => Uint8Array;
}

/**
 * The files attached to a PDF: those in the name tree of embedded files and the associated files of the catalog, each
 * once (documents.md 5.3). Throws an AcquitError PDF_INVALID.
 */
export function pdfAttachments(bytes: Uint8Array): readonly PdfAttachment[] {
  const file = new PdfFile(bytes);
  const catalog = file.dict(file.trailer, 'Root');
  if (catalog === undefined) throw damaged('it has no catalog');
  const found = new Map<number, PdfAttachment>();
  const tree = file.dict(file.dict(catalog, 'Names'), 'EmbeddedFiles');
  for (const specification of [...leaves(file, tree), ...list(file, catalog, 'AF')]) {
    for (const [object, attachment] of filesOf(file, file.resolve(specification)))
      found.set(object, attachment);
    if (found.size > limits.pdf.attachments) throw damaged(`more than ${limits.pdf.attachments} attachments`);
  }
  return [...found.values()];
}

/** The values of a name tree, which may branch through Kids. */
function leaves(file: PdfFile, root: PDFDict | undefined): readonly PDFObject[] {
  const values: PDFObject[] = [];
  const seen = new Set<PDFObject>();
  const waiting: (PDFObject | undefined)[] = [root];
  for (let node = waiting.pop(); node !== undefined; node = waiting.pop()) {
    const branch = file.resolve(node);
    if (!(branch instanceof PDFDict)) continue;
    if (seen.has(branch)) throw damaged('its list of attachments runs in a circle');
    seen.add(branch);
    values.push(...list(file, branch, 'Names').filter((_, index) => index % 2 === 1));
    waiting.push(...list(file, branch, 'Kids').toReversed());
  }
  return values;
}

function list(file: PdfFile, parent: PDFDict, key: string): readonly PDFObject[] {
  const found = file.resolve(parent.get(PDFName.of(key)));
  return found instanceof PDFArray ? found.asArray() : [];
}

/** The streams of a file specification by their object numbers: one, unless it has another for old readers. */
function filesOf(
  file: PdfFile,
  specification: PDFObject | undefined,
): readonly (readonly [number, PdfAttachment])[] {
  if (!(specification instanceof PDFDict)) return [];
  const name = text(file, specification, 'UF') ?? text(file, specification, 'F') ?? '';
  const files = file.dict(specification, 'EF');
  return ['F', 'UF'].flatMap((key) => {
    const reference = files?.get(PDFName.of(key));
    const stream = reference instanceof PDFRef ? file.stream(reference) : undefined;
    if (!(reference instanceof PDFRef) || stream === undefined) return [];
    return [
      [reference.objectNumber, { name, content: (stored?: number) => file.decode(stream, stored) }],
    ] as const;
  });
}

function text(file: PdfFile, parent: PDFDict, key: string): string | undefined {
  const found = file.resolve(parent.get(PDFName.of(key)));
  const isText = found instanceof PDFString || found instanceof PDFHexString;
  return isText ? attempt(() => found.decodeText()).trim() : undefined;
}
