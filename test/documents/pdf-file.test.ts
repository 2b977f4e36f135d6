import { PDFArray, PDFName, PDFRef } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { PdfFile } from '../../lib/documents/pdf-file.ts';
import { flate, packedPdf, pdf, revised, stream } from './sample-pdf.ts';

const refused = (message: RegExp) =>
  expect.objectContaining({ code: 'PDF_INVALID', message: expect.stringMatching(message) });
const catalog = '<< /Type /Catalog >>';
const file = (bytes: string | Uint8Array) => new PdfFile(Buffer.from(bytes as string)); // takes both
/** How an object of the file reads; undefined when there is none. */
const shown = (bytes: string | Uint8Array, object: number) =>
  file(bytes).resolve(PDFRef.of(object))?.toString().replace(/\s+/g, ' ');

/** The content of a stream object. */
function content(bytes: string | Uint8Array, object: number): string | undefined {
  const whole = file(bytes);
  const found = whole.stream(PDFRef.of(object));
  return found === undefined ? undefined : Buffer.from(whole.decode(found)).toString('latin1');
}

const line = (offset: number, use = 'n') => `${String(offset).padStart(10, '0')} 00000 ${use} \n`;
const start = '%PDF-1.7\n';

/** A file of these bytes before the table, which has one run of lines; `end` stands from the trailer on. */
function written(body: string, lines: readonly string[], end = 'trailer\n<< /Root 1 0 R >>'): string {
  return `${body}xref\n0 ${lines.length}\n${lines.join('')}${end}\nstartxref\n${body.length}\n%%EOF`;
}
/** A file with one object, as it stands in the file, at the offset that the table has for it. */
const withObject = (object: string, shift = 0) =>
  written(`${start}${object}\n`, [line(0, 'f'), line(start.length + shift)]);

describe('A PDF is read from its end', () => {
  test.each(['startxref 9', 'startxref\r\n9', 'startxref \n 9'])('whatever blanks stand in "%s".', (end) => {
    const body = `${start}xref\n0 0\ntrailer\n<< /Size 7 >>\n`;
    expect(file(`${body}${end}`).trailer.toString()).toMatch(/Size 7/);
  });

  test.each([
    ['nothing', start],
    ['no number', `${start}startxref\nx`],
    ['a number too far away', `${start}startxref${' '.repeat(40)}9`],
    ['a number before the word', `${start}9 startxref`],
  ])('and with %s there it has none.', (_name, bytes) => {
    expect(() => file(bytes)).toThrow(refused(/its end is missing/));
  });

  test('and the last end counts.', () => {
    const first = pdf({ 1: catalog });
    expect(shown(revised(first, { 1: '<< /New true >>' }), 1)).toBe('<< /New true >>');
    expect(shown(revised(first, { 2: '<< /New true >>' }), 1)).toBe('<< /Type /Catalog >>');
  });

  test('and offsets count from a header that stands in the first kilobyte.', () => {
    const bytes = pdf({ 1: catalog });
    const behind = (length: number) => Buffer.concat([Buffer.alloc(length, 0x20), bytes]);
    expect(shown(behind(1_019), 1)).toBe('<< /Type /Catalog >>');
    expect(() => file(behind(1_020))).toThrow(refused(/./));
  });

  test('A table at the beginning of all is none.', () => {
    expect(() => file(`${start}startxref\n0`)).toThrow(refused(/it has no trailer/));
    expect(
      file(`${start}xref\n0 0\ntrailer\n<< /Prev 0 /Size 7 >>\nstartxref\n9`).trailer.toString(),
    ).toMatch(/Size 7/);
  });
});

