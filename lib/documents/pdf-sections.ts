import { PDFArray, type PDFDict, PDFName, type PDFObject } from '@cantoo/pdf-lib';
import { damaged, wholeNumber } from './pdf-objects.ts';

/** Where an object is: at an offset of the file, or packed into a stream of objects as the index-th. */
export type Place =
  | 'free'
  | { readonly offset: number }
  | { readonly container: number; readonly index: number };

/** The table of objects that one revision of a PDF wrote; what it does not know may be in an older one. */
export type Section = (object: number) => Place | undefined;

interface Run {
  readonly start: number;
  readonly count: number;
  /** Where the first entry is. */
  readonly at: number;
  readonly width: number;
}

/**
 * The table behind the word `xref` at an offset (ISO 32000-1, 7.5.4). Nothing is copied: entries are looked at when
 * they are asked for, so that a table of a million objects costs nothing. `end` is where the trailer begins.
 */
export function tableSection(
  bytes: Buffer,
  offset: number,
  maximum: number,
): { section: Section; end: number } {
  const runs: Run[] = [];
  let end = offset + 'xref'.length;
  for (;;) {
    const text = bytes.toString('latin1', end, end + 80);
    const [header, start, count] = /^\s*(\d{1,10})\s+(\d{1,10})\s+/.exec(text) ?? [];
    if (header === undefined) break;
    const at = end + header.length;
    // 20 bytes by the standard; some writers end the line with one character only.
    const line = /^\d{10} \d{5} [fn](\s{1,3})/.exec(bytes.toString('latin1', at, at + 21));
    const run = { start: Number(start), count: Number(count), at, width: 18 + (line?.[1]?.length ?? 2) };
    end = at + run.count * run.width;
    if (runs.push(run) > maximum || end > bytes.length + 2) throw damaged('its table of objects is too long');
  }
  return { section: (object) => placeInTable(bytes, runs, object), end };
}

function placeInTable(bytes: Buffer, runs: readonly Run[], object: number): Place | undefined {
  const run = runs.find(({ start, count }) => object >= start && object < start + count);
  if (run === undefined) return undefined;
  const at = run.at + (object - run.start) * run.width;
  const [, offset, use] = /^(\d{10}) \d{5} ([fn])/.exec(bytes.toString('latin1', at, at + 18)) ?? [];
  if (offset === undefined) throw damaged('its table of objects has lines that are none');
  return use === 'f' ? 'free' : { offset: Number(offset) };
}

/** The table in a stream of type XRef (ISO 32000-1, 7.5.8), given its content. */
export function streamSection(dict: PDFDict, content: Uint8Array): Section {
  const widths = numbers(dict.get(PDFName.of('W')));
  if (widths?.length !== 3 || widths.some((width) => width > 7))
    throw damaged('its table of objects has no columns');
  const index = numbers(dict.get(PDFName.of('Index'))) ?? [0, wholeNumber(dict.get(PDFName.of('Size'))) ?? 0];
  return (object) => placeInStream(content, widths, index, object);
}

function placeInStream(
  content: Uint8Array,
  widths: readonly number[],
  index: readonly number[],
  object: number,
): Place | undefined {
  const [typeWidth = 0, secondWidth = 0, thirdWidth = 0] = widths;
  const width = typeWidth + secondWidth + thirdWidth;
  let at = 0;
  for (let pair = 0; pair < index.length; pair += 2) {
    const [start = 0, count = 0] = [index[pair], index[pair + 1]];
    if (object >= start && object < start + count) {
      at += (object - start) * width;
      if (at + width > content.length) return undefined;
      const type = typeWidth === 0 ? 1 : bigEndian(content, at, typeWidth);
      const second = bigEndian(content, at + typeWidth, secondWidth);
      const third = bigEndian(content, at + typeWidth + secondWidth, thirdWidth);
      if (type === 1) return { offset: second };
      return type === 2 ? { container: second, index: third } : 'free';
    }
    at += count * width;
  }
  return undefined;
}

function bigEndian(bytes: Uint8Array, at: number, width: number): number {
  let value = 0;
  for (let each = 0; each < width; each += 1) value = value * 256 + (bytes[at + each] ?? 0);
  return value;
}

function numbers(object: PDFObject | undefined): readonly number[] | undefined {
  if (!(object instanceof PDFArray)) return undefined;
  return object.asArray().map((each) => wholeNumber(each) ?? 0);
}
