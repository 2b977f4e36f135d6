import { constants, inflateSync } from 'node:zlib';
import {
  decodePDFRawStream,
  PDFArray,
  type PDFContext,
  PDFDict,
  PDFName,
  type PDFObject,
  PDFRawStream,
} from '@cantoo/pdf-lib';
import { limits } from './limits.ts';
import { attempt, damaged } from './pdf-objects.ts';
import { undoPredictor } from './pdf-predictor.ts';

/** A stream of a PDF as it stands in the file. */
export interface PdfStream {
  readonly dict: PDFDict;
  readonly raw: Uint8Array;
}

/** Follows references; undefined for what does not exist. */
export type Resolve = (object: PDFObject | undefined) => PDFObject | undefined;

/** The filters that the library decodes, in JavaScript. All others are for images, or encrypt. */
const slowFilters = new Set(['/LZWDecode', '/ASCII85Decode', '/ASCIIHexDecode', '/RunLengthDecode']);

/** Decodes the streams of one PDF, and gives up when they become too large together: a bomb is filters in a row. */
export class PdfStreams {
  readonly #context: PDFContext;
  readonly #resolve: Resolve;
  #inflated = 0;

  constructor(context: PDFContext, resolve: Resolve) {
    this.#context = context;
    this.#resolve = resolve;
  }

  /** The content of a stream, or what its first `stored` bytes give when only the beginning is wanted. */
  decode({ dict, raw }: PdfStream, stored = raw.length): Uint8Array {
    const filters = this.#list(dict.get(PDFName.of('Filter')));
    const parameters = this.#list(dict.get(PDFName.of('DecodeParms')));
    if (filters.length > limits.pdf.filters) throw damaged('a stream in it is packed too many times');
    let bytes = raw.subarray(0, stored);
    for (const [index, filter] of filters.entries()) {
      const options = parameters[index];
      bytes = this.#unfilter(bytes, filter, options instanceof PDFDict ? options : undefined);
    }
    return bytes;
  }

  #list(object: PDFObject | undefined): readonly (PDFObject | undefined)[] {
    const found = this.#resolve(object);
    if (found === undefined) return [];
    return found instanceof PDFArray ? found.asArray().slice(0, 10).map(this.#resolve) : [found];
  }

  #unfilter(bytes: Uint8Array, filter: PDFObject | undefined, options: PDFDict | undefined): Uint8Array {
    const name = filter instanceof PDFName ? filter.asString() : '';
    if (name === '/FlateDecode') return this.#predicted(this.#inflate(bytes), options);
    if (!slowFilters.has(name)) throw damaged('a stream in it is packed in a way that Acquit does not read');
    const decoded = this.#decodeSlowly(bytes, name, options);
    return name === '/LZWDecode' ? this.#predicted(decoded, options) : decoded;
  }

  #predicted(bytes: Uint8Array, options: PDFDict | undefined): Uint8Array {
    return options === undefined
      ? bytes
      : undoPredictor(bytes, (name) => this.#resolve(options.get(PDFName.of(name))));
  }

  #inflate(bytes: Uint8Array): Uint8Array {
    const maxOutputLength = limits.pdf.inflatedBytes - this.#inflated;
    if (maxOutputLength <= 0) throw tooMuch();
    // A beginning alone is no error, nor is one that lacks the check sum.
    const settings = { maxOutputLength, finishFlush: constants.Z_SYNC_FLUSH, chunkSize: 256 * 1024 };
    return this.#charge(attempt(() => inflateSync(bytes, settings)));
  }

  #decodeSlowly(bytes: Uint8Array, name: string, options: PDFDict | undefined): Uint8Array {
    const dict = PDFDict.withContext(this.#context);
    dict.set(PDFName.of('Filter'), PDFName.of(name.slice(1)));
    if (options !== undefined) dict.set(PDFName.of('DecodeParms'), options);
    const stream = attempt(() => decodePDFRawStream(PDFRawStream.of(dict, bytes)));
    const step = 64 * 1024;
    for (let size = 0; attempt(() => stream.getBytes(step)).length === step; ) {
      size += step;
      if (size > limits.pdf.slowBytes) throw tooMuch();
    }
    return this.#charge(stream.decode());
  }

  #charge(decoded: Uint8Array): Uint8Array {
    this.#inflated += decoded.length;
    return decoded;
  }
}

const tooMuch = () => damaged('what is packed in it is too large');
