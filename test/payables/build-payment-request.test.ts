import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { decimal } from '../../lib/money/decimal.ts';
import type { PaymentRequest } from '../../lib/payables/payment-request.ts';
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
  const { request, findings } = assessed(...args);
  if (request === null) throw new Error(JSON.stringify(findings));
  return request;
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
