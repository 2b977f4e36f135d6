import type { PDFObject } from '@cantoo/pdf-lib';
import { limits } from './limits.ts';
import { damaged, wholeNumber } from './pdf-objects.ts';

/**
 * Bytes as they were before a PNG predictor (ISO 32000-1, 7.4.4.4): each row begins with the number of its filter.
 * `option` gives the entries of DecodeParms. Tables of objects are packed like this; pdf-lib leaves them so.
 */
export function undoPredictor(
  bytes: Uint8Array,
  option: (name: string) => PDFObject | undefined,
): Uint8Array {
  const predictor = wholeNumber(option('Predictor')) ?? 1;
  if (predictor === 1) return bytes;
  const bits = (wholeNumber(option('Colors')) ?? 1) * (wholeNumber(option('BitsPerComponent')) ?? 8);
  const row = Math.ceil((bits * (wholeNumber(option('Columns')) ?? 1)) / 8);
  const isPng = predictor >= 10 && predictor <= 15;
  if (!isPng || row === 0 || row > bytes.length || bytes.length > limits.pdf.slowBytes) {
    throw damaged('a stream in it has a predictor that Acquit does not read');
  }
  return undoRows(bytes, row, Math.max(1, bits >> 3));
}

/** `left` is the distance to the byte of the pixel before. */
function undoRows(bytes: Uint8Array, row: number, left: number): Uint8Array {
  const rows = Math.ceil(bytes.length / (row + 1));
  const plain = new Uint8Array(rows * row);
  let size = 0;
  for (let at = 0; at < bytes.length; at += row + 1) {
    const filter = bytes[at] ?? 0;
    const end = Math.min(row, bytes.length - at - 1);
    for (let x = 0; x < end; x += 1) {
      const a = x < left ? 0 : (plain[size + x - left] ?? 0);
      const b = plain[size + x - row] ?? 0;
      const c = x < left ? 0 : (plain[size + x - row - left] ?? 0);
      plain[size + x] = (bytes[at + 1 + x] ?? 0) + predicted(filter, a, b, c);
    }
    size += end;
  }
  return plain.subarray(0, size);
}

/** What the filter of a row expects, from the bytes to the left, above, and above left. */
function predicted(filter: number, a: number, b: number, c: number): number {
  if (filter === 0) return 0;
  if (filter === 1) return a;
  if (filter === 2) return b;
  if (filter === 3) return (a + b) >> 1;
  if (filter === 4) return paeth(a, b, c);
  throw damaged('a row of a stream in it names no filter');
}

function paeth(a: number, b: number, c: number): number {
  const estimate = a + b - c;
  const [toA, toB, toC] = [Math.abs(estimate - a), Math.abs(estimate - b), Math.abs(estimate - c)];
  if (toA <= toB && toA <= toC) return a;
  return toB <= toC ? b : c;
}
