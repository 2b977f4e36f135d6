import { describe, expect, test } from 'vitest';
import { erpProgress } from '../../lib/payables/erp-progress.ts';

const news = (intakeStatus: string, code: string | null = null, message: string | null = null) => ({
  intakeStatus,
  lastErrorCode: code,
  lastErrorMessage: message,
});
const erp = { status: 'SUBMITTED', settlement: 'erp' } as const;
const psd2 = { status: 'SUBMITTED', settlement: 'psd2' } as const;
const held = { status: 'HELD', settlement: 'erp' } as const;

describe('where a status of the ERP takes a payable', () => {
  test.each([
    ['PENDING_VALIDATION', undefined, undefined, undefined],
    ['READY_FOR_PAYMENT', undefined, undefined, 'SUBMITTED'],
    ['VALIDATION_FAILED', 'HELD', 'HELD', undefined],
    ['PAYMENT_BUILT', undefined, 'PAYMENT_BUILT', 'SUBMITTED'],
    ['INSTRUCTION_BUILT', undefined, undefined, 'SUBMITTED'],
    ['PROCESSING', undefined, undefined, 'SUBMITTED'],
    ['PAID', 'PAID', 'PAID', 'PAID'],
    ['FAILED', 'FAILED', 'FAILED', 'FAILED'],
    ['SOMETHING_NEW', undefined, undefined, undefined],
    ['paid', undefined, undefined, undefined],
    ['', undefined, undefined, undefined],
  ])('%s: settled by the ERP %s, settled by us %s, from a hold %s', (status, byErp, byUs, fromHold) => {
    expect(erpProgress(erp, news(status))?.to).toBe(byErp);
    expect(erpProgress(psd2, news(status))?.to).toBe(byUs);
    expect(erpProgress(held, news(status))?.to).toBe(fromHold);
  });

  test('PAYMENT_BUILT is no news for a payment that waits for the bank already', () => {
    expect(erpProgress({ ...psd2, status: 'PAYMENT_BUILT' }, news('PAYMENT_BUILT'))).toBeUndefined();
  });

  test.each(['INSTRUCTION_BUILT', 'PROCESSING'])(
    '%s takes a payment that waits for the bank back from it, because the ERP pays it itself',
    (status) => {
      expect(erpProgress({ ...psd2, status: 'PAYMENT_BUILT' }, news(status))).toEqual({
        to: 'SUBMITTED',
        finding: null,
      });
    },
  );

  test('READY_FOR_PAYMENT leaves a payment that waits for the bank with the bank', () => {
    expect(erpProgress({ ...psd2, status: 'PAYMENT_BUILT' }, news('READY_FOR_PAYMENT'))).toBeUndefined();
  });

  test('only a failure carries a finding, with the words of the ERP', () => {
    expect(erpProgress(erp, news('PAID', 'X', 'y'))?.finding).toBeNull();
    expect(erpProgress(erp, news('FAILED', 'R1', 'closed'))?.finding).toMatchObject({
      code: 'ERP_PAYMENT_FAILED',
      value: 'R1: closed',
    });
    expect(erpProgress(erp, news('VALIDATION_FAILED', 'R2'))?.finding).toMatchObject({
      code: 'ERP_VALIDATION_FAILED',
      value: 'R2',
    });
    expect(erpProgress(erp, news('FAILED'))?.finding?.value).toBeNull();
  });
});
