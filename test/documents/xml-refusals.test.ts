import { describe, expect, test } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { asReading } from '../../lib/documents/read-xml-document.ts';
import { wrapped } from '../../lib/documents/wrapped.ts';
import { parseXml } from '../../lib/documents/xml.ts';
import { absent } from '../../lib/documents/xml-element.ts';
import { outermost } from '../../lib/documents/xml-namespaces.ts';
import { parsePath } from '../../lib/documents/xml-path.ts';
import { readText, ubl } from './ubl-document.ts';

const refused = (code: string, reason: RegExp) =>
  expect.objectContaining({ code, message: expect.stringMatching(reason) });

describe('A refusal says what is wrong with the XML', () => {
  test.each([
    ['it is empty', ['', ' \n']],
    ['Start tag expected.$', ['<?xml version="1.0"?>', '<!-- x -->']],
    ['it has more than one root element', ['<a/><b/>', '<a/><b></b>']],
    ['there is text behind the root element', ['<a/>x', '<a></a>x', 'x', '<a/>x \n']],
    [
      'there is a declaration that no document may have',
      ['<a><!ELEMENT b></a>', '<!DOCTYP a><a/>', '<a><![CDAT[x]]></a>'],
    ],
    [
      'a comment or CDATA section has no end',
      ['<a><!-- </a>', '<a><!--></a>', '<a><!-- ->', '<a><![CDATA[ </a>', '<a><![CDATA[]></a>'],
    ],
    [
      'it has control characters',
      ['<a>\0</a>', '<a>\x08</a>', '<a>\x0b</a>', '<a>\x0c</a>', '<a>\x0e</a>', '<a>\x1f</a>'],
    ],
    ['it has control characters', ['<a>\ufffe</a>', '<a>\uffff</a>', '<\0a/>', '<a/>\0']],
    ['Unknown reference "&x;"', ['<a>&x;</a>', '<a b="&x;"/>']],
  ])('%s', (reason, texts) => {
    for (const text of texts) {
      expect(() => parseXml(text)).toThrow(refused('NOT_WELL_FORMED', new RegExp(reason)));
    }
  });

  test('and where, and keeps what the parser said.', () => {
    expect(() => parseXml('<a>\n  <b>\n</a>')).toThrow(
      refused('NOT_WELL_FORMED', /'b'.* in line 3, column 1\.$/),
    );
    expect(() => parseXml('<a b=1/>')).toThrow(expect.objectContaining({ cause: expect.any(Error) }));
    expect(() => parseXml(`<a>&${'x'.repeat(19)};</a>`)).toThrow(/Unknown reference/);
  });

  test('in two hundred letters at most.', () => {
    const name = 'x'.repeat(250);
    const message = () => {
      try {
        return parseXml(`<a><${name}></a>`).name;
      } catch (error) {
        return error instanceof Error ? error.message : '';
      }
    };
    expect(message()).toHaveLength('The file is not well-formed XML: '.length + 200 + '.'.length);
  });

  test('and a DOCTYPE is one in any case, anywhere.', () => {
    for (const xml of [
      '<!DOCTYPE a><a/>',
      '<!DocType a><a/>',
      '<!-- x --><!DOCTYPE a><a/>',
      '<a><![CDATA[x]]><!DOCTYPE b></a>',
    ])
      expect(() => parseXml(xml)).toThrow(refused('FORBIDDEN_DOCTYPE', /has a DOCTYPE declaration/));
  });

  test.each(['\t', '\n', '\r', ' ', '\x7f', '\x80', '\ufffd', '\ud7ff', '\ue000', '😀'])(
    'and %j may stand in a text.',
    (letter) => {
      expect(parseXml(`<a>x${letter}y</a>`).read()).toBe(`x${letter === '\r' ? '\n' : letter}y`);
    },
  );

  test('and a comment or CDATA section may hold what would be refused outside.', () => {
    const xml = '<a><!-- <!DOCTYPE --><![CDATA[<!DOCTYPE]]><!----><b/></a>';
    expect(parseXml(xml).children.map(({ name }) => name)).toEqual(['b']);
    expect(parseXml('<!-- a --><!-- b --><a/><!-- c -->\n').name).toBe('a');
  });
});

