import './quiet.ts';
import { describe, expect, test } from 'vitest';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { rejectPayable } from '../../lib/steps/reject-payable.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { bankInvoice, erpInvoice, sample, startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();

const release = (world: World, key: PayableKey, ...approve: string[]) =>
  releasePayable(key, { by: 'test', approve }, world.services);
const reject = (world: World, key: PayableKey) =>
  rejectPayable(key, { by: 'test', reason: 'paid by hand' }, world.services);
const settled = (world: World) =>
  world.bank.payments().filter(({ transactionStatus }) => transactionStatus === 'ACSC');

async function authorise(world: World, key: PayableKey): Promise<void> {
  await world.comeBack(await world.bank.approve(await world.start(key)));
  await world.workOff();
}

describe('What the ERP has', () => {
  const invalid = { intakeStatus: 'VALIDATION_FAILED', errorCode: 'E1' } as const;

  test('is followed after a release, never built and sent anew', async () => {
    const world = await newWorld();
    world.erp.decide(() => true, invalid);
    const key = await world.receive(erpInvoice());
    await world.pass(600);
    expect(await world.status(key)).toBe('HELD');
    await release(world, key);
    expect(await world.status(key)).toBe('SUBMITTED');
    await world.pass(600);
    expect(await world.codes(key)).toEqual(['ERP_VALIDATION_FAILED']);
    expect(world.posts()).toBe(1);
  });

  test('keeps the invoice number taken when a person gives it up, so that a resend is not paid', async () => {
    const world = await newWorld();
    world.erp.decide(() => true, { intakeStatus: 'FAILED', errorCode: 'E2' });
    const key = await world.receive(erpInvoice());
    await world.pass(600);
    expect(await world.status(key)).toBe('FAILED');
    await reject(world, key);
    const again = await world.receive(erpInvoice());
    expect(await world.status(again)).toBe('DUPLICATE');
    expect(world.posts()).toBe(1);
  });

  test('and gave up is not paid at the bank instead', async () => {
    const world = await newWorld();
    const key = await world.receiveForBank();
    world.bank.faults.next({ path: /sepa-credit-transfers$/ }, { loseAnswer: true, times: 2 });
    await expect(world.start(key)).rejects.toMatchObject({ code: 'BANK_OUTCOME_UNKNOWN' });
    world.erp.decide(() => true, { intakeStatus: 'FAILED', errorCode: 'E3' });
    await world.pass(7200);
    expect(await world.status(key)).toBe('FAILED');
    await expect(release(world, key)).rejects.toMatchObject({ code: 'ACTION_NOT_POSSIBLE' });
    expect(settled(world)).toEqual([]);
  });
});

describe('What the bank took without asking for an authorisation', () => {
  test('is followed to its end, told to somebody, and never started a second time', async () => {
    const world = await newWorld({ withoutSca: true });
    const key = await world.receiveForBank();
    await expect(world.start(key)).rejects.toMatchObject({ code: 'BANK_PAYMENT_WITHOUT_SCA' });
    expect(await world.status(key)).toBe('AUTHORISING');
    expect(await world.codes(key)).toEqual(['BANK_PAYMENT_WITHOUT_SCA']);
    await expect(world.start(key)).rejects.toMatchObject({ code: 'AUTHORISATION_NOT_ALLOWED' });
    await world.pass(1800);
    expect(await world.status(key)).toBe('PAID');
    expect(settled(world)).toHaveLength(1);
  });
});

describe('Two invoices of one number', () => {
  test('are paid once each when a person let the second through, however often it is delivered', async () => {
    const world = await newWorld();
    const first = await world.receiveForBank();
    const other = { '2026-11-12': '2026-11-13' };
    const dates = () => sample('bis3-belgian-ogm', other);
    const second = await world.receive(dates());
    expect(await world.codes(second)).toContain('DUPLICATE_NUMBER');
    const third = await world.receive(dates());
    expect(await world.codes(third)).toContain('DUPLICATE_NUMBER');
    await release(world, second, 'DUPLICATE_NUMBER');
    await world.workOff();
    await release(world, third, 'DUPLICATE_NUMBER');
    await world.workOff();
    expect(await world.status(third)).toBe('DUPLICATE');
    await world.pass(300);
    await authorise(world, first);
    await authorise(world, second);
    await world.pass(600);
    expect([await world.status(first), await world.status(second)]).toEqual(['PAID', 'PAID']);
    expect(settled(world)).toHaveLength(2);
    expect(world.erp.creations().size).toBe(2);
  });
});

describe('A duplicate', () => {
  test('can be looked at again when the invoice that it repeats was rejected', async () => {
    const world = await newWorld();
    const first = await world.receive(sample('bis3-new-bank-account'));
    const second = await world.receive(sample('bis3-new-bank-account'));
    expect(await world.status(second)).toBe('DUPLICATE');
    await reject(world, first);
    await release(world, second);
    await world.workOff();
    expect(await world.codes(second)).toEqual(['NEW_BANK_ACCOUNT']);
  });

  test('stays one when the invoice that it repeats is on its way', async () => {
    const world = await newWorld();
    await world.receive(bankInvoice());
    const second = await world.receive(bankInvoice());
    await release(world, second);
    await world.workOff();
    expect(await world.status(second)).toBe('DUPLICATE');
  });
});
