import { describe, expect, test } from 'vitest';
import { sepaText, trimSlashes } from '../../lib/payables/sepa-text.ts';

describe('text for a SEPA bank', () => {
  test.each([
    // letters that do not decompose
    ['ß', 'ss'],
    ['ẞ', 'SS'],
    ['ø', 'o'],
    ['Ø', 'O'],
    ['æ', 'ae'],
    ['Æ', 'AE'],
    ['œ', 'oe'],
    ['Œ', 'OE'],
    ['ł', 'l'],
    ['Ł', 'L'],
    ['đ', 'd'],
    ['Đ', 'D'],
    ['ð', 'd'],
    ['Ð', 'D'],
    ['þ', 'th'],
    ['Þ', 'Th'],
    ['ı', 'i'],
    // letters that do
    ['é', 'e'],
    ['Å', 'A'],
    ['ñ', 'n'],
    ['ü', 'u'],
    ['ǿ', 'o'], // decomposes to a letter that does not
    ['ﬁ', 'fi'],
    ['²', '2'],
    // money and signs
    ['€', 'EUR'],
    ['£', 'GBP'],
    ['$', 'USD'],
    ['&', '+'],
    ['°', '.'],
    // dashes
    ['–', '-'],
    ['—', '-'],
    ['−', '-'],
    ['‐', '-'],
    ['‑', '-'],
    ['_', '-'],
    // quotation marks
    ['‘', "'"],
    ['’', "'"],
    ['‚', "'"],
    ['“', "'"],
    ['”', "'"],
    ['„', "'"],
    ['"', "'"],
    ['`', "'"],
    ['´', "'"],
    ['«', "'"],
    ['»', "'"],
    // brackets and other punctuation
    ['[', '('],
    [']', ')'],
    ['{', '('],
    ['}', ')'],
    [';', ','],
    ['\\', '/'],
    ['|', '/'],
    // no counterpart
    ['#', ' '],
    ['日', ' '],
    ['😀', ' '],
    ['\u0000', ' '],
  ])('writes %j as %j', (character, written) => {
    expect(sepaText(`a${character}b`)).toBe(`a${written}b`);
  });

  test('keeps every character that each SEPA bank carries', () => {
    const carried = "abcdefghijklmnopqrstuvwxyz ABCDEFGHIJKLMNOPQRSTUVWXYZ 0123456789 /-?:().,'+";
    expect(sepaText(carried)).toBe(carried);
  });

  test.each([
    ['Müller & Söhne', 'Muller + Sohne'],
    ['F-2026-17;  part\t1', 'F-2026-17, part 1'],
    ['日本 語 12', '12'],
    ['2026//17///3', '2026/17/3'],
    ['/2026/17/', '2026/17'],
    [' / /2026/ /', '2026'],
    ['///', ''],
    ['', ''],
  ])('of %j is %j', (text, written) => expect(sepaText(text)).toBe(written));

  test.each([
    ['2026/17 /', '2026/17'],
    ['/ 2026/17', '2026/17'],
    ['/ /', ''],
    ['/', ''],
    ['', ''],
  ])('that was cut to %j ends as %j', (text, written) => expect(trimSlashes(text)).toBe(written));
});
