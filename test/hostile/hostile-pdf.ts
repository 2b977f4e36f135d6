import { deflateSync } from 'node:zlib';
import {
  flate,
  packedPdf,
  pdf,
  revised,
  stream,
  tableOffset,
  withFile,
  withFiles,
} from '../documents/sample-pdf.ts';
import { type HostileFile, times } from './hostile-file.ts';

const zeros = (megabytes: number) => Buffer.alloc(megabytes * 1024 * 1024);
const catalog = '<< /Type /Catalog >>';
const twice = (content: Uint8Array) =>
  stream(deflateSync(deflateSync(content)), '/Filter [/FlateDecode /FlateDecode]');
/** RunLength: 128 equal bytes for two. */
const runs = (count: number) =>
  Buffer.concat([Buffer.alloc(count * 2, Buffer.from([129, 0])), Buffer.from([128])]);
const tree = (levels: number) =>
  Object.fromEntries(Array.from({ length: levels }, (_, n) => [n + 10, `<< /Kids [${n + 11} 0 R] >>`]));
const embedded = (reference: string) => `<< /Type /Catalog /Names << /EmbeddedFiles ${reference} >> >>`;

/** The table of a PDF replaced by one of our own. */
function withTable(table: string): Buffer {
  const bytes = pdf({ 1: catalog });
  const at = tableOffset(bytes);
  return Buffer.concat([bytes.subarray(0, at), Buffer.from(`${table}\nstartxref\n${at}\n%%EOF\n`)]);
}

/** A catalog found through a stream of objects that is a bomb. */
const packedBomb = () => packedPdf({ 1: `${catalog}${' '.repeat(1_000)}`, 2: ' '.repeat(60_000_000) }, {});

