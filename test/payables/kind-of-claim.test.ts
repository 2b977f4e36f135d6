import { describe, expect, test } from 'vitest';
import { decimal } from '../../lib/money/decimal.ts';
import { kindOfClaim } from '../../lib/payables/kind-of-claim.ts';
import { profileOf } from '../../lib/payables/profile.ts';
import { assessed, codesOf, testFatturapa, testInvoice, testMeans, testTerms } from './factory.ts';

const result = (...args: Parameters<typeof assessed>): string[] => {
  const assessment = assessed(...args);
  return [assessment.outcome, ...codesOf(assessment)];
};
const due = (payable: string | null) => ({
  ...testInvoice().totals,
  payable: payable === null ? null : decimal(payable),
});

describe('the kinds of FatturaPA', () => {
  test.each(['TD01', 'TD02', 'TD03', 'TD05', 'TD06', 'TD07', 'TD09', 'TD24', 'TD25', 'TD26'])(
    '%s is a claim by the supplier',
    (typeCode) => expect(result(testFatturapa({ typeCode }))).toEqual(['PAY']),
  );

  test.each(['TD04', 'TD08'])('%s is a credit note, mostly with positive amounts', (typeCode) => {
    expect(result(testFatturapa({ typeCode }))).toEqual(['NO_PAYMENT', 'CREDIT_NOTE']);
    const withoutPayment = { typeCode, paymentMeans: [], paymentTerms: [], totals: due(null) };
    expect(result(testFatturapa(withoutPayment))).toEqual(['NO_PAYMENT', 'CREDIT_NOTE']);
  });

  test('a credit note with negative amounts is for a person, as everywhere', () => {
    expect(result(testFatturapa({ typeCode: 'TD04', totals: due('-121.00') }))).toEqual([
      'HOLD',
      'CREDIT_NOTE',
      'KIND_DOUBTFUL',
    ]);
  });

  test.each('TD16 TD17 TD18 TD19 TD20 TD21 TD22 TD23 TD27 TD28 TD29'.split(' '))(
    '%s is written by the buyer to itself and never paid',
    (typeCode) => {
      expect(result(testFatturapa({ typeCode }))).toEqual(['NO_PAYMENT', 'SELF_BILLED']);
      expect(assessed(testFatturapa({ typeCode })).businessDocument).toBeNull();
    },
  );

  test.each(['TD10', 'TD99'])('%s is for a person to decide', (typeCode) => {
    expect(result(testFatturapa({ typeCode }))).toEqual(['HOLD', 'KIND_DOUBTFUL']);
  });

  test('what the customer issued is self-billed, whatever its type', () => {
    expect(result(testFatturapa({ isIssuedByBuyer: true }))).toEqual(['NO_PAYMENT', 'SELF_BILLED']);
  });
});

describe('a document that its sender marked as a test', () => {
  test('is held however sound it is, and no approval makes it a payment', () => {
    expect(result({ isTest: true })).toEqual(['HOLD', 'TEST_DOCUMENT']);
    const approvals = [{ code: 'TEST_DOCUMENT', by: 'test', at: '2026-11-20T10:00:00Z' }];
    expect(assessed({ isTest: true }, { approvals }).outcome).toBe('HOLD');
  });

  test('takes no number away from the real document, whatever it gives back or asks for', () => {
    expect(assessed({ isTest: true }).businessDocument).toBeNull();
    expect(assessed({ isTest: true, typeCode: '381' }).businessDocument).toBeNull();
    expect(assessed({ typeCode: '381' }).businessDocument).not.toBeNull();
  });
});

