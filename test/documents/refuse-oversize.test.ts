import { describe, expect, test } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { refuseOversizeFile } from '../../lib/documents/limits.ts';
import { refuseOversize } from '../../lib/documents/refuse-oversize.ts';
import { parseXml } from '../../lib/documents/xml.ts';

const tooLarge = expect.objectContaining({ code: 'DOCUMENT_TOO_LARGE' });
const many = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

/** The text made up to a length with letters that count as nothing. */
const filled = (text: string, length: number) => text.padEnd(length, 'x');
/** `read`, or why not. */
function answer(xml: string): string {
  try {
    refuseOversize(xml);
    return 'read';
  } catch (error) {
    if (error instanceof AcquitError && error.code === 'DOCUMENT_TOO_LARGE') return error.message;
    throw error;
  }
}

describe('A file is refused by its size before anything in it is looked at', () => {
  test('Fifty megabytes are read and one byte more is not.', () => {
    expect(() => refuseOversizeFile(new Uint8Array(52_428_800))).not.toThrow();
    const tooMany = new Uint8Array(52_428_801);
    expect(() => refuseOversizeFile(tooMany)).toThrow(tooLarge);
    expect(() => refuseOversizeFile(tooMany)).toThrow(/52428801 bytes/);
  });

  test('Twenty million characters are read and one more is not.', () => {
    const pieces = `<${'x'.repeat(999_999)}`.repeat(20);
    expect(answer(pieces)).toBe('read');
    expect(answer(`${pieces}<`)).toMatch(/20000001 characters/);
  });

  test('What is shorter than a hundred thousand characters is not counted at all.', () => {
    expect(answer('<'.repeat(99_999))).toBe('read');
    expect(answer('<'.repeat(100_000))).toMatch(/tags/);
  });

  test('A tag with its text may be a million characters long, in the middle of a file and at its end.', () => {
    const piece = `<${'x'.repeat(999_999)}`;
    expect(answer(`${piece}<a>`)).toBe('read');
    expect(answer(`<a>${piece}`)).toBe('read');
    expect(answer(`${piece}x<a>`)).toMatch(/1000000 characters/);
    expect(answer(`<a>${piece}x`)).toMatch(/1000000 characters/);
  });
});

describe('What costs more than its length may be there in proportion to the length of the file', () => {
  test('Tags: fifty thousand, and one for each twelve characters.', () => {
    expect(answer(filled('<'.repeat(60_000), 120_000))).toBe('read');
    expect(answer(filled('<'.repeat(60_001), 120_000))).toMatch(/60000 tags/);
  });

  test('Tags: never more than a million.', () => {
    const tag = '</aaaaaaaaa>';
    expect(answer(tag.repeat(1_000_000))).toBe('read');
    expect(answer(tag.repeat(1_000_001))).toMatch(/1000000 tags/);
  });

  test.each([
    ['in double quotes', ' a=""'],
    ['in single quotes', " a=''"],
    ['with blanks around the equals sign', ' a = "'],
  ])('Attributes %s: twenty thousand, and one for each thirty characters.', (_name, attribute) => {
    expect(answer(filled(`<b${attribute.repeat(30_000)}`, 300_000))).toBe('read');
    expect(answer(filled(`<b${attribute.repeat(30_001)}`, 300_000))).toMatch(/30000 attributes/);
  });

  test('Equals signs before no quote are no attributes.', () => {
    expect(answer(filled('<b a=b c= d==e='.repeat(10_000), 300_000))).toBe('read');
  });

  test('Declarations of namespaces: a thousand, and one for each sixty characters.', () => {
    expect(answer(filled(`<b${' xmlns:a=""'.repeat(3_000)}`, 120_000))).toBe('read');
    expect(answer(filled(`<b${' xmlns:a=""'.repeat(3_001)}`, 120_000))).toMatch(/3000 declarations/);
    expect(answer(filled(`<b${' xmlns=""'.repeat(3_001)}`, 120_000))).toMatch(/3000 declarations/);
    expect(answer(filled(`<b${' a:xmlns=""'.repeat(3_001)}`, 120_000))).toBe('read');
  });

  test('References: fifty thousand, and one for each twelve characters.', () => {
    expect(answer(filled(`<b>${'&'.repeat(60_000)}`, 120_000))).toBe('read');
    expect(answer(filled('&'.repeat(60_001), 120_000))).toMatch(/60000 references/);
  });
});