const files: readonly (readonly [name: string, bytes: () => Uint8Array, answer: string])[] = [
  ['an attachment that inflates to 500 MB', () => pdf(withFile(flate(zeros(500)))), 'PDF_INVALID'],
  ['an attachment that inflates twice to 1 GB', () => pdf(withFile(twice(zeros(1_000)))), 'PDF_INVALID'],
  [
    'an attachment packed five times',
    () => pdf(withFile(stream('x', `/Filter [${'/FlateDecode '.repeat(5)}]`))),
    'PDF_INVALID',
  ],
  [
    'a bomb of run lengths',
    () => pdf(withFile(stream(runs(1_000_000), '/Filter /RunLengthDecode'))),
    'PDF_INVALID',
  ],
  [
    'a bomb of run lengths in Flate',
    () => pdf(withFile(stream(deflateSync(runs(10_000_000)), '/Filter [/FlateDecode /RunLengthDecode]'))),
    'PDF_INVALID',
  ],
  [
    'an LZW stream of nonsense',
    () => pdf(withFile(stream(Buffer.alloc(3_000_000, 0x55), '/Filter /LZWDecode'))),
    'ENCODING_INVALID',
  ],
  [
    'twenty megabytes of ASCII85 zeros',
    () => pdf(withFile(stream(`${'z'.repeat(20_000_000)}~>`, '/Filter /ASCII85Decode'))),
    'PDF_INVALID',
  ],
  [
    'many attachments that inflate together',
    () => pdf(withFiles(Array.from({ length: 300 }, (_, n) => [`(${n}.xml)`, flate(zeros(4))]))),
    'PDF_INVALID',
  ],
  [
    'a bomb on its pages',
    () => pdf({ 1: '<< /Type /Catalog /Pages 2 0 R >>', 2: flate(zeros(200)) }),
    'NO_STRUCTURED_DATA',
  ],
  ['a stream of objects that is a bomb', packedBomb, 'PDF_INVALID'],
  [
    'a predictor of rows without end',
    () => pdf(withFile(flate('x'.repeat(1_000), '/DecodeParms << /Predictor 12 /Columns 999999999 >>'))),
    'PDF_INVALID',
  ],
  [
    'a predictor over a bomb',
    () => pdf(withFile(flate(zeros(30), '/DecodeParms << /Predictor 12 /Columns 1 >>'))),
    'PDF_INVALID',
  ],
  [
    'revisions that point at each other',
    () =>
      withTable(
        `xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Prev ${tableOffset(pdf({ 1: catalog }))} >>`,
      ),
    'PDF_INVALID',
  ],
  [
    'a revision before the beginning',
    () => withTable('xref\n0 1\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R /Prev 999999999 >>'),
    'PDF_INVALID',
  ],
  [
    'a table of a billion objects',
    () => withTable('xref\n0 999999999\n0000000000 65535 f \ntrailer\n<< /Root 1 0 R >>'),
    'PDF_INVALID',
  ],
  [
    'a table in half a million runs',
    () => withTable(`xref\n${'0 0\n'.repeat(500_000)}trailer\n<< /Root 1 0 R >>`),
    'PDF_INVALID',
  ],
  [
    'a table that points at nothing',
    () => withTable('xref\n0 2\n0000000000 65535 f \n0000000009 00000 n \ntrailer\n<< /Root 1 0 R >>'),
    'PDF_INVALID',
  ],
  [
    'two thousand revisions',
    () => Array.from({ length: 2_100 }).reduce<Buffer>((before) => revised(before, {}), pdf({ 1: catalog })),
    'PDF_INVALID',
  ],
  [
    'a list of attachments that runs in a circle',
    () => pdf({ 1: embedded('2 0 R'), 2: '<< /Kids [3 0 R] >>', 3: '<< /Kids [2 0 R] >>' }),
    'PDF_INVALID',
  ],
  [
    'a list of attachments that is its own branch a thousand times',
    () => pdf({ 1: embedded('2 0 R'), 2: `<< /Kids [${'2 0 R '.repeat(1_000)}] >>` }),
    'PDF_INVALID',
  ],
  [
    'a list of attachments of five thousand levels',
    () => pdf({ 1: embedded('10 0 R'), ...tree(5_200) }),
    'PDF_INVALID',
  ],
  ['references that lead to each other', () => pdf({ 1: '2 0 R', 2: '1 0 R' }), 'PDF_INVALID'],
  [
    'thousands of attachments',
    () => pdf(withFiles(Array.from({ length: 3_000 }, (_, n) => [`(${n})`, stream('x')]))),
    'PDF_INVALID',
  ],
  [
    'brackets a megabyte deep',
    () => pdf({ 1: `<< /Type /Catalog /AF ${'['.repeat(1_000_000)} >>` }),
    'PDF_INVALID',
  ],
  [
    'a million names',
    () => pdf({ 1: `<< /Type /Catalog /AF [${times(200_000, (n) => `/n${n}`)}] >>` }),
    'PDF_INVALID',
  ],
  [
    'a name of ten megabytes',
    () => pdf({ 1: `<< /Type /Catalog /${'x'.repeat(10_000_000)} 1 >>` }),
    'PDF_INVALID',
  ],
  [
    'a number of a megabyte',
    () => pdf({ 1: `<< /Type /Catalog /AF ${'9'.repeat(300_000)} >>` }),
    'PDF_INVALID',
  ],
  [
    'a length of a billion',
    () => pdf(withFile(stream('<a/>', '', 999_999_999), '(a.txt)')),
    'NO_STRUCTURED_DATA',
  ],
  [
    'a length that is its own stream',
    () => pdf(withFile(stream('<a/>', '', '5 0 R'), '(a.txt)')),
    'NO_STRUCTURED_DATA',
  ],
  [
    'attachments whose ends must be searched for',
    () =>
      pdf({
        ...withFiles(Array.from({ length: 500 }, (_, n) => [`(${n})`, '<< >>\nstream\n'])),
        2_000: stream(Buffer.alloc(10_000_000, 0x20)),
      }),
    'PDF_INVALID',
  ],
  ['an encrypted invoice', () => pdf(withFile(stream('x')), '/Root 1 0 R /Encrypt 9 0 R'), 'PDF_INVALID'],
  [
    'an invoice stored as a picture',
    () => pdf(withFile(stream('x', '/Filter [/JBIG2Decode]'))),
    'PDF_INVALID',
  ],
  ['an invoice cut off', () => pdf(withFile(stream('x'))).subarray(0, -60), 'PDF_INVALID'],
  [
    'an attachment with a DOCTYPE',
    () => pdf(withFile(flate('<!DOCTYPE a [<!ENTITY x "1">]><a>&x;</a>'))),
    'FORBIDDEN_DOCTYPE',
  ],
  ['an attachment that is a PDF', () => pdf(withFile(flate(pdf({ 1: catalog })))), 'SYNTAX_NOT_SUPPORTED'],
  [
    'an attachment of a million tiny tags',
    () => pdf(withFile(flate(`<a>${'<b/>'.repeat(1_000_000)}</a>`))),
    'DOCUMENT_TOO_LARGE',
  ],
];

export const hostilePdf: readonly HostileFile[] = files.map(([name, bytes, answer]) => ({
  name,
  kind: 'pdf',
  bytes,
  answer,
}));
