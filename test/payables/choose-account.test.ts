import { describe, expect, test } from 'vitest';
import { bicFor } from '../../lib/payables/bic.ts';
import { chooseAccount } from '../../lib/payables/choose-account.ts';
import type { Supplier } from '../../lib/payables/directory.ts';
import { sepaCountries } from '../../lib/payables/sepa-countries.ts';
import { isGAccount, isValidIban, maskIban, normaliseIban } from '../../lib/payables/iban.ts';
import {
  assessed,
  codesOf,
  requestOf,
  testDirectory,
  testMeans,
  testParty,
  testSupplier,
} from './factory.ts';

const known = 'NL20INGB0001234567';
const other = 'NL91ABNA0417164300';
const means = (id: string, bic: string | null = null, name: string | null = null) =>
  testMeans({ account: { id, bic, name } });

describe('the account that is paid', () => {
  test('is found through blanks, lower case and a leading IBAN', () => {
    const request = requestOf(assessed({ paymentMeans: [means('IBAN: nl20 ingb 0001 2345 67')] }));
    expect(request?.beneficiary_bank_account).toMatchObject({
      iban: known,
      country_code: 'NL',
      currency_code: null,
    });
  });

  test('is one, when the same account is written twice', () => {
    expect(assessed({ paymentMeans: [means(known), means('NL20 INGB 0001 2345 67')] }).outcome).toBe('PAY');
  });

  test('is the approved one among several, wherever it stands', () => {
    const assessment = assessed({ paymentMeans: [means(other), means(known)] });
    expect(requestOf(assessment)?.beneficiary_bank_account.iban).toBe(known);
  });

  test('is not chosen among several when none or more than one is approved', () => {
    const paymentMeans = [means(known), means(other)];
    for (const accounts of [[], [{ iban: known }, { iban: other }]]) {
      const directory = testDirectory({ suppliers: [testSupplier({ accounts })] });
      const approvals = [{ code: 'MULTIPLE_ACCOUNTS', by: 'a', at: '2026-11-20T09:00:00Z' }];
      const assessment = assessed({ paymentMeans }, { directory, approvals });
      expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'MULTIPLE_ACCOUNTS']);
    }
  });

  test('is held when it is new for the supplier, and paid once a person approved it', () => {
    const paymentMeans = [means(other)];
    expect(codesOf(assessed({ paymentMeans }))).toEqual(['NEW_BANK_ACCOUNT']);
    const approvals = [{ code: 'NEW_BANK_ACCOUNT', by: 'ann', at: '2026-11-20T09:00:00Z' }];
    const assessment = assessed({ paymentMeans }, { approvals });
    expect(assessment.outcome).toBe('PAY');
    expect(codesOf(assessment)).toEqual(['NEW_BANK_ACCOUNT']);
    expect(requestOf(assessment)?.beneficiary_bank_account.iban).toBe(other);
  });

  test('with wrong check digits sends the invoice back, also when somebody approved the code', () => {
    const approvals = [{ code: 'IBAN_INVALID', by: 'ann', at: '2026-11-20T09:00:00Z' }];
    const assessment = assessed({ paymentMeans: [means('NL92ABNA0417164300')] }, { approvals });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['REJECT', 'IBAN_INVALID']);
  });

  test.each(['5842-8432', 'SE1234', 'NLING34434343434', 'me@example.org'])(
    '%s is not an IBAN and is held',
    (id) => {
      expect(codesOf(assessed({ paymentMeans: [means(id)] }))).toEqual(['NOT_IBAN']);
    },
  );

  test('outside SEPA is held', () => {
    const brazil = 'BR1800360305000010009795493C1';
    expect(isValidIban(brazil)).toBe(true);
    expect(codesOf(assessed({ paymentMeans: [means(brazil)] }))).toEqual([
      'RAIL_NOT_SUPPORTED',
      'NEW_BANK_ACCOUNT',
    ]);
  });

  test("never takes the buyer's own account of a direct debit", () => {
    const debit = testMeans({ code: '59', account: null, mandate: 'M-1', payerAccount: known });
    const assessment = assessed({ paymentMeans: [debit] });
    expect([assessment.outcome, assessment.payments]).toEqual(['NO_PAYMENT', []]);
  });
});