describe('The trailer of a PDF', () => {
  const table = (end: string) => `${start}xref\n0 0\n${end}\nstartxref\n9`;

  test.each(['trailer<< /Size 7 >>', '\r\n \ttrailer\n<< /Size 7 >>'])('is read from %j.', (end) => {
    expect(file(table(end)).trailer.toString()).toMatch(/Size 7/);
  });

  test.each(['', 'x trailer << >>', '<< >>', `${' '.repeat(200)}trailer << >>`])(
    'is missing in %j.',
    (end) => {
      expect(() => file(table(end))).toThrow(refused(/a table of objects without a trailer/));
    },
  );

  test('must be a dictionary.', () => {
    expect(() => file(table('trailer [1]'))).toThrow(refused(/its trailer is no dictionary/));
  });

  test('may say that the file is encrypted, also in an older revision.', () => {
    expect(() => file(table('trailer << /Encrypt 9 0 R >>'))).toThrow(refused(/is encrypted/));
    const old = pdf({ 1: catalog }, '/Encrypt 9 0 R');
    expect(() => file(revised(old, { 1: catalog }))).toThrow(refused(/is encrypted/));
  });

  test('may point at another table in a stream beside it, which an older reader does not know.', () => {
    const object = `1 0 obj\n${catalog}\nendobj\n`;
    const row = Buffer.from([1, 0, start.length]).toString('latin1');
    const hidden = `9 0 obj\n${stream(row, '/Type /XRef /W [1 1 1] /Index [1 1]').toString('latin1')}\nendobj\n`;
    const place = Buffer.from([1, start.length, 0]).toString('latin1');
    const body = `${start}${object}${hidden.replace(row, place)}`;
    const at = start.length + object.length;
    const bytes = Buffer.from(
      written(body, [line(0, 'f')], `trailer\n<< /Root 1 0 R /XRefStm ${at} >>`),
      'latin1',
    );
    expect(shown(bytes, 1)).toBe('<< /Type /Catalog >>');
    const without = Buffer.from(written(body, [line(0, 'f')]), 'latin1');
    expect(shown(without, 1)).toBeUndefined();
  });
});

describe('The revisions of a PDF', () => {
  /** So many tables, each pointing at the one before it. */
  function revisions(count: number): string {
    const parts = [start];
    let at = 0;
    let length = start.length;
    for (let each = 0; each < count; each += 1) {
      const part = `xref\n0 0\ntrailer\n<< /Prev ${at} >>\n`;
      at = length;
      length += part.length;
      parts.push(part);
    }
    return `${parts.join('')}startxref\n${at}\n`;
  }

  test('are two thousand at most.', () => {
    expect(file(revisions(2_000)).trailer.has(PDFName.of('Prev'))).toBe(true);
    expect(() => file(revisions(2_001))).toThrow(refused(/more than 2000 revisions/));
  });

  test('may not point at each other.', () => {
    const bytes = `${start}xref\n0 0\ntrailer\n<< /Prev 9 >>\nstartxref\n9`;
    expect(() => file(bytes)).toThrow(refused(/its revisions point at each other/));
  });

  test('must be where they should be.', () => {
    const at = (offset: number, text: string) => `${start}${text}\nstartxref\n${offset}`;
    const xref = (entries: string) => `1 0 obj\n<< ${entries} >>\nstream\n\nendstream`;
    expect(() => file(at(9, '1 0 obj [1] endobj'))).toThrow(refused(/not where it should be/));
    expect(() => file(at(9, '1 0 obj << /Type /XRef /W [1 1 1] >> endobj'))).toThrow(
      refused(/not where it should be/),
    );
    expect(() => file(at(9, xref('/Type /ObjStm /W [1 1 1] /Length 0')))).toThrow(
      refused(/not where it should be/),
    );
    expect(file(at(9, xref('/Type /XRef /W [1 1 1] /Length 0'))).trailer.toString()).toMatch(/XRef/);
    expect(() => file(at(999, ''))).toThrow(refused(/points at none/));
  });
});

