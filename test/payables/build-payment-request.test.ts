import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal } from '../../lib/money/decimal.ts';
import type { PaymentRequest } from '../../lib/payables/payment-request.ts';
import { buildPaymentRequest } from '../../lib/payables/build-payment-request.ts';
import { checkRequestLimits } from '../../lib/payables/request-limits.ts';
import { safeKey } from '../../lib/payables/safe-key.ts';
import { serialisePaymentRequest } from '../../lib/payables/serialise-payment-request.ts';
import {
  assessed,
  day,
  testDirectory,
  testInvoice,
  testLine,
  testOrganisation,
  testSupplier,
} from './factory.ts';

const requestOf = (...args: Parameters<typeof assessed>): PaymentRequest => {
  const { payments, findings } = assessed(...args);
  const [payment] = payments;
  if (payment === undefined) throw new Error(JSON.stringify(findings));
  return payment.request;
};
const keysOf = (...args: Parameters<typeof assessed>): string => {
  const { external_request_id: id, idempotency_key: key } = requestOf(...args);
  return `${id} ${key}`;
};
const duplicate = [{ code: 'DUPLICATE_NUMBER', by: 'ann', at: '2026-11-20T09:00:00Z' }];

describe('the payment request', () => {
  test('names the organisation, the supplier, the dates and the accounts as the ERP wants them', () => {
    expect(requestOf({ dueDates: [day('2026-12-02')] })).toMatchObject({
      organization_short_code: 'ACME',
      source_system: 'acquit-test',
      payee_type: 'SUPPLIER',
      supplier_number: 'S-1001',
      supplier_site_code: 'MAIN',
      invoice_date: '2026-11-02',
      requested_execution_date: '2026-12-02',
      amount: '121.00',
      currency_code: 'EUR',
      own_bank_account_iban: 'NL91ABNA0417164300',
      payment_rail: 'SEPA_CT',
      description: 'Janssen Kantoor B.V., invoice F-2026-17: Paper',
      build_instructions: true,
    });
  });

  test('names a person by the person number alone', () => {
    const person = testSupplier({ payeeType: 'PERSON', number: 'P-77', site: undefined });
    const request = requestOf({}, { directory: testDirectory({ suppliers: [person] }) });
    expect(request).toMatchObject({
      payee_type: 'PERSON',
      person_number: 'P-77',
      external_request_id: 'P-77~F-2026-17',
    });
    expect(request).not.toHaveProperty('supplier_number');
    expect(request).not.toHaveProperty('supplier_site_code');
    expect(checkRequestLimits(request, 1000)).toEqual([]);
  });

  test('with the number of a supplier and of a person at once, or of neither, would be refused', () => {
    const refused = (changes: Partial<PaymentRequest>): (string | null)[] =>
      checkRequestLimits({ ...requestOf(), ...changes }, 1000).map(({ term }) => term);
    expect(refused({ person_number: 'P-77' })).toEqual(['person_number']);
    expect(refused({ payee_type: 'PERSON', person_number: 'P-77' })).toEqual([
      'supplier_number',
      'supplier_site_code',
    ]);
    expect(refused({ payee_type: 'PERSON' })).toContain('person_number');
  });

  test('stops the ERP before the payment file when the money goes over PSD2', () => {
    const directory = testDirectory({ organisations: [testOrganisation({ settlement: 'psd2' })] });
    expect(requestOf({}, { directory }).build_instructions).toBe(false);
  });

  test('that would break a limit of the ERP is held with the field named', () => {
    const directory = testDirectory({
      suppliers: [testSupplier({ accounts: [{ iban: 'NL20INGB0001234567' }] })],
    });
    const seller = { ...testInvoice().seller, name: 'x'.repeat(256) };
    const assessment = assessed({ seller }, { directory });
    expect(assessment.outcome).toBe('HOLD');
    expect(assessment.findings.map(({ term }) => term)).toEqual([
      'beneficiary_bank_account.account_holder_name',
    ]);
  });
});

