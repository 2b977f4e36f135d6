import { describe, expect, test } from 'vitest';
import type { Invoice } from '../../lib/documents/invoice.ts';
import { finding } from '../../lib/findings/finding.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { type AssessmentInput, assess } from '../../lib/payables/assess.ts';
import { explain } from '../../lib/payables/explain.ts';
import { explainUnreadable } from '../../lib/payables/explain-unreadable.ts';
import type { Explanation, Statement } from '../../lib/payables/explanation.ts';
import { decideReading } from '../../lib/steps/decide-reading.ts';
import {
  day,
  testChange,
  testDirectory,
  testInvoice,
  testLine,
  testMeans,
  testOrganisation,
  testParty,
  testSupplier,
  testTerms,
} from './factory.ts';

const today = day('2026-11-20');

function explained(changes: Partial<Invoice> = {}, input: Partial<AssessmentInput> = {}): Explanation {
  const invoice = testInvoice(changes);
  const assessment = assess({
    invoice,
    directory: testDirectory(),
    today,
    sourceSystem: 'acquit-test',
    ...input,
  });
  return explain(invoice, assessment, { wrapping: [], today });
}

const statementsOf = ({ sections, forOurBooks }: Explanation): Statement[] =>
  [...sections, ...(forOurBooks === null ? [] : [forOurBooks])].flatMap(({ statements }) => statements);
const say = (explanation: Explanation, label: string): string[] =>
  statementsOf(explanation)
    .filter((statement) => statement.label.en === label)
    .map(({ text }) => text.en);
const sourcesOf = (explanation: Explanation, label: string): (readonly [string, string | null])[] =>
  statementsOf(explanation)
    .filter((statement) => statement.label.en === label)
    .flatMap(({ sources }) => sources.map(({ term, path }) => [term, path] as const));
const withSupplier = (changes: Parameters<typeof testSupplier>[0]): Partial<AssessmentInput> => ({
  directory: testDirectory({ suppliers: [testSupplier(changes)] }),
});

