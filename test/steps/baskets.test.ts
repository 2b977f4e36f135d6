import './quiet.ts';
import { describe, expect, test } from 'vitest';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();
const baskets = (max = 50) => ({ agreed: { baskets: { enabled: true, max } } });

const create = { method: 'POST', path: /\/payments\/sepa-credit-transfers$/ };
const basketCall = { method: 'POST', path: /\/signing-baskets$/ };
const token = { method: 'POST', path: /\/v1\/token$/ };

/** What became of all of them: how many payables are in which status, and how often money moved for one. */
async function outcome(world: World, keys: readonly PayableKey[]) {
  const { payables } = await world.services.payables.readMany(keys);
  const counts: Record<string, number> = {};
  for (const { status } of payables) counts[status] = (counts[status] ?? 0) + 1;
  const settled = world.bank.payments().filter(({ transactionStatus }) => transactionStatus === 'ACSC');
  const perInvoice = new Map<string, number>();
  for (const { body } of settled) {
    const invoice = String(body.endToEndIdentification).slice(0, 32);
    perInvoice.set(invoice, (perInvoice.get(invoice) ?? 0) + 1);
  }
  return { ...counts, settled: settled.length, mostPerInvoice: Math.max(0, ...perInvoice.values()) };
}

/** The finance user goes down the list: one button, the bank, back, the next. Returns how often he was at the bank. */
async function authoriseAll(world: World, keys: readonly PayableKey[], most = 60): Promise<number> {
  const browser = world.newBrowser();
  const link = await world.link({ kind: 'payments', payables: [...keys] });
  let redirects = 0;
  for (let page = await browser.open(link); redirects < most; page = await browser.open(link)) {
    if (!page.html.includes('<form')) break;
    const location = await browser.press(page);
    if (location === undefined || !location.startsWith(world.bank.url)) continue;
    redirects += 1;
    await browser.open(await world.bank.approve(location));
    await world.workOff();
  }
  return redirects;
}

/** The bank rejects a payment that it had accepted; a person lets the invoice be paid anew. */
async function rejectLate(world: World, keys: readonly PayableKey[]): Promise<PayableKey> {
  const { payables } = await world.services.payables.readMany(keys);
  const initiated = payables.find(({ status }) => status === 'INITIATED');
  if (initiated === undefined) throw new Error('Nothing is under way.');
  world.bank.reject(initiated.bank?.paymentId ?? '');
  await world.pass(300, 100);
  expect(await world.status(initiated)).toBe('FAILED');
  await releasePayable(initiated, { by: 'test', approve: [] }, world.services);
  return initiated;
}

test('500 payments in baskets of 50 are authorised by 10 redirects, and each is PAID once', async () => {
  const world = await newWorld(baskets());
  const keys = await world.build(500);
  expect(await authoriseAll(world, keys)).toBe(10);
  expect(world.bank.baskets().map(({ paymentIds }) => paymentIds.length)).toEqual(Array(10).fill(50));
  await world.pass(1000, 100);
  expect(await outcome(world, keys)).toEqual({ PAID: 500, settled: 500, mostPerInvoice: 1 });
}, 120_000);

test('500 payments under every fault that is scripted end PAID once each, and none is made twice', async () => {
  const world = await newWorld(baskets());
  const keys = await world.build(500);
  world.bank.faults.next(token, { status: 504, times: 2 });
  world.bank.faults.next(create, { loseAnswer: true });
  world.bank.faults.next(basketCall, { loseAnswer: true });
  const browser = world.newBrowser();
  const link = await world.link({ kind: 'payments', payables: keys });
  const late: PayableKey[] = [];
  let visits = 0;
  for (; visits < 40; visits += 1) {
    const page = await browser.open(link);
    if (!page.html.includes('<form')) break;
    if (visits === 3) world.bank.faults.next(create, { loseAnswer: true, times: 2 });
    if (visits === 5) world.bank.faults.next(basketCall, { status: 503, times: 2 });
    const location = await browser.press(page);
    if (location?.startsWith(world.bank.url) !== true) {
      await world.pass(60);
      continue;
    }
    const back = await world.bank.approve(location);
    // Callbacks that come twice, without their state, in another browser, or never.
    if (visits % 4 === 0) await Promise.all([browser.open(back), browser.open(back)]);
    if (visits % 4 === 1) await browser.open(back.replace(/state=[^&]*&?/, ''));
    if (visits % 4 === 2) await world.newBrowser().open(back);
    await world.workOff();
    if (visits === 4 || visits === 8) late.push(await rejectLate(world, keys));
    await world.pass(300, 100);
  }
  await world.pass(3600, 300);
  expect(late).toHaveLength(2);
  expect(await outcome(world, keys)).toEqual({ PAID: 500, settled: 500, mostPerInvoice: 1 });
}, 180_000);

