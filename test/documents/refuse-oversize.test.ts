import { describe, expect, test } from 'vitest';
import { refuseOversizeFile } from '../../lib/documents/limits.ts';
import { refuseOversize } from '../../lib/documents/refuse-oversize.ts';
import { parseXml } from '../../lib/documents/xml.ts';

const tooLarge = expect.objectContaining({ code: 'DOCUMENT_TOO_LARGE' });
const many = (count: number, text: (index: number) => string): string =>
  Array.from({ length: count }, (_, index) => text(index)).join('');

/** The text made up to a length with letters that count as nothing. */
const filled = (text: string, length: number) => text.padEnd(length, 'x');
const reads = (xml: string) => expect(() => refuseOversize(xml)).not.toThrow();
const refuses = (xml: string, message: RegExp) => {
  expect(() => refuseOversize(xml)).toThrow(tooLarge);
  expect(() => refuseOversize(xml)).toThrow(message);
};

describe('A file is refused by its size before anything in it is looked at', () => {
  test('Fifty megabytes are read and one byte more is not.', () => {
    expect(() => refuseOversizeFile(new Uint8Array(52_428_800))).not.toThrow();
    expect(() => refuseOversizeFile(new Uint8Array(52_428_801))).toThrow(tooLarge);
  });

  test('Twenty million characters are read and one more is not.', () => {
    const pieces = `<${'x'.repeat(999_999)}`.repeat(20);
    reads(pieces);
    refuses(`${pieces}<`, /20000001 characters/);
  });

  test('What is shorter than a hundred thousand characters is not counted at all.', () => {
    reads('<'.repeat(99_999));
    refuses('<'.repeat(100_000), /tags/);
  });

  test('A tag with its text may be a million characters long, in the middle of a file and at its end.', () => {
    const piece = `<${'x'.repeat(999_999)}`;
    reads(`${piece}<a>`);
    reads(`<a>${piece}`);
    refuses(`${piece}x<a>`, /1000000 characters/);
    refuses(`<a>${piece}x`, /1000000 characters/);
  });
});

describe('What costs more than its length may be there in proportion to the length of the file', () => {
  test('Tags: fifty thousand, and one for each twelve characters.', () => {
    reads(filled('<'.repeat(60_000), 120_000));
    refuses(filled('<'.repeat(60_001), 120_000), /60000 tags/);
  });

  test('Tags: never more than a million.', () => {
    const tag = '<aaaaaaaaaaa';
    reads(tag.repeat(1_000_000));
    refuses(tag.repeat(1_000_001), /1000000 tags/);
  });

  test.each([
    ['in double quotes', ' a=""'],
    ['in single quotes', " a=''"],
    ['with blanks around the equals sign', ' a = "'],
  ])('Attributes %s: twenty thousand, and one for each thirty characters.', (_name, attribute) => {
    reads(filled(`<b${attribute.repeat(30_000)}`, 300_000));
    refuses(filled(`<b${attribute.repeat(30_001)}`, 300_000), /30000 attributes/);
  });

  test('Equals signs before no quote are no attributes.', () => {
    reads(filled('<b a=b c= d==e='.repeat(10_000), 300_000));
  });

  test('Declarations of namespaces: a thousand, and one for each sixty characters.', () => {
    reads(filled(`<b${' xmlns:a=""'.repeat(3_000)}`, 120_000));
    refuses(filled(`<b${' xmlns:a=""'.repeat(3_001)}`, 120_000), /3000 declarations/);
    refuses(filled(`<b${' xmlns=""'.repeat(3_001)}`, 120_000), /3000 declarations/);
    reads(filled(`<b${' a:xmlns=""'.repeat(3_001)}`, 120_000));
  });

  test('References: fifty thousand, and one for each twelve characters.', () => {
    reads(filled(`<b>${'&'.repeat(60_000)}`, 120_000));
    refuses(filled(`<b>${'&'.repeat(60_001)}`, 120_000), /60000 references/);
  });
});

describe('Five thousand different names are read, of elements and attributes together', () => {
  const long = (text: string) => filled(text, 150_000);

  test('Names of elements.', () => {
    reads(long(many(5_000, (n) => `<a${n}>`)));
    refuses(long(many(5_001, (n) => `<a${n}>`)), /5000 different names/);
  });

  test('Names of attributes, and a name that both have counts once.', () => {
    reads(long(many(5_000, (n) => `<a${n} a${n}="">`)));
    refuses(long(`<b${many(5_000, (n) => ` a${n}=""`)}>`), /5000 different names/);
    refuses(long(many(2_501, (n) => `<a${n} b${n}=''>`)), /5000 different names/);
  });

  test('Names of end tags count no second time.', () => {
    reads(long(many(5_001, (n) => `</a${n}>`)));
  });

  test.each([' ', '\t', '\n', '\r', '"', "'", '/', '=', '>'])('The name of an element ends at %j.', (end) => {
    reads(long(many(5_001, (n) => `<a${end}${n}`)));
  });

  test.each([' ', '\t', '\n', '\r', '"', "'", '/', '=', '<', '>'])(
    'The name of an attribute begins behind %j.',
    (start) => reads(long(many(5_001, (n) => `</${n}${start}a="`))),
  );

  test.each(['!', '#', '&', '(', '.', '0', ';', '?', ':', '-'])('A name goes on at %j.', (letter) => {
    refuses(long(many(5_001, (n) => `<a${letter}${n}`)), /5000 different names/);
    refuses(long(many(5_001, (n) => `</ ${n}${letter}="`)), /5000 different names/);
  });

  test('Of a long name only two hundred and fifty-six characters count.', () => {
    const same = 'x'.repeat(256);
    reads(many(5_001, (n) => `<${same}${n}`));
    refuses(many(5_001, (n) => `<${same.slice(4)}${1_000 + n}`), /5000 different names/);
    reads(many(5_001, (n) => `</ ${n}${same}="`));
    refuses(many(5_001, (n) => `</ ${1_000 + n}${same.slice(4)}="`), /5000 different names/);
  });

  test('A file may begin with an attribute, which is left to the parser.', () => {
    reads(filled('a="', 100_000));
    reads(filled('="', 100_000));
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
