import { fileURLToPath } from 'node:url';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { printAssessments } from '../../cli/assessment-json.ts';
import { assessCommand } from '../../cli/commands/assess.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { assessed, day, testDirectory, testSupplier, testTerms } from '../payables/factory.ts';

let printed = '';
beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true));
});
afterEach(() => {
  vi.restoreAllMocks();
  process.exitCode = undefined;
});

const path = (file: string): string => fileURLToPath(new URL(`../../${file}`, import.meta.url));

async function acquitAssess(file: string, ...options: string[]): Promise<string> {
  const words = [path(file), '--directory', path('sandbox/directory.yml'), '--today', '2026-11-21'];
  await assessCommand().parseAsync([...words, ...options], { from: 'user' });
  return printed;
}

describe('acquit assess', () => {
  test('explains a payment to a person and ends with 0', async () => {
    const text = await acquitAssess('events/invoices/bis3-belgian-ogm.xml');
    expect(text).toMatch(/^Invoice .*\n=+\nIt will be paid\.\n/);
    expect(text).toContain('the Belgian structured communication (OGM) of the document');
    expect(process.exitCode).toBe(0);
  });

  test('ends with 1 when something stops the payment, and speaks Dutch when asked', async () => {
    const text = await acquitAssess('events/invoices/bis3-total-off-by-one-cent.xml', '--language', 'nl');
    expect(text).toContain('de leverancier moet het verbeteren en opnieuw sturen (TOTALS_INCONSISTENT).');
    expect(process.exitCode).toBe(1);
  });

  test('explains every invoice of a file and counts them', async () => {
    const text = await acquitAssess('events/invoices/fatturapa-two-invoices.xml');
    expect(text.match(/^\d of 2 in this file$/gm)).toEqual(['1 of 2 in this file', '2 of 2 in this file']);
    expect(text.match(/^Invoice .* from /gm)).toHaveLength(2);
  });

  test('says what a file is that is no invoice, and what to do', async () => {
    const text = await acquitAssess('sandbox/directory.yml');
    expect(text).toMatch(/^A document that was not read as an invoice\n/);
    expect(text).toContain('NOT_WELL_FORMED');
    expect(process.exitCode).toBe(1);
  });

  test('prints for programs the request, and of every invoice one object', async () => {
    const one: unknown = JSON.parse(await acquitAssess('events/invoices/bis3-belgian-ogm.xml', '--json'));
    expect(one).toMatchObject({
      outcome: 'PAY',
      findings: [],
      request: { payee_type: 'SUPPLIER' },
      parts: [],
    });
    printed = '';
    const two: unknown = JSON.parse(
      await acquitAssess('events/invoices/fatturapa-two-invoices.xml', '--json'),
    );
    expect(two).toHaveLength(2);
  });
});

describe('an assessment for programs', () => {
  const assessmentIn = (payInParts: ('g-account' | 'instalments')[]) =>
    assessed(
      {
        dueDates: [day('2026-12-02'), day('2026-12-09')],
        paymentTerms: [
          testTerms({ amount: decimal('100.00'), dueDate: day('2026-12-02') }),
          testTerms({ amount: decimal('21.00'), dueDate: day('2026-12-09') }),
        ],
      },
      { directory: testDirectory({ suppliers: [testSupplier({ payInParts })] }) },
    );

  test('lists the requests of all parts, and has none of the whole', () => {
    expect(JSON.parse(printAssessments([assessmentIn(['instalments'])]))).toMatchObject({
      outcome: 'PAY',
      request: null,
      parts: [
        { external_request_id: 'S-1001~F-2026-17~part-1', amount: 100 },
        { external_request_id: 'S-1001~F-2026-17~part-2', amount: 21 },
      ],
    });
  });

  test('has neither when it is held, and its findings in both languages', () => {
    expect(JSON.parse(printAssessments([assessmentIn([])]))).toMatchObject({
      outcome: 'HOLD',
      request: null,
      parts: [],
      findings: [{ code: 'INSTALMENTS', nl: { message: expect.any(String), remedy: expect.any(String) } }],
    });
  });
});
