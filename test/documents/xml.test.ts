import { describe, expect, test } from 'vitest';
import { parseXml } from '../../lib/documents/xml.ts';

const cbc = 'urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2';
const cac = 'urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2';

const refused = (code: string) => expect.objectContaining({ code });

describe('Elements are known by their namespace, whatever prefix a file uses', () => {
  test('An unusual prefix leads to the usual name.', () => {
    const root = parseXml(`<x:Doc xmlns:x="urn:x" xmlns:ns1="${cbc}"><ns1:ID>7</ns1:ID></x:Doc>`);
    expect(root.name).toBe('{urn:x}Doc');
    expect(root.text('cbc:ID')).toBe('7');
  });

  test('A default namespace counts for the elements and for those below.', () => {
    const root = parseXml(
      `<Party xmlns="${cac}"><PartyName><Name xmlns="${cbc}">Seller</Name></PartyName></Party>`,
    );
    expect(root.name).toBe('cac:Party');
    expect(root.text('cac:PartyName/cbc:Name')).toBe('Seller');
  });

  test('A prefix that is bound anew deep inside means the new namespace there and the old one behind it.', () => {
    const root = parseXml(
      `<r xmlns:p="${cbc}"><p:ID>1</p:ID><p:Party xmlns:p="${cac}"><p:Note/></p:Party><p:Name>2</p:Name></r>`,
    );
    expect(root.children.map(({ name }) => name)).toEqual(['cbc:ID', 'cac:Party', 'cbc:Name']);
    expect(root.children[1]?.children[0]?.name).toBe('cac:Note');
  });

  test('The usual prefix bound to another namespace is not taken for UBL.', () => {
    const root = parseXml('<r xmlns:cbc="urn:other"><cbc:ID>1</cbc:ID></r>');
    expect(root.text('cbc:ID')).toBeNull();
    expect(root.children[0]?.name).toBe('{urn:other}ID');
  });

  test('An empty default namespace takes elements out of every namespace.', () => {
    expect(parseXml(`<Party xmlns="${cac}"><Name xmlns="">x</Name></Party>`).text('Name')).toBe('x');
  });

  test.each(['<p:a/>', '<a><p:b/></a>', '<a:b:c xmlns:a="urn:a"/>', '<:a/>', '<a xmlns:p=""><p:b/></a>'])(
    'A prefix that nobody declared, as in %s, is refused.',
    (xml) => expect(() => parseXml(xml)).toThrow(refused('NOT_WELL_FORMED')),
  );
});

describe('Text is what XML says it is', () => {
  test.each([
    ['amounts keep their zeros', '<a>0012.10</a>', '0012.10'],
    ['blanks at both ends go', '<a>\n  12 \t</a>', '12'],
    ['a comment inside a value leaves no trace', '<a>12<!-- not 13 -->34</a>', '1234'],
    [
      'CDATA joins the text around it with its blanks',
      '<a>Huber <![CDATA[& <Sons>]]> Ltd</a>',
      'Huber & <Sons> Ltd',
    ],
    ['named references', '<a>&lt;A&amp;B&gt; &quot;&apos;</a>', '<A&B> "\''],
    ['numeric references', '<a>caf&#233; &#x20AC; &#128512;</a>', 'café € 😀'],
    ['a reference is decoded once', '<a>&amp;lt;</a>', '&lt;'],
    ['no reference inside CDATA', '<a><![CDATA[&amp;]]></a>', '&amp;'],
    ['processing instructions are no text', '<?xml version="1.0"?><?x y?><a>1<?p q?>2</a>', '12'],
    ['DOCTYPE as text in CDATA is harmless', '<a><![CDATA[<!DOCTYPE html>]]></a>', '<!DOCTYPE html>'],
  ])('%s', (_name, xml, text) => {
    expect(parseXml(xml).read()).toBe(text);
  });

  test('Attributes keep their text and lose the blanks around it; an empty one is absent.', () => {
    const root = parseXml('<a id=" 0106 " name="A &amp; B" none=""/>');
    expect([root.attribute('id'), root.attribute('name'), root.attribute('none')]).toEqual([
      '0106',
      'A & B',
      null,
    ]);
  });

  test('An empty element counts as absent.', () => {
    const root = parseXml('<a><b/><b> </b><b>x</b></a>');
    expect(root.text('b')).toBe('x');
    expect(root.texts('b')).toEqual(['x']);
  });
});

