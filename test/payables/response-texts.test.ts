import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { catalogue, type FindingCode } from '../../lib/findings/catalogue.ts';
import { responseFaults } from '../../lib/payables/invoice-response.ts';
import { nextResponse } from '../../lib/payables/next-response.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import { type AnsweredCode, responseOfFinding } from '../../lib/payables/response-of-finding.ts';
import { responseTexts } from '../../lib/payables/response-texts.ts';
import { shownInResponse } from '../../lib/payables/shown-in-response.ts';
import { type SupplierLanguage, supplierLanguage } from '../../lib/payables/supplier-language.ts';
import { answeredPayable, found, said } from './answered-payable.ts';

const languages = ['nl', 'en', 'fr', 'de'] as const;
// Object.keys forgets the keys of the table.
const answered = Object.keys(responseOfFinding) as AnsweredCode[];

describe('what suppliers are told about a finding', () => {
  test.each(languages)('is written in %s for every code, each text of its own and short', (language) => {
    const { findings, resend, refused, partlyPaid } = responseTexts[language];
    expect(Object.keys(findings).toSorted()).toEqual(answered.toSorted());
    const wrongs = Object.values(findings).map(({ wrong }) => wrong);
    expect(new Set(wrongs).size).toBe(wrongs.length);
    for (const { wrong, cure } of Object.values(findings)) {
      expect(wrong).toMatch(/^\p{Lu}.{10,148}[^.!?\s]$/u);
      expect(cure).toMatch(/^\p{Lu}.{10,248}\.$/u);
    }
    for (const text of [resend, refused, partlyPaid('1,00 EUR')])
      expect(text).toMatch(/^\p{Lu}.{10,148}\.$/u);
    expect(partlyPaid('800,00 EUR')).toContain('800,00 EUR');
  });

  test('differs from language to language', () => {
    for (const code of answered) {
      expect(new Set(languages.map((one) => responseTexts[one].findings[code].wrong)).size, code).toBe(4);
      expect(new Set(languages.map((one) => responseTexts[one].findings[code].cure)).size, code).toBe(4);
    }
  });

  test('follows the class of the code: a refusal for what the supplier must cure, nothing but a question otherwise', () => {
    for (const code of answered) {
      const { says, action } = responseOfFinding[code];
      expect(says === 'RE', code).toBe(catalogue[code].class === 'reject');
      expect(says === 'RE' && action !== 'NIN', code).toBe(false);
    }
  });

  test('is there for every defect of an invoice that was read; what could not be read is told at the message level', () => {
    const codes = Object.keys(catalogue) as FindingCode[];
    const untold = codes.filter(
      (code) => catalogue[code].class === 'reject' && !answered.some((one) => one === code),
    );
    expect(untold.toSorted()).toEqual([
      'ENCODING_INVALID',
      'FORBIDDEN_DOCTYPE',
      'NOT_WELL_FORMED',
      'NO_STRUCTURED_DATA',
      'PDF_INVALID',
      'SIGNATURE_ENVELOPE_INVALID',
    ]);
  });

  test('is never a word about what is for us alone', () => {
    for (const code of [
      'NEW_BANK_ACCOUNT',
      'CODING_MISSING',
      'SUPPLIER_AMBIGUOUS',
      'CURRENCY_NOT_SUPPORTED',
      'SPLIT_ACCOUNTS',
      'INSTALMENTS',
      'TOTALS_EXTENSION',
      'PREPAID_REVIEW',
      'CORRECTIVE_INVOICE',
      'ERP_CONFLICT',
      'ERP_REFUSED',
      'ERP_VALIDATION_FAILED',
    ]) {
      expect(answered).not.toContain(code);
    }
  });

  test.each(answered)('%s makes a response that may be sent, in every language', (code) => {
    for (const language of languages) {
      const { says, reason } = responseOfFinding[code];
      const status = says === 'UQ' ? 'HELD' : 'REJECTED';
      const payable = answeredPayable({ status, findings: [found(code)], supplierLanguage: language });
      const response = nextResponse([payable], [said({ status: 'AB' })]);
      if (response === undefined) throw new Error(`${code} makes no response`);
      expect(response.status).toBe(says === 'UQ' ? 'UQ' : 'RE');
      expect(responseFaults(response)).toEqual([]);
      expect(response.reasons?.[reason]).toContain(responseTexts[language].findings[code].wrong);
    }
  });

  test('all at once still fits the limits, in every language', () => {
    for (const supplierLanguage of languages) {
      for (const status of ['HELD', 'REJECTED'] as const) {
        const findings = answered
          .filter((code) => responseOfFinding[code].says !== 'person')
          .flatMap((code) =>
            [1, 2, 3].map((one) => found(code, { value: `${one}`.repeat(100), term: `BT-${one}` })),
          );
        const response = nextResponse(
          [answeredPayable({ status, findings, supplierLanguage })],
          [said({ status: 'AB' })],
        );
        if (response === undefined) throw new Error('no response');
        expect(responseFaults(response)).toEqual([]);
        expect(Object.keys(response.reasons ?? {}).length).toBeGreaterThan(2);
      }
    }
  });
});

