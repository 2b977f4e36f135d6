import { PDFDict, PDFName, PDFNull, type PDFObject, PDFRef } from '@cantoo/pdf-lib';
import { AcquitError } from '../findings/acquit-error.ts';
import { limits } from './limits.ts';
import { damaged, PdfObjects, wholeNumber } from './pdf-objects.ts';
import { type Place, type Section, streamSection, tableSection } from './pdf-sections.ts';
import { type PdfStream, PdfStreams } from './pdf-streams.ts';

/** An indirect object; `end` is where it ends in the file, and a stream may begin. */
interface Entry {
  readonly object: PDFObject;
  readonly end: number | undefined;
}

/** A stream of objects: pairs of an object's number and its offset behind `first`. */
interface Container {
  readonly content: Uint8Array;
  readonly pairs: readonly number[];
  readonly first: number;
}

/**
 * A PDF of which single objects are looked up, the newest revision first. Only what is asked for is parsed and
 * unpacked, so pages and images cost nothing. Throws an AcquitError PDF_INVALID for a file that is damaged or
 * encrypted, or that goes beyond `limits.pdf`.
 */
export class PdfFile {
  readonly trailer: PDFDict;
  readonly #bytes: Buffer;
  readonly #objects = new PdfObjects();
  readonly #streams = new PdfStreams(this.#objects.context, (object) => this.resolve(object));
  readonly #sections: Section[] = [];
  readonly #entries = new Map<number, Entry | undefined>();
  readonly #containers = new Map<number, Container | 'opening'>();
  #searches = 0;

  constructor(bytes: Uint8Array) {
    const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
    // Offsets count from the header, whatever a mail program put before it.
    this.#bytes = file.subarray(Math.max(0, file.subarray(0, 1024).indexOf('%PDF-')));
    this.trailer = this.#readSections();
  }

  /** The object that a reference means, or the object itself; undefined when there is none. */
  resolve(object: PDFObject | undefined): PDFObject | undefined {
    let found = object;
    for (let hops = 0; found instanceof PDFRef; hops += 1) {
      if (hops > 8) throw damaged('references in it only lead to others');
      found = this.#entry(found.objectNumber)?.object;
    }
    return found === PDFNull ? undefined : found;
  }

  /** The dictionary under a key; undefined when there is none. */
  dict(parent: PDFDict | undefined, key: string): PDFDict | undefined {
    const found = this.resolve(parent?.get(PDFName.of(key)));
    return found instanceof PDFDict ? found : undefined;
  }

  /** The stream that a reference means; undefined when it is something else. */
  stream(reference: PDFRef): PdfStream | undefined {
    const entry = this.#entry(reference.objectNumber);
    if (!(entry?.object instanceof PDFDict) || entry.end === undefined) return undefined;
    return this.#streamAt(entry.object, entry.end);
  }

  /** The content of a stream, or what its first `stored` bytes give. */
  decode(stream: PdfStream, stored?: number): Uint8Array {
    return this.#streams.decode(stream, stored);
  }

  /** Follows the tables from the last revision to the first, and returns the trailer of the last. */
  #readSections(): PDFDict {
    const marker = this.#bytes.lastIndexOf('startxref');
    const start = /^startxref\s+(\d{1,10})/.exec(this.#bytes.toString('latin1', marker, marker + 40))?.[1];
    if (start === undefined) throw damaged('its end is missing');
    const seen = new Set<number>();
    let newest: PDFDict | undefined;
    for (let at: number | undefined = Number(start); at !== undefined && at > 0; ) {
      if (seen.has(at)) throw damaged('its revisions point at each other');
      seen.add(at);
      if (seen.size > limits.pdf.sections) throw damaged(`more than ${limits.pdf.sections} revisions`);
      const trailer = this.#readSection(at);
      if (trailer.has(PDFName.of('Encrypt'))) throw new AcquitError('PDF_INVALID', 'The PDF is encrypted.');
      newest ??= trailer;
      at = wholeNumber(trailer.get(PDFName.of('Prev')));
    }
    if (newest === undefined) throw damaged('it has no trailer');
    return newest;
  }