describe('An object of a PDF', () => {
  test.each([
    '1 0 obj << /A 1 >>',
    ' \r\n1 0 obj<< /A 1 >>',
    '1  00012\n\tobj\n<< /A 1 >>',
    '0000000001 0 obj << /A 1 >>',
  ])('is found where the table says, as in %j.', (object) => {
    expect(shown(withObject(object), 1)).toBe('<< /A 1 >>');
  });

  test.each(['x 1 0 obj << >>', '1 obj << >>', '1 0 << >>', 'x', '1 000000 obj << >>'])(
    'is not found where the table points at %j.',
    (object) => expect(() => shown(withObject(object), 1)).toThrow(refused(/points at none/)),
  );

  test('is refused where the table points at another.', () => {
    expect(() => shown(withObject('2 0 obj << >>'), 1)).toThrow(refused(/points at others/));
    expect(() => shown(withObject('11 0 obj << >>'), 1)).toThrow(refused(/points at others/));
    expect(shown(withObject('21 0 obj << /A 1 >>', 1), 1)).toBe('<< /A 1 >>');
  });

  test('may be free, unknown, or nothing, and then is none.', () => {
    const bytes = pdf({ 1: catalog, 2: 'null' });
    expect([0, 2, 77].map((number) => shown(bytes, number))).toEqual([undefined, undefined, undefined]);
    expect(file(bytes).resolve(undefined)).toBeUndefined();
  });

  test('may be reached over nine references and not over more.', () => {
    const chain = (length: number) =>
      pdf(
        Object.fromEntries(
          Array.from({ length }, (_, n) => [n + 1, n + 1 === length ? catalog : `${n + 2} 0 R`]),
        ),
      );
    expect(shown(chain(9), 1)).toBe('<< /Type /Catalog >>');
    expect(() => shown(chain(10), 1)).toThrow(refused(/references in it only lead to others/));
  });

  test('is one of five thousand that are looked up at most, each once.', () => {
    const whole = file(pdf({ 1: catalog }));
    const lookUp = (from: number, to: number) => {
      for (let number = from; number <= to; number += 1) whole.resolve(PDFRef.of(number));
    };
    lookUp(1, 5_000);
    lookUp(1, 5_000);
    expect(() => lookUp(5_001, 5_001)).toThrow(refused(/too many references/));
  });

  test('is parsed once, however often it is asked for.', () => {
    const whole = file(pdf({ 1: `[${'1 '.repeat(15_000)}]` }));
    const first = whole.resolve(PDFRef.of(1));
    expect(first).toBeInstanceOf(PDFArray);
    expect(whole.resolve(PDFRef.of(1))).toBe(first);
  });

  test('is a dictionary only when it is one.', () => {
    const whole = file(pdf({ 1: '<< /A << /B 1 >> /C [1] /D 2 0 R >>', 2: '<< /E 1 >>' }));
    const root = whole.dict(whole.trailer, 'Root');
    expect(whole.dict(root, 'A')?.toString()).toMatch(/B 1/);
    expect(whole.dict(root, 'D')?.toString()).toMatch(/E 1/);
    expect([whole.dict(root, 'C'), whole.dict(root, 'X'), whole.dict(undefined, 'A')]).toEqual([
      undefined,
      undefined,
      undefined,
    ]);
  });
});

describe('A stream of a PDF', () => {
  const raw = (entries: string, text: string) => withObject(`1 0 obj\n<< ${entries} >>${text}`);

  test.each([
    ['a line feed', '\nstream\n'],
    ['a carriage return and a line feed', '\r\nstream\r\n'],
    ['a carriage return', ' stream\r'],
    ['blanks before the word', '   \n\nstream\n'],
    ['nothing before the word', 'stream\n'],
  ])('begins behind its word and %s.', (_name, opening) => {
    expect(content(raw('/Length 3', `${opening}abc\nendstream`), 1)).toBe('abc');
  });

  test.each([
    ['no stream behind it', '\nendobj'],
    ['another word', '\nstreams\nabc endstream'],
    ['no line end behind the word', '\nstream abc endstream'],
    ['an end of the object before it', '\nendobj stream\nabc\nendstream'],
  ])('is none with %s.', (_name, text) => {
    expect(content(raw('/Length 3', text), 1)).toBeUndefined();
  });

  test.each([
    ['nothing', ''],
    ['a line end', '\n'],
    ['two letters of a line end', '\r\n'],
  ])('has the length that it says, when its end follows behind %s.', (_name, gap) => {
    expect(content(raw('/Length 3', `\nstream\nabc${gap}endstream`), 1)).toBe('abc');
  });

  test('goes to its end when the length is wrong, missing or no number.', () => {
    const until = (length: string) => content(raw(length, '\nstream\nabcdefgh\nendstream'), 1);
    for (const length of [
      '/Length 7',
      '/Length 2',
      '/Length 500',
      '',
      '/Length (8)',
      '/Length -1',
      '/Length 7 0 R',
    ]) {
      expect(until(length)).toBe('abcdefgh\n');
    }
    expect(content(raw('/Length 3', '\nstream\nabc   endstream'), 1)).toBe('abc   ');
    expect(content(raw('/Length 0', '\nstream\nendstream'), 1)).toBe('');
    expect(content(raw('/Length 9', '\nstream\nendstream'), 1)).toBe('');
  });

  test('must have an end, which is searched for four times in a file at most.', () => {
    expect(() => content(raw('', '\nstream\nabc'), 1)).toThrow(refused(/a stream in it has no end/));
    const bodies = Object.fromEntries(Array.from({ length: 5 }, (_, n) => [n + 1, stream('abc', '', 1)]));
    const whole = file(pdf(bodies));
    for (const number of [1, 2, 3, 4])
      expect(whole.stream(PDFRef.of(number))?.raw).toHaveLength('abc\n'.length);
    expect(() => whole.stream(PDFRef.of(5))).toThrow(refused(/a stream in it has no end/));
  });

  test('is no other object.', () => {
    expect(content(pdf({ 1: '[1]' }), 1)).toBeUndefined();
    expect(content(pdf({ 1: catalog }), 1)).toBeUndefined();
    expect(content(pdf({ 1: catalog }), 77)).toBeUndefined();
    expect(content(packedPdf({ 1: catalog }, {}), 1)).toBeUndefined();
  });
});