describe('Names and their namespaces', () => {
  test.each([
    '<p:a/>',
    '<:a/>',
    '<a:b:c xmlns:a="urn:a"/>',
    '<p: xmlns:p="urn:p"/>',
    '<a xmlns:p=""><p:b/></a>',
  ])('A name without a declared namespace as in %s is named in the refusal.', (xml) =>
    expect(() => parseXml(xml)).toThrow(
      refused('NOT_WELL_FORMED', /The element "[^"]+" has no declared namespace/),
    ),
  );

  test('Of a long one a hundred letters are named.', () => {
    expect(() => parseXml(`<p:${'x'.repeat(200)}/>`)).toThrow(refused('NOT_WELL_FORMED', /"p:x{98}"/));
  });

  test('The prefix xml is declared by itself.', () => {
    expect(outermost.nameOf('xml:a')).toBe('{http://www.w3.org/XML/1998/namespace}a');
    expect(outermost.uriOf('')).toBeUndefined();
    expect(parseXml('<a xml:lang="nl"/>').attribute('xml:lang')).toBe('nl');
  });

  test.each(['xml:', ':', ':a', 'xml:a:b', 'p:a'])('A name like "%s" is none.', (tag) => {
    expect(() => outermost.nameOf(tag)).toThrow(refused('NOT_WELL_FORMED', /no declared namespace/));
  });

  test('Only xmlns and what begins with xmlns: declares a namespace.', () => {
    expect(outermost.within({ xmlnsx: 'urn:x', 'a:xmlns': 'urn:y', id: 'urn:z' })).toBe(outermost);
    expect(outermost.within({ xmlns: 'urn:x' }).nameOf('a')).toBe('{urn:x}a');
    expect(outermost.within({ 'xmlns:p': 'urn:x' }).nameOf('p:a')).toBe('{urn:x}a');
  });

  test.each([
    ['urn:oasis:names:specification:ubl:schema:xsd:CommonBasicComponents-2', 'cbc:a'],
    ['urn:oasis:names:specification:ubl:schema:xsd:CommonAggregateComponents-2', 'cac:a'],
    ['urn:oasis:names:specification:ubl:schema:xsd:CommonExtensionComponents-2', 'ext:a'],
    ['urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100', 'rsm:a'],
    ['urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:100', 'ram:a'],
    ['urn:un:unece:uncefact:data:standard:UnqualifiedDataType:100', 'udt:a'],
    ['urn:un:unece:uncefact:data:standard:QualifiedDataType:100', 'qdt:a'],
    ['urn:ferd:CrossIndustryDocument:invoice:1p0', 'rsm:a'],
    ['urn:un:unece:uncefact:data:standard:ReusableAggregateBusinessInformationEntity:12', 'ram:a'],
    ['urn:un:unece:uncefact:data:standard:UnqualifiedDataType:15', 'udt:a'],
    ['http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.2', 'a'],
    ['http://ivaservizi.agenziaentrate.gov.it/docs/xsd/fatture/v1.0', 'a'],
    ['http://www.fatturapa.gov.it/sdi/fatturapa/v1.1', 'a'],
    ['http://www.fatturapa.gov.it/sdi/fatturapa/v1.0', 'a'],
  ])('The namespace %s has its usual prefix.', (uri, name) => {
    expect(parseXml(`<x:a xmlns:x="${uri}"/>`).name).toBe(name);
    expect(parseXml(`<a xmlns="${uri}"/>`).name).toBe(name);
  });
});

describe('Elements', () => {
  const root = parseXml('<r a=" "> <x> 1 </x><x b="2"/><y>3<z/></y></r>');

  test('are found and read, and know what was not read.', () => {
    const [first, second] = root.all('x');
    expect([first?.isUnread, second?.isUnread]).toEqual([true, false]);
    expect(root.text('x')).toBe('1');
    expect(first?.isUnread).toBe(false);
    expect(root.filled('x')).toEqual([first]);
    expect(root.text('x/@b')).toBe('2');
    expect(root.text('y/z')).toBeNull();
    expect(root.attribute('a')).toBeNull();
  });

  test('are mixed only with text and elements both.', () => {
    const mixed = ['.', 'x', 'y', 'y/z'].map((path) => root.all(path)[0]?.isMixed);
    expect(mixed).toEqual([false, false, true, false]);
  });

  test('may be absent, and then have nothing.', () => {
    expect([absent.name, absent.children, absent.read(), absent.isUnread, absent.isMixed]).toEqual([
      '',
      [],
      '',
      false,
      false,
    ]);
    expect([absent.text('x'), absent.text('@x'), absent.all('.')]).toEqual([null, null, [absent]]);
  });
});