describe('a claim that a person has to confirm', () => {
  const approvals = [{ code: 'KIND_DOUBTFUL', by: 'ann', at: '2026-11-20T09:00:00Z' }];
  const saying = (changes: Parameters<typeof assessed>[0]) => {
    const { outcome, findings } = assessed(changes);
    return [outcome, ...findings.map(({ code, message, nl }) => [code, message, nl.message])];
  };

  test('is one that its sender marked as a copy, because the original may be paid already', () => {
    expect(saying({ isCopy: true })).toEqual([
      'HOLD',
      [
        'KIND_DOUBTFUL',
        'The document is marked as a copy; the original may have been paid already.',
        'Het document is gemarkeerd als kopie; het origineel is misschien al betaald.',
      ],
    ]);
    expect(assessed({ isCopy: true }, { approvals }).outcome).toBe('PAY');
    expect(assessed({ isCopy: true }).businessDocument).toEqual(assessed().businessDocument);
  });

  test('is no copy of what is nothing to pay', () => {
    expect(result({ isCopy: true, typeCode: '381' })).toEqual(['NO_PAYMENT', 'CREDIT_NOTE']);
  });

  test.each([
    'urn:fdc:peppol.eu:2017:poacc:selfbilling:01:1.0',
    'urn:peppol:bis:SelfBilling',
    'Self-Billing',
  ])('is one whose process is self-billing (%s) beside a profile for ordinary invoices', (process) => {
    const assessment = assessed({ process });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'KIND_DOUBTFUL']);
    expect(assessment.findings[0]).toMatchObject({ term: 'BT-23', value: process });
    expect(assessment.findings[0]?.message).toMatch(/process is self-billing/);
    expect(assessment.findings[0]?.nl.message).toMatch(/self-billing/);
    expect(assessed({ process }, { approvals }).outcome).toBe('PAY');
  });

  test('is told every reason for the doubt at once', () => {
    const assessment = assessed({ isCopy: true, process: 'selfbilling', typeCode: '384' });
    expect(codesOf(assessment)).toEqual(['CORRECTIVE_INVOICE', 'KIND_DOUBTFUL', 'KIND_DOUBTFUL']);
  });

  const advance = (code: string | null) =>
    testFatturapa({
      paymentMeans: [testMeans({ id: '1', code })],
      paymentTerms: [testTerms({ note: 'TP03', paymentMeansId: '1', amount: decimal('121.00') })],
    });

  test.each(['MP05', null])('is a FatturaPA that asks for an advance (TP03) by %s', (code) => {
    const assessment = assessed(advance(code));
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'KIND_DOUBTFUL']);
    expect(assessment.findings[0]).toMatchObject({ term: 'BT-20', value: 'TP03' });
    expect(assessment.findings[0]?.message).toMatch(/asks for an advance/);
    expect(assessment.findings[0]?.nl.message).toMatch(/voorschot/);
    expect(assessed(advance(code), { approvals }).outcome).toBe('PAY');
  });

  test('is no advance that was paid by card, nor words that only look like the code of one', () => {
    expect(result(advance('MP08'))).toEqual(['NO_PAYMENT', 'CARD']);
    expect(result({ paymentTerms: [testTerms({ note: 'TP03' })] })).toEqual(['PAY']);
  });
});

describe('a booking aid without lines', () => {
  const minimum = { profile: 'urn:factur-x.eu:1p0:minimum', lines: [], vatBreakdown: [] };
  const basicWl = { profile: 'urn:factur-x.eu:1p0:basicwl', lines: [] };

  test('is held: the PDF beside it is the invoice', () => {
    expect(result({ ...minimum, paymentMeans: [], dueDates: [] })).toEqual([
      'HOLD',
      'NOT_AN_INVOICE_PROFILE',
    ]);
    expect(result(basicWl)).toEqual(['HOLD', 'NOT_AN_INVOICE_PROFILE']);
    expect(assessed(basicWl).findings[0]?.value).toBe(basicWl.profile);
  });

  test('cannot be approved into a payment, because it has nothing to book', () => {
    const approvals = [{ code: 'NOT_AN_INVOICE_PROFILE', by: 'ann', at: '2026-11-20T09:00:00Z' }];
    expect(assessed(basicWl, { approvals }).outcome).toBe('HOLD');
  });

  test('takes no number away from the invoice that the supplier may send with its lines', () => {
    expect(assessed(basicWl).businessDocument).toBeNull();
  });

  test('that gives money back, or asks for none, is booked and not paid', () => {
    const totals = { ...testInvoice().totals, prepaid: decimal('221.00'), payable: decimal('-100.00') };
    expect(result({ ...basicWl, totals })).toEqual(['NO_PAYMENT', 'NEGATIVE_AMOUNT']);
    expect(result({ ...minimum, totals: due('0.00') })).toEqual(['NO_PAYMENT', 'ZERO_AMOUNT']);
    expect(result({ ...minimum, typeCode: '381' })).toEqual(['NO_PAYMENT', 'CREDIT_NOTE']);
  });

  test('with a direct debit is still for a person, because its type says nothing', () => {
    expect(assessed({ ...basicWl, paymentMeans: [testMeans({ code: '59' })] }).outcome).toBe('HOLD');
  });
});

