import { describe, expect, test } from 'vitest';
import { pdfAttachments } from '../../lib/documents/pdf-attachments.ts';
import { readPdf } from '../../lib/documents/pdf.ts';
import { flate, packedPdf, pdf, stream, withFile, withFiles } from './sample-pdf.ts';

const refused = (message: RegExp) =>
  expect.objectContaining({ code: 'PDF_INVALID', message: expect.stringMatching(message) });
/** The names of the attachments with their contents. */
const attached = (bytes: Uint8Array) =>
  pdfAttachments(bytes).map(({ name, content }) => [name, Buffer.from(content()).toString()]);
const tree = (reference: string) => `<< /Type /Catalog /Names << /EmbeddedFiles ${reference} >> >>`;

/** A catalog with one file specification of these entries; 5 and 6 are files, 7 is none. */
const specified = (entries: string) =>
  pdf({ 1: `<< /AF [<< ${entries} >>] >>`, 5: stream('five'), 6: stream('six'), 7: '<< /A 1 >>' });

describe('The files attached to a PDF are found', () => {
  test('in the branches of a tree, in order, whatever else stands in it.', () => {
    const bytes = pdf({
      1: tree('2 0 R'),
      2: '<< /Kids [(x) 3 0 R 77 0 R 4 0 R] >>',
      3: '<< /Names [11 0 R 10 0 R (c) 7] >>',
      4: '<< /Kids 5 /Names [(b) 11 0 R] >>',
      10: '<< /UF (a) /EF << /F 20 0 R >> >>',
      11: '<< /UF (b) /EF << /F 21 0 R >> >>',
      20: stream('A'),
      21: stream('B'),
    });
    expect(attached(bytes)).toEqual([
      ['a', 'A'],
      ['b', 'B'],
    ]);
  });

  test('among the associated files, unless these are no list.', () => {
    expect(attached(specified('/UF (a) /EF << /F 5 0 R >>'))).toEqual([['a', 'five']]);
    expect(attached(pdf({ 1: '<< /AF [(x) 7 77 0 R] >>' }))).toEqual([]);
    expect(attached(pdf({ 1: '<< /AF 7 >>' }))).toEqual([]);
  });

  test.each([
    ['the newer key before the older', '/UF (new) /F (old)', 'new'],
    ['the older key alone', '/F (old)', 'old'],
    ['hex', '/UF <616263>', 'abc'],
    ['a text with blanks around', '/UF (  a b\\n )', 'a b'],
    ['another object', '/UF 9 0 R', ''],
    ['a number', '/UF 7', ''],
    ['nothing', '', ''],
  ])('under a name of %s.', (_name, entries, name) => {
    expect(attached(specified(`${entries} /EF << /F 5 0 R >>`))).toEqual([[name, 'five']]);
  });

  test.each([
    ['both keys', '<< /F 5 0 R /UF 6 0 R >>', ['five', 'six']],
    ['both keys to the same', '<< /F 5 0 R /UF 5 0 R >>', ['five']],
    ['the newer key', '<< /UF 6 0 R >>', ['six']],
    ['an unknown key', '<< /DOS 6 0 R >>', []],
    ['no reference', '<< /F << >> >>', []],
    ['an object that is no file', '<< /F 7 0 R /UF 77 0 R >>', []],
    ['no dictionary', '[5 0 R]', []],
  ])('under %s.', (_name, files, contents) => {
    expect(attached(specified(`/F (a) /EF ${files}`)).map(([, content]) => content)).toEqual(contents);
  });

  test('in part, when only the beginning is asked for.', () => {
    const [file] = pdfAttachments(specified('/EF << /F 5 0 R >>'));
    expect(Buffer.from(file?.content(2) ?? []).toString()).toBe('fi');
  });

  test('unless a file is packed among objects, which no file may be.', () => {
    const packed = packedPdf({ 1: '<< /AF [<< /EF << /F 2 0 R >> >>] >>', 2: '<< /Length 1 >>' }, {});
    expect(attached(packed)).toEqual([]);
  });

  test('a thousand at most.', () => {
    const files = (count: number) => {
      const numbers = Array.from({ length: count }, (_, n) => n + 2);
      const specifications = numbers.map((number) => `<< /EF << /F ${number} 0 R >> >>`).join(' ');
      const streams = Object.fromEntries(numbers.map((number) => [number, stream('x')]));
      return pdf({ ...streams, 1: `<< /AF [${specifications}] >>` });
    };
    expect(pdfAttachments(files(1_000))).toHaveLength(1_000);
    expect(() => pdfAttachments(files(1_001))).toThrow(refused(/more than 1000 attachments/));
  });
});

describe('A PDF whose attachments cannot be found is damaged', () => {
  test.each([
    ['no catalog', pdf({ 1: '<< >>' }, ''), /it has no catalog/],
    ['a catalog that is none', pdf({ 1: '[1]' }), /it has no catalog/],
    ['a tree in a circle', pdf({ 1: tree('2 0 R'), 2: '<< /Kids [2 0 R] >>' }), /runs in a circle/],
    [
      'a branch twice',
      pdf({ 1: tree('2 0 R'), 2: '<< /Kids [3 0 R 3 0 R] >>', 3: '<< >>' }),
      /runs in a circle/,
    ],
  ])('because it has %s.', (_name, bytes, reason) => {
    expect(() => pdfAttachments(bytes)).toThrow(refused(reason));
  });
});

