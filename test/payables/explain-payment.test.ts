import { describe, expect, test } from 'vitest';
import type { Invoice } from '../../lib/documents/invoice.ts';
import { decimal } from '../../lib/money/decimal.ts';
import type { Organisation, Supplier } from '../../lib/payables/directory.ts';
import { executionDate } from '../../lib/payables/execution-date.ts';
import { explain } from '../../lib/payables/explain.ts';
import { explainDate } from '../../lib/payables/explain-date.ts';
import { explainReference } from '../../lib/payables/explain-reference.ts';
import { explained, said } from './explained.ts';
import {
  assessed,
  day,
  testDirectory,
  testInvoice,
  testMeans,
  testOrganisation,
  testSupplier,
  testTerms,
} from './factory.ts';

const paid = (
  changes: Partial<Invoice>,
  supplier: Partial<Supplier> = {},
  organisation: Partial<Organisation> = {},
  today = day('2026-11-20'),
) => {
  const directory = testDirectory({
    organisations: [testOrganisation(organisation)],
    suppliers: [testSupplier(supplier)],
  });
  return explained(testInvoice(changes), { directory, today });
};
const iban = 'NL20INGB0001234567';
const nlciusGAccount =
  'urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0#conformant#urn:fdc:nen.nl:gaccount:v1.0';
const means = (name: string | null) => testMeans({ account: { id: iban, name, bic: null } });

describe('the day of a payment', () => {
  const friday = day('2026-11-20');
  const onSaturday = day('2026-11-21');
  test.each<[string, Partial<Invoice>, Partial<Supplier>, Partial<Organisation>, string, string]>([
    ['the due date', {}, {}, {}, 'Wednesday 2 December 2026: the due date', 'BT-9'],
    ['today', { dueDates: [friday] }, {}, {}, 'Friday 20 November 2026: the due date', 'BT-9'],
    [
      'past',
      { dueDates: [day('2026-11-19')] },
      {},
      {},
      'Friday 20 November 2026: the due date; 19 November 2026 has passed, so it goes out on the next banking day',
      'BT-9',
    ],
    [
      'by the term of the supplier',
      { dueDates: [] },
      { paymentTermDays: 30 },
      { paymentTermDays: 14 },
      'Wednesday 2 December 2026: the document has no due date, and our payment term for this supplier is 30 days after its date',
      'BT-2',
    ],
    [
      'by our own term',
      { dueDates: [] },
      {},
      { paymentTermDays: 30 },
      'Wednesday 2 December 2026: the document has no due date, and our usual payment term is 30 days after its date',
      'BT-2',
    ],
  ])('that is %s', (_what, changes, supplier, organisation, en, term) => {
    const [on] = said(paid(changes, supplier, organisation), 'On');
    expect([on?.en, on?.terms]).toEqual([en, [term]]);
  });

  test('that is today, when the banks are closed, is the next one', () => {
    const [on] = said(paid({ dueDates: [onSaturday] }, {}, {}, onSaturday), 'On');
    expect(on).toEqual({
      en: 'Monday 23 November 2026: the due date; Saturday 21 November 2026 is no banking day, so it is the next one',
      nl: 'maandag 23 november 2026: de vervaldatum; zaterdag 21 november 2026 is geen bankwerkdag, dus wordt het de volgende',
      terms: ['BT-9'],
    });
  });

  test('that is not known is not explained', () => {
    const context = { supplier: null, organisation: null, today: friday };
    const known = executionDate({ issueDate: null, dueDates: [friday] }, context);
    const explainedWith = (changes: Partial<typeof known>) =>
      explainDate({ ...known, ...changes }, context, () => []);
    expect(explainedWith({})?.text.en).toBe('Friday 20 November 2026: the due date');
    expect(explainedWith({ date: null })).toBeNull();
    expect(explainedWith({ due: null })).toBeNull();
    expect(explainedWith({ basis: null })).toBeNull();

    const assessment = assessed();
    const payments = assessment.payments.map((payment) => ({ ...payment, when: { ...known, date: null } }));
    const explanation = explain(testInvoice(), { ...assessment, payments }, { wrapping: [], today: friday });
    expect(explanation.sections[1]?.statements.map(({ label }) => label.en)).toEqual([
      'Amount',
      'To',
      'Account',
      'Reference',
    ]);
  });
});