describe('what is found about the account', () => {
  const chosen = (
    transfer: ReturnType<typeof testMeans>[],
    {
      supplier = testSupplier(),
      needsApprovedAccount = false,
    }: { supplier?: Supplier | null; needsApprovedAccount?: boolean } = {},
  ) => {
    const { account, findings } = chooseAccount({ transfer, needsApprovedAccount }, supplier);
    return [account?.iban, ...findings.map(({ code, term, value }) => [code, term, value])];
  };
  const wrong = 'NL92ABNA0417164300';
  const brazil = 'BR1800360305000010009795493C1';
  const noAccount = testMeans({ account: null });

  test('is nothing when it is one that is approved, whatever stands beside it', () => {
    expect(chosen([means(known)])).toEqual([known]);
    expect(
      chosen([noAccount, means(wrong), means(known), means(other)], { needsApprovedAccount: true }),
    ).toEqual([known]);
  });

  test.each([
    ['several, none of them approved', testSupplier({ accounts: [] })],
    ['several, all of them approved', testSupplier({ accounts: [{ iban: known }, { iban: other }] })],
    ['several, while the supplier is unknown', null],
  ])('is %s: each valid one is named', (_what, supplier) => {
    expect(chosen([means(known), means(wrong), means(other)], { supplier })).toEqual([
      undefined,
      ['MULTIPLE_ACCOUNTS', 'BT-84', `${known}, ${other}`],
    ]);
  });

  test('is that it is new, and outside SEPA, with the account named', () => {
    expect(chosen([means(other)])).toEqual([other, ['NEW_BANK_ACCOUNT', 'BT-84', other]]);
    expect(chosen([means(brazil)])).toEqual([
      brazil,
      ['RAIL_NOT_SUPPORTED', 'BT-84', brazil],
      ['NEW_BANK_ACCOUNT', 'BT-84', brazil],
    ]);
    // Without a supplier there is nobody for whom it could be new.
    expect(chosen([means(brazil)], { supplier: null })).toEqual([
      brazil,
      ['RAIL_NOT_SUPPORTED', 'BT-84', brazil],
    ]);
  });

  test('is that the code leaves open how to pay a new account, with the codes named', () => {
    const transfer = [
      { ...means(other), code: null },
      { ...means(other), code: '1' },
    ];
    expect(chosen(transfer, { needsApprovedAccount: true })).toEqual([
      other,
      ['NEW_BANK_ACCOUNT', 'BT-84', other],
      ['PAYMENT_MEANS_UNDECIDED', 'BT-81', 'none, 1'],
    ]);
  });

  test('is that none is valid, with what was written named', () => {
    expect(chosen([noAccount, means('5842-8432'), means('me@example.org')])).toEqual([
      undefined,
      ['NOT_IBAN', 'BT-84', '5842-8432, me@example.org'],
    ]);
    expect(chosen([means('5842-8432'), means('nl92 abna 0417 1643 00')])).toEqual([
      undefined,
      ['IBAN_INVALID', 'BT-84', '5842-8432, nl92 abna 0417 1643 00'],
    ]);
    expect(chosen([noAccount])).toEqual([undefined, ['NO_BENEFICIARY_ACCOUNT', 'BT-84', null]]);
  });
});

describe('what goes with the account', () => {
  test('a BIC goes along only when all means of the account agree on it', () => {
    const bics = (paymentMeans: ReturnType<typeof means>[]) =>
      requestOf(assessed({ paymentMeans }))?.beneficiary_bank_account.bic;
    expect(bics([means(known, 'INGBNL2A')])).toBe('INGBNL2A');
    expect(bics([means(known, '[BIC]')])).toBeUndefined();
    expect(bics([means(known, 'INGBNL2A'), means(known, 'ABNANL2A')])).toBeUndefined();
    expect(bics([means(known), means(other, 'ABNANL2A')])).toBeUndefined(); // of the account that is not paid
  });

  test("the holder is the name a person approved, else the account's, else the payee's, else the seller's", () => {
    const holder = (...args: Parameters<typeof assessed>) =>
      requestOf(assessed(...args))?.beneficiary_bank_account.account_holder_name;
    expect(holder()).toBe('Janssen Kantoor B.V.');
    const payee = testParty({ name: 'Janssen Incasso' });
    expect(holder({ payee })).toBe('Janssen Incasso');
    expect(holder({ payee, paymentMeans: [means(known, null, 'Janssen Derdengelden')] })).toBe(
      'Janssen Derdengelden',
    );
    const supplier = testSupplier({ accounts: [{ iban: known, name: 'Stichting Janssen' }] });
    expect(holder({ payee }, { directory: testDirectory({ suppliers: [supplier] }) })).toBe(
      'Stichting Janssen',
    );
  });
});

