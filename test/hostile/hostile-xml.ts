import { ubl } from '../documents/ubl-document.ts';
import { type HostileFile, times } from './hostile-file.ts';

const invoice = (content: string) => ubl('Invoice', `<cbc:ID>1</cbc:ID>${content}`);
const entities = times(9, (n) => `<!ENTITY e${n + 1} "${`&e${n};`.repeat(10)}">`);
const sbdh = (content: string) =>
  `<StandardBusinessDocument xmlns="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader"><StandardBusinessDocumentHeader/>${content}</StandardBusinessDocument>`;
const utf16 = (text: string) => Buffer.from(`\ufeff${text}`, 'utf16le');
const latin1 = (text: string) => Buffer.from(text, 'latin1');

const texts: readonly (readonly [name: string, text: () => string, answer: string])[] = [
  [
    'a DOCTYPE with an external entity',
    () => '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///none">]><a>&x;</a>',
    'FORBIDDEN_DOCTYPE',
  ],
  [
    'a DOCTYPE with a parameter entity',
    () => '<!DOCTYPE a [<!ENTITY % x SYSTEM "http://127.0.0.1/"> %x;]><a/>',
    'FORBIDDEN_DOCTYPE',
  ],
  ['a DOCTYPE in lower case', () => '<!doctype a><a/>', 'FORBIDDEN_DOCTYPE'],
  ['a DOCTYPE inside the root', () => '<a><!DOCTYPE b></a>', 'FORBIDDEN_DOCTYPE'],
  [
    'a DOCTYPE behind a hundred thousand comments',
    () => `${'<!-- -->'.repeat(100_000)}<!DOCTYPE a><a/>`,
    'FORBIDDEN_DOCTYPE',
  ],
  [
    'a tower of a billion laughs',
    () => `<!DOCTYPE a [<!ENTITY e0 "ha">${entities}]><a>&e9;</a>`,
    'FORBIDDEN_DOCTYPE',
  ],
  [
    'one long entity used often',
    () => `<!DOCTYPE a [<!ENTITY x "${'x'.repeat(100_000)}">]><a>${'&x;'.repeat(10_000)}</a>`,
    'FORBIDDEN_DOCTYPE',
  ],
  ['an entity that nobody declared', () => invoice('<cbc:Note>&lol;</cbc:Note>'), 'NOT_WELL_FORMED'],
  ['a reference to a null byte', () => invoice('<cbc:Note>&#0;</cbc:Note>'), 'NOT_WELL_FORMED'],
  ['a null byte', () => invoice('<cbc:Note>NL\0</cbc:Note>'), 'NOT_WELL_FORMED'],
  ['a hundred thousand levels', () => '<a>'.repeat(100_000) + '</a>'.repeat(100_000), 'DOCUMENT_TOO_LARGE'],
  [
    'twenty thousand levels in a short file',
    () => '<a>'.repeat(12_000) + '</a>'.repeat(12_000),
    'DOCUMENT_TOO_LARGE',
  ],
  ['levels that never end', () => '<a>'.repeat(30_000), 'NOT_WELL_FORMED'],
  [
    'fifty thousand attributes on one tag',
    () => invoice(`<a ${times(50_000, (n) => `a${n}="1" `)}/>`),
    'DOCUMENT_TOO_LARGE',
  ],
  [
    'a million attributes of one name each on its tag',
    () => invoice('<a b="1" c="2" d="3" e="4" f="5"/>'.repeat(200_000)),
    'DOCUMENT_TOO_LARGE',
  ],
  ['one attribute twice', () => invoice('<cbc:Note a="1" a="2">x</cbc:Note>'), 'NOT_WELL_FORMED'],
  [
    'an attribute of millions of characters',
    () => invoice(`<a b="${'x'.repeat(5_000_000)}"/>`),
    'DOCUMENT_TOO_LARGE',
  ],
  ['a million tiny tags', () => invoice('<a/>'.repeat(999_000)), 'DOCUMENT_TOO_LARGE'],
  ['as many tiny tags as a short file holds', () => invoice('<a/>'.repeat(24_000)), 'read'],
  [
    'a hundred thousand different tags',
    () => invoice(times(100_000, (n) => `<a${n}>1</a${n}>`)),
    'DOCUMENT_TOO_LARGE',
  ],
  ['as many different tags as a short file holds', () => invoice(times(8_000, (n) => `<a${n}/>`)), 'read'],
  [
    'twenty million tags and bytes',
    () => invoice(`<Amount>${'1'.repeat(20)}</Amount>`.repeat(520_000)),
    'DOCUMENT_TOO_LARGE',
  ],
  [
    'twenty-one million characters',
    () => invoice(`<cbc:Note>${'x'.repeat(999_000)}</cbc:Note>`.repeat(21)),
    'DOCUMENT_TOO_LARGE',
  ],
  [
    'one text of five million characters',
    () => invoice(`<cbc:Note>${'x'.repeat(5_000_000)}</cbc:Note>`),
    'DOCUMENT_TOO_LARGE',
  ],
  [
    'a million character references',
    () => invoice(`<cbc:Note>${'&#65;'.repeat(190_000)}</cbc:Note>`.repeat(5)),
    'DOCUMENT_TOO_LARGE',
  ],
  [
    'half a million ends of a CDATA section',
    () => invoice(`<cbc:Note>${'<![CDATA[x]]>'.repeat(200_000)}</cbc:Note>`),
    'read',
  ],
  [
    'a hundred thousand declared prefixes',
    () => invoice(times(100_000, (n) => `<a xmlns:p${n}="u"/>`)),
    'DOCUMENT_TOO_LARGE',
  ],
  [
    'sixty levels of a thousand prefixes each',
    () =>
      invoice(times(60, (n) => `<a ${times(1_000, (m) => `xmlns:p${n}_${m}="u" `)}>`) + '</a>'.repeat(60)),
    'DOCUMENT_TOO_LARGE',
  ],
  [
    'as many prefixes as a short file holds, used at the bottom',
    () =>
      invoice(`<a ${times(1_500, (n) => `xmlns:p${n}="u${n}" `)}>${times(1_500, (n) => `<p${n}:b/>`)}</a>`),
    'read',
  ],
  ['a prefix that nobody declared', () => invoice('<x:Note>1</x:Note>'), 'NOT_WELL_FORMED'],
  ['a namespace of a megabyte', () => `<a xmlns="urn:${'x'.repeat(900_000)}"/>`, 'DOCUMENT_TOO_LARGE'],
  ['a comment without an end', () => invoice(`<!-- ${'-'.repeat(1_000_000)}`), 'NOT_WELL_FORMED'],
  ['a CDATA section without an end', () => invoice(`<![CDATA[${']'.repeat(1_000_000)}`), 'NOT_WELL_FORMED'],
  [
    'four hundred thousand processing instructions',
    () => invoice('<?a b?>'.repeat(400_000)),
    'DOCUMENT_TOO_LARGE',
  ],
  ['a processing instruction without an end', () => invoice(`<?a ${'?'.repeat(900_000)}`), 'NOT_WELL_FORMED'],
  ['attachments that never close', () => invoice('<Attachment>AAAA'.repeat(20_000)), 'NOT_WELL_FORMED'],
  [
    'an attachment that is no base64',
    () =>
      invoice(
        `<cbc:EmbeddedDocumentBinaryObject>${'&amp;'.repeat(300_000)}</cbc:EmbeddedDocumentBinaryObject>`,
      ),
    'DOCUMENT_TOO_LARGE',
  ],
  ['ninety thousand brackets', () => '<'.repeat(90_000), 'NOT_WELL_FORMED'],
  ['a tag of a megabyte of blanks', () => invoice(`<a${' '.repeat(900_000)}`), 'NOT_WELL_FORMED'],
  [
    'elements and attributes named like the prototype',
    () =>
      invoice(
        '<__proto__ constructor="1" toString="2"><constructor>1</constructor><hasOwnProperty/></__proto__>',
      ),
    'NOT_WELL_FORMED',
  ],
  ['an envelope in an envelope', () => sbdh(sbdh('<a/>')), 'SYNTAX_NOT_SUPPORTED'],
  ['an envelope of two documents', () => sbdh('<a/><b/>'), 'SYNTAX_NOT_SUPPORTED'],
  ['an envelope of nothing', () => sbdh(''), 'SYNTAX_NOT_SUPPORTED'],
];

