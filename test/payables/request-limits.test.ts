import { describe, expect, test } from 'vitest';
import type { PaymentRequest, PaymentRequestLine } from '../../lib/payables/payment-request.ts';
import { checkRequestLimits, largestBody } from '../../lib/payables/request-limits.ts';
import { assessed, requestOf } from './factory.ts';

const sound = requestOf(assessed());
if (sound === null) throw new Error('the sound request is not paid');
const [line] = sound.lines;
const [distribution] = line?.distributions ?? [];
if (line === undefined || distribution === undefined) throw new Error('the sound request has no line');

const termsOf = (request: PaymentRequest, bodySize = 1000): (string | null)[] =>
  checkRequestLimits(request, bodySize).map(({ term }) => term);
const refused = (changes: Partial<Record<keyof PaymentRequest, unknown>>): (string | null)[] =>
  // The types forbid some of what the ERP refuses; what is checked is what would be sent.
  termsOf({ ...sound, ...changes } as PaymentRequest);
const refusedOfLine = (changes: Partial<Record<keyof PaymentRequestLine, unknown>>): (string | null)[] =>
  refused({ lines: [{ ...line, ...changes }] });
const refusedOfDistribution = (changes: Record<string, unknown>): (string | null)[] =>
  refusedOfLine({ distributions: [{ ...distribution, ...changes }] });
const x = (length: number): string => 'x'.repeat(length);

describe('a request that the ERP takes', () => {
  test('breaks none of its limits', () => expect(termsOf(sound, largestBody)).toEqual([]));

  test.each([
    ['organization_short_code', 5],
    ['source_system', 255],
    ['external_request_id', 255],
    ['idempotency_key', 255],
    ['payment_request_number', 255],
    ['supplier_number', 255],
    ['supplier_site_code', 255],
    ['own_bank_account_iban', 34],
    ['payment_rail', 100],
    ['remittance_reference', 140],
    ['description', 500],
  ] as const)('has a %s of 1 to %i characters', (field, max) => {
    expect(refused({ [field]: 'x' })).toEqual([]);
    expect(refused({ [field]: x(max) })).toEqual([]);
    expect(refused({ [field]: x(max + 1) })).toEqual([field]);
    expect(refused({ [field]: '' })).toEqual([field]);
    expect(refused({ [field]: undefined })).toEqual([field]);
  });

  test('has a person number of 1 to 255 characters when a person is paid', () => {
    const person = (number: string) =>
      refused({
        payee_type: 'PERSON',
        person_number: number,
        supplier_number: undefined,
        supplier_site_code: undefined,
      });
    expect(person(x(255))).toEqual([]);
    expect(person(x(256))).toEqual(['person_number']);
    expect(person('')).toEqual(['person_number']);
  });

  test.each([
    ['iban', 34],
    ['bic', 11],
    ['account_holder_name', 255],
    ['country_code', 2],
  ])('has a beneficiary %s of 1 to %i characters', (field, max) => {
    const account = sound.beneficiary_bank_account;
    const ofAccount = (value: string) =>
      refused({ beneficiary_bank_account: { ...account, [field]: value } });
    expect(ofAccount(x(max))).toEqual([]);
    expect(ofAccount(x(max + 1))).toEqual([`beneficiary_bank_account.${field}`]);
    expect(ofAccount('')).toEqual([`beneficiary_bank_account.${field}`]);
  });

  test.each([
    ['external_request_id', ['S-1~F_2.a'], ['S/1', ' S-1', 'S-1 ', 'é']],
    ['invoice_date', ['2026-11-02'], ['2026-11-2', '02-11-2026', '2026-11-02T00:00', ' 2026-11-02']],
    ['requested_execution_date', ['2026-12-02'], ['20261202', '2026-12-02Z', 'x2026-12-02']],
    [
      'amount',
      ['0.01', '999999999999999.99'],
      ['1', '1.0', '1.000', '-1.00', '+1.00', '1000000000000000.00', '1.00 EUR'],
    ],
    ['currency_code', ['EUR'], ['EU', 'EURO', 'eur', ' EUR']],
  ] as const)('has a %s in its form', (field, taken, others) => {
    for (const value of taken) expect(refused({ [field]: value }), value).toEqual([]);
    for (const value of others) expect(refused({ [field]: value }), value).toEqual([field]);
  });

  test('has 1 to 500 lines', () => {
    expect(refused({ lines: Array(500).fill(line) })).toEqual([]);
    expect(refused({ lines: Array(501).fill(line) })).toEqual(['lines']);
    expect(refused({ lines: [] })).toEqual(['lines']);
  });

  test('has lines with a text of 1 to 500 characters, an amount in cents and plain numbers', () => {
    expect(refusedOfLine({ description: x(500) })).toEqual([]);
    expect(refusedOfLine({ description: x(501) })).toEqual(['lines.0.description']);
    expect(refusedOfLine({ description: '' })).toEqual(['lines.0.description']);
    for (const amount of ['-1.00', '0.00', '-999999999999999.99']) {
      expect(refusedOfLine({ amount }), amount).toEqual([]);
    }
    for (const amount of ['1', '1.5', '1.001', '--1.00', '1000000000000000.00', '1.00-', '.50']) {
      expect(refusedOfLine({ amount }), amount).toEqual(['lines.0.amount']);
    }
    for (const field of ['quantity', 'unit_price'] as const) {
      for (const value of ['0', '1', '-1.5', '0.0125', '1200']) {
        expect(refusedOfLine({ [field]: value }), value).toEqual([]);
      }
      for (const value of ['01', '+1', '1.', '.5', '1e3', '1.5.2', '']) {
        expect(refusedOfLine({ [field]: value }), value).toEqual([`lines.0.${field}`]);
      }
    }
  });

  test('has 1 to 500 distributions of a line, each with its code, amount and text', () => {
    expect(refusedOfLine({ distributions: Array(500).fill(distribution) })).toEqual([]);
    expect(refusedOfLine({ distributions: Array(501).fill(distribution) })).toEqual([
      'lines.0.distributions',
    ]);
    expect(refusedOfLine({ distributions: [] })).toEqual(['lines.0.distributions']);
    const path = 'lines.0.distributions.0';
    expect(refusedOfDistribution({ account_combination_code: x(255) })).toEqual([]);
    expect(refusedOfDistribution({ account_combination_code: x(256) })).toEqual([
      `${path}.account_combination_code`,
    ]);
    expect(refusedOfDistribution({ amount: '1.0' })).toEqual([`${path}.amount`]);
    expect(refusedOfDistribution({ description: x(500) })).toEqual([]);
    expect(refusedOfDistribution({ description: x(501) })).toEqual([`${path}.description`]);
  });

  test('has a body of at most a million bytes', () => {
    expect(checkRequestLimits(sound, 1_000_000)).toEqual([]);
    expect(checkRequestLimits(sound, 1_000_001)).toMatchObject([
      {
        code: 'REQUEST_LIMIT_EXCEEDED',
        term: 'body of 1000001 bytes',
        message: 'The ERP would refuse the request for: body of 1000001 bytes.',
        nl: { message: 'Het ERP zou het betaalverzoek weigeren om: body of 1000001 bytes.' },
      },
    ]);
  });
});

test('a request with many faults names the first five fields, each once', () => {
  const faults = {
    external_request_id: `/${x(300)}`,
    amount: '1',
    currency_code: 'euro',
    payment_rail: '',
    remittance_reference: '',
    description: '',
  };
  expect(refused(faults)).toEqual(Object.keys(faults).slice(0, 5));
});
