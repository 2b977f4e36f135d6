import { PDFName, PDFNumber } from '@cantoo/pdf-lib';
import { describe, expect, test } from 'vitest';
import { undoPredictor } from '../../lib/documents/pdf-predictor.ts';

type Options = Readonly<Record<string, number>>;

const undo = (bytes: readonly number[] | Uint8Array, options: Options): readonly number[] => [
  ...undoPredictor(Uint8Array.from(bytes), (name) => {
    const value = options[name];
    return value === undefined ? undefined : PDFNumber.of(value);
  }),
];
const damaged = expect.objectContaining({ code: 'PDF_INVALID' });

describe('Bytes that a PDF stores as differences come back as they were', () => {
  test('Without a predictor, or with predictor 1, nothing is done.', () => {
    expect(undo([9, 8, 7], {})).toEqual([9, 8, 7]);
    expect(undo([9, 8, 7], { Predictor: 1, Columns: 2 })).toEqual([9, 8, 7]);
    expect(undoPredictor(Uint8Array.of(9), () => PDFName.of('Predictor'))).toEqual(Uint8Array.of(9));
  });

  test.each([
    ['as it is', [0, 10, 20, 30, 0, 1, 2, 3], [10, 20, 30, 1, 2, 3]],
    ['as the difference to the left', [1, 10, 20, 30, 1, 1, 2, 3], [10, 30, 60, 1, 3, 6]],
    ['as the difference to the row above', [2, 10, 20, 30, 2, 1, 2, 3], [10, 20, 30, 11, 22, 33]],
    ['as the difference to the mean of both', [3, 10, 20, 30, 3, 1, 2, 3], [10, 25, 42, 6, 17, 32]],
    ['as the difference to the nearest of three', [4, 10, 20, 30, 4, 1, 2, 3], [10, 30, 60, 11, 32, 63]],
    [
      'each row in its own way',
      [0, 200, 100, 0, 2, 100, 1, 1, 1, 1, 1, 1],
      [200, 100, 0, 44, 101, 1, 1, 2, 3],
    ],
  ])('A row stored %s.', (_name, stored, plain) => {
    for (const predictor of [10, 12, 15])
      expect(undo(stored, { Predictor: predictor, Columns: 3 })).toEqual(plain);
  });

  test('The nearest of three is the left, the upper or the one between them, in this order where they tie.', () => {
    const nearest = (left: number, above: number, corner: number) =>
      undo([0, corner, above, 4, left - corner, 0], { Predictor: 14, Columns: 2 }).at(-1);
    // The left byte comes out of the same filter, whose nearest is the byte above it.
    expect(nearest(50, 10, 10)).toBe(50);
    expect(nearest(10, 50, 10)).toBe(50);
    expect(nearest(10, 50, 30)).toBe(30);
    expect(nearest(30, 10, 20)).toBe(20);
    expect(nearest(50, 40, 60)).toBe(40);
    expect(nearest(40, 50, 60)).toBe(40);
    expect(nearest(10, 20, 15)).toBe(15);
    expect(nearest(20, 40, 10)).toBe(40);
    expect(nearest(10, 16, 12)).toBe(16);
    expect(nearest(16, 10, 12)).toBe(16);
    expect(nearest(10, 30, 10)).toBe(30);
    expect(nearest(30, 30, 10)).toBe(30);
  });

  test('The byte to the left is that of the pixel before: of so many colours, of so many bits.', () => {
    const stored = [1, 1, 2, 3, 4, 1, 1];
    expect(undo(stored, { Predictor: 11, Columns: 2, Colors: 3 })).toEqual([1, 2, 3, 5, 3, 4]);
    expect(undo([1, 1, 2, 3, 4], { Predictor: 11, Columns: 2, BitsPerComponent: 16 })).toEqual([1, 2, 4, 6]);
    expect(undo([1, 1, 2, 1, 3, 4], { Predictor: 11, Columns: 4, BitsPerComponent: 4 })).toEqual([
      1, 3, 3, 7,
    ]);
    expect(undo([1, 1, 2, 1, 3, 4], { Predictor: 11, Columns: 3, BitsPerComponent: 4 })).toEqual([
      1, 3, 3, 7,
    ]);
    expect(undo([1, 1, 1, 1], { Predictor: 11, Columns: 1, BitsPerComponent: 1 })).toEqual([1, 1]);
    expect(undo([2, 5, 2, 5], { Predictor: 12 })).toEqual([5, 10]);
  });

  test('With several colours the upper left is that of the pixel before, too.', () => {
    const plain = undo([0, 1, 2, 9, 8, 4, 1, 1, 1, 1], { Predictor: 14, Columns: 2, Colors: 2 });
    expect(plain).toEqual([1, 2, 9, 8, 2, 3, 10, 9]);
  });

  test('A last row that is cut off gives what it has.', () => {
    expect(undo([2, 1, 2, 3, 2, 1], { Predictor: 12, Columns: 3 })).toEqual([1, 2, 3, 2]);
    expect(undo([2, 1, 2, 3, 2], { Predictor: 12, Columns: 3 })).toEqual([1, 2, 3]);
    expect(undo([2, 1, 2], { Predictor: 12, Columns: 3 })).toEqual([1, 2]);
  });
});

describe('A predictor that Acquit does not read is damage', () => {
  test.each([
    ['TIFF', [0, 1, 2, 3], { Predictor: 2, Columns: 3 }],
    ['before the first of PNG', [0, 1, 2, 3], { Predictor: 9, Columns: 3 }],
    ['behind the last of PNG', [0, 1, 2, 3], { Predictor: 16, Columns: 3 }],
    ['of rows without columns', [0, 1, 2, 3], { Predictor: 12, Columns: 0 }],
    ['of rows longer than all', [0, 1, 2, 3], { Predictor: 12, Columns: 5 }],
    ['of rows of another kind', [5, 1, 2, 3], { Predictor: 12, Columns: 3 }],
    ['of rows of no kind', [255, 1, 2, 3], { Predictor: 12, Columns: 3 }],
  ] satisfies readonly (readonly [string, readonly number[], Options])[])('%s.', (_name, bytes, options) => {
    expect(() => undo(bytes, options)).toThrow(damaged);
  });

  test('It is not undone over more than four megabytes, because JavaScript does it.', () => {
    const option = (name: string) => PDFNumber.of(name === 'Predictor' ? 12 : 1);
    // The first row is damaged, so that no more than that is looked at.
    const bytes = (length: number) => new Uint8Array(length).fill(9, 0, 1);
    expect(() => undoPredictor(bytes(4_194_304), option)).toThrow(/a row of a stream in it names no filter/);
    expect(() => undoPredictor(bytes(4_194_305), option)).toThrow(/a predictor that Acquit does not read/);
  });
});