describe('what a FatturaPA asks for', () => {
  const terms = (...amounts: string[]) =>
    amounts.map((amount, index) => testTerms({ paymentMeansId: String(index + 1), amount: decimal(amount) }));
  const withheld = (kind: 'withholding-tax' | 'split-payment-vat', amount: string | null) => ({
    kind,
    amount: amount === null ? null : decimal(amount),
    reason: null,
  });
  const coded = { withholdings: [], paymentTerms: terms('121.00') };

  test('is the total, when nothing is withheld', () => {
    expect(result(testFatturapa(coded))).toEqual(['PAY']);
  });

  test.each([
    ['100.00', [withheld('split-payment-vat', '21.00')]],
    ['101.00', [withheld('withholding-tax', '20.00')]],
    ['80.00', [withheld('withholding-tax', '20.00'), withheld('split-payment-vat', '21.00')]],
    ['101.01', [withheld('withholding-tax', '20.00')]],
    ['100.99', [withheld('withholding-tax', '20.00')]],
  ])('is %s after what goes to the state, within a cent', (amount, withholdings) => {
    const changes = { withholdings, paymentTerms: terms(amount), totals: due(amount) };
    expect(codesOf(assessed(testFatturapa(changes)))).not.toContain('PAYMENT_SUM_DEVIATES');
  });

  test.each(['101.02', '100.98', '121.00'])(
    'is not %s when 20.00 is withheld: that is held with both amounts named',
    (amount) => {
      const withholdings = [withheld('withholding-tax', '20.00')];
      const changes = { withholdings, paymentTerms: terms(amount), totals: due(amount) };
      const assessment = assessed(testFatturapa(changes));
      expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'PAYMENT_SUM_DEVIATES']);
      expect(assessment.findings[0]?.message).toContain(amount);
      expect(assessment.findings[0]?.message).toContain('101');
      expect(assessment.findings[0]?.nl.message).toContain(amount);
    },
  );

  test('may miss the total by a cent for each instalment, not more', () => {
    const three = { paymentTerms: terms('40.33', '40.33', '40.31') };
    const deviates = (payable: string) =>
      codesOf(assessed(testFatturapa({ ...three, totals: due(payable) }))).includes('PAYMENT_SUM_DEVIATES');
    expect(deviates('120.97')).toBe(false);
    expect(deviates('121.03')).toBe(false);
    expect(deviates('120.96')).toBe(true);
    expect(deviates('121.04')).toBe(true);
  });

  test('is unknown without payment data or without a total, and then nothing else is asked', () => {
    const silent = { paymentMeans: [], paymentTerms: [], dueDates: [], totals: due(null) };
    expect(result(testFatturapa(silent))).toEqual(['HOLD', 'NO_PAYMENT_DATA']);
    expect(result(testFatturapa({ ...silent, syntax: 'fatturapa-simplified', profile: 'FSM10' }))).toEqual([
      'HOLD',
      'NO_PAYMENT_DATA',
    ]);
    const totals = { ...testInvoice().totals, taxInclusive: null };
    expect(result(testFatturapa({ totals }))).toEqual(['HOLD', 'NO_PAYMENT_DATA']);
  });

  test('needs no check when it is not transferred at all', () => {
    const totals = { ...testInvoice().totals, taxInclusive: null };
    const paymentMeans = [testMeans({ id: '1', code: 'MP19', account: null })];
    expect(result(testFatturapa({ totals, paymentMeans }))).toEqual(['NO_PAYMENT', 'DIRECT_DEBIT']);
  });

  test('is not zero because an instalment says 0.00 below a total of 121.00', () => {
    const changes = { paymentTerms: terms('0.00'), totals: due('0.00') };
    expect(result(testFatturapa(changes))).toEqual(['HOLD', 'ZERO_AMOUNT', 'PAYMENT_SUM_DEVIATES']);
    const withholdings = [withheld('withholding-tax', '121.00')];
    expect(result(testFatturapa({ ...changes, withholdings }))).toEqual(['NO_PAYMENT', 'ZERO_AMOUNT']);
  });

  test('that its lines do not make up is held, never sent back as a wrong total', () => {
    const totals = { ...due('123.00'), taxInclusive: decimal('123.00') };
    const assessment = assessed(testFatturapa({ totals, paymentTerms: terms('123.00') }));
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['HOLD', 'PAYMENT_SUM_DEVIATES']);
  });

  test('is not measured by the sums of the European standard', () => {
    const totals = { ...due('121.00'), lineExtension: null, taxExclusive: null, vat: null };
    expect(result(testFatturapa({ totals }))).toEqual(['PAY']);
  });
});

