import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { uuidV5 } from '../../lib/identifiers/uuid-v5.ts';
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
  testMeans,
  testOrganisation,
  testParty,
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

const known = 'NL20INGB0001234567';
const other = 'NL91ABNA0417164300';
const means = (name: string | null, bic: string | null) => testMeans({ account: { id: known, name, bic } });

/** The request as it is built for an invoice, without asking whether it should be paid. */
const built = (
  changes: Parameters<typeof testInvoice>[0] = {},
  parts: Partial<Parameters<typeof buildPaymentRequest>[0]> = {},
) => {
  const [payment] = assessed().payments;
  if (payment === undefined) throw new Error('not paid');
  const invoice = {
    ...testInvoice(changes),
    number: 'F-2026-17',
    issueDate: day('2026-11-02'),
    currency: 'EUR',
  };
  return buildPaymentRequest({
    invoice,
    amount: decimal('121.00'),
    organisation: testOrganisation(),
    supplier: testSupplier(),
    account: payment.account,
    executionDate: day('2026-12-02'),
    lines: payment.lines,
    sourceSystem: 'acquit-test',
    distinguishedBy: null,
    part: null,
    ...parts,
  });
};

describe('the account in the request', () => {
  const beneficiary = (...args: Parameters<typeof built>) => built(...args).request.beneficiary_bank_account;
  const account = (...all: ReturnType<typeof means>[]) => ({ iban: known, means: all, references: [] });

  test('without name or BIC of its own is held by the seller, and no BIC is sent', () => {
    expect(beneficiary({}, { account: account(means(null, null)) })).toEqual({
      iban: known,
      account_holder_name: 'Janssen Kantoor B.V.',
      country_code: 'NL',
      currency_code: null,
    });
    expect(Object.keys(beneficiary({}, { account: account(means(null, null)) }))).not.toContain('bic');
  });

  test('has the name and BIC that a person approved for it, and not those of another approved account', () => {
    const supplier = testSupplier({
      accounts: [
        { iban: other, name: 'Stichting Anders', bic: 'ABNANL2A' },
        { iban: known, name: 'Stichting Janssen', bic: 'INGBNL2A' },
      ],
    });
    expect(beneficiary({}, { supplier, account: account(means('Bijlsma', 'RABONL2U')) })).toMatchObject({
      bic: 'INGBNL2A',
      account_holder_name: 'Stichting Janssen',
    });
    const elsewhere = testSupplier({
      accounts: [{ iban: other, name: 'Stichting Anders', bic: 'ABNANL2A' }],
    });
    expect(
      beneficiary({}, { supplier: elsewhere, account: account(means('Bijlsma', 'RABONL2U')) }),
    ).toMatchObject({
      bic: 'RABONL2U',
      account_holder_name: 'Bijlsma',
    });
  });

  test.each([
    ['the first', [means('Bijlsma', 'INGBNL2A'), means(null, null)]],
    ['the second', [means(null, '[BIC]'), means('Bijlsma', 'INGBNL2A')]],
    ['both', [means('Bijlsma', 'INGBNL2A'), means('Bijlsma', 'ingb nl 2a')]],
  ])('has the name and BIC that only %s of two instructions gives', (_which, all) => {
    expect(beneficiary({}, { account: account(...all) })).toMatchObject({
      bic: 'INGBNL2A',
      account_holder_name: 'Bijlsma',
    });
  });

  test('has neither of two names nor of two BICs', () => {
    const two = account(means('Bijlsma', 'INGBNL2A'), means('De Vries', 'RABONL2U'));
    expect(beneficiary({}, { account: two })).toEqual({
      iban: known,
      account_holder_name: 'Janssen Kantoor B.V.',
      country_code: 'NL',
      currency_code: null,
    });
  });

  test('of nobody with a name is refused before the ERP sees it', () => {
    const { request, findings } = built({ seller: testParty({ name: null }) });
    expect(request.beneficiary_bank_account.account_holder_name).toBe('');
    expect(findings.map(({ code, term }) => [code, term])).toEqual([
      ['REQUEST_LIMIT_EXCEEDED', 'beneficiary_bank_account.account_holder_name'],
    ]);
  });
});

describe('the description of the request', () => {
  const described = (...args: Parameters<typeof built>): string => built(...args).request.description;

  test.each<[string, Parameters<typeof testInvoice>[0]]>([
    ['Janssen Kantoor B.V., invoice F-2026-17: Paper', { notes: ['Thank you'] }],
    ['Janssen Kantoor B.V., invoice F-2026-17: Thank you', { lines: [], notes: ['Thank you', 'again'] }],
    [
      'Janssen Kantoor B.V., invoice F-2026-17: Thank you',
      { lines: [testLine({ name: null })], notes: ['Thank you'] },
    ],
    ['Janssen Kantoor B.V., invoice F-2026-17', { lines: [], notes: [] }],
    [
      'De Kantoorman, invoice F-2026-17',
      { lines: [], seller: testParty({ name: null, tradingName: 'De Kantoorman' }) },
    ],
    ['Supplier, invoice F-2026-17', { lines: [], seller: testParty({ name: null }) }],
    ['Janssen Kantoor B.V., invoice F-2026-17: two lines', { lines: [testLine({ name: 'two\nlines' })] }],
  ])('is "%s"', (text, changes) => expect(described(changes)).toBe(text));

  test('has 500 characters at most', () => {
    expect(described({ lines: [testLine({ name: 'x'.repeat(600) })] })).toHaveLength(500);
  });
});

describe('the lines of the request', () => {
  const lineOf = (description: string) => {
    const [line] = assessed().payments.flatMap(({ lines }) => lines);
    if (line === undefined) throw new Error('no line');
    return { ...line, description };
  };
  const linesOf = (count: number, length = 1) => {
    const line = lineOf('x'.repeat(length));
    return Array.from({ length: count }, () => line);
  };
  const sentLines = (lines: ReturnType<typeof linesOf>): number => built({}, { lines }).request.lines.length;
  const bytes = (lines: ReturnType<typeof linesOf>): number =>
    serialisePaymentRequest(built({}, { lines }).request).length;

  test('are sent one by one up to 500, and in groups beyond', () => {
    expect(sentLines(linesOf(500))).toBe(500);
    expect(sentLines(linesOf(501))).toBe(1);
    expect(built({}, { lines: linesOf(501) }).request.lines[0]?.description).toBe('501 lines');
  });

  test('are sent one by one up to a million bytes, and in groups beyond', () => {
    // A description stands twice in a line, once for its distribution.
    const most = 1_000_000;
    const rest = most - bytes([...linesOf(400, 1000), lineOf('')]);
    expect(rest).toBeGreaterThan(0);
    const [odd, even] = [rest % 2, Math.floor(rest / 2)];
    const filled = [...linesOf(400, 1000), lineOf('x'.repeat(even))];
    const site = (length: number) => ({ supplier: testSupplier({ site: `MAIN${'x'.repeat(length)}` }) });
    const sent = (length: number) => built({}, { lines: filled, ...site(length) }).request;
    expect(serialisePaymentRequest(sent(odd))).toHaveLength(most);
    expect(sent(odd).lines).toHaveLength(401);
    expect(sent(odd + 1).lines).toHaveLength(1);
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

  test('of an invoice without a type leave its place empty', () => {
    const key = uuidV5('ACME', 'S-1001', 'F-2026-17', '2026-11-02', '');
    expect(built({ typeCode: null }).request.idempotency_key).toBe(key);
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