describe('What is not well-formed is refused', () => {
  test.each([
    ['nothing', ''],
    ['blanks only', ' \n'],
    ['no markup', 'invoice 12'],
    ['an unclosed element', '<a><b></a>'],
    ['a file that was cut off', '<a><b>1</b>'],
    ['mismatched tags', '<a><b></a></b>'],
    ['two roots', '<a></a><b></b>'],
    ['two empty roots', '<a/><b/>'],
    ['text behind the root', '<a></a>junk'],
    ['text behind an empty root', '<a/>junk'],
    ['text before the root', 'junk<a/>'],
    ['an attribute given twice', '<a b="1" b="2"/>'],
    ['an attribute without quotes', '<a b=1/>'],
    ['an unknown entity', '<a>&euro;</a>'],
    ['an unknown entity in an attribute', '<a b="&nbsp;"/>'],
    ['a bare ampersand', '<a>A & B</a>'],
    ['a bare ampersand in an attribute', '<a b="A & B"/>'],
    ['a reference to the null character', '<a>1&#0;2</a>'],
    ['a reference to half a surrogate pair', '<a>&#xD800;</a>'],
    ['a reference beyond Unicode', '<a>&#99999999999;</a>'],
    ['a null byte', '<a>1\0</a>'],
    ['an open comment', '<a><!-- </a>'],
    ['an open CDATA section', '<a><![CDATA[ </a>'],
    ['a declaration inside', '<a>x<!ELEMENT b>y</a>'],
    ['a declaration that is not the first thing', ' <?xml version="1.0"?><a/>'],
    ['__proto__ as an element', '<__proto__><polluted>1</polluted></__proto__>'],
    ['__proto__ as an attribute', '<a __proto__="1"/>'],
  ])('%s', (_name, xml) => {
    expect(() => parseXml(xml)).toThrow(refused('NOT_WELL_FORMED'));
    expect(Object.hasOwn(Object.prototype, 'polluted')).toBe(false);
  });

  test('Names of object members with a prefix are plain names and reach no object.', () => {
    const root = parseXml(
      '<r xmlns:p="urn:p"><p:__proto__ toString="x">1</p:__proto__><p:constructor>2</p:constructor></r>',
    );
    expect(root.children.map(({ name }) => name)).toEqual(['{urn:p}__proto__', '{urn:p}constructor']);
  });

  test.each([
    ['without entities', '<!DOCTYPE a><a/>'],
    ['with an internal entity', '<!DOCTYPE a [<!ENTITY x "1">]><a>&x;</a>'],
    ['with an external entity', '<!DOCTYPE a [<!ENTITY x SYSTEM "file:///none">]><a>&x;</a>'],
    ['behind a comment', '<?xml version="1.0"?><!-- x --><!DOCTYPE a><a/>'],
    ['in lower case', '<!doctype a><a/>'],
    ['inside the root', '<a><!DOCTYPE b></a>'],
    ['that hides behind a comment in an attribute', '<a b="<!--"><!DOCTYPE c><d e="-->"/></a>'],
  ])('A DOCTYPE %s is never parsed.', (_name, xml) => {
    expect(() => parseXml(xml)).toThrow(
      expect.objectContaining({ code: expect.stringMatching(/DOCTYPE|WELL_FORMED/) }),
    );
  });

  test('The message says where, for the supplier to find it.', () => {
    expect(() => parseXml('<a>\n  <b>\n</a>')).toThrow(/closing tag 'b'.* in line 3, column 1/);
  });
});

