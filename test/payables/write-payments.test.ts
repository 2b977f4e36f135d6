import { describe, expect, test } from 'vitest';
import type { Invoice } from '../../lib/documents/invoice.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { executionDate } from '../../lib/payables/execution-date.ts';
import { howToPay, type PlannedPayment } from '../../lib/payables/how-to-pay.ts';
import { profileOf } from '../../lib/payables/profile.ts';
import { type Writing, writePayments } from '../../lib/payables/write-payments.ts';
import { day, testInvoice, testOrganisation, testSupplier } from './factory.ts';

/** The one payment that is planned for the invoice of the factory. */
function plan(): PlannedPayment {
  const invoice = testInvoice();
  const parties = { organisation: testOrganisation(), supplier: testSupplier() };
  const [planned] = howToPay(invoice, {
    ...parties,
    profile: profileOf(invoice),
    today: day('2026-11-20'),
  }).planned;
  if (planned === undefined) throw new Error('nothing is planned');
  return planned;
}
const whole = plan();
const nobody = { supplier: null, organisation: null, today: day('2026-11-20') };
const approval = (code: string) => ({ code, by: 'ann', at: '2026-11-20T09:00:00Z' });

const written = (
  planned: readonly PlannedPayment[],
  changes: Partial<Invoice> = {},
  codes: readonly string[] = [],
): Writing =>
  writePayments(
    { invoice: testInvoice(changes), sourceSystem: 'acquit-test', approvals: codes.map(approval) },
    testOrganisation(),
    testSupplier(),
    planned,
  );
const keysOf = ({ payments }: Writing): string[] =>
  payments.map(({ request }) => request.external_request_id);

describe('payments are written', () => {
  test('one for each that is planned, with all that was decided about it', () => {
    const { payments, findings } = written([whole]);
    expect(findings).toEqual([]);
    expect(payments).toMatchObject([{ ...whole, request: { amount: '121.00', lines: [{}, {}] } }]);
    expect(payments[0]?.lines.map(({ amount }) => amount)).toEqual(['100.00', '21.00']);
  });

  test('in parts that share the lines pro rata', () => {
    const parts = [
      { ...whole, part: 1, amount: decimal('100.00') },
      { ...whole, part: 2, amount: decimal('21.00') },
    ];
    const writing = written(parts);
    expect(keysOf(writing)).toEqual(['S-1001~F-2026-17~part-1', 'S-1001~F-2026-17~part-2']);
    expect(writing.payments.map(({ lines }) => lines.map(({ amount }) => amount))).toEqual([
      ['82.64', '17.36'],
      ['17.36', '3.64'],
    ]);
  });

  test.each<[string, Partial<Invoice>]>([
    ['number', { number: null }],
    ['date', { issueDate: null }],
    ['currency', { currency: null }],
  ])('never of an invoice without a %s', (_term, changes) => {
    expect(written([whole], changes)).toEqual({ payments: [], findings: [] });
  });

  test.each<[string, Partial<PlannedPayment>]>([
    ['an account', { account: null }],
    ['a day', { when: executionDate({ issueDate: null, dueDates: [] }, nobody) }],
  ])('never some parts when another lacks %s', (_what, changes) => {
    const parts = [
      { ...whole, part: 1, amount: decimal('100.00') },
      { ...whole, part: 2, amount: decimal('21.00'), ...changes },
    ];
    expect(written(parts)).toEqual({ payments: [], findings: [] });
  });

  test('never for nobody: without an organisation or a supplier', () => {
    const input = { invoice: testInvoice(), sourceSystem: 'acquit-test' };
    const nothing = { payments: [], findings: [] };
    expect(writePayments(input, null, testSupplier(), [whole])).toEqual(nothing);
    expect(writePayments(input, testOrganisation(), null, [whole])).toEqual(nothing);
  });

  test('not without account codes, and what is missing is said even when nothing is planned', () => {
    const organisation = testOrganisation({ coding: { byAccountingReference: {}, byVatCategory: {} } });
    const input = { invoice: testInvoice(), sourceSystem: 'acquit-test' };
    for (const planned of [[whole], []]) {
      const { payments, findings } = writePayments(input, organisation, testSupplier(), planned);
      expect(payments).toEqual([]);
      expect(findings.map(({ code }) => code)).toEqual(['CODING_MISSING']);
    }
  });

  test('under keys of their own only when a person approved a second invoice of one number', () => {
    const plain = keysOf(written([whole]));
    expect(plain).toEqual(['S-1001~F-2026-17']);
    expect(keysOf(written([whole], {}, ['NEW_BANK_ACCOUNT']))).toEqual(plain);
    const [second = ''] = keysOf(written([whole], {}, ['NEW_BANK_ACCOUNT', 'DUPLICATE_NUMBER']));
    expect(second).toMatch(/^S-1001~F-2026-17~d-[0-9a-f]{12}$/);
    // by what it asks: another delivery of the second comes to the same keys, another date does not
    expect(keysOf(written([whole], { notes: ['again'] }, ['DUPLICATE_NUMBER']))).toEqual([second]);
    expect(keysOf(written([whole], { issueDate: day('2026-11-03') }, ['DUPLICATE_NUMBER']))).not.toEqual([
      second,
    ]);
  });

  test('with what breaks a limit of the ERP said once, not for every part', () => {
    const parts = [
      { ...whole, part: 1, amount: decimal('100.00') },
      { ...whole, part: 2, amount: decimal('21.00') },
    ];
    const { payments, findings } = written(parts, {
      seller: { ...testInvoice().seller, name: 'x'.repeat(300) },
    });
    expect(payments).toHaveLength(2);
    expect(findings.map(({ code, term }) => [code, term])).toEqual([
      ['REQUEST_LIMIT_EXCEEDED', 'beneficiary_bank_account.account_holder_name'],
    ]);
  });
});