describe('Which attachment is the invoice', () => {
  const named = (name: string, content = '<a/>') => pdf(withFile(flate(content), `(${name})`));

  test.each(['factur-x.xml', 'zugferd-invoice.xml', 'xrechnung.xml', 'ZUGFeRD-invoice.xml', 'FACTUR-X.XML'])(
    'is told by the name %s, whatever is in it.',
    (name) => {
      expect(readPdf(named(name))).toMatchObject({ findings: [{ code: 'SYNTAX_NOT_SUPPORTED' }] });
      expect(readPdf(named(name, 'no xml'))).toMatchObject({ findings: [{ code: 'NOT_WELL_FORMED' }] });
    },
  );

  test.each([
    ['as it is', '<CrossIndustryInvoice>'],
    ['with a prefix', '<rsm:CrossIndustryInvoice xmlns:rsm="x">'],
    ['with a prefix of many letters', '<a.b-C_1:CrossIndustryInvoice\nx="">'],
    ['of ZUGFeRD 1', '<CrossIndustryDocument >'],
    ['behind a byte order mark', '\ufeff<CrossIndustryInvoice>'],
    [
      'behind a declaration, comments and blanks',
      '<?xml x?>\n<!-- a --> <!-- b --><?c?><CrossIndustryInvoice>',
    ],
    ['behind four letters', 'abcd<CrossIndustryInvoice>'],
    ['behind four thousand letters', `<!--${'x'.repeat(4_060)}--><CrossIndustryInvoice>`],
  ])('is told by its root when no name is known: %s.', (_name, content) => {
    expect(readPdf(named('a.xml', content))).toMatchObject({ findings: [{ code: 'NOT_WELL_FORMED' }] });
  });

  test('is told by its root in UTF-16, too.', () => {
    const content = Buffer.from('\ufeff<?xml x?><rsm:CrossIndustryInvoice>', 'utf16le');
    for (const bytes of [content, Buffer.from(content).swap16()]) {
      const reading = readPdf(pdf(withFile(flate(bytes), '(a.xml)')));
      expect(reading).toMatchObject({ findings: [{ code: 'NOT_WELL_FORMED' }] });
    }
  });

  test.each([
    ['another name', '<CrossIndustryOrder>'],
    ['a longer name', '<CrossIndustryInvoices>'],
    ['a name that ends so', '<MyCrossIndustryInvoice>'],
    ['two prefixes', '<a:b:CrossIndustryInvoice>'],
    ['another root around', '<a><CrossIndustryInvoice>'],
    ['another root before', '<a/>\n<CrossIndustryInvoice>'],
    ['five letters before', 'abcde<CrossIndustryInvoice>'],
    ['text behind a declaration', '<?xml x?>abc<CrossIndustryInvoice>'],
    ['a root too far behind the beginning', `<!--${'x'.repeat(4_097)}--><CrossIndustryInvoice>`],
  ])('is none with %s.', (_name, content) => {
    expect(readPdf(named('a.xml', content))).toMatchObject({
      readable: false,
      syntax: 'pdf',
      findings: [{ code: 'NO_STRUCTURED_DATA' }],
    });
  });

  test('is not looked for in other files when one has the name of an order.', () => {
    const order = {
      readable: false,
      syntax: 'order-x',
      findings: [{ code: 'NOT_AN_INVOICE', value: 'order-x' }],
    };
    expect(readPdf(named('ORDER-X.xml', '<CrossIndustryInvoice>'))).toMatchObject(order);
    const both = (name: string) =>
      pdf(
        withFiles([
          ['(order-x.xml)', flate('<a/>')],
          [`(${name})`, flate('<CrossIndustryInvoice>')],
        ]),
      );
    expect(readPdf(both('b.xml'))).toMatchObject(order);
    expect(readPdf(both('factur-x.xml'))).toMatchObject({ findings: [{ code: 'NOT_WELL_FORMED' }] });
  });

  test('is not decided when two may be it; the finding names both, of long names the beginning.', () => {
    const long = 'x'.repeat(101);
    const root = flate('<CrossIndustryInvoice>');
    const two = (first: string, second: string) =>
      readPdf(
        pdf(
          withFiles([
            [`(${first})`, root],
            [`(${second})`, root],
          ]),
        ),
      );
    const short = 'x'.repeat(100);
    expect(two('a.xml', 'b.xml')).toMatchObject({
      readable: false,
      syntax: 'pdf',
      findings: [{ code: 'AMBIGUOUS_ATTACHMENTS', value: 'a.xml, b.xml' }],
    });
    expect(two(long, long)).toMatchObject({ findings: [{ value: `${short}, ${short}` }] });
    expect(two('factur-x.xml', 'xrechnung.xml')).toMatchObject({
      findings: [{ value: 'factur-x.xml, xrechnung.xml' }],
    });
  });
});