describe('the account of a payment', () => {
  test('is approved under a name of its own, whatever name other accounts have', () => {
    const other = { iban: 'BE68539007547034', name: 'Other' };
    const own = said(paid({}, { accounts: [other, { iban, name: 'Janssen BV' }] }), 'To').at(-1);
    expect(own).toEqual({
      en: 'Janssen BV, as approved with the account',
      nl: 'Janssen BV, zoals goedgekeurd bij de rekening',
      terms: [],
    });
    const unnamed = said(paid({}, { accounts: [other, { iban }] }), 'To').at(-1);
    expect(unnamed).toEqual({ en: 'Janssen Kantoor B.V.', nl: 'Janssen Kantoor B.V.', terms: ['BT-27'] });
  });

  test('has the name that one of its means gives, though another gives none', () => {
    const named = paid({ paymentMeans: [means(null), means('Janssen Holding')] });
    expect(said(named, 'To').at(-1)).toEqual({
      en: 'Janssen Holding',
      nl: 'Janssen Holding',
      terms: ['BT-85'],
    });
  });

  test('that is blocked for taxes is called a g-account, and the other one is not', () => {
    const blocked = 'NL75INGB0990001234'; // 099 after the bank code
    const asked = (id: string, ibanOf: string) =>
      testMeans({ id, account: { id: ibanOf, name: null, bic: null } });
    const part = (paymentMeansId: string, amount: string) =>
      testTerms({ paymentMeansId, amount: decimal(amount) });
    const explanation = paid(
      {
        profile: nlciusGAccount,
        paymentMeans: [asked('BENEFICIARY', iban), asked('GACCOUNT', blocked)],
        paymentTerms: [part('BENEFICIARY', '90.75'), part('GACCOUNT', '30.25')],
      },
      { payInParts: ['g-account'], accounts: [{ iban }, { iban: blocked }] },
    );
    expect(said(explanation, 'Account').map(({ en }) => en)).toEqual([
      'NL20 INGB 0001 2345 67: the approved account of this supplier',
      'NL75 INGB 0990 0012 34 (g-account): the approved account of this supplier',
    ]);
  });
});

describe('the amount of a payment', () => {
  test('that is a part comes from the payment terms, which have no place of the amount alone', () => {
    const parts = ['100.00', '21.00'].map((amount, index) =>
      testTerms({ amount: decimal(amount), dueDate: day(`2026-12-0${index + 2}`) }),
    );
    const explanation = paid(
      { dueDates: [day('2026-12-02'), day('2026-12-03')], paymentTerms: parts },
      { payInParts: ['instalments'] },
    );
    const amounts = explanation.sections
      .slice(1)
      .map(({ title, statements }) => [title, statements.find(({ label }) => label.en === 'Amount')]);
    const label = { en: 'Amount', nl: 'Bedrag' };
    const sources = [{ term: 'BT-20', path: null }];
    expect(amounts).toEqual([
      [
        { en: 'Payment 1 of 2', nl: 'Betaling 1 van 2' },
        {
          label,
          text: {
            en: '100.00 EUR: the part that the document names',
            nl: '100,00 EUR: het deel dat het document noemt',
          },
          sources,
        },
      ],
      [
        { en: 'Payment 2 of 2', nl: 'Betaling 2 van 2' },
        {
          label,
          text: {
            en: '21.00 EUR: the part that the document names',
            nl: '21,00 EUR: het deel dat het document noemt',
          },
          sources,
        },
      ],
    ]);
  });
});

test.each([
  [
    'creditor-reference',
    'x: the creditor reference of the document (ISO 11649), whose check digits are right',
    'x: de crediteurreferentie van het document (ISO 11649), waarvan de controlecijfers kloppen',
    'BT-83',
  ],
  [
    'ogm',
    'x: the Belgian structured communication (OGM) of the document, whose check digits are right',
    'x: de gestructureerde mededeling (OGM) van het document, waarvan de controlecijfers kloppen',
    'BT-83',
  ],
  [
    'betalingskenmerk',
    'x: the Dutch betalingskenmerk of the document, whose check digit is right',
    'x: het betalingskenmerk van het document, waarvan het controlecijfer klopt',
    'BT-83',
  ],
  ['text', 'x: the payment reference of the document', 'x: de betalingsreferentie van het document', 'BT-83'],
  [
    'invoice-number',
    'x: the invoice number, as there is no payment reference to give',
    'x: het factuurnummer, want er is geen betalingsreferentie om mee te geven',
    'BT-1',
  ],
] as const)('a reference of the kind %s says what it is', (kind, en, nl, term) => {
  const cite = (...terms: readonly string[]) => terms.map((one) => ({ term: one, path: null }));
  expect(explainReference({ text: 'x', kind, findings: [] }, cite)).toEqual({
    label: { en: 'Reference', nl: 'Kenmerk' },
    text: { en, nl },
    sources: [{ term, path: null }],
  });
});
