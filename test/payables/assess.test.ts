import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { finding } from '../../lib/findings/finding.ts';
import { catalogue } from '../../lib/findings/catalogue.ts';
import { decimal, negate } from '../../lib/money/decimal.ts';
import { approvable } from '../../lib/payables/approvable.ts';
import {
  assessed,
  codesOf,
  day,
  requestOf,
  testChange,
  testDirectory,
  testFatturapa,
  testInvoice,
  testMeans,
  testOrganisation,
  testParty,
  testSupplier,
} from './factory.ts';

const approved = (code: string) => [{ code, by: 'ann', at: '2026-11-20T09:00:00Z' }];
const result = (...args: Parameters<typeof assessed>): string[] => {
  const assessment = assessed(...args);
  return [assessment.outcome, ...codesOf(assessment)];
};
const negative = { ...testInvoice().totals, payable: negate(decimal('121.00')) };

describe('whether a document is a claim', () => {
  test('an invoice that is in order is paid without any finding', () => {
    expect(result()).toEqual(['PAY']);
  });

  const listed = (codes: string): string[] => codes.split(' ');

  test.each(
    listed(
      '380 82 326 331 382 383 386 388 393 395 575 623 780 80 84 875 876 877 204 211 218 219 202 203 295 387',
    ),
  )('type %s is a claim', (typeCode) => {
    expect(result({ typeCode })).toEqual(['PAY']);
  });

  test.each(listed('381 396 81 83 262 296 308 420 458 503 532'))(
    'type %s is a credit note, whatever its account and due date',
    (typeCode) => {
      expect(result({ typeCode, paymentMeans: [], dueDates: [], currency: 'SEK' })).toEqual([
        'NO_PAYMENT',
        'CREDIT_NOTE',
      ]);
    },
  );

  test.each(listed('389 261 471 473 500 501 502 527'))('type %s is self-billed', (typeCode) => {
    expect(result({ typeCode })).toEqual(['NO_PAYMENT', 'SELF_BILLED']);
  });

  test('a self-billing profile is self-billed whatever its type code says', () => {
    expect(result({ profile: 'urn:peppol:pint:selfbilling-1@eu-1' })).toEqual(['NO_PAYMENT', 'SELF_BILLED']);
  });

  test.each(['325', '751', '130', '935'])(
    'type %s is no claim and takes no number away from the real invoice',
    (typeCode) => {
      expect(result({ typeCode })).toEqual(['NO_PAYMENT', 'NOT_A_CLAIM']);
      expect(assessed({ typeCode }).businessDocument).toBeNull();
    },
  );

  test.each([null, '71', '102', '817', '9999', '', '38'])('type %s is for a person to decide', (typeCode) => {
    expect(result({ typeCode })).toEqual(['HOLD', 'KIND_DOUBTFUL']);
    expect(assessed({ typeCode }, { approvals: approved('KIND_DOUBTFUL') }).outcome).toBe('PAY');
  });

  test('a correction of another kind is held too', () => {
    expect(result({ typeCode: '472' })).toEqual(['HOLD', 'CORRECTIVE_INVOICE']);
    expect(assessed({ typeCode: '472' }).findings[0]?.value).toBeNull();
  });

  test('a correction is held, names what it corrects, and is paid once a person approved it', () => {
    const correction = { typeCode: '384', precedingInvoices: [{ number: 'F-2026-9', issueDate: null }] };
    expect(result(correction)).toEqual(['HOLD', 'CORRECTIVE_INVOICE']);
    expect(assessed(correction).findings[0]?.value).toBe('F-2026-9');
    expect(assessed(correction, { approvals: approved('CORRECTIVE_INVOICE') }).outcome).toBe('PAY');
  });

  test('a correction with a wrong IBAN waits for the person, and is sent back once it is approved', () => {
    const wrong = [testMeans({ account: { id: 'NL92ABNA0417164300', name: null, bic: null } })];
    const correction = { typeCode: '384', paymentMeans: wrong };
    expect(result(correction)).toEqual(['HOLD', 'CORRECTIVE_INVOICE', 'IBAN_INVALID']);
    expect(assessed(correction, { approvals: approved('CORRECTIVE_INVOICE') }).outcome).toBe('REJECT');
  });

  test('a credit note is never paid, not even when a person settles the doubt about its sign or type', () => {
    for (const doubtful of [{ totals: negative }, { typeCode: '380' }]) {
      const changes = { kind: 'credit-note' as const, typeCode: '381', lines: [], ...doubtful };
      const approvals = approved('KIND_DOUBTFUL');
      const codes = codesOf(assessed(changes, { approvals }));
      expect(codes).toEqual(expect.arrayContaining(['CREDIT_NOTE', 'KIND_DOUBTFUL']));
      expect(assessed(changes, { approvals }).payments).toEqual([]);
    }
  });

  test('zero and negative amounts leave nothing to pay', () => {
    const zero = { ...testInvoice().totals, prepaid: decimal('121.00'), payable: decimal('-0.00') };
    expect(result({ totals: zero })).toEqual(['NO_PAYMENT', 'ZERO_AMOUNT']);
    const refund = { ...testInvoice().totals, prepaid: decimal('221.00'), payable: decimal('-100.00') };
    expect(result({ totals: refund })).toEqual(['NO_PAYMENT', 'NEGATIVE_AMOUNT']);
    expect(assessed({ totals: refund }).businessDocument?.kind).toBe('credit');
  });

  test('a reminder repeats an old claim; other borrowed documents are for a person', () => {
    const ehf = 'urn:cen.eu:en16931:2017#conformant#urn:fdc:anskaffelser.no:2019:ehf:';
    expect(result({ profile: `${ehf}reminder:3.0` })).toEqual(['NO_PAYMENT', 'NOT_A_CLAIM']);
    expect(result({ profile: `${ehf}forward-billing:1.0` })).toEqual(['HOLD', 'KIND_DOUBTFUL']);
  });
});

