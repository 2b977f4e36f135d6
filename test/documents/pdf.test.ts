import { deflateSync } from 'node:zlib';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { readDocument } from '../../lib/documents/read-document.ts';
import { flate, packedPdf, pdf, revised, stream, withFile, withFiles } from './sample-pdf.ts';

const cii = 'urn:un:unece:uncefact:data:standard';
const invoice = (number = 'RE-1') =>
  `<?xml version="1.0" encoding="UTF-8"?><!-- made by a test --><rsm:CrossIndustryInvoice xmlns:rsm="${cii}:CrossIndustryInvoice:100" xmlns:ram="${cii}:ReusableAggregateBusinessInformationEntity:100"><rsm:ExchangedDocument><ram:ID>${number}</ram:ID></rsm:ExchangedDocument></rsm:CrossIndustryInvoice>`;

/** The number of the invoice that was read, or the code of the finding. */
async function answer(bytes: Uint8Array): Promise<string | null> {
  const reading = await readDocument(bytes);
  if (!reading.readable) return reading.findings[0].code;
  expect([reading.syntax, reading.wrapping]).toEqual(['cii', ['pdf']]);
  return reading.invoices[0].number;
}

const ascii85 = (text: string): string => {
  const groups =
    Buffer.from(text)
      .toString('latin1')
      .match(/[\s\S]{1,4}/g) ?? [];
  return `${groups.map(encodeGroup).join('')}~>`;
};
function encodeGroup(group: string): string {
  let value = Buffer.from(group.padEnd(4, '\0'), 'latin1').readUInt32BE();
  const letters: string[] = [];
  for (let each = 0; each < 5; each += 1) {
    letters.unshift(String.fromCharCode(33 + (value % 85)));
    value = Math.floor(value / 85);
  }
  return letters.join('').slice(0, group.length + 1);
}

describe('The invoice attached to a PDF is read', () => {
  const { 1: catalog, ...rest } = withFile(flate(invoice()));
  const { 5: file, ...others } = withFile(flate(invoice()));
  const linked = (catalogEntries: string, more: Record<number, string> = {}) =>
    pdf({ 1: `<< /Type /Catalog ${catalogEntries} >>`, ...rest, ...more });
  test.each([
    ['from the name tree and the associated files, once', pdf({ 1: String(catalog), ...rest })],
    ['from the name tree alone', linked('/Names << /EmbeddedFiles 2 0 R >>')],
    ['from the associated files alone', linked('/AF [4 0 R]')],
    [
      'from a name tree with branches',
      linked('/Names << /EmbeddedFiles 6 0 R >>', {
        6: '<< /Kids [7 0 R 8 0 R] >>',
        7: '<< /Limits [(a) (a)] /Names [(a) << /Type /Filespec /F (a.txt) >>] >>',
        8: '<< /Kids [2 0 R] >>',
      }),
    ],
    ['under any case of its name', pdf(withFile(flate(invoice()), '(ZUGFeRD-Invoice.XML)'))],
    [
      'under a name in hex',
      pdf(withFile(flate(invoice()), `<${Buffer.from('xrechnung.xml').toString('hex')}>`)),
    ],
    [
      'under a name in UTF-16',
      pdf(
        withFile(
          flate(invoice()),
          `<FEFF${Buffer.from('factur-x.xml', 'utf16le').swap16().toString('hex')}>`,
        ),
      ),
    ],
    ['without a filter', pdf(withFile(stream(invoice())))],
    [
      'packed twice',
      pdf(withFile(stream(deflateSync(deflateSync(invoice())), '/Filter [/FlateDecode /FlateDecode]'))),
    ],
    ['as letters', pdf(withFile(stream(ascii85(invoice()), '/Filter /ASCII85Decode')))],
    [
      'as hex',
      pdf(withFile(stream(`${Buffer.from(invoice()).toString('hex')}>`, '/Filter [/ASCIIHexDecode]'))),
    ],
    ['with a length that is wrong', pdf(withFile(stream(invoice(), '', 7)))],
    [
      'with a length of its own object',
      pdf({ ...withFile(stream(invoice(), '', '9 0 R')), 9: String(invoice().length) }),
    ],
    [
      'with names that are escaped',
      pdf({ ...rest, 1: '<< /#41F [4 0 R] >>', 4: '<< /#55F (factur-x.xml) /E#46 << /#46 5 0 R >> >>' }),
    ],
    [
      'among other attachments',
      pdf(
        withFiles([
          ['(a.pdf)', stream('%PDF-1.4')],
          ['(factur-x.xml)', flate(invoice())],
        ]),
      ),
    ],
    [
      'by its root when no name is known',
      pdf(
        withFiles([
          ['(a.xml)', stream('<a/>')],
          ['(b.xml)', flate(invoice())],
        ]),
      ),
    ],
    [
      'behind the header of a mail',
      Buffer.concat([Buffer.from('X-Mail: 1\r\n\r\n'), pdf(withFile(flate(invoice())))]),
    ],
    ['of objects packed into a stream, with a predictor', packedPdf(others, { 5: file ?? '' })],
    ['of objects packed into a stream, without', packedPdf(others, { 5: file ?? '' }, false)],
  ])('%s.', async (_name, bytes) => {
    expect(await answer(bytes)).toBe('RE-1');
  });

  test('The last revision of the file counts, not the first.', async () => {
    const first = pdf(withFile(flate(invoice('OLD'))));
    expect(await answer(revised(first, { 5: flate(invoice('NEW')) }))).toBe('NEW');
    expect(await answer(revised(first, { 1: '<< /Type /Catalog >>' }))).toBe('NO_STRUCTURED_DATA');
  });

  test('What is attached is as untrusted as any file.', async () => {
    expect(await answer(pdf(withFile(flate('<!DOCTYPE a><a/>'))))).toBe('FORBIDDEN_DOCTYPE');
    expect(await answer(pdf(withFile(flate('no xml'))))).toBe('NOT_WELL_FORMED');
  });
});

