import type { Page } from 'playwright-core';
import { beforeAll, describe, expect, test } from 'vitest';
import { authorisationLink } from '../../cli/run/authorise-as-psu.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import { eventually, startTestStack } from '../journeys/test-stack.ts';
import { chromiumOfFile, hasChromium, picture } from './browser.ts';

const stack = await startTestStack();

describe.skipIf(!hasChromium)('A finance user with a browser', () => {
  const { openBrowser } = chromiumOfFile();
  const waiting: Payable[] = [];

  beforeAll(async () => {
    const { arrive, read, sample } = stack;
    const xml = sample('bis3-belgian-ogm').toString('utf8');
    const arrived = Array.from({ length: 9 }, async (_, index) => {
      const key = await arrive(Buffer.from(xml.replaceAll('VH-2026-1142', `BROWSER-${index}`)));
      return eventually(async () => {
        const payable = await read(key);
        return payable?.status === 'PAYMENT_BUILT' && payable;
      }, 'the ERP ends its part');
    });
    waiting.push(...(await Promise.all(arrived)));
  }, 60_000);

  /** A payable that waits for a person; each is given once. */
  function next(): Payable {
    const payable = waiting.shift();
    if (payable === undefined) throw new Error('There are more tests than payables.');
    return payable;
  }

  const approve = (page: Page) => page.getByRole('button', { name: 'Approve and pay' });

  const toBank = (page: Page) => page.getByRole('button', { name: 'To the bank' });

  /** From our link to the bank's page, over the button of our own page. */
  async function goToBank(page: Page, payable: Payable): Promise<void> {
    await page.goto(await authorisationLink(stack.stack, payable));
    expect(page.url()).toBe(`${stack.stack.host.url}/psd2/start`);
    await toBank(page).click();
    await page.waitForURL(`${stack.bank.url}/authorize/**`);
  }

  /** Back on a page of ours whose address holds neither code nor state. */
  async function backWithUs(page: Page): Promise<void> {
    await page.waitForURL(`${stack.stack.host.url}/**`);
    expect(page.url()).not.toMatch(/code=|state=|ticket=/);
    await page.getByRole('heading').waitFor();
  }

  test('who approves at the bank comes back to us, and the payable is PAID', async () => {
    const payable = next();
    const page = await openBrowser();
    await goToBank(page, payable);
    await approve(page).click();
    await backWithUs(page);
    await picture(page, 'returned-en-desktop');
    expect((await stack.rest(payable)).status).toBe('PAID');
  });

  test('who refuses at the bank comes back to us, and the payable is FAILED', async () => {
    const payable = next();
    const page = await openBrowser({ device: 'phone' });
    await goToBank(page, payable);
    await page.getByRole('button', { name: 'Refuse' }).click();
    await backWithUs(page);
    expect(await stack.rest(payable)).toMatchObject({
      status: 'FAILED',
      bank: { transactionStatus: 'RJCT' },
    });
  });

  test('who leaves at the bank and comes back to its page can still approve', async () => {
    const payable = next();
    const page = await openBrowser();
    await goToBank(page, payable);
    const address = page.url();
    await page.getByRole('button', { name: 'Decide later' }).click();
    await page.getByRole('heading', { name: 'You may close this window' }).waitFor();
    expect((await stack.read(payable))?.status).toBe('AUTHORISING');
    await page.goto(address);
    await approve(page).click();
    await backWithUs(page);
    expect((await stack.rest(payable)).status).toBe('PAID');
  });

  test('who clicks on approve again before the bank answers pays once', async () => {
    const payable = next();
    const page = await openBrowser();
    await goToBank(page, payable);
    const presses = () =>
      stack.bank.requests.filter(({ method, path }) => method === 'POST' && path.startsWith('/authorize/'))
        .length;
    const before = presses();
    stack.bank.faults.next({ method: 'POST', path: /^\/authorize\// }, { delayMs: 400 });
    // The mouse alone: a click on the button itself would wait for the page that comes.
    const { x, y } = (await approve(page).boundingBox()) ?? { x: 0, y: 0 };
    const click = () => page.mouse.click(x + 20, y + 20);
    await click();
    await eventually(async () => presses() === before + 1, 'the first click reaches the bank', 5);
    await click();
    await eventually(async () => presses() === before + 2, 'the second click reaches the bank', 5);
    await backWithUs(page);
    expect((await stack.rest(payable)).status).toBe('PAID');
  });

  test('who goes back after approving finds the request settled and nothing to press', async () => {
    const payable = next();
    const page = await openBrowser();
    await goToBank(page, payable);
    await approve(page).click();
    await backWithUs(page);
    await page.goBack();
    await page.getByRole('heading', { name: 'This request is already settled' }).waitFor();
    expect(await page.getByRole('button').count()).toBe(0);
    await page.goForward();
    await backWithUs(page);
    expect((await stack.rest(payable)).status).toBe('PAID');
  });

  test('who approves in another browser than the one that started pays all the same', async () => {
    const payable = next();
    const first = await openBrowser();
    await goToBank(first, payable);
    const second = await openBrowser({ device: 'phone', language: 'nl' });
    await second.goto(first.url());
    await second.getByRole('button', { name: 'Goedkeuren en betalen' }).click();
    await backWithUs(second);
    expect((await stack.rest(payable)).status).toBe('PAID');
    await first.reload();
    await first.getByRole('heading', { name: 'This request is already settled' }).waitFor();
  });

  test('who clicks twice on our own page is sent to one payment', async () => {
    const payable = next();
    const page = await openBrowser();
    await page.goto(await authorisationLink(stack.stack, payable));
    await picture(page, 'start-en-desktop');
    const before = stack.bank.payments().length;
    stack.bank.faults.next({ method: 'POST', path: /sepa-credit-transfers$/ }, { delayMs: 400 });
    const { x, y } = (await toBank(page).boundingBox()) ?? { x: 0, y: 0 };
    await page.mouse.click(x + 20, y + 10);
    await eventually(async () => (await stack.read(payable))?.status === 'AUTHORISING', 'it has begun', 5);
    await page.mouse.click(x + 20, y + 10);
    // The second click shows the list again, with the payment that the first one made.
    await toBank(page).click();
    await page.waitForURL(`${stack.bank.url}/authorize/**`);
    expect(stack.bank.payments().length).toBe(before + 1);
    await approve(page).click();
    await backWithUs(page);
    expect((await stack.rest(payable)).status).toBe('PAID');
  });

  test('who goes back from the bank to our page and on again is sent to the same payment', async () => {
    const payable = next();
    const page = await openBrowser({ language: 'nl', device: 'phone' });
    await page.goto(await authorisationLink(stack.stack, payable));
    await picture(page, 'start-nl-phone');
    await page.getByRole('button', { name: 'Naar de bank' }).click();
    await page.waitForURL(`${stack.bank.url}/authorize/**`);
    const { pathname } = new URL(page.url());
    await page.goBack();
    await page.getByRole('button', { name: 'Naar de bank' }).click();
    await page.waitForURL(`${stack.bank.url}/authorize/**`);
    expect(new URL(page.url()).pathname).toBe(pathname);
    await page.getByRole('button', { name: 'Goedkeuren en betalen' }).click();
    await backWithUs(page);
    expect((await stack.rest(payable)).status).toBe('PAID');
    await page.getByRole('link', { name: 'Terug naar de lijst' }).click();
    await page.getByRole('heading', { name: 'Niets te autoriseren' }).waitFor();
  });

  test('who opens a link that another browser has used is refused, and pays nothing', async () => {
    const payable = next();
    const link = await authorisationLink(stack.stack, payable);
    const [first, second] = [await openBrowser(), await openBrowser()];
    await first.goto(link);
    await toBank(first).click();
    await first.waitForURL(`${stack.bank.url}/authorize/**`);
    await second.goto(link);
    await second.getByRole('heading', { name: 'This link was opened elsewhere' }).waitFor();
    expect(await second.getByRole('button').count()).toBe(0);
    await approve(first).click();
    await backWithUs(first);
    expect((await stack.rest(payable)).status).toBe('PAID');
  });

  test('has paid each payable once, whatever was pressed how often', () => {
    const paid = stack.bank.payments().filter(({ transactionStatus }) => transactionStatus === 'ACSC');
    expect(paid).toHaveLength(8);
    expect(new Set(paid.map(({ body }) => body.endToEndIdentification)).size).toBe(8);
  });
});
