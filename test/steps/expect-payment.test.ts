import { describe, expect, test } from 'vitest';
import { appendHistory } from '../../lib/payables/history.ts';
import type { Status } from '../../lib/payables/lifecycle.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import { expectPayment } from '../../lib/steps/expect-payment.ts';
import { samplePayable } from '../storage/sample-payable.ts';

const request = {
  own_bank_account_iban: 'BE83 3630 1234 5615',
  currency_code: 'EUR',
  beneficiary_bank_account: { iban: 'BE20001122334456', account_holder_name: 'Drukkerij Van Hove BV' },
  remittance_reference: '+++202/6110/04238+++',
};
const bytes = Buffer.from(JSON.stringify(request));
const now = new Date('2026-12-01T09:00:00Z');

/** A history by its statuses and moments. */
const historyOf = (...moves: readonly (readonly [Status, string])[]) =>
  moves.reduce<Payable['history']>(
    (history, [status, at]) => appendHistory(history, { at, status, by: 'test', what: 'a move' }),
    [],
  );

const payableOf = (changes: Partial<Payable>): Payable =>
  samplePayable({
    request: {
      externalRequestId: 'S-1~VH-1',
      idempotencyKey: '0e8b4338-4c23-59c1-b4a3-dc1dd673b08a',
      sha256: 'h',
      amount: '1536.70',
      executionDate: '2026-11-20',
    },
    ...changes,
  });

const bank = { attempt: 2, requestId: 'r', endToEndId: '0E8B43384C2359C1B4A3DC1DD673B08A02' };
const expected = (changes: Partial<Payable>, futureDated = false) =>
  expectPayment(payableOf(changes), bytes, { now, futureDated });

describe('the payment that is looked for on the account', () => {
  test('has the accounts and the reference that were sent, and the ids of every attempt', () => {
    expect(expected({ status: 'INITIATED', bank })).toMatchObject({
      endToEndId: bank.endToEndId,
      earlierEndToEndIds: ['0E8B43384C2359C1B4A3DC1DD673B08A01'],
      reference: '+++202/6110/04238+++',
      amount: '1536.70',
      currency: 'EUR',
      debtorIban: 'BE83363012345615',
      creditorIban: 'BE20001122334456',
    });
  });

  test('was initiated when its PSU was sent to the bank, and may be booked until after his word is known', () => {
    const history = historyOf(
      ['AUTHORISING', '2026-11-10T09:00:00Z'],
      ['FAILED', '2026-11-10T10:00:00Z'],
      ['PAYMENT_BUILT', '2026-11-16T10:00:00Z'],
      ['AUTHORISING', '2026-11-16T23:30:00Z'], // already the 17th at the bank
      ['INITIATED', '2026-11-19T09:00:00Z'],
      ['INITIATED', '2026-11-25T09:00:00Z'],
    );
    const days = { initiated: '2026-11-17', executionDate: '2026-11-19' };
    expect(expected({ status: 'INITIATED', bank, history })).toMatchObject(days);
    const redirected = { ...bank, redirectedAt: '2026-11-17T09:00:00Z', callbackAt: '2026-11-20T09:00:00Z' };
    expect(expected({ status: 'INITIATED', bank: redirected, history })).toMatchObject({
      initiated: '2026-11-17',
      executionDate: '2026-11-20',
    });
  });

  test('that goes to a bank with the day that was asked for may be booked until after that day', () => {
    const redirected = { ...bank, redirectedAt: '2026-11-16T09:00:00Z' };
    const payable = { status: 'INITIATED', bank: redirected } as const;
    expect(expected(payable, true)).toMatchObject({ initiated: '2026-11-16', executionDate: '2026-11-20' });
    expect(expected({ ...payable, history: [] }).executionDate).toBeNull();
  });

  test.each([
    ['AUTHORISING', undefined, 'open'],
    ['AUTHORISING', 'RCVD', 'open'],
    ['INITIATED', 'ACSP', 'accepted'],
    ['INITIATED', 'XXXX', 'accepted'],
    ['PAID', 'ACSC', 'settled'],
    ['PAID', 'ACSP', 'accepted'],
    ['FAILED', 'RJCT', 'failed'],
    ['FAILED', 'ACSC', 'settled'],
    ['FAILED', undefined, 'failed'],
    ['PAYMENT_BUILT', 'ACSC', 'failed'],
    ['PAYMENT_BUILT', undefined, 'open'],
  ] as const)('that is %s with the status %s counts as %s by the word of the bank', (status, code, said) => {
    const known = code === undefined ? bank : { ...bank, transactionStatus: code };
    expect(expected({ status, bank: known }).said).toBe(said);
  });

  test.each([
    ['PAID', 'PAID', 'settled'],
    ['FAILED', 'FAILED', 'failed'],
    ['SUBMITTED', 'PROCESSING', 'open'],
  ] as const)('that is %s by the ERP has no id of ours and counts as %s', (status, intakeStatus, said) => {
    expect(expected({ status, bank, erp: { intakeStatus } })).toMatchObject({
      endToEndId: null,
      earlierEndToEndIds: [expect.stringMatching(/01$/), expect.stringMatching(/02$/)],
      said,
    });
  });

  test('that the ERP pays may be booked from the day that was asked for, or from when it had it if it paid earlier', () => {
    const erp = { sentAt: '2026-11-05T09:00:00Z', intakeStatus: 'PAID' };
    const paid = (at: string) => ({ status: 'PAID', erp, history: historyOf(['PAID', at]) }) as const;
    expect(expected(paid('2026-11-23T09:00:00Z'))).toMatchObject({
      initiated: '2026-11-20',
      executionDate: '2026-11-23',
    });
    expect(expected(paid('2026-11-10T09:00:00Z'))).toMatchObject({
      initiated: '2026-11-05',
      executionDate: '2026-11-10',
    });
    expect(expected({ status: 'SUBMITTED', erp: { sentAt: erp.sentAt } })).toMatchObject({
      initiated: '2026-11-20',
      executionDate: '2026-12-01',
    });
  });
});
