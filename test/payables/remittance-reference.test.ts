import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type RemittanceReference, remittanceReference } from '../../lib/payables/remittance-reference.ts';
import { sepaText } from '../../lib/payables/sepa-text.ts';
import {
  belgianReference,
  creditorReference,
  dutchReference,
} from '../../lib/payables/structured-reference.ts';
import { decimal } from '../../lib/money/decimal.ts';
import {
  assessed,
  codesOf,
  day,
  requestOf,
  testDirectory,
  testMeans,
  testSupplier,
  testTerms,
} from './factory.ts';

const dutch = 'NL20INGB0001234567';
const belgian = 'BE68539007547034';

const remittance = (iban: string, reference: string | null, number = 'F-2026-17'): RemittanceReference => {
  const references = reference === null ? [] : [reference];
  return remittanceReference({ number }, { iban, references });
};
const referenceFor = (...args: Parameters<typeof remittance>): string => remittance(...args).text;

describe('structured references', () => {
  test.each([
    ['+++123/4567/89002+++', '+++123/4567/89002+++'],
    ['123456789002', '+++123/4567/89002+++'],
    ['***123/4567/89002***', '+++123/4567/89002+++'],
    ['+++ 123 / 4567 / 89002 +++', '+++123/4567/89002+++'],
    ['000000009797', '+++000/0000/09797+++'], // remainder 0 is written 97
    ['020250000001', undefined],
    ['+++123/4567/89002***', undefined],
    ['123456789003', undefined],
  ])('the Belgian reference %s is %s', (text, canonical) => expect(belgianReference(text)).toBe(canonical));

  test.each([
    ['rf40 2026 INV0 0077', 'RF402026INV00077'],
    ['RF18539007547034', 'RF18539007547034'],
    ['RF41 2026 INV0 0077', undefined],
    ['RF18', undefined],
  ])('the creditor reference %s is %s', (text, canonical) => expect(creditorReference(text)).toBe(canonical));

  test.each([
    ['7000 0020 2600 0771', '7000002026000771'],
    ['2015 0483 0000 0000', undefined],
    ['8000002026000771', undefined],
    ['1234567', undefined], // 7 digits have no check, so nothing tells it from another number
    ['123456789', undefined],
    ['12345678901234', undefined],
  ])('the Dutch reference %s is %s', (text, canonical) => expect(dutchReference(text)).toBe(canonical));

  test('one changed digit makes a Belgian or Dutch reference plain text', () => {
    const digit = fc.integer({ min: 1, max: 9 });
    const change = (text: string, at: number, by: number): string =>
      text.slice(0, at) + ((Number(text[at]) + by) % 10) + text.slice(at + 1);
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 11 }), digit, (at, by) => {
        expect(belgianReference(change('123456789002', at, by))).toBeUndefined();
      }),
    );
    fc.assert(
      fc.property(fc.integer({ min: 0, max: 15 }), digit, (at, by) => {
        expect(dutchReference(change('7000002026000771', at, by))).toBeUndefined();
      }),
    );
  });
});