describe('what a response shows of the document', () => {
  const shown = (code: AnsweredCode, ...about: Parameters<typeof found>[1][]) =>
    shownInResponse(
      about.map((one) => ({ code, ...one, term: one?.term ?? null, value: one?.value ?? null })),
      responseOfFinding[code].shows,
    );

  test('is the term that is missing, once', () => {
    expect(
      shown('TERM_MISSING', { term: 'BT-5' }, { term: 'BT-2', value: 'never shown' }, { term: 'BT-5' }),
    ).toBe('BT-5, BT-2');
  });

  test('is a total as it stands in the invoice', () => {
    expect(shown('TOTALS_INCONSISTENT', { term: 'BT-115', value: '1210.00' }, { term: 'BT-106' })).toBe(
      'BT-115: 1210.00, BT-106',
    );
  });

  test('is a profile as it stands in the invoice, on one line and cut', () => {
    expect(
      shown('UNSUPPORTED_PROFILE', {
        term: 'BT-24',
        value: 'OIOUBL-2.1\n urn:cen.eu:en16931:2017#conformant#x',
      }),
    ).toBe('BT-24: OIOUBL-2.1 urn:cen.eu:en16931:2017#conformant#x');
    expect(shown('UNSUPPORTED_PROFILE', { term: 'BT-24', value: `oio ${'x'.repeat(200)}` })).toHaveLength(
      7 + 80,
    );
  });

  test('is no more than five places', () => {
    const many = Array.from({ length: 9 }, (_, index) => ({ term: `BT-${index + 1}` }));
    expect(shown('TERM_MISSING', ...many)).toBe('BT-1, BT-2, BT-3, BT-4, BT-5, …');
  });

  test('is of an account number what is needed to recognise it', () => {
    expect(shown('IBAN_INVALID', { value: 'NL91 ABNA 0417 1643 01, 123456789' })).toBe('NL91…4301');
    expect(shown('IBAN_INVALID', { value: null })).toBe('');
  });

  test('is nothing of who the buyer is, and no account number that is none', () => {
    expect(shown('RECEIVER_UNKNOWN', { term: 'BT-49', value: 'J. Jansen' })).toBe('');
    expect(shown('NOT_IBAN', { term: 'BT-84', value: '123456789' })).toBe('');
  });

  test('is never an account number in another term', () => {
    for (const value of [
      'NL91ABNA0417164300',
      'pay nl91 abna 0417 1643 00 now',
      'NL91-ABNA-0417-1643-00',
      'xNL91ABNA0417164300',
    ]) {
      expect(shown('DATE_INVALID', { term: 'BT-2', value })).toBe('BT-2');
    }
  });

  test('never brings a whole IBAN or a forbidden character into a message, whatever the invoice says', () => {
    const iban = 'NL91ABNA0417164300';
    const written = fc.constantFrom(
      iban,
      iban.toLowerCase(),
      'NL91 ABNA 0417 1643 00',
      'NL91.ABNA.0417.1643.00',
    );
    const value = fc.oneof(
      fc.string({ unit: 'binary' }),
      fc.tuple(fc.string({ unit: 'binary' }), written, fc.string()).map((parts) => parts.join('')),
      fc.tuple(written, fc.string()).map((parts) => parts.join(', ')),
    );
    const finding = fc.record({
      code: fc.constantFrom(...answered),
      value: fc.option(value),
      term: fc.option(value),
    });
    fc.assert(
      fc.property(
        fc.array(finding, { minLength: 1, maxLength: 6 }),
        fc.constantFrom('HELD', 'REJECTED'),
        (all, status) => {
          const findings = all.map(({ code, value, term }) => ({ ...found(code), value, term }));
          const response = nextResponse([answeredPayable({ status, findings })], [said({ status: 'AB' })]);
          if (response === undefined) return;
          expect(responseFaults(response)).toEqual([]);
          expect(
            JSON.stringify(response)
              .replace(/[\s.-]/g, '')
              .toUpperCase(),
          ).not.toContain(iban);
        },
      ),
    );
  });
});

describe('the language of a response', () => {
  const of = (country: string | null | undefined, known?: SupplierLanguage) => {
    const { document } = answeredPayable();
    const payable: Pick<Payable, 'supplierLanguage' | 'document'> = {
      ...(known === undefined ? {} : { supplierLanguage: known }),
      ...(document === undefined ? {} : { document: { ...document, sellerCountry: country } }),
    };
    return supplierLanguage(payable);
  };

  test('is the one of the directory, wherever the supplier is', () => {
    expect(of('NL', 'fr')).toBe('fr');
    expect(of(undefined, 'de')).toBe('de');
  });

  test.each([
    ['NL', 'nl'],
    ['nl', 'nl'],
    ['DE', 'de'],
    ['AT', 'de'],
    ['FR', 'fr'],
    ['LU', 'fr'],
    ['BE', 'en'],
    ['IT', 'en'],
    ['', 'en'],
    [null, 'en'],
    [undefined, 'en'],
  ])('without it is, for a seller in %s, %s', (country, language) => expect(of(country)).toBe(language));

  test('of a payable that nothing is known of is English', () => expect(supplierLanguage({})).toBe('en'));
});