describe('the keys of the request', () => {
  test('are the same for every delivery, whenever and by whatever channel it came', () => {
    expect(keysOf({}, { today: day('2027-02-01'), party: undefined })).toBe(keysOf());
    expect(keysOf({ number: 'f-2026-17' })).toBe(keysOf());
  });

  test('differ by supplier, number, date and type', () => {
    const directory = testDirectory({ suppliers: [testSupplier({ number: 'S-1002' })] });
    const keys = [{ number: 'F-2026-18' }, { issueDate: day('2026-11-03') }, { typeCode: '386' }].map(
      (changes) => requestOf(changes).idempotency_key,
    );
    expect(
      new Set([...keys, requestOf().idempotency_key, requestOf({}, { directory }).idempotency_key]).size,
    ).toBe(5);
  });

  test('differ for a second invoice of the same number that a person approved', () => {
    const first = requestOf();
    const second = requestOf({}, { approvals: duplicate });
    expect(second.external_request_id).toMatch(/^S-1001~F-2026-17~d-[0-9a-f]{12}$/);
    expect(second.idempotency_key).not.toBe(first.idempotency_key);
    // Keys come from the content: the second invoice, delivered again, leads to the same ones.
    expect(keysOf({}, { approvals: duplicate, party: undefined })).toBe(keysOf({}, { approvals: duplicate }));
    expect(keysOf({ currency: 'EUR', issueDate: day('2026-11-03') }, { approvals: duplicate })).not.toBe(
      keysOf({}, { approvals: duplicate }),
    );
  });

  test('of an ordinary invoice are those that the ERP has since the first release', () => {
    expect(keysOf()).toBe('S-1001~F-2026-17 c55ed150-6641-52ad-bb59-cff8f8a1d7b6');
  });

  test('of each part are its own, and no part has those of the whole', () => {
    const { payments } = assessed();
    const [payment] = payments;
    if (payment === undefined) throw new Error('not paid');
    const invoice = { ...testInvoice(), number: 'F-2026-17', issueDate: day('2026-11-02'), currency: 'EUR' };
    const partOf = (part: number | null, distinguishedBy: string | null = null): PaymentRequest =>
      buildPaymentRequest({
        invoice,
        amount: payment.amount,
        organisation: testOrganisation(),
        supplier: testSupplier(),
        account: payment.account,
        executionDate: day('2026-12-02'),
        lines: payment.lines,
        sourceSystem: 'acquit-test',
        distinguishedBy,
        part,
      }).request;
    const requests = [partOf(null), partOf(1), partOf(2), partOf(1, 'b'.repeat(64))];
    expect(requests.map((request) => request.external_request_id)).toEqual([
      'S-1001~F-2026-17',
      'S-1001~F-2026-17~part-1',
      'S-1001~F-2026-17~part-2',
      expect.stringMatching(/^S-1001~F-2026-17~d-[0-9a-f]{12}~part-1$/),
    ]);
    expect(new Set(requests.map((request) => request.idempotency_key)).size).toBe(4);
    expect(requests[0]?.idempotency_key).toBe(requestOf().idempotency_key);
    expect(requests[1]?.description).toBe('Janssen Kantoor B.V., invoice F-2026-17, part 1: Paper');
  });

  test('keep numbers apart that only differ in characters a URL cannot carry', () => {
    const ids = ['A/1', 'A-1', 'A 1', 'A?1', 'A#1', 'A%2F1', 'A\\1', 'A~1'].map(
      (number) => requestOf({ number }).external_request_id,
    );
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids[1]).toBe('S-1001~A-1');
    for (const id of ids) expect(id).toMatch(/^[A-Za-z0-9._~-]+$/);
  });

  test('are safe, short and free of collisions for any two pairs of supplier and number', () => {
    const part = fc.oneof(
      fc.string({ unit: 'grapheme', maxLength: 300 }),
      fc.stringMatching(/^[-~/A1]{0,6}$/),
    );
    const pair = fc.tuple(part, part);
    fc.assert(
      fc.property(pair, pair, (a, b) => {
        const [one, other] = [safeKey(...a), safeKey(...b)];
        expect(one === other).toBe(JSON.stringify(a) === JSON.stringify(b));
        expect(one).toMatch(/^[A-Za-z0-9._~-]{1,240}$/);
        expect(one).not.toMatch(/^\.{1,2}$/);
      }),
      { numRuns: 1000 },
    );
  });
});

describe('the bytes that are sent', () => {
  const textOf = (request: PaymentRequest): string =>
    new TextDecoder().decode(serialisePaymentRequest(request));

  test('hold amounts as JSON numbers with two decimals and prices with their exact digits', () => {
    const price = decimal('0.10000000000000000555');
    const line = testLine({ quantity: decimal('1000.000'), price, amount: decimal('100') });
    const text = textOf(requestOf({ lines: [line] }));
    expect(text).toContain('"amount":121.00,');
    expect(text).toContain('"amount":100.00,"quantity":1000,"unit_price":0.10000000000000000555,');
  });

  test('are the same bytes for the same request, in whatever order it was put together', () => {
    const request = requestOf();
    const reversed = Object.fromEntries(Object.entries(request).reverse()) as unknown as PaymentRequest; // same fields
    expect(textOf(reversed)).toBe(textOf(request));
  });

  test('are JSON without fields that are absent', () => {
    const body: unknown = JSON.parse(textOf(requestOf()));
    expect(body).not.toHaveProperty('person_number');
    expect(body).toHaveProperty('beneficiary_bank_account.currency_code', null);
    expect(body).not.toHaveProperty('beneficiary_bank_account.bic');
  });
});
