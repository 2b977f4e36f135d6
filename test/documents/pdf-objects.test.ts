import { PDFArray, PDFBool, PDFNumber, PDFString } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { attempt, damaged, PdfObjects, wholeNumber } from '../../lib/documents/pdf-objects.ts';

const refused = (message: RegExp) =>
  expect.objectContaining({ code: 'PDF_INVALID', message: expect.stringMatching(message) });
const parse = (text: string, objects = new PdfObjects()) => objects.parse(Buffer.from(text), 0);

describe('The objects of a PDF are parsed one by one', () => {
  test('from an offset, with the place behind it.', () => {
    const { object, end } = new PdfObjects().parse(Buffer.from('junk(text) more'), 4);
    expect(object).toBeInstanceOf(PDFString);
    expect(end).toBe('junk(text)'.length);
  });

  test('A dictionary ends before the stream behind it.', () => {
    const text = '<< /Length 3 >>\nstream\nabc\nendstream';
    expect(parse(text).end).toBeLessThanOrEqual(text.indexOf('stream'));
  });

  test('Twenty thousand are read in one file, however many at a time, and one more is not.', () => {
    const list = (count: number) => `[${'1 '.repeat(count - 1)}]`;
    expect(parse(list(20_000)).object).toBeInstanceOf(PDFArray);
    expect(() => parse(list(20_001))).toThrow(refused(/more than 20000 objects/));
    const objects = new PdfObjects();
    parse(list(10_000), objects);
    parse(list(10_000), objects);
    expect(() => parse('1', objects)).toThrow(refused(/more than 20000 objects/));
  });

  test('They may stand in each other sixty-four deep, and beside each other as often as they like.', () => {
    const nested = (levels: number) => '['.repeat(levels) + ']'.repeat(levels);
    expect(parse(nested(64)).end).toBe(128);
    expect(() => parse(nested(65))).toThrow(refused(/nested more than 64 deep/));
    expect(parse(`[${'[[]]'.repeat(100)}]`).end).toBe(402);
  });

  test('Half a megabyte of them is read in one file, and not one letter more.', () => {
    const text = (length: number) => `(${'x'.repeat(length - 2)})`;
    expect(parse(text(524_288)).end).toBe(524_288);
    expect(() => parse(text(524_289))).toThrow(refused(/parts that cannot be read/));
    const objects = new PdfObjects();
    parse(text(300_000), objects);
    expect(parse(text(224_288), objects).end).toBe(224_288);
    expect(() => parse('1', objects)).toThrow(refused(/parts that cannot be read/));
  });
});

test.each([
  [0, 0],
  [7, 7],
  [Number.MAX_SAFE_INTEGER, Number.MAX_SAFE_INTEGER],
  [Number.MAX_SAFE_INTEGER + 1, undefined],
  [-1, undefined],
  [1.5, undefined],
  [Number.NaN, undefined],
])('The number %d of a PDF counts as %s where a whole one is needed.', (value, whole) => {
  expect(wholeNumber(PDFNumber.of(value))).toBe(whole);
});

test('What is no number at all is no whole one.', () => {
  expect(wholeNumber(PDFBool.True)).toBeUndefined();
  expect(wholeNumber(undefined)).toBeUndefined();
});

test('What a library throws means damage, and keeps its cause; a refusal of our own stays as it is.', () => {
  const cause = new TypeError('x');
  const throws = (error: Error) => () =>
    attempt(() => {
      throw error;
    });
  expect(throws(cause)).toThrow(expect.objectContaining({ code: 'PDF_INVALID', cause }));
  expect(throws(cause)).toThrow(/parts that cannot be read/);
  expect(throws(damaged('gone'))).toThrow(/: gone\.$/);
  expect(throws(new AcquitError('NOT_WELL_FORMED', 'x'))).toThrow(
    expect.objectContaining({ code: 'NOT_WELL_FORMED' }),
  );
  expect(attempt(() => 7)).toBe(7);
});