  #readSection(offset: number): PDFDict {
    if (this.#bytes.toString('latin1', offset, offset + 4) !== 'xref') return this.#readStreamSection(offset);
    const { section, end } = tableSection(this.#bytes, offset, limits.pdf.sections);
    this.#sections.push(section);
    const keyword = /^\s*trailer/.exec(this.#bytes.toString('latin1', end, end + 80))?.[0];
    if (keyword === undefined) throw damaged('it has a table of objects without a trailer');
    const { object } = this.#objects.parse(this.#bytes, end + keyword.length);
    if (!(object instanceof PDFDict)) throw damaged('its trailer is no dictionary');
    const hybrid = wholeNumber(object.get(PDFName.of('XRefStm')));
    if (hybrid !== undefined) this.#readStreamSection(hybrid);
    return object;
  }

  #readStreamSection(offset: number): PDFDict {
    const { object, end } = this.#parseAt(offset);
    const stream = object instanceof PDFDict ? this.#streamAt(object, end) : undefined;
    if (stream === undefined || stream.dict.get(PDFName.of('Type')) !== PDFName.of('XRef')) {
      throw damaged('its table of objects is not where it should be');
    }
    this.#sections.push(streamSection(stream.dict, this.decode(stream)));
    return stream.dict;
  }

  #entry(number: number): Entry | undefined {
    if (this.#entries.has(number)) return this.#entries.get(number);
    if (this.#entries.size >= limits.pdf.references) throw damaged('it has too many references');
    const entry = this.#read(number, this.#place(number));
    this.#entries.set(number, entry);
    return entry;
  }

  #place(number: number): Place | undefined {
    for (const section of this.#sections) {
      const place = section(number);
      if (place !== undefined) return place;
    }
    return undefined;
  }

  #read(number: number, place: Place | undefined): Entry | undefined {
    if (place === undefined || place === 'free') return undefined;
    if ('container' in place) return this.#unpack(number, place.container, place.index);
    const parsed = this.#parseAt(place.offset);
    if (parsed.number !== number) throw damaged('its table of objects points at others');
    return parsed;
  }

  #parseAt(offset: number) {
    const [header, number] =
      /^\s*(\d{1,10})\s+\d{1,5}\s+obj/.exec(this.#bytes.toString('latin1', offset, offset + 60)) ?? [];
    if (header === undefined) throw damaged('its table of objects points at none');
    return { number: Number(number), ...this.#objects.parse(this.#bytes, offset + header.length) };
  }

  #streamAt(dict: PDFDict, end: number): PdfStream | undefined {
    const keyword = /^\s*stream(?:\r\n|\n|\r)/.exec(this.#bytes.toString('latin1', end, end + 40))?.[0];
    if (keyword === undefined) return undefined;
    const start = end + keyword.length;
    const length = wholeNumber(this.resolve(dict.get(PDFName.of('Length')))) ?? this.#bytes.length;
    const behind = this.#bytes.toString('latin1', start + length, start + length + 11);
    const size = /^\s{0,2}endstream/.test(behind) ? length : this.#searchEnd(start) - start;
    return { dict, raw: this.#bytes.subarray(start, start + size) };
  }

  /** For writers that get the length wrong. Not often: each search may run through the whole file. */
  #searchEnd(start: number): number {
    this.#searches += 1;
    const end = this.#bytes.indexOf('endstream', start);
    if (end < 0 || this.#searches > 4) throw damaged('a stream in it has no end');
    return end;
  }

  #unpack(number: number, container: number, index: number): Entry | undefined {
    const { content, pairs, first } = this.#container(container);
    const offset = pairs[index * 2 + 1];
    if (pairs[index * 2] !== number || offset === undefined) throw damaged('objects packed in it are lost');
    return { object: this.#objects.parse(content, first + offset).object, end: undefined };
  }

  #container(number: number): Container {
    const known = this.#containers.get(number);
    if (known === 'opening') throw damaged('objects are packed in themselves');
    if (known !== undefined) return known;
    this.#containers.set(number, 'opening');
    const stream = this.stream(PDFRef.of(number));
    const first = wholeNumber(stream?.dict.get(PDFName.of('First')));
    if (stream === undefined || first === undefined) throw damaged('objects packed in it are lost');
    const content = this.decode(stream);
    const header = Buffer.from(content.subarray(0, Math.min(first, limits.pdf.syntaxBytes))).toString(
      'latin1',
    );
    const container = { content, pairs: (header.match(/\d+/g) ?? []).map(Number), first };
    this.#containers.set(number, container);
    return container;
  }
}
