import { expect, test } from 'vitest';
import { readDocument } from '../../lib/documents/read-document.ts';
import { readText, refusal, ubl } from './ubl-document.ts';

const namespace = 'http://www.unece.org/cefact/namespaces/StandardBusinessDocumentHeader';
const header =
  '<StandardBusinessDocumentHeader><HeaderVersion>1.0</HeaderVersion></StandardBusinessDocumentHeader>';
const envelope = (content: string) =>
  `<StandardBusinessDocument xmlns="${namespace}">${content.replace(/^<\?xml.*?\?>/, '')}</StandardBusinessDocument>`;
const invoice = ubl('Invoice', '<cbc:ID>RE-1</cbc:ID><cbc:UUID>x</cbc:UUID>').replace(/^<\?xml.*?\?>\s*/, '');

test('The invoice in a Peppol envelope is read, before or behind the header.', () => {
  for (const content of [header + invoice, invoice + header, invoice]) {
    expect(readText(envelope(content))).toMatchObject({
      readable: true,
      syntax: 'ubl-invoice',
      wrapping: ['sbdh'],
      invoices: [{ number: 'RE-1' }],
    });
  }
});

test('The envelope may have a prefix of any name.', () => {
  const prefixed = `<e:StandardBusinessDocument xmlns:e="${namespace}"><e:StandardBusinessDocumentHeader/>${invoice}</e:StandardBusinessDocument>`;
  expect(readText(prefixed)).toMatchObject({ wrapping: ['sbdh'], invoices: [{ number: 'RE-1' }] });
});

test('What the header holds is not among the unread parts of the invoice.', () => {
  expect(readText(envelope(header + invoice))).toHaveProperty('invoices.0.unmapped', ['cbc:UUID']);
});

test('A neighbour in an envelope is what it is.', () => {
  const order = '<Order xmlns="urn:oasis:names:specification:ubl:schema:xsd:Order-2"/>';
  expect(readText(envelope(header + order))).toMatchObject({
    syntax: 'order',
    findings: [
      { code: 'NOT_AN_INVOICE', nl: { message: expect.stringMatching(/en dat is geen factuur\.$/) } },
    ],
  });
});

test('An envelope with several documents, none, or another envelope is held.', () => {
  for (const content of [header, header + invoice + invoice, header + envelope(header + invoice)]) {
    expect(readText(envelope(content)).syntax).toBe('sbdh');
    expect(refusal(envelope(content))).toBe('SYNTAX_NOT_SUPPORTED');
  }
});

test('An envelope is taken off wherever a document is read.', async () => {
  expect(await readDocument(Buffer.from(envelope(header + invoice)))).toMatchObject({ wrapping: ['sbdh'] });
});
