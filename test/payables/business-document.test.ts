import { describe, expect, test } from 'vitest';
import { decimal } from '../../lib/money/decimal.ts';
import { businessDocument, normaliseNumber } from '../../lib/payables/business-document.ts';
import { testInvoice, testMeans, testOrganisation, testSupplier } from './factory.ts';

const of = (changes: Parameters<typeof testInvoice>[0] = {}) =>
  businessDocument(testInvoice(changes), testOrganisation(), testSupplier());
const totals = (payable: string | null, taxInclusive: string | null = '121.00') => ({
  ...testInvoice().totals,
  payable: payable === null ? null : decimal(payable),
  taxInclusive: taxInclusive === null ? null : decimal(taxInclusive),
});
const account = (id: string) => testMeans({ account: { id, name: null, bic: null } });

describe('an invoice number', () => {
  test.each([
    ['F-2026-17', 'F-2026-17'],
    [' f-2026-17\n', 'F-2026-17'],
    ['f  2026\t17', 'F 2026 17'],
    ['F 2026 17', 'F 2026 17'],
    ['F202617', 'F202617'], // a blank inside the number counts
    ['0017', '0017'],
  ])('%j is compared as %s', (written, compared) => expect(normaliseNumber(written)).toBe(compared));
});

describe('the business document', () => {
  // SHA-256 of ["2026-11-02","380","EUR","121.000",["NL20INGB0001234567"]]. Stored ones are compared with it: made in
  // another way, it would call every second delivery another invoice.
  test('has a fingerprint that stays the same from release to release', () => {
    expect(of()).toEqual({
      organisation: 'ACME',
      supplierNumber: 'S-1001',
      kind: 'claim',
      number: 'F-2026-17',
      fingerprint: 'cd579fc7b8a389587f7c4208ecf657c8bd0db676e7d47b9a1b70d7200923e9ba',
    });
  });

  test('is none without a number', () => expect(of({ number: null })).toBeNull());

  test.each<[string, Parameters<typeof testInvoice>[0], 'claim' | 'credit']>([
    ['an invoice', {}, 'claim'],
    ['a credit note by its type', { typeCode: '381' }, 'credit'],
    ['a credit note by its form', { kind: 'credit-note' }, 'credit'],
    ['an invoice that gives money back', { totals: totals('-0.01') }, 'credit'],
    ['an invoice of zero', { totals: totals('0.00') }, 'claim'],
    ['an invoice without an amount due', { totals: totals(null) }, 'claim'],
  ])('of %s tells the direction of the money', (_what, changes, kind) => {
    expect(of(changes)?.kind).toBe(kind);
  });

  test.each<[string, Parameters<typeof testInvoice>[0]]>([
    ['the amount is written in another way', { totals: totals('+121.0') }],
    [
      'the account is written twice and in another way',
      { paymentMeans: [testMeans(), account('IBAN nl20 ingb 0001 2345 67')] },
    ],
    ['an instruction names no account', { paymentMeans: [testMeans({ account: null }), testMeans()] }],
    ['the words are others', { notes: ['copy'], dueDates: [], buyerReference: 'K-1' }],
  ])('has the same fingerprint when %s', (_how, changes) => expect(of(changes)).toEqual(of()));

  test('has the same fingerprint whatever the order of the accounts', () => {
    const [one, two] = [account('NL20INGB0001234567'), account('NL91ABNA0417164300')];
    expect(of({ paymentMeans: [one, two] })).toEqual(of({ paymentMeans: [two, one] }));
  });

  test('has the same fingerprint when zero is written with a sign', () => {
    expect(of({ totals: totals('-0.00') })).toEqual(of({ totals: totals('0') }));
  });

  test('has another fingerprint when anything that is asked differs, even by a tenth of a cent', () => {
    const fingerprints = [
      {},
      { totals: totals('121.001') },
      { totals: totals('120.99') },
      { totals: totals(null, '122.00') },
      { totals: totals(null, null) },
      { totals: totals('0.00') },
      { typeCode: '384' },
      { typeCode: null },
      { issueDate: null },
      { currency: 'USD' },
      { currency: null },
      { paymentMeans: [] },
      { paymentMeans: [account('NL91ABNA0417164300')] },
      { paymentMeans: [testMeans(), account('NL91ABNA0417164300')] },
    ].map((changes) => of(changes)?.fingerprint);
    expect(new Set(fingerprints).size).toBe(fingerprints.length);
    for (const fingerprint of fingerprints) expect(fingerprint).toMatch(/^[0-9a-f]{64}$/);
  });
});