const files: readonly (readonly [name: string, bytes: () => Uint8Array, answer: string])[] = [
  ['a DOCTYPE in UTF-16', () => utf16('<!DOCTYPE a><a/>'), 'FORBIDDEN_DOCTYPE'],
  [
    'a DOCTYPE in UTF-7',
    () => Buffer.from('<?xml version="1.0" encoding="UTF-7"?>+ADwAIQ-DOCTYPE a+AD4-<a/>'),
    'ENCODING_INVALID',
  ],
  ['bytes that are no UTF-8', () => latin1(invoice('<cbc:Note>\xc0\xae</cbc:Note>')), 'ENCODING_INVALID'],
  ['half a character of UTF-16', () => utf16('<a>x</a>').subarray(0, -1), 'ENCODING_INVALID'],
  [
    'half a pair of UTF-16',
    () => Buffer.concat([utf16('<a>'), Buffer.from([0, 0xd8]), utf16('</a>').subarray(2)]),
    'ENCODING_INVALID',
  ],
  [
    'UTF-8 that says it is UTF-16',
    () => Buffer.from('\ufeff<?xml version="1.0" encoding="UTF-16"?><a/>'),
    'ENCODING_INVALID',
  ],
  ['fifty megabytes of nothing', () => new Uint8Array(50 * 1024 * 1024 + 1), 'DOCUMENT_TOO_LARGE'],
  ['twenty megabytes of blanks', () => new Uint8Array(20_000_000).fill(0x20), 'NOT_WELL_FORMED'],
  ['nothing at all', () => new Uint8Array(), 'NOT_WELL_FORMED'],
];

export const hostileXml: readonly HostileFile[] = [
  ...texts.map(
    ([name, text, answer]) => ({ name, kind: 'xml', bytes: () => Buffer.from(text()), answer }) as const,
  ),
  ...files.map(([name, bytes, answer]) => ({ name, kind: 'xml', bytes, answer }) as const),
];