describe('what is told of the kind', () => {
  const told = (changes: Parameters<typeof testInvoice>[0]) => {
    const invoice = testInvoice(changes);
    return kindOfClaim(invoice, profileOf(invoice)).map(({ code, term, value }) => [code, term, value]);
  };
  const selfBilling = 'urn:peppol:pint:selfbilling-1@eu-1';
  const reminder = 'urn:cen.eu:en16931:2017#conformant#urn:fdc:anskaffelser.no:2019:ehf:reminder:3.0';
  const minimum = 'urn:factur-x.eu:1p0:minimum';

  test.each<[Parameters<typeof testInvoice>[0], (string | null)[][]]>([
    [{ typeCode: '389' }, [['SELF_BILLED', 'BT-3', '389']]],
    [{ typeCode: null, profile: selfBilling }, [['SELF_BILLED', 'BT-3', null]]],
    [{ typeCode: null, isIssuedByBuyer: true }, [['SELF_BILLED', 'BT-3', null]]],
    [{ typeCode: '325' }, [['NOT_A_CLAIM', 'BT-3', '325']]],
    [{ typeCode: null, profile: reminder }, [['NOT_A_CLAIM', 'BT-3', null]]],
    [{ typeCode: '381' }, [['CREDIT_NOTE', 'BT-3', '381']]],
    [{ typeCode: null, kind: 'credit-note' }, [['CREDIT_NOTE', 'BT-3', null]]],
    [
      { typeCode: '380', kind: 'credit-note' },
      [
        ['CREDIT_NOTE', 'BT-3', '380'],
        ['KIND_DOUBTFUL', 'BT-3', '380'],
      ],
    ],
    [
      { typeCode: '381', totals: due('-121.00') },
      [
        ['CREDIT_NOTE', 'BT-3', '381'],
        ['KIND_DOUBTFUL', 'BT-115', '-121.00'],
      ],
    ],
    [{ typeCode: '381', totals: due('0.00') }, [['CREDIT_NOTE', 'BT-3', '381']]],
    [{ typeCode: '381', totals: due(null) }, [['CREDIT_NOTE', 'BT-3', '381']]],
    [{ typeCode: '384' }, [['CORRECTIVE_INVOICE', 'BT-25', null]]],
    [{ typeCode: null }, [['KIND_DOUBTFUL', 'BT-3', null]]],
    [{ typeCode: '9999' }, [['KIND_DOUBTFUL', 'BT-3', '9999']]],
    [{ totals: due('0.00') }, [['ZERO_AMOUNT', 'BT-115', '0.00']]],
    [{ totals: due('-0.01') }, [['NEGATIVE_AMOUNT', 'BT-115', '-0.01']]],
    [{ totals: due(null) }, []],
    [{ profile: minimum }, [['NOT_AN_INVOICE_PROFILE', 'BT-24', minimum]]],
    [{}, []],
  ])('%j', (changes, expected) => expect(told(changes)).toEqual(expected));

  test('is every invoice that a correction names', () => {
    const precedingInvoices = [
      { number: 'F-2026-15', issueDate: null },
      { number: 'F-2026-16', issueDate: null },
    ];
    expect(told({ typeCode: '384', precedingInvoices })).toEqual([
      ['CORRECTIVE_INVOICE', 'BT-25', 'F-2026-15, F-2026-16'],
    ]);
  });
});