describe('Five thousand different names are read, of elements and attributes together', () => {
  const long = (text: string) => filled(text, 150_000);

  test('Names of elements.', () => {
    expect(answer(long(many(5_000, (n) => `<a${n}>`)))).toBe('read');
    expect(answer(long(many(5_001, (n) => `<a${n}>`)))).toMatch(/5000 different names/);
  });

  test('Names of attributes, and a name that both have counts once.', () => {
    expect(answer(long(many(5_000, (n) => `<a${n} a${n}="">`)))).toBe('read');
    expect(answer(long(`<b${many(5_000, (n) => ` a${n}=""`)}>`))).toMatch(/5000 different names/);
    expect(answer(long(many(2_501, (n) => `<a${n} b${n}=''>`)))).toMatch(/5000 different names/);
  });

  test('Names of end tags count no second time.', () => {
    expect(answer(long(many(5_000, (n) => `<a${n}></a${n}>`)))).toBe('read');
    expect(answer(long(many(5_001, (n) => `</a${n}>`)))).toBe('read');
  });

  test.each([' ', '\t', '\n', '\r', '"', "'", '/', '=', '>'])('The name of an element ends at %j.', (end) => {
    expect(answer(long(many(5_001, (n) => `<a${end}${n}`)))).toBe('read');
  });

  test.each([' ', '\t', '\n', '\r', '"', "'", '/', '=', '<', '>'])(
    'The name of an attribute begins behind %j.',
    (start) => expect(answer(long(many(5_001, (n) => `</${n}${start}a="`)))).toBe('read'),
  );

  test.each([' =', '\t=', '\n=', '  \r\n ='])(
    'Blanks in %j are no part of the name of an attribute.',
    (equals) => {
      expect(answer(long(many(5_001, () => `</ a${equals}"`)))).toBe('read');
      expect(answer(long(many(5_001, (n) => `</ a${n}${equals}"`)))).toMatch(/5000 different names/);
    },
  );

  test.each(['!', '#', '&', '(', '.', '0', ';', '?', ':', '-'])('A name goes on at %j.', (letter) => {
    expect(answer(long(many(5_001, (n) => `<a${letter}${n}`)))).toMatch(/5000 different names/);
    expect(answer(long(many(5_001, (n) => `</ ${n}${letter}="`)))).toMatch(/5000 different names/);
  });

  test('Of a long name only two hundred and fifty-six characters count.', () => {
    const others = many(4_998, (n) => `<a${n}>`);
    const element = (length: number) => many(3, (n) => `<${'x'.repeat(length)}${n}>`);
    const attribute = (length: number) => many(3, (n) => `</ ${n}${'x'.repeat(length)}="`);
    for (const named of [element, attribute]) {
      expect(answer(long(others + named(256)))).toBe('read');
      expect(answer(long(others + named(255)))).toMatch(/5000 different names/);
    }
  });

  test('A file may begin with a long text, which is left to the parser.', () => {
    expect(answer(`${'x'.repeat(1_000_001)}<a>`)).toBe('read');
  });

  test('A file may begin with an attribute, which is left to the parser.', () => {
    expect(answer(filled('a="', 100_000))).toBe('read');
    expect(answer(filled('="', 100_000))).toBe('read');
  });
});

describe('An element may stand sixty-four deep and have a name of two hundred and fifty-six characters', () => {
  const nested = (levels: number) => '<a>'.repeat(levels) + '</a>'.repeat(levels);

  test('Sixty-four levels are read and one more is not.', () => {
    expect(parseXml(nested(64)).name).toBe('a');
    expect(() => parseXml(nested(65))).toThrow(tooLarge);
    expect(() => parseXml(nested(65))).toThrow(/nested more than 64 deep/);
  });

  test('A name with its namespace.', () => {
    const named = (length: number) => `<ab xmlns="${'u'.repeat(length - 2)}"/>`;
    expect(parseXml(named(256)).name).toHaveLength(256 + '{}'.length);
    expect(() => parseXml(named(257))).toThrow(tooLarge);
  });
});
