import { readFileSync } from 'node:fs';
import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseDirectory } from '../../cli/directory-file.ts';
import { printExplanation } from '../../cli/print-explanation.ts';
import { findingLines } from '../../cli/print-findings.ts';
import { wrap } from '../../cli/wrap.ts';
import { readXmlDocument } from '../../lib/documents/read-xml-document.ts';
import { finding } from '../../lib/findings/finding.ts';
import { assess } from '../../lib/payables/assess.ts';
import { explain } from '../../lib/payables/explain.ts';
import type { Language } from '../../lib/payables/explanation.ts';
import { day } from '../payables/factory.ts';

const root = new URL('../../', import.meta.url);
const directory = parseDirectory(
  readFileSync(new URL('sandbox/directory.yml', root), 'utf8'),
  'directory.yml',
);

function explainSample(file: string, language: Language): string {
  const reading = readXmlDocument(readFileSync(new URL(`events/invoices/${file}`, root)));
  if (!reading.readable) throw new Error(JSON.stringify(reading.findings));
  const [invoice] = reading.invoices;
  const today = day('2026-11-21');
  const assessment = assess({ invoice, directory, today, sourceSystem: 'acquit' });
  return printExplanation(explain(invoice, assessment, { wrapping: [], today }), language);
}

const headings = (text: string): string[] =>
  text.split('\n').filter((line) => /^[A-Z]/.test(line) && !line.endsWith('.'));

describe('an explanation in print', () => {
  test('tells a clerk everything in order, and what is for our books at the end', () => {
    const text = explainSample('nlcius-freight-discount.xml', 'en');
    expect(text).toMatch(/^Invoice TZ\/2026\/0881 from Transport Zuid B\.V\.\n=+\nIt will be paid\.\n\n/);
    expect(headings(text)).toEqual([
      'The document',
      'The payment',
      'Where it stands in the document',
      'For our books',
    ]);
    expect(text).toContain(
      '  Account    NL83 RABO 0198 7654 32: the approved account of this supplier [BT-84]\n',
    );
    expect(text).toContain('\n  BT-84   cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID\n');
    expect(text).toContain("\n  1000.460.10.000  2 lines, 493.13 EUR: the supplier's code\n");
  });

  test('speaks Dutch throughout, findings and remedies included', () => {
    const text = explainSample('bis3-new-bank-account.xml', 'nl');
    expect(headings(text)).toEqual([
      'Het document',
      'Wat het vraagt',
      'Wat er is gevonden',
      'Waar het staat in het document',
      'Voor onze boekhouding',
    ]);
    expect(text).toContain('Dit wordt nog niet betaald: eerst moet iemand beslissen (NEW_BANK_ACCOUNT).');
    expect(text).toContain(finding('NEW_BANK_ACCOUNT').nl.remedy.slice(0, 40));
    expect(text).not.toContain(finding('NEW_BANK_ACCOUNT').remedy.slice(0, 40));
  });

  test.each(['en', 'nl'] as const)('in %s keeps within 100 columns', (language) => {
    for (const file of [
      'nlcius-freight-discount.xml',
      'bis3-new-bank-account.xml',
      'pint-eu-reference.xml',
    ]) {
      const lines = explainSample(file, language).split('\n');
      expect(lines.filter((line) => line.length > 100)).toEqual([]);
    }
  });
});

describe('findings in print', () => {
  test('carry no control characters of the document to the terminal, and long values are cut', () => {
    const [head = ''] = findingLines([finding('NOT_IBAN', { value: `\u001b[2J${'x'.repeat(50)}` })]);
    expect(head).toBe(`NOT_IBAN  BT-84  "[2J${'x'.repeat(50)}"`);
    const [long = ''] = findingLines([finding('NOT_IBAN', { value: 'x'.repeat(5000) })]).slice(1);
    expect(long.length).toBeLessThan(250);
    expect(long).toMatch(/x…"$/);
  });

  test('that were stored before there was Dutch are shown in English', () => {
    const { nl, ...old } = finding('CASH');
    expect(findingLines([old], 'nl')).toEqual(findingLines([{ ...old, nl }], 'en'));
  });
});

describe('a wrapped text', () => {
  test('has every character but the blanks at the breaks, and no line that could be shorter', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,12}$/), { minLength: 1, maxLength: 40 });
    fc.assert(
      fc.property(words, fc.integer({ min: 12, max: 40 }), (all, width) => {
        const lines = wrap(all.join(' '), width);
        expect(lines.join(' ')).toBe(all.join(' '));
        expect(lines.every((line) => line.length <= width)).toBe(true);
        const joined = lines.slice(1).map((line, index) => `${lines[index]} ${line.split(' ')[0]}`);
        expect(joined.every((line) => line.length > width)).toBe(true);
      }),
    );
  });

  test('of a path is broken after slashes', () => {
    expect(wrap('rsm:A/ram:B/ram:C', 13, '/')).toEqual(['rsm:A/ram:B/', 'ram:C']);
    expect(wrap('', 10)).toEqual(['']);
  });
});
