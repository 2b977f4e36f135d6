import './quiet.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();
let world: World;
let key: PayableKey;
beforeEach(async () => {
  world = await newWorld();
  key = await world.receiveForBank();
});

const remove = { method: 'DELETE', path: /sepa-credit-transfers\// };

/** The finance user opens the link to cancel and presses its button. */
async function cancel(browser = world.newBrowser()) {
  const link = await world.link({ kind: 'cancellation', payable: key });
  const page = await browser.open(link);
  return { browser, link, page, location: await browser.press(page) };
}

const authorise = async () => {
  await world.comeBack(await world.bank.approve(await world.start(key)));
  await world.workOff();
};
const settled = () =>
  world.bank.payments().filter(({ transactionStatus }) => transactionStatus === 'ACSC').length;

describe('a payment that is taken back', () => {
  test('before its SCA fails at once, is paid by nobody, and may be paid anew once', async () => {
    const away = await world.start(key);
    const { location } = await cancel();
    expect(location).toBeUndefined();
    expect(await world.read(key)).toMatchObject({ status: 'FAILED', bank: { transactionStatus: 'CANC' } });
    // The PSU was at the bank meanwhile: there is nothing to approve any more.
    await world.bank.approve(away).catch(() => undefined);
    await releasePayable(key, { by: 'test', approve: [] }, world.services);
    await authorise();
    await world.pass(300);
    expect([await world.status(key), settled()]).toEqual(['PAID', 1]);
  });

  test('after its SCA where the bank wants a new one goes over the bank once more', async () => {
    world.bank.quirks.cancellation = 'with-sca';
    await authorise();
    expect(await world.status(key)).toBe('INITIATED');
    const { browser, location = '' } = await cancel();
    expect(location).toContain(world.bank.url);
    await browser.open(await world.bank.approve(location));
    await world.workOff();
    expect(await world.read(key)).toMatchObject({ status: 'FAILED', bank: { transactionStatus: 'CANC' } });
    await world.pass(3600, 600);
    expect(settled()).toBe(0);
  });

  test('whose new SCA the PSU refuses is paid after all', async () => {
    world.bank.quirks.cancellation = 'with-sca';
    await authorise();
    const { browser, location = '' } = await cancel();
    await browser.open(await world.bank.refuse(location));
    await world.workOff();
    await world.pass(600);
    expect([await world.status(key), settled()]).toEqual(['PAID', 1]);
  });

  test('too late stays what the bank says it is', async () => {
    await authorise();
    const { page, location } = await cancel();
    expect([page.status, location]).toEqual([200, undefined]);
    await world.pass(600);
    expect([await world.status(key), settled()]).toEqual(['PAID', 1]);
    expect((await cancel()).page.status).toBe(409);
  });

  test('whose answer was lost is found cancelled at the second try', async () => {
    await world.start(key);
    world.bank.faults.next(remove, { loseAnswer: true });
    const { browser, page } = await cancel();
    await browser.press(page);
    expect(await world.read(key)).toMatchObject({ status: 'FAILED', bank: { transactionStatus: 'CANC' } });
  });

  test('while the bank is away waits as it was', async () => {
    await world.start(key);
    world.bank.faults.next(remove, { status: 503 });
    await cancel();
    expect(await world.status(key)).toBe('AUTHORISING');
    await cancel();
    expect(await world.status(key)).toBe('FAILED');
  });

  test('is none while nothing of it is at the bank', async () => {
    expect((await cancel()).page.status).toBe(409);
    expect(world.bank.requests).toEqual([]);
  });
});
