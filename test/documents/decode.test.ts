import { describe, expect, test } from 'vitest';
import { decode } from '../../lib/documents/decode.ts';

const latin1 = (text: string) => Buffer.from(text, 'latin1');
const utf16le = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const utf16be = (text: string) => utf16le(text).swap16();
const declared = (label: string, text = 'Müller') =>
  `<?xml version="1.0" encoding="${label}"?><a>${text}</a>`;

describe('The text of a document follows its byte order mark and its declaration', () => {
  test.each([
    ['UTF-8 without a declaration', Buffer.from('<a>Müller €</a>'), '<a>Müller €</a>'],
    ['UTF-8 with a byte order mark', Buffer.from('\ufeff<a>Müller</a>'), '<a>Müller</a>'],
    ['UTF-8 declared in lower case', Buffer.from(declared('utf-8')), declared('utf-8')],
    ['UTF-16 little endian', utf16le(declared('UTF-16')), declared('UTF-16')],
    ['UTF-16 big endian', utf16be(declared('utf-16')), declared('utf-16')],
    ['UTF-16 with a mark and no declaration', utf16le('<a>Müller</a>'), '<a>Müller</a>'],
    ['ISO-8859-1', latin1(declared('ISO-8859-1')), declared('ISO-8859-1')],
    ['US-ASCII', latin1(declared('US-ASCII', 'Muller')), declared('US-ASCII', 'Muller')],
  ])('%s is read.', (_name, bytes, text) => {
    expect(decode(bytes)).toBe(text);
  });

  test.each([
    ['utf8', Buffer.from(declared('utf8'))],
    ['UTF-8 behind its mark', Buffer.from(`\ufeff${declared('UTF-8')}`)],
    ['utf8 behind its mark', Buffer.from(`\ufeff${declared('utf8')}`)],
    ['UTF-16LE behind its mark', utf16le(declared('UTF-16LE'))],
    ['UTF-16BE behind its mark', utf16be(declared('UTF-16BE'))],
    ['latin1', latin1(declared('latin1'))],
    ['cp1252', latin1(declared('cp1252'))],
  ])('The label %s is known.', (_name, bytes) => {
    expect(decode(bytes)).toMatch(/<a>Müller<\/a>$/);
  });

  test('The label ascii is known.', () => {
    expect(decode(latin1(declared('ascii', 'Muller')))).toBe(declared('ascii', 'Muller'));
  });

  test.each([
    ['in single quotes', "<?xml version='1.0' encoding='ISO-8859-1'?>"],
    ['with blanks around', '<?xml version="1.0"\n encoding = " ISO-8859-1 "?>'],
    ['without a version', '<?xml encoding="ISO-8859-1"?>'],
  ])('A declaration %s counts.', (_name, declaration) => {
    expect(decode(latin1(`${declaration}<a>é</a>`))).toBe(`${declaration}<a>é</a>`);
  });

  test.each([
    ['behind the beginning', ' <?xml encoding="ISO-8859-1"?>'],
    ['of another name', '<?xmlx encoding="ISO-8859-1"?>'],
    ['with another attribute', '<?xml xencoding="ISO-8859-1"?>'],
    ['without a value', '<?xml encoding=ISO-8859-1?>'],
    ['that has ended before', '<?xml ?> encoding="ISO-8859-1"'],
    ['that begins two hundred letters later', `<?xml ${' '.repeat(200)} encoding="ISO-8859-1"?>`],
  ])('What stands in a declaration %s does not count, and the file is UTF-8.', (_name, start) => {
    expect(decode(Buffer.from(`${start}<a>é</a>`))).toBe(`${start}<a>é</a>`);
    expect(decode(utf16le(`${start}<a>é</a>`))).toBe(`${start}<a>é</a>`);
  });

  test.each([
    ['US-ASCII', '\0\x7f'],
    ['ISO-8859-1', '\0\x7f\xa0\xff'],
    ['windows-1252', '\0\x7f\xa0\xff'],
  ])('The first and last letters of %s are read.', (label, letters) => {
    expect(decode(latin1(declared(label, letters)))).toBe(declared(label, letters));
  });

  test('The euro sign and the quotes of windows-1252 are read as such.', () => {
    const bytes = Buffer.concat([latin1(declared('windows-1252', '')), Buffer.from([0x80, 0x92])]);
    expect(decode(bytes)).toBe(`${declared('windows-1252', '')}€’`);
  });
});

