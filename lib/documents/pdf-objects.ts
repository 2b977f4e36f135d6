import {
  PDFContext,
  type PDFDict,
  PDFNumber,
  type PDFObject,
  PDFObjectParser,
  type PDFRef,
} from '@cantoo/pdf-lib';
import { AcquitError } from '../findings/acquit-error.ts';
import { limits } from './limits.ts';

/** An object as parsed, and the place in the bytes behind it. */
export interface Parsed {
  readonly object: PDFObject;
  readonly end: number;
}

/**
 * Parses the objects of one PDF with pdf-lib's parser of single objects, within limits over the whole document. The
 * limits are ours because the library has none, and because it keeps every name and reference it ever met.
 */
export class PdfObjects {
  readonly context = PDFContext.create();
  #objects = 0;
  #bytes = 0;

  /** The object that begins at the offset, without the content of a stream. */
  parse(bytes: Uint8Array, offset: number): Parsed {
    const left = limits.pdf.syntaxBytes - this.#bytes;
    const parser = new BoundedParser(bytes.subarray(offset, offset + left), this.context, () =>
      this.#count(),
    );
    const object = attempt(() => parser.parseObject());
    this.#bytes += parser.offset;
    return { object, end: offset + parser.offset };
  }

  #count(): void {
    this.#objects += 1;
    if (this.#objects > limits.pdf.objects) throw damaged(`more than ${limits.pdf.objects} objects`);
  }
}

class BoundedParser extends PDFObjectParser {
  readonly #count: () => void;
  #depth = 0;

  constructor(bytes: Uint8Array, context: PDFContext, count: () => void) {
    // The library does not export the class of its byte streams; this is how to get one.
    super(PDFObjectParser.forBytes(bytes, context)['bytes'], context);
    this.#count = count;
  }

  get offset(): number {
    return this.bytes.offset();
  }

  override parseObject(reference?: PDFRef): PDFObject {
    this.#count();
    this.#depth += 1;
    if (this.#depth > limits.depth) throw damaged(`objects nested more than ${limits.depth} deep`);
    const object = super.parseObject(reference);
    this.#depth -= 1;
    return object;
  }

  /** Where a stream begins and ends is not left to the library: it would trust the length, or search for the end. */
  protected override parseDictOrStream(reference?: PDFRef): PDFDict {
    return this.parseDict(reference);
  }
}

/** A whole number that is not negative; undefined when the object is anything else. */
export function wholeNumber(object: PDFObject | undefined): number | undefined {
  if (!(object instanceof PDFNumber)) return undefined;
  const value = object.asNumber();
  return Number.isSafeInteger(value) && value >= 0 ? value : undefined;
}

/** Runs code of a library: whatever it throws about the bytes means that the PDF is damaged. */
export function attempt<T>(work: () => T): T {
  try {
    return work();
  } catch (cause) {
    if (cause instanceof AcquitError) throw cause;
    throw damaged('it has parts that cannot be read', cause);
  }
}

export const damaged = (reason: string, cause?: unknown): AcquitError =>
  new AcquitError('PDF_INVALID', `The PDF cannot be read: ${reason}.`, { cause });
