import { PDFContext, type PDFDict, PDFName, PDFNull, type PDFObject, PDFRef } from '@cantoo/pdf-lib';
import { deflateSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { PdfStreams } from '../../lib/documents/pdf-streams.ts';

const context = PDFContext.create();
const refused = (message: RegExp) =>
  expect.objectContaining({ code: 'PDF_INVALID', message: expect.stringMatching(message) });
const resolve = (object: PDFObject | undefined) => {
  const found = object instanceof PDFRef ? context.lookup(object) : object;
  return found === PDFNull ? undefined : found;
};
const name = (text: string) => PDFName.of(text);

function dictionary(entries: Readonly<Record<string, PDFObject>>): PDFDict {
  const dict = context.obj({});
  for (const [key, value] of Object.entries(entries)) dict.set(name(key), value);
  return dict;
}

/** What the filters, the last of them applied first, make of the bytes. */
function unpacked(raw: Uint8Array, filters: readonly string[], parameters?: PDFObject): Uint8Array {
  const Filter = context.obj(filters.map(name));
  const dict = dictionary({ Filter, ...(parameters === undefined ? {} : { DecodeParms: parameters }) });
  return new PdfStreams(context, resolve).decode({ dict, raw });
}

const text = (bytes: Uint8Array) => Buffer.from(bytes).toString('latin1');
const zeros = (length: number) => Buffer.alloc(length);

/** LZW without repeats: a clear code and then each byte as it is, in codes that grow as the table would. */
function lzw(bytes: Uint8Array, early: 0 | 1): Buffer {
  const codes = [256, ...bytes, 257];
  let bits = '';
  codes.forEach((code, index) => {
    const entries = 257 + Math.max(0, index - 1);
    bits += code.toString(2).padStart(entries + early < 512 ? 9 : 10, '0');
  });
  return Buffer.from((bits.match(/.{1,8}/g) ?? []).map((byte) => Number.parseInt(byte.padEnd(8, '0'), 2)));
}

/** Runs of 128 equal bytes, and an end. */
const runs = (bytes: number) =>
  Buffer.concat([
    Buffer.alloc((bytes / 128) * 2, Buffer.from([129, 0])),
    Buffer.from(bytes % 128 === 0 ? [128] : [0, 0, 128]),
  ]);

describe('The content of a stream is unpacked by its filters', () => {
  test.each([
    ['letters of base 85', '/ASCII85Decode', Buffer.from('87cURD]i,"Ebo80~>'), 'Hello World!'],
    ['hex', '/ASCIIHexDecode', Buffer.from('48 65 6C6c6F>'), 'Hello'],
    ['run lengths', '/RunLengthDecode', Buffer.from([1, 72, 101, 255, 108, 0, 111, 128]), 'Hello'],
    ['LZW', '/LZWDecode', lzw(Buffer.from('Hello'), 1), 'Hello'],
    ['deflate', '/FlateDecode', deflateSync('Hello'), 'Hello'],
  ])('of %s.', (_name, filter, raw, content) => {
    expect(text(unpacked(raw, [filter.slice(1)]))).toBe(content);
  });

  test('with no filter at all, or one that is nothing.', () => {
    const streams = new PdfStreams(context, resolve);
    const raw = Buffer.from('Hello');
    expect(text(streams.decode({ dict: dictionary({}), raw }))).toBe('Hello');
    expect(text(streams.decode({ dict: dictionary({ Filter: PDFNull }), raw }))).toBe('Hello');
    expect(text(streams.decode({ dict: dictionary({}), raw }, 2))).toBe('He');
  });

  test('by references to filters and parameters, each with its own.', () => {
    const parameters = context.register(
      dictionary({ Predictor: context.register(context.obj(12)), Columns: context.obj(2) }),
    );
    const filters = context.register(
      context.obj([context.register(name('ASCIIHexDecode')), name('FlateDecode')]),
    );
    const raw = Buffer.from(`${deflateSync(Uint8Array.of(2, 65, 66, 2, 1, 1)).toString('hex')}>`);
    const dict = dictionary({ Filter: filters, DecodeParms: context.obj([PDFNull, parameters]) });
    expect(text(new PdfStreams(context, resolve).decode({ dict, raw }))).toBe('ABBC');
  });

  test('with a predictor behind LZW and deflate only.', () => {
    const parameters = dictionary({ Predictor: context.obj(11), Columns: context.obj(3) });
    const row = Uint8Array.of(1, 65, 1, 1);
    expect(text(unpacked(lzw(row, 1), ['LZWDecode'], parameters))).toBe('ABC');
    expect(text(unpacked(deflateSync(row), ['FlateDecode'], parameters))).toBe('ABC');
    expect([...unpacked(Buffer.from('01410101>'), ['ASCIIHexDecode'], parameters)]).toEqual([...row]);
  });

  test('with the parameters that LZW itself has.', () => {
    const letters = Buffer.from(Array.from({ length: 300 }, (_, index) => index % 251));
    const late = dictionary({ EarlyChange: context.obj(0) });
    expect([...unpacked(lzw(letters, 0), ['LZWDecode'], late)]).toEqual([...letters]);
    expect([...unpacked(lzw(letters, 1), ['LZWDecode'])]).toEqual([...letters]);
    expect([...unpacked(lzw(letters, 0), ['LZWDecode'])]).not.toEqual([...letters]);
  });

  test('as far as its beginning goes, when only that is asked for.', () => {
    const content = Array.from({ length: 3_000 }, (_, index) => `line ${(index * 7_919) % 10_007}`).join(
      '\n',
    );
    const raw = deflateSync(content);
    const dict = dictionary({ Filter: name('FlateDecode') });
    const beginning = text(new PdfStreams(context, resolve).decode({ dict, raw }, 2_000));
    expect(beginning.length).toBeGreaterThan(1_000);
    expect(content.startsWith(beginning)).toBe(true);
  });
});

describe('A stream that is packed in a way that hurts is damage', () => {
  test('Four filters in a row are undone and a fifth is not.', () => {
    const packed = (times: number): Buffer =>
      times === 0 ? Buffer.from('x') : deflateSync(packed(times - 1));
    const filters = (times: number) => Array.from({ length: times }, () => 'FlateDecode');
    expect(text(unpacked(packed(4), filters(4)))).toBe('x');
    expect(() => unpacked(packed(5), filters(5))).toThrow(refused(/packed too many times/));
  });

  test.each(['JBIG2Decode', 'Crypt', 'FlateDecode2', ''])(
    'A filter %j is none that Acquit reads.',
    (filter) => {
      expect(() => unpacked(Buffer.from('x'), [filter])).toThrow(
        refused(/in a way that Acquit does not read/),
      );
    },
  );

  test('A filter that is no name is none that Acquit reads.', () => {
    const dict = dictionary({ Filter: context.obj([context.obj(7)]) });
    const decode = () => new PdfStreams(context, resolve).decode({ dict, raw: Buffer.from('x') });
    expect(decode).toThrow(refused(/in a way that Acquit does not read/));
  });

  test('What does not unpack is damage.', () => {
    expect(() => unpacked(Buffer.from('no zlib'), ['FlateDecode'])).toThrow(
      refused(/parts that cannot be read/),
    );
  });

  test('Four megabytes come out where JavaScript unpacks, and not a step more.', () => {
    const limit = 4 * 1024 * 1024;
    expect(unpacked(runs(limit), ['RunLengthDecode'])).toHaveLength(limit);
    expect(() => unpacked(runs(limit + 64 * 1024), ['RunLengthDecode'])).toThrow(refused(/is too large/));
  });

  test('Thirty-two megabytes come out of all streams of a file together.', () => {
    const half = {
      dict: dictionary({ Filter: name('FlateDecode') }),
      raw: deflateSync(zeros(16 * 1024 * 1024)),
    };
    const streams = new PdfStreams(context, resolve);
    expect(streams.decode(half)).toHaveLength(16 * 1024 * 1024);
    expect(streams.decode(half)).toHaveLength(16 * 1024 * 1024);
    const more = { ...half, raw: deflateSync('x') };
    expect(() => streams.decode(more)).toThrow(refused(/is too large/));
    const others = new PdfStreams(context, resolve);
    others.decode(more);
    others.decode(half);
    expect(() => others.decode(half)).toThrow(refused(/parts that cannot be read/));
    expect(others.decode({ ...half, raw: deflateSync('y') })).toHaveLength(1);
  });
});