describe('the explanation of an invoice that is paid', () => {
  test('says who gets what, when, on which account and by which reference, in both languages', () => {
    const explanation = explained();
    expect(explanation.title).toEqual({
      en: 'Invoice F-2026-17 from Janssen Kantoor B.V.',
      nl: 'Factuur F-2026-17 van Janssen Kantoor B.V.',
    });
    expect(explanation.verdict).toEqual({ en: 'It will be paid.', nl: 'Dit wordt betaald.' });
    const [, payment] = explanation.sections;
    expect(payment?.statements.map(({ text }) => text.en)).toEqual([
      '121.00 EUR: the whole amount due',
      'Janssen Kantoor B.V.',
      'NL20 INGB 0001 2345 67: the approved account of this supplier',
      'Wednesday 2 December 2026: the due date',
      'F-2026-17: the invoice number, as there is no payment reference to give',
    ]);
    expect(payment?.statements.map(({ text }) => text.nl)).toEqual([
      '121,00 EUR: het hele te betalen bedrag',
      'Janssen Kantoor B.V.',
      'NL20 INGB 0001 2345 67: de goedgekeurde rekening van deze leverancier',
      'woensdag 2 december 2026: de vervaldatum',
      'F-2026-17: het factuurnummer, want er is geen betalingsreferentie om mee te geven',
    ]);
  });

  test('names for each its term and where it stands in the syntax of the document', () => {
    expect(sourcesOf(explained(), 'Account')).toEqual([
      ['BT-84', 'cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:ID'],
    ]);
    expect(sourcesOf(explained(), 'Amount')).toEqual([
      ['BT-115', 'cac:LegalMonetaryTotal/cbc:PayableAmount'],
    ]);
    const [number] = sourcesOf(explained({ syntax: 'cii' }), 'Number');
    expect(number).toEqual(['BT-1', 'rsm:ExchangedDocument/ram:ID']);
  });

  test.each([
    [
      { dueDates: [day('2026-12-05')] },
      {},
      /^Monday 7 December 2026: .*Saturday 5 December 2026 is no banking/,
    ],
    [{ dueDates: [day('2026-11-10')] }, {}, /^Friday 20 November 2026: .*10 November 2026 has passed/],
    [{ dueDates: [] }, withSupplier({ paymentTermDays: 31 }), /has no due date.*this supplier is 31 days/],
  ])('says why the day is not simply the due date: %#', (changes, input, sentence) => {
    expect(say(explained(changes, input), 'On')).toEqual([expect.stringMatching(sentence)]);
  });

  test("rests on the organisation's term when nobody else says when", () => {
    const directory = testDirectory({ organisations: [testOrganisation({ paymentTermDays: 30 })] });
    const explanation = explained({ dueDates: [] }, { directory });
    expect(say(explanation, 'On')[0]).toMatch(/our usual payment term is 30 days after its date$/);
    expect(sourcesOf(explanation, 'On')).toEqual([['BT-2', 'cbc:IssueDate']]);
  });

  test.each([
    ['RF18 5390 0754 7034', /^RF18539007547034: the creditor reference/],
    ['7000 0020 2600 0771', /^7000002026000771: the Dutch betalingskenmerk/],
    ['Order 12', /^Order 12: the payment reference of the document$/],
  ])('says how the reference %s was recognised', (reference, sentence) => {
    const explanation = explained({ paymentMeans: [testMeans({ references: [reference] })] });
    expect(say(explanation, 'Reference')).toEqual([expect.stringMatching(sentence)]);
    expect(sourcesOf(explanation, 'Reference')[0]?.[0]).toBe('BT-83');
  });

  test('says where the name of the account holder comes from', () => {
    const account = { id: 'NL20INGB0001234567', name: 'Janssen  Holding', bic: 'INGBNL2A' };
    const named = explained({ paymentMeans: [testMeans({ account })] });
    expect([say(named, 'To'), sourcesOf(named, 'To').at(-1)?.[0]]).toEqual([
      [expect.stringContaining('Acme'), 'Janssen Holding'],
      'BT-85',
    ]);
    expect(say(named, 'Account')[0]).toMatch(/^NL20 INGB 0001 2345 67 \(BIC INGBNL2A\): /);
    const iban = 'NL20INGB0001234567';
    const approved = explained({}, withSupplier({ accounts: [{ iban, name: 'Janssen BV' }] }));
    expect(say(approved, 'To')[1]).toBe('Janssen BV, as approved with the account');
    const payee = explained(
      { payee: testParty({ name: 'Factor NV', legalId: null }) },
      withSupplier({ payees: ['Factor NV'] }),
    );
    expect([say(payee, 'Payee')[0], sourcesOf(payee, 'To').at(-1)?.[0]]).toEqual(['Factor NV', 'BT-59']);
  });

  test('on a new account that a person approved says so', () => {
    const approvals = [{ code: 'NEW_BANK_ACCOUNT', by: 'ann', at: '2026-11-20T09:00:00Z' }];
    const explanation = explained({}, { ...withSupplier({ accounts: [] }), approvals });
    expect(say(explanation, 'Account')[0]).toMatch(/new for this supplier; a person approved it/);
  });

  test('in parts has a section for each, and the title says of how many', () => {
    const explanation = explained(
      {
        dueDates: [day('2026-12-02'), day('2026-12-09')],
        paymentTerms: [
          testTerms({ amount: decimal('100.00'), dueDate: day('2026-12-02') }),
          testTerms({ amount: decimal('21.00'), dueDate: day('2026-12-09') }),
        ],
      },
      withSupplier({ payInParts: ['instalments'] }),
    );
    expect(explanation.verdict.en).toBe('It will be paid in 2 parts.');
    expect(explanation.sections.slice(1).map(({ title }) => title.en)).toEqual([
      'Payment 1 of 2',
      'Payment 2 of 2',
    ]);
    expect(say(explanation, 'Amount')).toEqual([
      '100.00 EUR: the part that the document names',
      '21.00 EUR: the part that the document names',
    ]);
    expect(say(explanation, 'On')).toEqual([
      'Wednesday 2 December 2026: the due date',
      'Wednesday 9 December 2026: the due date',
    ]);
    expect(say(explanation, 'Request')).toEqual(['S-1001~F-2026-17~part-1', 'S-1001~F-2026-17~part-2']);
  });
});