describe('a payee who is not the seller', () => {
  const factor = testParty({
    name: 'Factor Bank N.V.',
    legalId: { scheme: '0106', value: '99887766' },
    endpoint: null,
  });

  test('is held as PAYEE_DIFFERS and paid when a person approved it', () => {
    expect(codesOf(assessed({ payee: factor }))).toEqual(['PAYEE_DIFFERS']);
    const approvals = [{ code: 'PAYEE_DIFFERS', by: 'ann', at: '2026-11-20T09:00:00Z' }];
    expect(assessed({ payee: factor }, { approvals }).outcome).toBe('PAY');
  });

  test.each(['0106:99887766', 'NL:KVK:99887766', 'factor bank  n.v.'])(
    'is paid when the directory allows %s',
    (entry) => {
      const directory = testDirectory({ suppliers: [testSupplier({ payees: [entry] })] });
      expect(assessed({ payee: factor }, { directory }).outcome).toBe('PAY');
    },
  );

  test('is no other when its group is empty, or names the seller by the trading name', () => {
    const empty = testParty({ name: null, legalId: null, endpoint: null });
    expect(assessed({ payee: empty }).outcome).toBe('PAY');
    const seller = testParty({ tradingName: 'Janssen  Papier' });
    expect(assessed({ seller, payee: { ...factor, name: 'janssen papier' } }).outcome).toBe('PAY');
    expect(assessed({ payee: { ...empty, name: '' } }).outcome).toBe('HOLD');
  });

  test('without a name is shown by an identifier', () => {
    expect(assessed({ payee: { ...factor, name: null } }).findings[0]?.value).toBe('0106:99887766');
  });

  test('is no other when the name or an identifier is the seller’s', () => {
    expect(assessed({ payee: { ...factor, name: 'JANSSEN kantoor b.v.' } }).outcome).toBe('PAY');
    expect(assessed({ payee: testParty({ name: 'Janssen Incasso' }) }).outcome).toBe('PAY');
  });
});

describe('IBANs and BICs', () => {
  test.each([
    known,
    other,
    'BE68539007547034',
    'DE89370400440532013000',
    'NO9386011117947',
    'BE91000000143476',
  ])('%s is a valid IBAN', (iban) => expect(isValidIban(iban)).toBe(true));

  test.each([
    'NL92ABNA0417164300',
    'NL63RABO00000000123',
    'NL15ABNA00000000000',
    'XX00123456789012',
    '',
    'NL',
  ])('"%s" is not a valid IBAN', (iban) => expect(isValidIban(iban)).toBe(false));

  test('an account whose national check digit alone is wrong may exist', () => {
    expect(isValidIban('NO6686011117948')).toBe(true); // mod 97 right, national mod 11 wrong
  });

  test('SEPA reaches the European Union, the EEA, the countries that joined, and no other', () => {
    const union = 'AT BE BG CY CZ DE DK EE ES FI FR GR HR HU IE IT LT LU LV MT NL PL PT RO SE SI SK';
    const area = 'IS LI NO';
    const joined = 'AD AL CH GB GI MC MD ME MK RS SM VA'; // Jersey, Guernsey and Man have British IBANs
    expect([...sepaCountries].sort()).toEqual(`${union} ${area} ${joined}`.split(' ').sort());
  });

  test('a BIC must fit the country of the IBAN, dependent territories included', () => {
    expect(bicFor('FR7630006000011234567890189', 'SOGPFRPP')).toBe('SOGPFRPP');
    expect(bicFor('FR7630006000011234567890189', 'bred gp px xxx')).toBe('BREDGPPXXXX');
    expect(bicFor(known, 'DEUTDEFF')).toBeUndefined();
    expect(bicFor(known, 'SE:BANKGIRO')).toBeUndefined();
  });

  test('account numbers are shown masked and recognised as g-accounts', () => {
    expect(maskIban(normaliseIban('NL20 INGB 0001 2345 67'))).toBe('NL20…4567');
    expect([isGAccount('NL58INGB0990001234'), isGAccount(known)]).toEqual([true, false]);
  });
});
