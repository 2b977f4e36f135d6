import { describe, expect, test } from 'vitest';
import type { Party } from '../../lib/documents/invoice.ts';
import { checkPayee } from '../../lib/payables/check-payee.ts';
import { checkPayer } from '../../lib/payables/check-payer.ts';
import { isSameParty, normaliseName } from '../../lib/payables/same-party.ts';
import { testInvoice, testOrganisation, testParty, testSupplier } from './factory.ts';

const nameless = testParty({ name: null, legalId: null, endpoint: null });
const named = (name: string): Party => ({ ...nameless, name });
const factor = testParty({
  name: 'Factor N.V.',
  legalId: { scheme: '0106', value: '99999999' },
  endpoint: { scheme: '0088', value: '8712345678906' },
});

describe('a name of a party', () => {
  test('is compared in lower case and with single blanks, and words stay apart', () => {
    expect(normaliseName('  Janssen \t KANTOOR\n b.v. ')).toBe('janssen kantoor b.v.');
    expect(normaliseName('Van Den Berg')).not.toBe(normaliseName('Vandenberg'));
  });
});

describe('a party that is named besides another', () => {
  const other = testParty({ name: 'Janssen Kantoor B.V.', tradingName: 'De Kantoorman' });

  test.each([
    ['by its name', named(' janssen  kantoor B.V.')],
    ['by its trading name', named('DE KANTOORMAN')],
    [
      'by an identifier under another name',
      { ...factor, identifiers: [{ scheme: '0106', value: '8765 4321' }] },
    ],
    ['when it has neither name nor identifier', nameless],
  ])('is that other %s', (_how, party) => expect(isSameParty(party, other)).toBe(true));

  test.each([
    ['with another name', named('Factor N.V.')],
    ['with another name and number', factor],
    ['without a name and with another number', { ...factor, name: null }],
    ['with a name that only begins alike', named('Janssen Kantoor')],
  ])('is another %s', (_how, party) => {
    expect(isSameParty(party, other)).toBe(false);
    expect(isSameParty(party, nameless)).toBe(false);
  });
});

describe('a payee', () => {
  const told = (payee: Party | null, payees: string[] | null) =>
    checkPayee(testInvoice({ payee }), payees === null ? null : testSupplier({ payees })).map(
      ({ code, term, value }) => [code, term, value],
    );

  test('that is absent or the seller is no question', () => {
    expect(told(null, null)).toEqual([]);
    expect(told(testParty(), null)).toEqual([]);
    expect(told(nameless, [])).toEqual([]);
  });

  test.each([[['0106:99999999']], [['NL:KVK:9999 9999']], [['GLN:8712345678906']], [['factor  n.v.']]])(
    'that the directory allows as %j is no question',
    (payees) => {
      expect(told(factor, payees)).toEqual([]);
      expect(told(factor, ['Somebody Else B.V.', ...payees, '0106:1'])).toEqual([]);
    },
  );

  test.each([[null], [[]], [['0106:11111111', 'Somebody Else B.V.']]])(
    'that is somebody else is named when the directory allows %j',
    (payees) => {
      expect(told(factor, payees)).toEqual([['PAYEE_DIFFERS', 'BT-59', 'Factor N.V.']]);
      expect(told({ ...factor, name: null }, payees)).toEqual([['PAYEE_DIFFERS', 'BT-59', '0106:99999999']]);
    },
  );

  test('without a name is allowed by its number alone', () => {
    expect(told({ ...factor, name: null }, ['Factor N.V.', '0106:99999999'])).toEqual([]);
    expect(told({ ...factor, name: null }, ['Factor N.V.'])).toHaveLength(1);
  });
});

describe('a payer', () => {
  const told = (payer: Party | null, organisation = false) =>
    checkPayer(
      testInvoice({ payer }),
      organisation ? testOrganisation({ identifiers: ['GLN:8712345678906'] }) : null,
    ).map(({ code, value }) => [code, value]);

  test('that is us by one of its identifiers is no question', () => {
    expect(told(factor, true)).toEqual([]);
    expect(told(null)).toEqual([]);
  });

  test('is somebody else as long as nobody knows which organisation is asked', () => {
    expect(told(factor)).toEqual([['PAYER_DIFFERS', 'Factor N.V.']]);
    expect(told(named('Holding S.A.'), true)).toEqual([['PAYER_DIFFERS', 'Holding S.A.']]);
  });
});