describe('the section for our books', () => {
  test('groups the lines by account code and the rule that chose it', () => {
    const organisation = testOrganisation({
      coding: {
        ...testOrganisation().coding,
        byAccountingReference: { OFFICE: '1000.410.10.000' },
      },
    });
    const explanation = explained(
      {
        lines: [
          testLine({ amount: decimal('30.00') }),
          testLine({ amount: decimal('60.00') }),
          testLine({ amount: decimal('7.50'), accountingReference: 'OFFICE' }),
        ],
        allowancesAndCharges: [testChange({ amount: decimal('2.50'), reasonCode: 'FC' })],
        totals: {
          ...testInvoice().totals,
          lineExtension: decimal('97.50'),
          charges: decimal('2.50'),
        },
      },
      { directory: testDirectory({ organisations: [organisation] }) },
    );
    expect(explanation.forOurBooks?.statements.map(({ label, text }) => `${label.en}: ${text.en}`)).toEqual([
      'Organisation: ACME, Acme Nederland B.V.',
      'Supplier: S-1001, MAIN, Janssen Kantoor B.V.',
      'Paid from: NL91 ABNA 0417 1643 00, with a payment file of the ERP',
      'Request: S-1001~F-2026-17',
      '1000.400.00.000: 2 lines, 90.00 EUR: the usual code',
      '1000.410.10.000: 1 line, 7.50 EUR: the accounting reference of the line',
      '1000.460.00.000: 1 line, 2.50 EUR: the code for freight',
      '1000.151.00.000: 1 line, 21.00 EUR: the code for VAT',
    ]);
    expect(sourcesOf(explanation, '1000.410.10.000')[0]?.[0]).toBe('BT-133');
  });

  test('keeps our codes, numbers and account out of what the supplier may read', () => {
    const { sections } = explained();
    const text = JSON.stringify(sections);
    for (const ours of ['1000.400.00.000', 'S-1001', 'NL91']) expect(text).not.toContain(ours);
  });

  test('names a person as one, and who authorises at the bank', () => {
    const directory = testDirectory({
      organisations: [testOrganisation({ settlement: 'psd2' })],
      suppliers: [testSupplier({ payeeType: 'PERSON', number: 'P-7', site: undefined })],
    });
    const explanation = explained({}, { directory });
    expect(say(explanation, 'Person')).toEqual(['P-7, Janssen Kantoor B.V.']);
    expect(say(explanation, 'Paid from')[0]).toMatch(/at the bank, by whoever authorises it$/);
  });

  test('is absent when the document is for nobody that we know', () => {
    expect(
      explained({ buyer: testParty({ name: 'Somebody', legalId: null, endpoint: null }) }).forOurBooks,
    ).toBe(null);
  });
});