describe('A PDF without one clear invoice says what it has', () => {
  test.each([
    ['has no attachments', 'no attachments', pdf({ 1: '<< /Type /Catalog >>' })],
    ['has one attachment', '1 attachment,', pdf(withFile(stream('<a/>'), '(a.xml)'))],
    [
      'has two attachments',
      '2 attachments,',
      pdf(
        withFiles([
          ['(a)', stream('a')],
          ['(b)', stream('b')],
        ]),
      ),
    ],
  ])('One that %s is no e-invoice.', async (_name, part, bytes) => {
    const reading = await readDocument(bytes);
    expect(reading).toMatchObject({ readable: false, syntax: 'pdf' });
    expect(reading).toHaveProperty('findings.0.code', 'NO_STRUCTURED_DATA');
    expect(reading).toHaveProperty('findings.0.message', expect.stringContaining(part));
    expect(reading).toHaveProperty('findings.0.nl.message', expect.stringMatching(/^De pdf heeft /));
  });

  test('Two that may be the invoice are held, by name or by root.', async () => {
    const named = withFiles([
      ['(factur-x.xml)', flate(invoice('A'))],
      ['(xrechnung.xml)', flate(invoice('B'))],
    ]);
    const rooted = withFiles([
      ['(a.xml)', flate(invoice('A'))],
      ['(b.xml)', flate(invoice('B'))],
    ]);
    expect(await answer(pdf(named))).toBe('AMBIGUOUS_ATTACHMENTS');
    expect(await answer(pdf(rooted))).toBe('AMBIGUOUS_ATTACHMENTS');
  });

  test('One file specification with two different files is held.', async () => {
    const bodies = { ...withFile(flate(invoice('A'))), 6: flate(invoice('B')) };
    const bytes = pdf({ ...bodies, 4: '<< /UF (factur-x.xml) /EF << /F 5 0 R /UF 6 0 R >> >>' });
    expect(await answer(bytes)).toBe('AMBIGUOUS_ATTACHMENTS');
  });

  test('An Order-X is an order.', async () => {
    expect(await readDocument(pdf(withFile(flate('<a/>'), '(order-x.xml)')))).toMatchObject({
      syntax: 'order-x',
      findings: [{ code: 'NOT_AN_INVOICE' }],
    });
  });
});

describe('A damaged PDF is refused and never an exception', () => {
  test.each([
    ['cut off', pdf(withFile(flate(invoice()))).subarray(0, 300)],
    ['encrypted', pdf(withFile(flate(invoice())), '/Root 1 0 R /Encrypt << /Filter /Standard >>')],
    ['without a catalog', pdf({ 1: '<< >>' }, '')],
    ['nothing but a header', Buffer.from('%PDF-1.7\n')],
    ['with an attachment stored as a picture', pdf(withFile(stream('x', '/Filter /JBIG2Decode')))],
    ['with an attachment that does not unpack', pdf(withFile(stream('no zlib', '/Filter /FlateDecode')))],
  ])('%s', async (_name, bytes) => {
    expect(await answer(bytes)).toBe('PDF_INVALID');
  });

  const whole = packedPdf(withFile(''), { 5: flate(invoice()) });
  test('Whichever bytes are changed, and wherever it is cut off.', async () => {
    const change = fc.tuple(fc.nat(whole.length - 1), fc.nat(255));
    await fc.assert(
      fc.asyncProperty(fc.array(change, { maxLength: 3 }), fc.nat(whole.length), async (changes, length) => {
        const damaged = Uint8Array.from(whole);
        for (const [at, byte] of changes) damaged[at] = byte;
        expect((await readDocument(damaged)).readable).toBeTypeOf('boolean');
        expect((await readDocument(damaged.subarray(0, length))).readable).toBeTypeOf('boolean');
      }),
      { numRuns: 500 },
    );
  });
});