describe('which outcome wins', () => {
  test('wrong totals send back even what is nothing to pay', () => {
    const totals = { ...testInvoice().totals, payable: decimal('121.01') };
    expect(result({ typeCode: '381', totals })).toEqual(['REJECT', 'TOTALS_INCONSISTENT', 'CREDIT_NOTE']);
  });

  test('a stranger who collects by direct debit is held', () => {
    const seller = testParty({ legalId: { scheme: '0106', value: '11111111' }, endpoint: null });
    const paymentMeans = [testMeans({ code: '59', account: null })];
    expect(result({ seller, paymentMeans })).toEqual(['HOLD', 'SUPPLIER_UNKNOWN', 'DIRECT_DEBIT']);
  });

  test('all findings are reported together, and the worst decides', () => {
    const assessment = assessed({
      currency: 'USD',
      dueDates: [],
      payee: testParty({ name: 'X', legalId: null, endpoint: null }),
    });
    expect(assessment.outcome).toBe('HOLD');
    expect(codesOf(assessment)).toEqual(['CURRENCY_NOT_SUPPORTED', 'PAYEE_DIFFERS', 'NO_DUE_DATE']);
  });

  test('a held invoice also tells which account codes would still be missing', () => {
    const directory = testDirectory({ organisations: [testOrganisation({ coding: testCoding({}) })] });
    expect(result({ dueDates: [] }, { directory })).toEqual(['HOLD', 'NO_DUE_DATE', 'CODING_MISSING']);
  });

  test('approvals count only for the codes that a person can know better', () => {
    const directory = testDirectory({ organisations: [testOrganisation({ coding: testCoding({}) })] });
    expect(assessed({}, { directory, approvals: approved('CODING_MISSING') }).outcome).toBe('HOLD');
    expect(approvable.filter((code) => catalogue[code].class !== 'hold')).toEqual([]);
  });
});

const testCoding = (coding: Record<string, string>) => ({
  byAccountingReference: {},
  byVatCategory: {},
  ...coding,
});