describe('Limits keep a hostile file from taking the worker down', () => {
  const nested = (levels: number) => `${'<a>'.repeat(levels)}1${'</a>'.repeat(levels)}`;

  test('Sixty levels are read, a hundred are refused as too deep.', () => {
    expect(parseXml(nested(60)).children).toHaveLength(1);
    expect(() => parseXml(nested(100))).toThrow(refused('DOCUMENT_TOO_LARGE'));
  });

  test('A hundred thousand siblings are read, each once.', () => {
    const root = parseXml(`<a>${'<Amount>12.00</Amount>'.repeat(100_000)}</a>`);
    expect(root.texts('Amount')).toHaveLength(100_000);
  });

  test.each([
    ['many more tags than an invoice of that length', '<b/>'.repeat(100_000)],
    ['many more attributes', `<Element ${'a="1" '.repeat(10)}>${'x'.repeat(60)}</Element>`.repeat(10_000)],
    ['many more declarations of namespaces', `<Element xmlns:a="b"/>`.repeat(10_000)],
    ['thousands of different names', Array.from({ length: 10_000 }, (_, n) => `<b${n}>123</b${n}>`).join('')],
  ])('A file with %s is refused before a tree is built.', (_name, xml) => {
    expect(() => parseXml(`<a>${xml}</a>`)).toThrow(refused('DOCUMENT_TOO_LARGE'));
  });

  test.each([
    [
      'every element declares its namespace',
      '<c:Amount xmlns:c="urn:example:of:usual:length">1210.00</c:Amount>',
    ],
    ['a note has addresses in it', '<Note>See https://example.com/?line=1&amp;page="2"</Note>'],
    ['a comment has rules of equals signs', `<Note>x</Note><!-- ${'='.repeat(70)} -->`],
  ])('A long file in which %s is read.', (_name, xml) => {
    expect(parseXml(`<a>${xml.repeat(5_000)}</a>`).children).toHaveLength(5_000);
  });

  test('A text of more than a million characters in one element is refused.', () => {
    expect(() => parseXml(`<a>${'x'.repeat(1_000_001)}</a>`)).toThrow(refused('DOCUMENT_TOO_LARGE'));
  });

  test('More than twenty million characters without attachments are refused.', () => {
    const line = `<b>${'x'.repeat(999_000)}</b>`;
    expect(() => parseXml(`<a>${line.repeat(21)}</a>`)).toThrow(refused('DOCUMENT_TOO_LARGE'));
  });

  test('A namespace and name of more than 256 characters are refused.', () => {
    expect(() => parseXml(`<a xmlns="urn:${'x'.repeat(300)}"/>`)).toThrow(refused('DOCUMENT_TOO_LARGE'));
  });

  test('A thousand bound prefixes around a thousand rebound ones cost no more than their length.', () => {
    const prefixes = Array.from({ length: 1_000 }, (_, index) => `xmlns:p${index}="urn:${index}"`).join(' ');
    const root = parseXml(`<a ${prefixes}>${'<p9:b xmlns:p9="urn:nine"/>'.repeat(1_000)}</a>`);
    expect(root.all('{urn:nine}b')).toHaveLength(1_000);
  });
});

describe('Attachments are cut out before parsing and cost nothing', () => {
  test('Twenty megabytes of base64 leave their length behind and the rest of the file as it was.', () => {
    const size = 20 * 1024 * 1024;
    const xml = `<r xmlns:b="${cbc}"><b:EmbeddedDocumentBinaryObject mimeCode="application/pdf">${'QUJD'.repeat(size / 4)}</b:EmbeddedDocumentBinaryObject><b:ID>7</b:ID></r>`;
    const root = parseXml(xml);
    expect(root.text('cbc:EmbeddedDocumentBinaryObject')).toBe(`#${size}`);
    expect(root.text('cbc:ID')).toBe('7');
  });

  test.each([
    ['that ends a comment', '<r><!-- <Attachment> --><ID>1</ID><!-- </Attachment> --></r>'],
    [
      'that ends a CDATA section',
      '<r><x><![CDATA[<Attachment>]]></x><ID>1</ID><x><![CDATA[</Attachment>]]></x></r>',
    ],
    ['that holds elements', '<r><Attachment><URI>a</URI></Attachment><ID>1</ID></r>'],
    ['that is empty', '<r><Attachment> </Attachment><ID>1</ID></r>'],
    ['that starts in a comment and ends an element', '<r><!-- <Attachment> --><ID>1</ID></r>'],
    ['that closes a comment inside it', '<r><ID>1<Attachment><!-- <Attachment> -->7</Attachment></ID></r>'],
  ])('A text %s is never cut as if it were an attachment.', (_name, xml) => {
    expect(parseXml(xml).text('ID')).toBe('1');
  });
});
