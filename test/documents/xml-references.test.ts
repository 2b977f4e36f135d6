import { describe, expect, test } from 'vitest';
import { decodeReferences } from '../../lib/documents/xml-references.ts';

const reference = (code: number) => `&#x${code.toString(16)};`;

describe('References stand for the characters that XML has, and for nothing else', () => {
  test.each([
    ['no reference at all', 'a;b#c', 'a;b#c'],
    ['the five entities of XML', '&amp;&lt;&gt;&quot;&apos;', '&<>"\''],
    ['a number', '&#65;&#066;', 'AB'],
    ['a number in hex, of either case', '&#x6a;&#x6A;', 'jj'],
    ['several with text around them', 'a&lt;b&gt;c', 'a<b>c'],
    ['a number of twenty characters', `&#${'0'.repeat(17)}65;`, 'A'],
  ])('%s', (_name, text, meant) => {
    expect(decodeReferences(text)).toBe(meant);
  });

  test.each([
    ['unknown', '&euro;'],
    ['of an object', '&toString;'],
    ['in capitals', '&AMP;'],
    ['empty', '&;'],
    ['open', 'a & b'],
    ['open at the end', 'a&'],
    ['open before another', '&lt&gt;'],
    ['without a number', '&#;'],
    ['without a number in hex', '&#x;'],
    ['with a capital X', '&#X41;'],
    ['of letters', '&#A;'],
    ['with something before the number', '&#+65;'],
    ['with something behind the number', '&#65a;'],
    ['with something behind the number in hex', '&#x41g;'],
    ['with something before a hash', '&x#65;'],
    ['with two hashes', '&##65;'],
    ['longer than any', `&#${'0'.repeat(18)}65;`],
  ])('A reference that is %s is refused.', (_name, text) => {
    expect(() => decodeReferences(text)).toThrow(/^Unknown reference "&/);
  });

  test.each([0x9, 0xa, 0xd, 0x20, 0xd7ff, 0xe000, 0xfffd, 0x10000, 0x10ffff])(
    'Character %i is one of XML.',
    (code) => expect(decodeReferences(reference(code))).toBe(String.fromCodePoint(code)),
  );

  test.each([0, 0x8, 0xb, 0xc, 0xe, 0x1f, 0xd800, 0xdfff, 0xfffe, 0xffff, 0x110000])(
    'Character %i is none.',
    (code) => expect(() => decodeReferences(reference(code))).toThrow(/Unknown reference/),
  );
});