describe('whatever a document holds and a person approves', () => {
  const anyAccount = fc.constantFrom(
    'NL20INGB0001234567',
    'NL91ABNA0417164300',
    'NL92ABNA0417164300',
    '5842-8432',
  );
  const anyMeans = fc
    .tuple(fc.constantFrom(null, '1', '30', '48', '57', '58', '59', '97'), fc.option(anyAccount))
    .map(([code, id]) => testMeans({ code, account: id === null ? null : { id, name: null, bic: null } }));
  const anyInvoice = fc.record({
    kind: fc.constantFrom('invoice' as const, 'credit-note' as const),
    typeCode: fc.constantFrom(null, '380', '380', '381', '384', '389', '325', '71'),
    number: fc.option(fc.string()),
    currency: fc.constantFrom(null, 'EUR', 'EUR', 'USD'),
    dueDates: fc.subarray([day('2026-12-02'), day('2026-10-01'), day('2099-01-01')]),
    paymentMeans: fc.array(anyMeans, { maxLength: 3 }),
    payee: fc.constantFrom(null, testParty({ name: 'Factor', legalId: null, endpoint: null })),
    profile: fc.constantFrom(null, testInvoice().profile, testInvoice().profile, 'urn:fdc:nen.nl:gaccount'),
    totals: fc.constantFrom(testInvoice().totals, testInvoice().totals, negative),
    syntax: fc.constantFrom(
      'ubl-invoice' as const,
      'ubl-invoice' as const,
      'cii' as const,
      'fatturapa' as const,
    ),
    isTaxIncluded: fc.boolean(),
    isIssuedByBuyer: fc.constantFrom(false, false, false, true),
    payer: fc.constantFrom(null, null, testParty({ name: 'Holding', legalId: null, endpoint: null })),
    allowancesAndCharges: fc.constantFrom([], [], [testChange()]),
  });
  const anyApprovals = fc.subarray([...approvable, 'IBAN_INVALID', 'MULTIPLE_ACCOUNTS']);

  test('a request is there exactly when it is paid, and never for a credit note or a wrong account', () => {
    fc.assert(
      fc.property(anyInvoice, anyApprovals, (invoice, codes) => {
        const assessment = assessed(invoice, { approvals: codes.flatMap(approved) });
        const { outcome, payments, findings } = assessment;
        const request = requestOf(assessment);
        expect(payments.length).toBe(outcome === 'PAY' ? 1 : 0);
        expect(outcome === 'PAY' || findings.length > 0).toBe(true);
        // A message of its own is said in Dutch, too.
        const half = findings.filter(
          ({ code, message, nl }) =>
            (message === catalogue[code].cause) !== (nl.message === catalogue[code].nl.cause),
        );
        expect(half).toEqual([]);
        const iban = request?.beneficiary_bank_account.iban;
        expect([undefined, 'NL20INGB0001234567', 'NL91ABNA0417164300']).toContain(iban);
        expect(iban === 'NL91ABNA0417164300' && !codes.includes('NEW_BANK_ACCOUNT')).toBe(false);
        expect(outcome === 'PAY' && (invoice.kind === 'credit-note' || invoice.typeCode === '381')).toBe(
          false,
        );
      }),
      { numRuns: 2000 },
    );
  });
});

describe('what the document must have', () => {
  test.each([
    ['BT-1', { number: null }],
    ['BT-2', { issueDate: null }],
    ['BT-5', { currency: null }],
    ['BT-115', { totals: { ...testInvoice().totals, payable: null } }],
  ])('%s missing sends it back with the term named', (term, changes) => {
    const assessment = assessed(changes);
    expect(assessment.outcome).toBe('REJECT');
    expect(assessment.findings.filter(({ code }) => code === 'TERM_MISSING').map((one) => one.term)).toEqual([
      term,
    ]);
  });

  test('a term that cannot be read is reported once, as a defect', () => {
    const defects = [finding('AMOUNT_INVALID', { term: 'BT-115', value: '12O.00' })];
    const totals = { ...testInvoice().totals, payable: null };
    expect(result({ defects, totals })).toEqual(['REJECT', 'AMOUNT_INVALID']);
  });

  test.each([null, 'urn:oioubl:names:specification:oioubl', 'TR1.2', 'urn:something:else'])(
    'profile %s is not supported',
    (profile) => expect(result({ profile })).toEqual(['REJECT', 'UNSUPPORTED_PROFILE']),
  );

  test.each([
    'urn:cen.eu:en16931:2017',
    'urn:cen.eu:en16931:2017#compliant#urn:xeinkauf.de:kosit:xrechnung_3.0',
    'urn:cen.eu:en16931:2017#Conformant#urn:UBL.BE:1.0.0.20180214',
    'urn:peppol:pint:billing-1@eu-1',
    'urn:cen.eu:en16931:2017#compliant#\n  urn:fdc:nen.nl:nlcius:v1.0',
  ])('profile %s is supported', (profile) => expect(assessed({ profile }).outcome).toBe('PAY'));
});

describe('whose invoice it is', () => {
  const stranger = testParty({ legalId: { scheme: '0106', value: '11111111' }, endpoint: null });

  test('a buyer who is none of us sends it back', () => {
    expect(result({ buyer: stranger })).toEqual(['REJECT', 'RECEIVER_UNKNOWN']);
    expect(result({ buyer: stranger }, { party: undefined })).toEqual(['REJECT', 'RECEIVER_UNKNOWN']);
  });

  test('a party that nobody owns is for the operator to add', () => {
    expect(result({}, { party: 'NL:KVK:00000000' })).toEqual(['HOLD', 'PARTY_UNKNOWN']);
  });

  test('the party is recognised in every spelling', () => {
    for (const party of ['0106:12345678', 'iso6523-actorid-upis::0106:12345678', 'nl:kvk:12345678']) {
      expect(assessed({}, { party }).outcome).toBe('PAY');
    }
  });

  test('the organisation in the document must be the one it was delivered to', () => {
    const sister = testOrganisation({ shortCode: 'SIS', parties: ['0106:22222222'] });
    const directory = testDirectory({ organisations: [testOrganisation(), sister] });
    expect(codesOf(assessed({}, { directory, party: '0106:22222222' }))).toContain('RECEIVER_UNKNOWN');
  });

  test('our own number in the seller block means self-billed or misrouted: nothing to pay', () => {
    const { seller, buyer } = testInvoice();
    for (const party of ['NL:KVK:12345678', undefined]) {
      expect(result({ seller: buyer, buyer: seller }, { party })).toEqual(['NO_PAYMENT', 'SELF_BILLED']);
    }
  });

  test('one of our organisations may sell to another', () => {
    const sister = testOrganisation({ shortCode: 'SIS', parties: ['0106:87654321'] });
    const directory = testDirectory({ organisations: [testOrganisation(), sister] });
    for (const party of ['NL:KVK:12345678', undefined]) {
      const assessment = assessed({}, { directory, party });
      expect([assessment.outcome, assessment.organisation?.shortCode]).toEqual(['PAY', 'ACME']);
    }
  });

  test('a VAT number that both sides share tells neither from the other', () => {
    const vatId = 'NL001234567B01';
    const { seller, buyer } = testInvoice();
    const directory = testDirectory({ organisations: [testOrganisation({ identifiers: [vatId] })] });
    const changes = { seller: { ...seller, vatId }, buyer: { ...buyer, vatId } };
    expect(assessed(changes, { directory }).outcome).toBe('PAY');
  });
});

