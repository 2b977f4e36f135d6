import { describe, expect, test } from 'vitest';
import type { Invoice } from '../../lib/documents/invoice.ts';
import type { Supplier } from '../../lib/payables/directory.ts';
import { explained, said } from './explained.ts';
import { testDirectory, testInvoice, testMeans, testOrganisation, testSupplier } from './factory.ts';

/** Held, because it does not name the account; so it says what it asks. */
const held = (changes: Partial<Invoice>, suppliers: readonly Supplier[] = [testSupplier({ accounts: [] })]) =>
  explained(testInvoice(changes), { directory: testDirectory({ suppliers }) });
const account = (id: string) => ({ id, name: null, bic: null });

describe('a document that is not paid, or not yet, asks', () => {
  test.each([
    ['30', 'transfer', 'overschrijving'],
    ['58', 'transfer', 'overschrijving'],
    ['31', 'transfer', 'overschrijving'],
    ['42', 'transfer', 'overschrijving'],
    ['MP05', 'transfer', 'overschrijving'],
    ['49', 'direct debit', 'automatische incasso'],
    ['59', 'direct debit', 'automatische incasso'],
    ['MP19', 'direct debit', 'automatische incasso'],
    ['MP20', 'direct debit', 'automatische incasso'],
    ['MP21', 'direct debit', 'automatische incasso'],
    ['48', 'card', 'kaart'],
    ['54', 'card', 'kaart'],
    ['55', 'card', 'kaart'],
    ['MP08', 'card', 'kaart'],
    ['10', 'cash', 'contant'],
    ['MP01', 'cash', 'contant'],
    ['57', 'a standing agreement', 'een vaste afspraak'],
    ['97', 'clearing between partners', 'verrekening tussen partners'],
    ['1', 'not said', 'niet vermeld'],
    ['ZZZ', 'as agreed', 'zoals afgesproken'],
    ['MP12', 'a bill of the bank (RiBa)', 'een wissel van de bank (RiBa)'],
    ['999', 'another means', 'een andere betaalwijze'],
    ['valueOf', 'another means', 'een andere betaalwijze'], // a code can be anything
  ])('by the means %s for %s', (code, en, nl) => {
    expect(said(held({ paymentMeans: [testMeans({ code })] }), 'Means')).toEqual([
      { en: `${en} (${code})`, nl: `${nl} (${code})`, terms: ['BT-81'] },
    ]);
  });

  test('by each of its means once, by each reference once, and says nothing where it does not', () => {
    const explanation = held({
      paymentMeans: [
        testMeans({ references: ['A 1', 'B\n2'] }),
        testMeans({ references: ['A 1'] }),
        testMeans({ code: '49', account: null }),
        testMeans({ code: null, account: null }),
      ],
    });
    expect(said(explanation, 'Means').map(({ en }) => en)).toEqual(['transfer (30)', 'direct debit (49)']);
    expect(said(explanation, 'Account')).toHaveLength(1);
    expect(said(explanation, 'Reference')).toEqual([
      { en: 'A 1', nl: 'A 1', terms: ['BT-83'] },
      { en: 'B 2', nl: 'B 2', terms: ['BT-83'] },
    ]);
  });

  test('for money on each account once, with what we know of it', () => {
    const ids = ['NL20INGB0001234567', 'nl20 ingb 0001 2345 67', 'BE68 5390 0754 7034', 'NL00INGB1'];
    const changes = { paymentMeans: ids.map((id) => testMeans({ code: '49', account: account(id) })) };
    expect(said(held(changes, [testSupplier()]), 'Account')).toEqual([
      {
        en: 'NL20 INGB 0001 2345 67: the approved account of this supplier',
        nl: 'NL20 INGB 0001 2345 67: de goedgekeurde rekening van deze leverancier',
        terms: ['BT-84'],
      },
      {
        en: 'BE68 5390 0754 7034: new for this supplier, not approved',
        nl: 'BE68 5390 0754 7034: nieuw voor deze leverancier, niet goedgekeurd',
        terms: ['BT-84'],
      },
      { en: 'NL00INGB1: not a valid IBAN', nl: 'NL00INGB1: geen geldige IBAN', terms: ['BT-84'] },
    ]);
    expect(said(held(changes, []), 'Account')[0]).toEqual({
      en: 'NL20 INGB 0001 2345 67: valid, of a supplier that we do not know',
      nl: 'NL20 INGB 0001 2345 67: geldig, van een leverancier die wij niet kennen',
      terms: ['BT-84'],
    });
  });

  test('for nothing to be booked as long as an account code is missing', () => {
    const organisation = testOrganisation({ coding: { byAccountingReference: {}, byVatCategory: {} } });
    const directory = testDirectory({ organisations: [organisation] });
    expect(
      explained(testInvoice(), { directory }).forOurBooks?.statements.map(({ text }) => text.en),
    ).toEqual(['ACME, Acme Nederland B.V.', 'S-1001, MAIN, Janssen Kantoor B.V.']);
  });

  test('nothing at all when it names no means, no account, no day and no reference', () => {
    const sections = held({ paymentMeans: [], dueDates: [] }).sections.map(({ title }) => title.en);
    expect(sections).toEqual(['The document']);
  });
});