describe('Objects packed into a stream', () => {
  /** A file whose table, in a stream, has these rows of kind, place and index, and whose object 2 is this stream. */
  function packed(container: Buffer, rows: readonly (readonly [number, number, number])[]): Buffer {
    const before = Buffer.concat([Buffer.from(`${start}2 0 obj\n`), container, Buffer.from('\nendobj\n')]);
    const table = stream(Buffer.from(rows.flat()), `/Type /XRef /W [1 1 1] /Size ${rows.length}`);
    const end = Buffer.from(`\nendobj\nstartxref\n${before.length}\n`);
    return Buffer.concat([before, Buffer.from('9 0 obj\n'), table, end]);
  }
  const free = [0, 0, 0] as const;
  const second = [1, start.length, 0] as const;
  const objects = (text: string, first = text.indexOf('<')) => stream(text, `/Type /ObjStm /First ${first}`);

  test('are read by their place in it.', () => {
    const bytes = packed(objects('1 0 3 11 << /A 1 >> << /B 1 >>'), [free, [2, 2, 0], second, [2, 2, 1]]);
    expect([shown(bytes, 1), shown(bytes, 3)]).toEqual(['<< /A 1 >>', '<< /B 1 >>']);
  });

  test('are unpacked once for all of them.', () => {
    const whole = file(packedPdf({ 1: '7', 2: '8', 3: ' '.repeat(17_000_000) }, {}));
    expect([1, 2].map((number) => whole.resolve(PDFRef.of(number))?.toString())).toEqual(['7', '8']);
  });

  test.each([
    ['under another number', objects('4 0 << /A 1 >>'), 0],
    ['behind the last', objects('1 0 << /A 1 >>'), 1],
    ['without a place', objects('1 << /A 1 >>'), 0],
    ['in a stream that does not say where its objects begin', stream('1 0 << /A 1 >>', '/Type /ObjStm'), 0],
    ['in what is no stream', Buffer.from('<< /First 4 >>'), 0],
    ['where objects and not their places stand', objects('3 0 << >> 1 0', 4), 1],
  ])('are lost %s.', (_name, container, index) => {
    expect(() => shown(packed(container, [free, [2, 2, index], second]), 1)).toThrow(
      refused(/objects packed in it are lost/),
    );
  });

  test('are lost in an object that is not there.', () => {
    expect(() => shown(packed(objects('1 0 << >>'), [free, [2, 7, 0]]), 1)).toThrow(
      refused(/packed in it are lost/),
    );
  });

  test('cannot be packed in themselves.', () => {
    expect(() => shown(packed(flate('x'), [free, free, [2, 2, 0]]), 2)).toThrow(
      refused(/objects are packed in themselves/),
    );
  });
});