describe('which supplier it is from', () => {
  test('any identifier leads to the supplier, in every spelling of a VAT number', () => {
    const suppliers = [testSupplier({ identifiers: ['NL:VAT:NL008765432B01'] })];
    const seller = testParty({ legalId: null, endpoint: null, vatId: 'nl 0087.65.432.B01' });
    expect(assessed({ seller }, { directory: testDirectory({ suppliers }) }).supplier?.number).toBe('S-1001');
  });

  test('identifiers of two suppliers are ambiguous', () => {
    const second = testSupplier({ number: 'S-2', identifiers: ['VAT:NL008765432B01'] });
    const directory = testDirectory({ suppliers: [testSupplier(), second] });
    expect(result({ seller: testParty({ vatId: 'NL008765432B01' }) }, { directory })).toEqual([
      'HOLD',
      'SUPPLIER_AMBIGUOUS',
    ]);
  });

  test('a supplier of another organisation is a stranger', () => {
    const directory = testDirectory({ suppliers: [testSupplier({ organisation: 'OTHER' })] });
    expect(result({}, { directory })).toEqual(['HOLD', 'SUPPLIER_UNKNOWN']);
  });
});

describe('the business document, for duplicate control', () => {
  const of = (...args: Parameters<typeof assessed>) => assessed(...args).businessDocument;

  test('is the same for a second delivery and another way to write the number and the amount', () => {
    const again = of({
      number: ' f-2026-17 ',
      totals: { ...testInvoice().totals, payable: decimal('121.0') },
    });
    expect(again).toEqual(of());
    expect(of()).toMatchObject({
      organisation: 'ACME',
      supplierNumber: 'S-1001',
      kind: 'claim',
      number: 'F-2026-17',
    });
  });

  test('is the same in UBL, CII and a PDF, whatever the syntax writes twice or leaves out', () => {
    const account = { id: 'nl20 ingb 0001 2345 67', name: 'Janssen', bic: 'INGBNL2A' };
    const inCii = of({
      syntax: 'cii',
      profile: 'urn:cen.eu:en16931:2017#conformant#urn:factur-x.eu:1p0:extended',
      process: null,
      dueDates: [],
      paymentMeans: [testMeans(), testMeans({ code: '58', account })],
      totals: { ...testInvoice().totals, payable: decimal('+121') },
    });
    expect(inCii).toEqual(of());
  });

  test('of a FatturaPA without payment data is told from another by its total', () => {
    const silent = (taxInclusive: string) =>
      testFatturapa({
        paymentMeans: [],
        paymentTerms: [],
        totals: { ...testInvoice().totals, taxInclusive: decimal(taxInclusive), payable: null },
      });
    expect(of(silent('121.00'))).toEqual(of(silent('121.0')));
    expect(of(silent('121.00'))?.fingerprint).not.toBe(of(silent('122.00'))?.fingerprint);
    expect(of(testFatturapa({ body: 2, number: '18' }))?.number).toBe('18');
  });

  test('has another fingerprint when the amount, the date or the account is another', () => {
    const fingerprints = new Set([
      of()?.fingerprint,
      of({ totals: { ...testInvoice().totals, payable: decimal('121.01') } })?.fingerprint,
      of({ issueDate: day('2026-11-03') })?.fingerprint,
      of({ paymentMeans: [testMeans({ account: { id: 'NL91ABNA0417164300', name: null, bic: null } })] })
        ?.fingerprint,
    ]);
    expect(fingerprints.size).toBe(4);
  });
});