describe('the reference that the supplier sees', () => {
  test('is structured only for an account of its country', () => {
    expect(referenceFor(belgian, '123456789002')).toBe('+++123/4567/89002+++');
    expect(referenceFor(dutch, '123456789002')).toBe('123456789002');
    expect(referenceFor(dutch, '7000 0020 2600 0771')).toBe('7000002026000771');
    expect(referenceFor(belgian, '7000 0020 2600 0771')).toBe('7000 0020 2600 0771');
    expect(referenceFor('DE89370400440532013000', 'rf18 5390 0754 7034')).toBe('RF18539007547034');
  });

  test('is the invoice number without BT-83, or when no character of BT-83 survives', () => {
    expect(referenceFor(dutch, null)).toBe('F-2026-17');
    expect(referenceFor(dutch, '発票')).toBe('F-2026-17');
  });

  test('keeps the invoice number when a long text is cut', () => {
    const number = 'F-2026-17';
    expect(referenceFor(dutch, `${number} ${'x'.repeat(200)}`, number)).toBe(`${number} ${'x'.repeat(130)}`);
    expect(referenceFor(dutch, `${'x'.repeat(200)} ${number}`, number)).toBe(`${number} ${'x'.repeat(130)}`);
  });

  test.each([
    [belgian, '123456789002', 'ogm'],
    [dutch, '7000 0020 2600 0771', 'betalingskenmerk'],
    [belgian, 'rf18 5390 0754 7034', 'creditor-reference'],
    [dutch, 'rf18 5390 0754 7034', 'creditor-reference'],
    [dutch, '123456789002', 'text'],
    [dutch, null, 'invoice-number'],
    [dutch, '発票', 'invoice-number'],
  ])('to %s for %s is told to be of the kind %s', (iban, reference, kind) => {
    expect(remittance(iban, reference)).toMatchObject({
      kind,
      findings: kind === 'invoice-number' ? {} : [],
    });
  });

  test('that had to be cut is told, in both languages, and stops nothing', () => {
    const references = [`${'x'.repeat(150)} F-2026-17`];
    const assessment = assessed({ paymentMeans: [testMeans({ references })] });
    expect([assessment.outcome, ...codesOf(assessment)]).toEqual(['PAY', 'REMITTANCE_CUT']);
    expect(assessment.findings[0]).toMatchObject({ term: 'BT-83', value: references[0] });
    expect(assessment.findings[0]?.message).toMatch(/more than the 140 characters/);
    expect(assessment.findings[0]?.nl.message).toMatch(/meer dan de 140 tekens/);
    expect(remittance(dutch, 'x'.repeat(140)).findings).toEqual([]);
  });

  test('is never an invoice number that was cut, because it would hide what is paid', () => {
    const longest = 'N'.repeat(140);
    expect(referenceFor(dutch, null, longest)).toBe(longest);
    expect(referenceFor(dutch, null, `${longest}N`)).toBe('');
    expect(remittance(dutch, 'x'.repeat(200), longest)).toMatchObject({ text: longest, kind: 'text' });
    expect(referenceFor(dutch, 'x'.repeat(200), `${longest}N`)).toBe('');
  });

  test('is no structured one when there are two, as each alone would hide the other', () => {
    const references = ['123456789002', 'RF18539007547034'];
    expect(remittanceReference({ number: null }, { iban: belgian, references })).toEqual({
      text: '123456789002 RF18539007547034',
      kind: 'text',
      findings: [],
    });
    expect(remittanceReference({ number: null }, { iban: belgian, references: [] }).text).toBe('');
  });

  test('that had to be cut for every part is told once', () => {
    const due = [day('2026-12-02'), day('2026-12-09')];
    const assessment = assessed(
      {
        paymentMeans: [testMeans({ references: ['x'.repeat(150)] })],
        dueDates: due,
        paymentTerms: due.map((dueDate, index) =>
          testTerms({ amount: decimal(index === 0 ? '100.00' : '21.00'), dueDate }),
        ),
      },
      { directory: testDirectory({ suppliers: [testSupplier({ payInParts: ['instalments'] })] }) },
    );
    expect([assessment.payments.length, ...codesOf(assessment)]).toEqual([2, 'REMITTANCE_CUT']);
  });

  test('of which no character can be carried is told, and the invoice number goes instead', () => {
    const { text, findings } = remittance(dutch, '発票');
    expect([text, findings.map(({ code, value }) => [code, value])]).toEqual([
      'F-2026-17',
      [['REMITTANCE_CUT', '発票']],
    ]);
    expect(remittance(dutch, null).findings).toEqual([]);
  });

  test('joins several references of one account instead of dropping one', () => {
    const means = [testMeans({ references: ['A 1'] }), testMeans({ references: ['A 1', 'B 2'] })];
    expect(requestOf(assessed({ paymentMeans: means }))?.remittance_reference).toBe('A 1 B 2');
  });

  test('is found in a transfer instruction that names no account, unless the account has its own', () => {
    const about = (...paymentMeans: ReturnType<typeof testMeans>[]) =>
      requestOf(assessed({ paymentMeans }))?.remittance_reference;
    const alone = testMeans({ account: null, references: ['7000 0020 2600 0771'] });
    expect(about(alone, testMeans())).toBe('7000002026000771');
    expect(about(testMeans(), alone, alone)).toBe('7000002026000771');
    expect(about(alone, testMeans({ references: ['A 1'] }))).toBe('A 1');
    const account = { id: 'NL91ABNA0417164300', name: null, bic: null };
    expect(about(testMeans({ account, references: ['B 2'] }), testMeans())).toBe('F-2026-17');
  });

  test('that no bank could carry is held, not sent empty', () => {
    const assessment = assessed({ number: '発票' });
    expect([assessment.outcome, assessment.findings[0]?.term]).toEqual(['HOLD', 'remittance_reference']);
  });

  test('is at most 140 SEPA characters and holds the invoice number, whatever the document says', () => {
    const numbers = fc.stringMatching(/^[A-Za-z0-9.-]{1,60}$/);
    const texts = fc.oneof(fc.string({ unit: 'grapheme', maxLength: 300 }), fc.lorem({ maxCount: 60 }));
    fc.assert(
      fc.property(texts, numbers, (text, number) => {
        const reference = referenceFor(dutch, text, number);
        expect(reference).toMatch(/^[a-zA-Z0-9/\-?:().,'+ ]{1,140}$/);
        expect(reference).not.toMatch(/^\/|\/$|\/\//);
        expect(reference.includes(number) || sepaText(text).length <= 140).toBe(true);
      }),
    );
  });
});

describe('SEPA text', () => {
  test.each([
    ['Müller & Söhne', 'Muller + Sohne'],
    ['Straße ’s-Hertogenbosch – café', "Strasse 's-Hertogenbosch - cafe"],
    ['100 € Ø Łódź', '100 EUR O Lodz'],
    ['//a//b/', 'a/b'],
    ['a\u0000b\tc', 'a b c'],
  ])('%j becomes %j', (text, clean) => expect(sepaText(text)).toBe(clean));
});
