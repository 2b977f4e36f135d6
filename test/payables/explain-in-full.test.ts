import { describe, expect, test } from 'vitest';
import type { Invoice } from '../../lib/documents/invoice.ts';
import type { Wrapping } from '../../lib/documents/reading.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { type AssessmentInput, assess } from '../../lib/payables/assess.ts';
import { explain } from '../../lib/payables/explain.ts';
import type { Explanation, Language, Section, Statement } from '../../lib/payables/explanation.ts';
import {
  day,
  testChange,
  testDirectory,
  testFatturapa,
  testInvoice,
  testLine,
  testMeans,
  testOrganisation,
  testParty,
  testSupplier,
  testTerms,
} from './factory.ts';

const today = day('2026-11-20');

function explained(
  invoice: Invoice,
  input: Partial<AssessmentInput> = {},
  wrapping: readonly Wrapping[] = [],
): Explanation {
  const assessment = assess({ invoice, directory: testDirectory(), today, sourceSystem: 'acquit-test', ...input });
  return explain(invoice, assessment, { wrapping, today: input.today ?? today });
}

/** All that an explanation says in one language, a line for each statement, with its terms and their paths. */
const told = (explanation: Explanation, language: Language): string[] => {
  const sourced = ({ sources }: Statement): string =>
    sources.map(({ term, path }) => ` [${term} ${path ?? 'nowhere'}]`).join('');
  const statements = (section: Section): string[] => [
    `# ${section.title[language]}`,
    ...section.statements.map((one) => `${one.label[language]}: ${one.text[language]}${sourced(one)}`),
  ];
  const { title, verdict, sections, forOurBooks } = explanation;
  return [
    title[language],
    verdict[language],
    ...sections.flatMap(statements),
    ...(forOurBooks === null ? [] : statements(forOurBooks)),
  ];
};

const plain = explained(testInvoice());

const rich = explained(
  testFatturapa({
    typeCode: 'TD01',
    dueDates: [day('2026-12-05'), day('2026-11-10')],
    paymentTerms: [
      testTerms({ note: 'TP01', paymentMeansId: '1', amount: decimal('100.00'), dueDate: day('2026-12-05') }),
      testTerms({ note: 'TP01', paymentMeansId: '1', amount: decimal('21.00'), dueDate: day('2026-11-10') }),
    ],
    notes: ['Grazie', 'Due'],
    attachments: [
      { id: '1', fileName: 'a.pdf', mimeCode: 'application/pdf', size: 10 },
      { id: '2', fileName: null, mimeCode: 'text/csv', size: 10 },
      { id: null, fileName: null, mimeCode: 'text/plain', size: 10 },
      { id: null, fileName: null, mimeCode: null, size: 10 },
    ],
    unmapped: ['/x'],
    accountingReference: 'OFFICE',
  }),
  {
    directory: testDirectory({
      organisations: [
        testOrganisation({
          settlement: 'psd2',
          coding: { ...testOrganisation().coding, byAccountingReference: { OFFICE: '1000.410.10.000' } },
        }),
      ],
      suppliers: [testSupplier({ payInParts: ['instalments'], payeeType: 'PERSON', number: 'P-7', site: undefined })],
    }),
  },
  ['pdf', 'p7m'],
);

const held = explained(
  testInvoice({
    syntax: 'cii',
    profile: null,
    seller: testParty({ name: null, tradingName: 'Bureau Janssen', vatId: 'NL123456789B01', legalId: { scheme: null, value: '99' } }),
    buyer: testParty({ name: null, tradingName: 'Acme', legalId: { scheme: '0106', value: '12345678' }, vatId: 'NL8', endpoint: null }),
    payee: testParty({ name: 'Factor NV', legalId: { scheme: '0208', value: '0123' }, vatId: 'BE0123' }),
    paymentMeans: [
      testMeans({ references: ['RF18539007547034', 'order 12'] }),
      testMeans({ code: '49', account: null, references: ['order 12'] }),
      testMeans({ code: null, account: { id: 'BE68 5390 0754 7034', name: null, bic: null } }),
      testMeans({ code: 'ZZ9', account: { id: 'geen', name: null, bic: null } }),
    ],
    dueDates: [day('2026-12-02'), day('2026-12-09')],
    paymentTerms: [testTerms({ note: 'Netto' }), testTerms({ note: 'Netto' }), testTerms()],
    currency: null,
  }),
  { party: 'NL:KVK:12345678', directory: testDirectory({suppliers: [testSupplier({identifiers: ['0106:87654321', 'VAT:NL123456789B01']})]}) },
);

test('print', () => {
  for (const e of [plain, rich, held]) for (const l of ['en', 'nl'] as const) process.stderr.write(told(e, l).join('\n') + '\n\n');
  process.stderr.write(JSON.stringify(held.findings.map((f)=>f.code)));
});
