import { describe, expect, test } from 'vitest';
import type { Attachment, Invoice, Syntax } from '../../lib/documents/invoice.ts';
import type { Wrapping } from '../../lib/documents/reading.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { explained, inFull, said } from './explained.ts';
import { testDirectory, testInvoice, testMeans, testParty, testTerms } from './factory.ts';

const of = (changes: Partial<Invoice>) => explained(testInvoice(changes));

describe('the explanation says of the document', () => {
  test.each<[Syntax, string]>([
    ['ubl-invoice', 'UBL 2.1'],
    ['ubl-creditnote', 'UBL 2.1'],
    ['cii', 'UN/CEFACT CII'],
    ['zugferd-1', 'ZUGFeRD 1.0 (CII)'],
    ['fatturapa', 'FatturaPA'],
    ['fatturapa-simplified', 'FatturaPA semplificata'],
  ])('that the syntax %s is called %s', (syntax, name) => {
    expect(said(of({ syntax, profile: null }), 'Format')).toEqual([{ en: name, nl: name, terms: [] }]);
    const en = 'urn:cen.eu:en16931:2017';
    expect(said(of({ syntax, profile: en }), 'Format')).toEqual([
      { en: `${name}, EN 16931`, nl: `${name}, EN 16931`, terms: ['BT-24'] },
    ]);
  });

  test.each<[Wrapping, string, string]>([
    ['sbdh', 'UBL 2.1, in a Peppol envelope', 'UBL 2.1, in een Peppol-envelop'],
    ['pdf', 'UBL 2.1, inside a PDF', 'UBL 2.1, in een pdf'],
    ['p7m', 'UBL 2.1, in a signed file (p7m)', 'UBL 2.1, in een ondertekend bestand (p7m)'],
  ])('that it came wrapped (%s)', (wrapping, en, nl) => {
    const explanation = explained(testInvoice({ profile: null }), {}, [wrapping]);
    expect(said(explanation, 'Format')).toEqual([{ en, nl, terms: [] }]);
  });

  test.each([
    ['TP01', 'in instalments (TP01)', 'in termijnen (TP01)'],
    ['TP02', 'all at once (TP02)', 'in één keer (TP02)'],
    ['TP03', 'in advance (TP03)', 'vooraf (TP03)'],
    ['TP04', 'TP04', 'TP04'],
    ['toString', 'toString', 'toString'], // terms can say anything
    ['30 days\nnet', '30 days net', '30 days net'],
  ])('that its terms are %j', (note, en, nl) => {
    expect(said(of({ paymentTerms: [testTerms({ note })] }), 'Terms')).toEqual([
      { en, nl, terms: ['BT-20'] },
    ]);
  });

  test('each of its terms once, and nothing of terms that say nothing', () => {
    const paymentTerms = ['net', null, 'net', 'or so'].map((note) => testTerms({ note }));
    expect(said(of({ paymentTerms }), 'Terms').map(({ en }) => en)).toEqual(['net', 'or so']);
  });

  test.each<[Partial<Attachment>, string]>([
    [{ fileName: 'a.pdf', id: 'A-1', mimeCode: 'application/pdf' }, 'a.pdf'],
    [{ id: 'A-1', mimeCode: 'application/pdf' }, 'A-1'],
    [{ mimeCode: 'application/pdf' }, 'application/pdf'],
    [{}, '?'],
  ])('that it has an attachment %j', (attachment, name) => {
    const attachments = [{ id: null, fileName: null, mimeCode: null, size: 1, ...attachment }];
    expect(said(of({ attachments }), 'Attached')).toEqual([
      { en: `${name} (not read)`, nl: `${name} (niet gelezen)`, terms: [] },
    ]);
  });

  test.each([
    [1, '1 element', '1 element'],
    [3, '3 elements', '3 elementen'],
  ])('that %i of its elements were not used', (count, en, nl) => {
    expect(said(of({ unmapped: Array(count).fill('/Invoice/x') }), 'Not used')).toEqual([
      {
        en: `${en} of the document; acquit read --json lists the paths`,
        nl: `${nl} van het document; acquit read --json noemt de paden`,
        terms: [],
      },
    ]);
  });

  test('who it is from by name, else trading name, with the numbers that it gives', () => {
    const from = (changes: Parameters<typeof testParty>[0]) =>
      said(of({ seller: testParty(changes) }), 'From');
    const number = { scheme: null, value: '99' };
    const vatId = 'NL123456789B01';
    expect(from({ tradingName: 'JK', vatId }).map(({ en, terms }) => [en, terms])).toEqual([
      ['Janssen Kantoor B.V., 0106:87654321, NL123456789B01', ['BT-27', 'BT-30', 'BT-31']],
    ]);
    expect(
      from({ name: null, tradingName: 'JK', legalId: number }).map(({ en, terms }) => [en, terms]),
    ).toEqual([['JK, 99', ['BT-28', 'BT-30']]]);
    expect(from({ name: null, legalId: null, vatId }).map(({ en, terms }) => [en, terms])).toEqual([
      [vatId, ['BT-31']],
    ]);
  });

  test('who is to be paid for the seller by name and number alone: BG-10 has no other', () => {
    const party = { tradingName: 'Factor', vatId: 'BE0123', legalId: { scheme: '0208', value: '0123' } };
    const payee = (name: string | null) =>
      said(of({ payee: testParty({ ...party, name }) }), 'Payee').map(({ nl, terms }) => [nl, terms]);
    expect(payee('Factor NV')).toEqual([['Factor NV, 0208:0123', ['BT-59', 'BT-61']]]);
    expect(payee(null)).toEqual([['0208:0123', ['BT-61']]]);
  });

  test('nothing that it does not say', () => {
    const bare = explained(
      testInvoice({
        profile: null,
        typeCode: null,
        number: null,
        issueDate: null,
        dueDates: [],
        paymentMeans: [testMeans({ code: null, account: null })],
        seller: testParty({ name: null, legalId: null, endpoint: null }),
        buyer: testParty({ name: null, legalId: null, endpoint: null }),
        totals: { ...testInvoice().totals, payable: null },
      }),
      { directory: testDirectory({ organisations: [] }) },
    );
    const [title, , ...statements] = inFull(bare, 'en');
    expect(title).toBe('Invoice');
    expect(statements).toEqual(['# The document', 'Kind: Invoice', 'Format: UBL 2.1']);
    expect(bare.title.nl).toBe('Factuur');
    expect(bare.forOurBooks).toBeNull();
  });

  test('an amount with its currency as far as there is one', () => {
    const totals = { ...testInvoice().totals, payable: decimal('1234.5') };
    expect(said(of({ totals }), 'Amount due')).toEqual([
      { en: '1,234.50 EUR', nl: '1.234,50 EUR', terms: ['BT-115', 'BT-5'] },
    ]);
    expect(said(of({ totals, currency: null }), 'Amount due')).toEqual([
      { en: '1,234.50', nl: '1.234,50', terms: ['BT-115'] },
    ]);
  });
});