describe('Paths', () => {
  test.each([
    ['a/b', ['a', 'b'], null],
    ['a/@b', ['a'], 'b'],
    ['@b', [], 'b'],
    ['.', [], null],
    ['{urn:x/y}a/b', ['{urn:x/y}a', 'b'], null],
    ["a[b/c='x/y']/d", ['a', 'd'], null],
  ])('%s have their steps.', (path, names, attribute) => {
    const parsed = parsePath(path);
    expect([parsed.steps.map(({ name }) => name), parsed.attribute]).toEqual([names, attribute]);
    expect(parsePath(path)).toBe(parsed);
  });

  test('have conditions, without regard to case.', () => {
    const conditionOf = (path: string) => parsePath(path).steps[0]?.condition;
    expect(conditionOf("a[b/c='Vat']")).toEqual({ path: 'b/c', isEqual: true, value: 'VAT' });
    expect(conditionOf("a[@b!='']")).toEqual({ path: '@b', isEqual: false, value: '' });
    expect(conditionOf('a')).toBeNull();
  });

  test.each(["a[b='c]", "a[b=c']", "a['c']", "a[='c']", "a[b!!='c']", "a[b='c'd]", 'a[]'])(
    'as %s are a fault in a table.',
    (path) => expect(() => parsePath(path)).toThrow(RangeError),
  );
});

describe('What was read and in what envelope', () => {
  const envelope = (content: string) =>
    `<e:StandardBusinessDocument xmlns:e="http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader">${content}</e:StandardBusinessDocument>`;

  test('A reading has no envelope unless it came in one; the outermost stands first.', () => {
    const reading = readText(ubl('Invoice', ''));
    expect(reading).toMatchObject({ readable: true, syntax: 'ubl-invoice', wrapping: [] });
    expect(wrapped('p7m', wrapped('sbdh', reading))).toMatchObject({ wrapping: ['p7m', 'sbdh'] });
    const unread = readText('<a/>');
    expect(wrapped('p7m', unread)).toBe(unread);
  });

  test.each([
    ['ubl-invoice', ubl('Invoice', '')],
    ['ubl-creditnote', ubl('CreditNote', '')],
    ['cii', '<CrossIndustryInvoice xmlns="urn:un:unece:uncefact:data:standard:CrossIndustryInvoice:100"/>'],
    ['zugferd-1', '<CrossIndustryDocument xmlns="urn:ferd:CrossIndustryDocument:invoice:1p0"/>'],
    ['fatturapa', '<FatturaElettronica><FatturaElettronicaBody/></FatturaElettronica>'],
    [
      'fatturapa-simplified',
      '<FatturaElettronicaSemplificata><FatturaElettronicaBody/></FatturaElettronicaSemplificata>',
    ],
  ])('An invoice of the syntax %s is called so.', (syntax, xml) => {
    const invoice = { readable: true, syntax, invoices: [{ syntax }] };
    expect(readText(xml)).toMatchObject(invoice);
    expect(readText(envelope(xml.replace(/^<\?.*\?>/, '')))).toMatchObject({
      ...invoice,
      wrapping: ['sbdh'],
    });
  });

  test('Only a UBL document beside the invoice says what it calls itself.', () => {
    const order = 'urn:oasis:names:specification:ubl:schema:xsd:Order-2';
    expect(readText(`<Order xmlns="${order}"/>`)).toHaveProperty('neighbour');
    expect(readText(`<Oder xmlns="${order}"/>`)).not.toHaveProperty('neighbour');
    expect(readText('<a xmlns="urn:peppol:schema:taxdata"/>')).not.toHaveProperty('neighbour');
    expect(readText('<a xmlns="urn:peppol:schema:taxdata"/>')).toMatchObject({
      readable: false,
      syntax: 'peppol-administration',
      findings: [{ code: 'NOT_AN_INVOICE', value: 'peppol-administration' }],
    });
  });

  test('An error with a code is a reading; one without is a fault of ours and goes on.', () => {
    expect(asReading(new AcquitError('PDF_INVALID', 'x'))).toMatchObject({
      readable: false,
      syntax: null,
      findings: [{ code: 'PDF_INVALID', message: 'x' }],
    });
    const fault = new RangeError('x');
    expect(() => asReading(fault)).toThrow(fault);
  });
});
