import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { sizedInvoice } from '../../bench/sized-invoice.ts';
import { parseDirectory } from '../../cli/directory-file.ts';
import { parseIsoDate } from '../../lib/documents/iso-date.ts';
import { readDocument } from '../../lib/documents/read-document.ts';
import { assess } from '../../lib/payables/assess.ts';

const root = new URL('../../', import.meta.url);
const sample = readFileSync(new URL('events/invoices/nlcius-betalingskenmerk.xml', root), 'utf8');
const directory = parseDirectory(
  readFileSync(new URL('sandbox/directory.yml', root), 'utf8'),
  'directory.yml',
);

test.each([10_000, 100_000])('a sample made %i bytes long is still paid, to its last cent', (size) => {
  const bytes = Buffer.from(sizedInvoice(sample, size));
  expect(bytes.length).toBeGreaterThanOrEqual(size);
  expect(bytes.length).toBeLessThan(size + 1500);

  const reading = readDocument(bytes);
  const today = parseIsoDate('2026-11-21');
  if (!reading.readable || today === undefined) throw new Error('the invoice cannot be read');
  const [invoice] = reading.invoices;
  const { outcome, findings, request } = assess({
    invoice,
    directory,
    today,
    sourceSystem: 'acquit',
  });
  expect(findings).toEqual([]);
  expect(outcome).toBe('PAY');
  expect(request?.amount).toBe(invoice.totals.payable);
  expect(new Set(invoice.lines.map(({ id }) => id)).size).toBe(invoice.lines.length);
});

test('a sample without lines cannot be made longer', () => {
  const empty = sample.replace(/<cac:InvoiceLine>[\s\S]*<\/cac:InvoiceLine>/, '');
  expect(() => sizedInvoice(empty, 10_000)).toThrow('no invoice lines');
});
