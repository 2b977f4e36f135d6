import { expect, test } from 'vitest';
import { readDocument } from '../../lib/documents/read-document.ts';
import { readXmlDocument } from '../../lib/documents/read-xml-document.ts';
import { p7m, signer } from './sample-p7m.ts';
import { flate, pdf, withFile } from './sample-pdf.ts';
import { ubl } from './ubl-document.ts';

const invoice = Buffer.from(ubl('Invoice', '<cbc:ID>RE-1</cbc:ID>'));
const signed = p7m(invoice, signer());
const attached = pdf(withFile(flate(invoice)));

test.each([
  ['XML', invoice, []],
  ['PDF', attached, ['pdf']],
  ['signed envelope', signed, ['p7m']],
])('An invoice is read whether it comes as %s.', async (_kind, bytes, wrapping) => {
  const answer = { readable: true, wrapping, invoices: [{ number: 'RE-1' }] };
  expect(await readDocument(bytes)).toMatchObject(answer);
});

test.each([
  ['XML', ''],
  ['PDF', '%PDF-1.7'],
  ['signed envelope', '0\x80'],
])('More than fifty megabytes are not looked at, whether %s or not.', async (_kind, beginning) => {
  const bytes = new Uint8Array(52_428_801);
  bytes.set(Buffer.from(beginning, 'latin1'));
  const answer = { readable: false, syntax: null, findings: [{ code: 'DOCUMENT_TOO_LARGE' }] };
  expect(await readDocument(bytes)).toMatchObject(answer);
  expect(readXmlDocument(bytes)).toMatchObject(answer);
});

test.each([
  ['PDF', Buffer.from('%PDF-1.7'), 'PDF_INVALID', 'pdf'],
  ['signed envelope', signed.subarray(0, 500), 'SIGNATURE_ENVELOPE_INVALID', 'p7m'],
])('A damaged %s is refused for itself, and is no XML.', async (_kind, bytes, code, syntax) => {
  expect(await readDocument(bytes)).toMatchObject({ readable: false, syntax: null, findings: [{ code }] });
  expect(readXmlDocument(bytes)).toMatchObject({
    readable: false,
    syntax,
    findings: [
      {
        code: 'SYNTAX_NOT_SUPPORTED',
        value: syntax,
        message: `This is a file of kind ${syntax}, which Acquit does not read yet.`,
        nl: { message: `Dit is een bestand van de soort ${syntax}, en dat leest Acquit nog niet.` },
      },
    ],
  });
});