describe('the explanation of an invoice that is not paid', () => {
  test('says what holds it, and which account nobody approved', () => {
    const explanation = explained({}, withSupplier({ accounts: [] }));
    expect(explanation.verdict.en).toBe(
      'It is not paid yet: a person has to decide first (NEW_BANK_ACCOUNT).',
    );
    expect(explanation.verdict.nl).toContain('(NEW_BANK_ACCOUNT)');
    expect(say(explanation, 'Account')).toEqual([
      'NL20 INGB 0001 2345 67: new for this supplier, not approved',
    ]);
    expect(say(explanation, 'Means')).toEqual(['transfer (30)']);
    expect(say(explanation, 'Due')).toEqual(['2 December 2026']);
    // How it would be booked is known already.
    expect(say(explanation, '1000.400.00.000')).toEqual(['1 line, 100.00 EUR: the usual code']);
  });

  test('names only the findings that decide, not the notes beside them', () => {
    const explanation = explained({ dueDates: [day('2026-11-10')] }, withSupplier({ accounts: [] }));
    expect(explanation.findings.map(({ code }) => code)).toContain('PAST_DUE');
    expect(explanation.verdict.en).not.toContain('PAST_DUE');
  });

  test('tells a wrong account from one of a stranger', () => {
    const wrong = testMeans({ account: { id: 'NL21INGB0001234567', name: null, bic: null } });
    expect(say(explained({ paymentMeans: [wrong] }), 'Account')).toEqual([
      'NL21INGB0001234567: not a valid IBAN',
    ]);
    const stranger = explained({}, { directory: testDirectory({ suppliers: [] }) });
    expect(say(stranger, 'Account')[0]).toMatch(/of a supplier that we do not know$/);
  });

  test('of a credit note says that there is nothing to transfer, and books nothing', () => {
    const explanation = explained({ kind: 'credit-note', typeCode: '381' });
    expect(explanation.title.nl).toMatch(/^Creditnota F-2026-17 van/);
    expect(explanation.verdict.en).toBe('There is nothing to transfer (CREDIT_NOTE).');
    expect(say(explanation, '1000.400.00.000')).toEqual([]);
  });

  test('of a direct debit says so in words', () => {
    const explanation = explained({ paymentMeans: [testMeans({ code: '59', account: null })] });
    expect(say(explanation, 'Means')).toEqual(['direct debit (59)']);
  });

  test('of a file that is no invoice says what it is and what to do', () => {
    const reading = {
      readable: false,
      syntax: 'order-response',
      findings: [finding('NOT_AN_INVOICE')],
    } as const;
    const explanation = explainUnreadable(reading, decideReading(reading));
    expect(say(explanation, 'Format')).toEqual(['order response']);
    expect(explanation.verdict.en).toMatch(/^It is not a document to be paid.*\(NOT_AN_INVOICE\)\.$/);
    expect(explanation.findings).toEqual(reading.findings);
    const unknown = { ...reading, syntax: null };
    expect(explainUnreadable(unknown, decideReading(unknown)).sections).toEqual([]);
  });
});

describe('what the explanation says of the document', () => {
  test('is its format, profile and wrapping, its notes, terms, attachments and what was not used', () => {
    const invoice = testInvoice({
      notes: ['Thank you\u001b[31m'],
      paymentTerms: [testTerms({ note: '30 dagen netto' })],
      attachments: [{ id: '1', fileName: 'invoice.pdf', mimeCode: 'application/pdf', size: 10 }],
      unmapped: ['/Invoice/cbc:UUID', '/Invoice/cbc:IssueTime'],
    });
    const assessment = assess({ invoice, directory: testDirectory(), today, sourceSystem: 'x' });
    const explanation = explain(invoice, assessment, { wrapping: ['sbdh'], today });
    expect(say(explanation, 'Format')).toEqual(['UBL 2.1, Peppol BIS Billing 3, in a Peppol envelope']);
    expect(say(explanation, 'Note')).toEqual(['Thank you [31m']); // no colour for the terminal
    expect(say(explanation, 'Terms')).toEqual(['30 dagen netto']);
    expect(say(explanation, 'Attached')).toEqual(['invoice.pdf (not read)']);
    expect(say(explanation, 'Not used')).toEqual([
      '2 elements of the document; acquit read --json lists the paths',
    ]);
  });

  test('is nothing about what it does not have', () => {
    const bare = explained({
      profile: null,
      typeCode: null,
      number: null,
      issueDate: null,
      currency: null,
      seller: testParty({ name: null, legalId: null, endpoint: null }),
      totals: { ...testInvoice().totals, payable: null },
    });
    expect(bare.title.en).toBe('Invoice');
    expect(bare.sections[0]?.statements.map(({ label }) => label.en)).toEqual(['Kind', 'Format', 'To']);
  });
});
