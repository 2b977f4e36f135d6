import { describe, expect, test } from 'vitest';
import { decidePaymentMeans } from '../../lib/payables/payment-means.ts';
import { assessed, codesOf, testInvoice, testMeans } from './factory.ts';

const outcomeOf = (...codes: (string | null)[]): string => {
  const paymentMeans = codes.map((code) => testMeans({ code }));
  const assessment = assessed({ paymentMeans });
  return [assessment.outcome, ...codesOf(assessment)].join(' ');
};

/** What becomes of it when a person approved whatever can be approved about means of payment. */
const released = (code: string): string => {
  const codes = ['PAYMENT_MEANS_UNDECIDED', 'BILL_OF_EXCHANGE', 'PAYMENT_SLIP'];
  const approvals = codes.map((each) => ({ code: each, by: 'ann', at: '2026-11-20T09:00:00Z' }));
  return assessed({ paymentMeans: [testMeans({ code })] }, { approvals }).outcome;
};

describe('how the payment means code decides', () => {
  test.each(['58', '30', '42', '31'])('code %s asks for a transfer and is paid', (code) => {
    expect(outcomeOf(code)).toBe('PAY');
  });

  test.each(['59', '49', '3', '7', '14', '16', '27', '29', '33', '36', '38', '40', '43'])(
    'code %s is drawn by the seller, so nothing is paid',
    (code) => {
      expect(outcomeOf(code)).toBe('NO_PAYMENT DIRECT_DEBIT');
    },
  );

  test.each(['MP05', 'mp05'])('FatturaPA code %s asks for a transfer and is paid', (code) => {
    expect(outcomeOf(code)).toBe('PAY');
  });

  test.each(['MP09', 'MP10', 'MP11', 'MP16', 'MP17', 'MP19', 'MP20', 'MP21'])(
    'FatturaPA code %s is a direct debit, so nothing is paid',
    (code) => {
      expect(outcomeOf(code)).toBe('NO_PAYMENT DIRECT_DEBIT');
    },
  );

  test.each(['MP02', 'MP03', 'MP06', 'MP14', 'MP15', 'MP24'])(
    'FatturaPA code %s is a cheque, a treasury or unknown: held for a person, who may release it',
    (code) => {
      expect(outcomeOf(code)).toBe('HOLD PAYMENT_MEANS_UNDECIDED');
      expect(released(code)).toBe('PAY');
    },
  );

  const bills = 'MP12 24 44 60 61 62 63 64 65 66 67 70 74 75 76 77 78'.split(' ');
  test.each(bills)('code %s is a bill or a note that a bank presents: never a transfer besides', (code) => {
    expect(outcomeOf(code)).toBe('HOLD BILL_OF_EXCHANGE');
    expect(released(code)).toBe('HOLD');
  });

  test.each(['MP07', 'MP13', 'MP18', 'MP23'])(
    'FatturaPA code %s is paid by a slip, without whose code the supplier finds no transfer',
    (code) => {
      expect(outcomeOf(code)).toBe('HOLD PAYMENT_SLIP');
      expect(released(code)).toBe('HOLD');
    },
  );

  test('a bill or a slip beside a transfer is held as a contradiction', () => {
    expect(outcomeOf('MP05', 'MP12')).toBe('HOLD CONFLICTING_PAYMENT_MEANS');
    expect(outcomeOf('30', 'MP18')).toBe('HOLD CONFLICTING_PAYMENT_MEANS');
  });

  test('an online payment that still asks for an amount is held, and says why', () => {
    const [found] = assessed({ paymentMeans: [testMeans({ code: '68' })] }).findings;
    expect([found?.code, found?.message]).toEqual([
      'PAYMENT_MEANS_UNDECIDED',
      'The invoice was to be paid over an online service, but still asks for an amount.',
    ]);
  });

  test.each([
    ['MP01', 'CASH'],
    ['MP04', 'CASH'],
    ['MP08', 'CARD'],
    ['MP22', 'CLEARING'],
    ['48', 'CARD'],
    ['54', 'CARD'],
    ['55', 'CARD'],
    ['10', 'CASH'],
    ['97', 'CLEARING'],
  ])('code %s is settled already: %s', (code, finding) => {
    expect(outcomeOf(code)).toBe(`NO_PAYMENT ${finding}`);
  });

  const forPerson = '57 68 20 21 22 23 25 26 91 92 50 56 93 94 95 4 5 8 46 47 96 98 97X'.split(' ');
  test.each(forPerson)('code %s is held for a person, who may release it', (code) => {
    expect(outcomeOf(code)).toBe('HOLD PAYMENT_MEANS_UNDECIDED');
    expect(released(code)).toBe('PAY');
  });

  test.each(['1', 'ZZZ', 'zzz', null])('code %s is paid on an account that was approved before', (code) => {
    expect(outcomeOf(code)).toBe('PAY');
  });

  test.each(['1', 'ZZZ', null])(
    'code %s with an account nobody approved is held for both reasons',
    (code) => {
      const account = { id: 'NL91ABNA0417164300', name: null, bic: null };
      const assessment = assessed({ paymentMeans: [testMeans({ code, account })] });
      expect(assessment.outcome).toBe('HOLD');
      expect(codesOf(assessment)).toEqual(['NEW_BANK_ACCOUNT', 'PAYMENT_MEANS_UNDECIDED']);
    },
  );

  test.each([[['30', '59']], [['58', '48']], [['30', '57']], [['1', '59']], [['49', '48']]])(
    'the codes %j exclude each other and are held',
    (codes) => {
      expect(outcomeOf(...codes)).toBe('HOLD CONFLICTING_PAYMENT_MEANS');
    },
  );

  test('two transfer codes for the same account are one instruction', () => {
    expect(outcomeOf('30', '58')).toBe('PAY');
  });

  test('a mandate or a card beside a transfer code is held, because paying might pay twice', () => {
    for (const extra of [{ mandate: 'M-1' }, { card: '************1234' }]) {
      const assessment = assessed({ paymentMeans: [testMeans(extra)] });
      expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'CONFLICTING_PAYMENT_MEANS']);
    }
  });

  test('payment means without any data are ignored', () => {
    const empty = testMeans({ code: null, account: null });
    expect(assessed({ paymentMeans: [empty, testMeans()] }).outcome).toBe('PAY');
  });

  test('no payment means at all leave nobody to pay', () => {
    const assessment = assessed({ paymentMeans: [] });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'NO_BENEFICIARY_ACCOUNT']);
  });
});