describe('a basket', () => {
  test('that the bank rejects in part leaves each payment with its own outcome, and the rest is paid anew once', async () => {
    const world = await newWorld(baskets());
    const keys = await world.build(6, (index) => ({ amount: `${index}0.00` }));
    world.bank.quirks.rejects = ({ instructedAmount }) =>
      ['20.00', '40.00'].includes(instructedAmount.amount);
    expect(await authoriseAll(world, keys)).toBe(1);
    await world.pass(600);
    expect(await outcome(world, keys)).toMatchObject({ PAID: 4, FAILED: 2, settled: 4 });
  });

  test('that the PSU refuses fails each of its payments, and pays none', async () => {
    const world = await newWorld(baskets());
    const keys = await world.build(3);
    const browser = world.newBrowser();
    const page = await browser.open(await world.link({ kind: 'payments', payables: keys }));
    await browser.open(await world.bank.refuse((await browser.press(page)) ?? ''));
    await world.workOff();
    expect(await outcome(world, keys)).toMatchObject({ FAILED: 3, settled: 0 });
  });

  test('that the PSU left is the same basket when he starts again, and no payment is made twice', async () => {
    const world = await newWorld(baskets());
    const keys = await world.build(3);
    const browser = world.newBrowser();
    const link = await world.link({ kind: 'payments', payables: keys });
    const first = await browser.press(await browser.open(link));
    const second = await browser.press(await browser.open(link));
    expect(new URL(second ?? '').pathname).toBe(new URL(first ?? '').pathname);
    expect([world.bank.baskets().length, world.bank.payments().length]).toEqual([1, 3]);
    await browser.open(await world.bank.approve(second ?? ''));
    await world.workOff();
    await world.pass(300);
    expect(await outcome(world, keys)).toEqual({ PAID: 3, settled: 3, mostPerInvoice: 1 });
  });

  test.each([
    ['has no baskets', { mostInBasket: 0 }, 3],
    ['takes fewer to a basket than was agreed', { mostInBasket: 2 }, 3],
  ])('at a bank that %s becomes single redirects, each paid once', async (_what, bank, redirects) => {
    const world = await newWorld({ ...baskets(), bank });
    const keys = await world.build(3);
    expect(await authoriseAll(world, keys)).toBe(redirects);
    await world.pass(300);
    expect(await outcome(world, keys)).toEqual({ PAID: 3, settled: 3, mostPerInvoice: 1 });
  });

  test('of which one payment is refused goes on without it', async () => {
    const world = await newWorld(baskets());
    const keys = await world.build(4);
    const body = { tppMessages: [{ category: 'ERROR', code: 'PAYMENT_FAILED', text: 'no' }] };
    world.bank.faults.next(create, { status: 400, body });
    expect(await authoriseAll(world, keys)).toBe(1);
    await world.pass(300);
    expect(await outcome(world, keys)).toMatchObject({ PAID: 3, FAILED: 1, settled: 3 });
  });

  test('whose payments wait because the bank was away is gathered at the next start', async () => {
    const world = await newWorld(baskets());
    const keys = await world.build(8);
    world.bank.faults.next(create, { status: 429, times: 'always' });
    const browser = world.newBrowser();
    const link = await world.link({ kind: 'payments', payables: keys });
    expect(await browser.press(await browser.open(link))).toBeUndefined();
    // No more were tried than were under way when the bank said no.
    expect(world.bank.requests.filter(({ path }) => create.path.test(path)).length).toBeLessThanOrEqual(5);
    world.bank.faults.clear();
    const location = await browser.press(await browser.open(link));
    await browser.open(await world.bank.approve(location ?? ''));
    await world.workOff();
    await world.pass(300);
    expect(await outcome(world, keys)).toEqual({ PAID: 8, settled: 8, mostPerInvoice: 1 });
  });

  test('is started by a double click once', async () => {
    const world = await newWorld(baskets());
    const keys = await world.build(5);
    const browser = world.newBrowser();
    const page = await browser.open(await world.link({ kind: 'payments', payables: keys }));
    const clicks = await Promise.all([browser.press(page), browser.press(page), browser.press(page)]);
    expect(clicks.filter((location) => location?.startsWith(world.bank.url))).toHaveLength(1);
    expect([world.bank.baskets().length, world.bank.payments().length]).toEqual([1, 5]);
  });

  test('of two people who have a link each never pays anything twice', async () => {
    const world = await newWorld(baskets());
    const keys = await world.build(5);
    const start = async () => {
      const browser = world.newBrowser();
      const page = await browser.open(await world.link({ kind: 'payments', payables: keys }));
      return browser.press(page);
    };
    const locations = await Promise.all([start(), start()]);
    for (const location of locations) {
      if (location?.startsWith(world.bank.url) === true) await world.bank.approve(location).catch(() => '');
    }
    await world.pass(1200);
    expect(await outcome(world, keys)).toMatchObject({ mostPerInvoice: 1 });
    expect(world.bank.payments().length).toBe(5);
  });
});
