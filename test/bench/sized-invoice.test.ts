import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sizedInvoice } from '../../bench/sized-invoice.ts';
import { parseDirectory } from '../../cli/directory-file.ts';
import { parseIsoDate } from '../../lib/documents/iso-date.ts';
import { readXmlDocument } from '../../lib/documents/read-xml-document.ts';
import { assess } from '../../lib/payables/assess.ts';

const root = new URL('../../', import.meta.url);
const sample = readFileSync(new URL('events/invoices/nlcius-betalingskenmerk.xml', root), 'utf8');
const directory = parseDirectory(
  readFileSync(new URL('sandbox/directory.yml', root), 'utf8'),
  'directory.yml',
);

test.each([
  [7, 10_000],
  [100, 100_000],
])('a sample made %i lines and %i bytes long is still paid, to its last cent', (lines, size) => {
  const bytes = Buffer.from(sizedInvoice(sample, { lines, bytes: size }));
  expect(bytes.length / size).toBeCloseTo(1, 1);

  const reading = readXmlDocument(bytes);
  const today = parseIsoDate('2026-11-21');
  if (!reading.readable || today === undefined) throw new Error('the invoice cannot be read');
  const [invoice] = reading.invoices;
  const { outcome, findings, payments } = assess({
    invoice,
    directory,
    today,
    sourceSystem: 'acquit',
  });
  expect(findings).toEqual([]);
  expect(outcome).toBe('PAY');
  expect(payments.map(({ request }) => request.amount)).toEqual([invoice.totals.payable]);
  expect(invoice.lines).toHaveLength(lines);
  expect(new Set(invoice.lines.map(({ id }) => id)).size).toBe(invoice.lines.length);
});

test('a sample without lines cannot be made longer', () => {
  const empty = sample.replace(/<cac:InvoiceLine>[\s\S]*<\/cac:InvoiceLine>/, '');
  expect(() => sizedInvoice(empty, { lines: 1, bytes: 10_000 })).toThrow('no invoice lines');
});