describe('what is decided about the means of payment', () => {
  const decided = (...paymentMeans: ReturnType<typeof testMeans>[]) => {
    const { transfer, needsApprovedAccount, findings } = decidePaymentMeans(testInvoice({ paymentMeans }));
    return {
      transfer: transfer === null ? null : transfer.map(({ code }) => code),
      needsApprovedAccount,
      findings: findings.map(({ code, term, value }) => [code, term, value]),
    };
  };
  const coded = (...codes: (string | null)[]) => decided(...codes.map((code) => testMeans({ code })));
  const nothing = { code: null, account: null };

  test.each<[(string | null)[], boolean]>([
    [[], false],
    [['30'], false],
    [['30', '58', 'MP05'], false],
    [['30', '1'], true],
    [['ZZZ', '58'], true],
    [[null], true],
    [[null, '1', 'zzz'], true],
  ])('%j ask for a transfer; only to an approved account: %s', (codes, needsApprovedAccount) => {
    expect(coded(...codes)).toEqual({ transfer: codes, needsApprovedAccount, findings: [] });
  });

  test.each<[(string | null)[], string]>([
    [['59', '49'], 'DIRECT_DEBIT'],
    [['48'], 'CARD'],
    [['10'], 'CASH'],
    [['97', 'MP22'], 'CLEARING'],
    [['24'], 'BILL_OF_EXCHANGE'],
    [['MP07'], 'PAYMENT_SLIP'],
    [['30', '59'], 'CONFLICTING_PAYMENT_MEANS'],
    [['59', '1'], 'CONFLICTING_PAYMENT_MEANS'],
    [[null, '48'], 'CONFLICTING_PAYMENT_MEANS'],
    [['57', '30'], 'CONFLICTING_PAYMENT_MEANS'],
  ])('%j ask for none: %s, which names all of them', (codes, code) => {
    const value = codes.map((one) => one ?? 'none').join(', ');
    expect(coded(...codes)).toEqual({
      transfer: null,
      needsApprovedAccount: false,
      findings: [[code, 'BT-81', value]],
    });
  });

  test.each([[['57']], [['68']], [['20', '57']], [['68', '57']], [['57', '68']]])(
    '%j leave open how to pay, and are named',
    (codes) => {
      expect(coded(...codes)).toEqual({
        transfer: codes,
        needsApprovedAccount: false,
        findings: [['PAYMENT_MEANS_UNDECIDED', 'BT-81', codes.join(', ')]],
      });
    },
  );

  test('says that it was to be paid online only when no other code is there', () => {
    const says = (...codes: string[]) => {
      const paymentMeans = codes.map((code) => testMeans({ code }));
      return decidePaymentMeans(testInvoice({ paymentMeans })).findings.map(({ message }) => message);
    };
    const online = 'The invoice was to be paid over an online service, but still asks for an amount.';
    expect(says('68', '68')).toEqual([online]);
    expect(says('68', '57')).not.toContain(online);
    expect(says('57')).not.toContain(online);
  });

  test('leaves out what says nothing, and no instruction that says anything', () => {
    const transfer = testMeans();
    expect(decided(testMeans(nothing), transfer)).toEqual({
      transfer: ['30'],
      needsApprovedAccount: false,
      findings: [],
    });
    expect(decided(testMeans({ ...nothing, references: ['R-1'], text: 'Bank' }))).toEqual({
      transfer: [],
      needsApprovedAccount: false,
      findings: [],
    });
    const conflict = { transfer: null, needsApprovedAccount: false };
    expect(decided(transfer, testMeans({ ...nothing, card: '************1234' }))).toEqual({
      ...conflict,
      findings: [['CONFLICTING_PAYMENT_MEANS', 'BT-81', '30, none']],
    });
    expect(decided(transfer, testMeans({ ...nothing, mandate: 'M-1' }))).toEqual({
      ...conflict,
      findings: [['CONFLICTING_PAYMENT_MEANS', 'BT-81', '30, none']],
    });
    expect(decided(testMeans({ code: null }), testMeans({ code: '30' })).needsApprovedAccount).toBe(true);
  });

  test.each([
    ['a mandate beside a direct debit', { code: '59', mandate: 'M-1' }, 'DIRECT_DEBIT'],
    ['a card beside a card code', { code: '48', card: '************1234' }, 'CARD'],
    ['a card beside a direct debit', { code: '59', card: '************1234' }, 'CONFLICTING_PAYMENT_MEANS'],
    ['a mandate beside a card code', { code: '48', mandate: 'M-1' }, 'CONFLICTING_PAYMENT_MEANS'],
    ['a card beside cash', { code: '10', card: '************1234' }, 'CONFLICTING_PAYMENT_MEANS'],
    ['a mandate beside cash', { code: '10', mandate: 'M-1' }, 'CONFLICTING_PAYMENT_MEANS'],
  ])('of %s, %o, is %s', (_what, changes, code) => {
    expect(decided(testMeans(changes)).findings).toEqual([[code, 'BT-81', changes.code]]);
  });
});