describe('A document whose bytes and encoding disagree is refused, never guessed at', () => {
  test.each([
    ['an unknown label', Buffer.from(declared('UTF-8_W/O_BOM'))],
    ['a label that names a property of every object', Buffer.from(declared('constructor'))],
    ['an empty label', Buffer.from(declared(''))],
    ['windows-1252 bytes declared as UTF-8', latin1(declared('UTF-8'))],
    ['windows-1252 bytes without a declaration', latin1('<a>Müller</a>')],
    ['letters outside US-ASCII', latin1(declared('US-ASCII'))],
    ['a byte that windows-1252 does not have', latin1(declared('windows-1252', 'a\x81b'))],
    ['a euro sign of windows-1252 declared as ISO-8859-1', latin1(declared('ISO-8859-1', '\x80'))],
    ['a UTF-8 mark and a UTF-16 declaration', Buffer.from(`\ufeff${declared('UTF-16')}`)],
    ['a UTF-16 mark and a UTF-8 declaration', utf16le(declared('UTF-8'))],
    ['a little-endian mark and a big-endian declaration', utf16le(declared('UTF-16BE'))],
    ['a big-endian mark and a little-endian declaration', utf16be(declared('UTF-16LE'))],
    ['the first letter that US-ASCII does not have', latin1(declared('US-ASCII', '\x80'))],
    ['the last letter that US-ASCII does not have', latin1(declared('US-ASCII', '\xff'))],
    ['the last control character of ISO-8859-1', latin1(declared('ISO-8859-1', '\x9f'))],
    ['the last byte that windows-1252 does not have', latin1(declared('windows-1252', '\x9d'))],
    ['UTF-16 big endian without a mark', utf16be(declared('UTF-16')).subarray(2)],
    ['UTF-16 without a mark', utf16le(declared('UTF-16')).subarray(2)],
    ['half a surrogate pair in UTF-16', utf16le('<a>\ud800</a>')],
    ['UTF-16 of an odd length', utf16le('<a/>').subarray(0, -1)],
  ])('%s', (_name, bytes) => {
    expect(() => decode(bytes)).toThrow(expect.objectContaining({ code: 'ENCODING_INVALID' }));
  });

  test('The refusal keeps what the decoder said, for the log.', () => {
    expect(() => decode(latin1('<a>Müller</a>'))).toThrow(
      expect.objectContaining({ cause: expect.any(TypeError) }),
    );
  });

  test.each([
    [
      'the mark and the declaration',
      utf16le(declared('UTF-8')),
      /mark says utf-16le, the XML declaration says "utf-8"/,
    ],
    ['the unknown label', Buffer.from(declared('KOI8-R')), /The encoding "koi8-r" in the XML declaration/],
    [
      'what is missing, in little endian',
      utf16le('<a/>').subarray(2),
      /looks like UTF-16 without a byte order mark/,
    ],
    [
      'what is missing, in big endian',
      utf16be('<a/>').subarray(2),
      /looks like UTF-16 without a byte order mark/,
    ],
    ['the narrow encoding', latin1(declared('US-ASCII')), /bytes that do not exist in us-ascii/],
    ['the encoding', latin1('<a>Müller</a>'), /bytes that do not exist in utf-8/],
  ])('The refusal names %s.', (_name, bytes, message) => {
    expect(() => decode(bytes)).toThrow(message);
  });
});
