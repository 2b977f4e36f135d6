import { readdirSync, readFileSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { printAssessments } from '../../cli/assessment-json.ts';
import { parseDirectory } from '../../cli/directory-file.ts';
import { readDocument } from '../../lib/documents/read-document.ts';
import { type Assessment, assess } from '../../lib/payables/assess.ts';
import { codesOf, day, requestOf } from './factory.ts';

const root = new URL('../../', import.meta.url);
const directory = parseDirectory(
  readFileSync(new URL('sandbox/directory.yml', root), 'utf8'),
  'directory.yml',
);

async function assessSample(file: string): Promise<Assessment> {
  const bytes = readFileSync(new URL(`events/invoices/${file}`, root));
  const reading = await readDocument(bytes);
  if (!reading.readable) throw new Error(JSON.stringify(reading.findings));
  const [invoice] = reading.invoices;
  return assess({ invoice, directory, today: day('2026-11-21'), sourceSystem: 'acquit' });
}

const expected: Record<string, readonly [outcome: string, organisation: string, about: string]> = {
  'nlcius-betalingskenmerk.xml': ['PAY', 'ACME', '1000002026110017'],
  'nlcius-freight-discount.xml': ['PAY', 'ACME', 'Ons kenmerk TZ/2026/0881'],
  'pint-eu-reference.xml': ['PAY', 'ACME', 'RF45PINT2026118'],
  'bis3-belgian-ogm.xml': ['PAY', 'BELCO', '+++202/6110/04238+++'],
  'bis3-belgian-free-text.xml': ['PAY', 'BELCO', 'Factuur F26.1077 - onderhoud koelcellen'],
  'bis3-new-bank-account.xml': ['HOLD', 'ACME', 'NEW_BANK_ACCOUNT'],
  'factur-x.pdf': ['PAY', 'ACME', 'RW-2026-2231'],
  'fatturapa-two-invoices.xml': ['PAY', 'ACME', '417/2026'],
  'nlcius-g-account.xml': ['PAY', 'ACME', 'SW-26-0417'],
  'xrechnung-cii.xml': ['PAY', 'ACME', 'RW-2026-2207'],
  'bis3-credit-note.xml': ['NO_PAYMENT', 'ACME', 'CREDIT_NOTE'],
  'bis3-direct-debit.xml': ['NO_PAYMENT', 'ACME', 'DIRECT_DEBIT'],
  'bis3-total-off-by-one-cent.xml': ['REJECT', 'ACME', 'TOTALS_INCONSISTENT'],
};

describe('the sample invoices on the directory of the sandbox', () => {
  test.each(readdirSync(new URL('events/invoices/', root)))(
    '%s ends as it should, with one finding at most',
    async (file) => {
      const assessment = await assessSample(file);
      const about = requestOf(assessment)?.remittance_reference ?? codesOf(assessment).join(' ');
      expect([assessment.outcome, assessment.organisation?.shortCode, about]).toEqual(expected[file]);
    },
  );

  test('are printed with the exact numbers of the body that is sent', async () => {
    const text = printAssessments([
      await assessSample('nlcius-freight-discount.xml'),
      await assessSample('bis3-credit-note.xml'),
    ]);
    expect(text).toContain('"amount": 592.33,');
    expect(text).toContain('"unit_price": 37.5,');
    const [paid, credit] = JSON.parse(text) as Record<string, unknown>[]; // our own text, of two entries
    expect(paid).toMatchObject({ outcome: 'PAY', findings: [], request: { supplier_number: 'S-1004' } });
    expect(credit).toMatchObject({
      outcome: 'NO_PAYMENT',
      findings: [{ code: 'CREDIT_NOTE', term: 'BT-3', value: '381' }],
      request: null,
    });
    expect(JSON.parse(printAssessments([await assessSample('bis3-credit-note.xml')]))).toEqual(credit);
  });
});
