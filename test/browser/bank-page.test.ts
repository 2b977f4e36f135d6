import { createServer } from 'node:http';
import { describe, expect, onTestFinished, test } from 'vitest';
import { consentBody, otherIban, payments, startBank, transfer } from '../sandbox/bank-kit.ts';
import { chromiumOfFile, hasChromium, picture } from './browser.ts';

describe.skipIf(!hasChromium)("The bank's page in a browser", () => {
  const { openBrowser } = chromiumOfFile();

  const invoice = {
    ...transfer,
    instructedAmount: { currency: 'EUR', amount: '1536.70' },
    creditorName: 'Drukkerij Van Hove en Zonen BV',
    remittanceInformationUnstructured: '+++090/9337/55493+++',
  };

  /** The address of the bank's page for a new payment. */
  async function pageFor(world: Awaited<ReturnType<typeof startBank>>, body: object = invoice) {
    const { json } = await world.post(payments, body);
    return world.authorizeUrl(json._links, `PIS:${json.paymentId}`);
  }

  test.each([
    ['en', 'phone', '€1,536.70', 'Approve and pay'],
    ['en', 'desktop', '€1,536.70', 'Approve and pay'],
    ['nl', 'phone', '€ 1.536,70', 'Goedkeuren en betalen'],
    ['nl', 'desktop', '€ 1.536,70', 'Goedkeuren en betalen'],
  ] as const)(
    'in %s on a %s shows what is paid to whom, all of it',
    async (language, device, amount, approve) => {
      const page = await openBrowser({ language, device });
      await page.goto(await pageFor(await startBank()));
      await picture(page, `payment-${language}-${device}`);
      const main = page.getByRole('main');
      const said = (await main.innerText()).replaceAll('\u00a0', ' ');
      expect(said).toContain(amount);
      expect(said).toContain('Drukkerij Van Hove en Zonen BV');
      expect(said).toContain('BE71 0961 2345 6769');
      expect(said).toContain('+++090/9337/55493+++');
      expect(await page.locator('html').getAttribute('lang')).toBe(language);
      // Nothing sticks out to the side, and the button that pays is seen without scrolling.
      const width = await page.evaluate<number>('document.documentElement.scrollWidth - innerWidth');
      expect(width).toBeLessThanOrEqual(0);
      const button = await page.getByRole('button', { name: approve }).boundingBox();
      expect((button?.y ?? Infinity) + (button?.height ?? 0)).toBeLessThan(page.viewportSize()?.height ?? 0);
    },
  );

  test('changes its language on a click, and still shows the same payment', async () => {
    const page = await openBrowser();
    await page.goto(await pageFor(await startBank()));
    await page.getByRole('link', { name: 'Nederlands' }).click();
    await page.getByRole('heading', { name: 'Betaling bevestigen' }).waitFor();
    expect(await page.getByRole('main').innerText()).toContain('Drukkerij Van Hove');
  });

  test('is used with the keyboard alone: what pays is one press away, and what is focused is seen', async () => {
    const page = await openBrowser({ dark: true });
    await page.goto(await pageFor(await startBank()));
    await page.keyboard.press('Tab');
    await page.keyboard.press('Tab');
    expect(await page.locator(':focus').innerText()).toBe('Approve and pay');
    const outline = await page.evaluate<string>('getComputedStyle(document.activeElement).outlineStyle');
    expect(outline).toBe('solid');
    await picture(page, 'payment-en-dark-focused');
  });

  test('of somebody who leaves says that nothing happened, and can be opened again', async () => {
    const world = await startBank();
    const address = await pageFor(world);
    const page = await openBrowser({ language: 'nl', device: 'phone' });
    await page.goto(address);
    await page.getByRole('button', { name: 'Niet nu' }).click();
    await page.getByRole('heading', { name: 'U kunt dit venster sluiten' }).waitFor();
    await picture(page, 'left-nl-phone');
    expect(world.bank.payments()[0]?.transactionStatus).toBe('RCVD');
    await page.goto(address);
    await page.getByRole('button', { name: 'Goedkeuren en betalen' }).waitFor();
  });

  test('for an account of somebody else offers no way to pay', async () => {
    const world = await startBank({ debtorIbans: [otherIban] });
    const page = await openBrowser();
    await page.goto(await pageFor(world));
    await picture(page, 'other-account-en-desktop');
    const buttons = await page.getByRole('button').allInnerTexts();
    expect(buttons).toEqual(['Refuse', 'Decide later']);
  });

  test('shows a basket of many payments with their total', async () => {
    const world = await startBank();
    const ids = await Promise.all(
      Array.from({ length: 12 }, async (_, index) => {
        const one = {
          ...invoice,
          creditorName: `Leverancier ${index + 1} BV`,
          endToEndIdentification: `E${index}`,
        };
        return (await world.post(payments, one, world.explicit)).json.paymentId;
      }),
    );
    const basket = (await world.post('/v1/signing-baskets', { paymentIds: ids })).json;
    const page = await openBrowser({ device: 'phone' });
    await page.goto(await world.authorizeUrl(basket._links, `PIS:${basket.basketId}`));
    await picture(page, 'basket-en-phone');
    expect(await page.getByRole('main').innerText()).toContain('€18,440.40');
    expect(await page.getByRole('listitem').count()).toBe(12);
  });

  test('of a consent says which account is seen, how, and until when', async () => {
    const world = await startBank();
    const { json } = await world.post('/v1/consents', consentBody);
    const page = await openBrowser({ language: 'nl', device: 'phone' });
    await page.goto(await world.authorizeUrl(json._links, `AIS:${json.consentId}`));
    await picture(page, 'consent-nl-phone');
    const said = await page.getByRole('main').innerText();
    for (const part of ['BE68 •••• •••• 7034', 'saldo, geboekte verrichtingen', '30 juni 2026']) {
      expect(said).toContain(part);
    }
  });

  test('reaches this machine alone, whoever sends it elsewhere', async () => {
    const elsewhere = createServer((_, answer) => {
      answer.writeHead(303, { location: 'http://bank.example/' }).end();
    });
    await new Promise<void>((resolve) => elsewhere.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void elsewhere.close());
    const address = elsewhere.address();
    const port = typeof address === 'object' ? address?.port : undefined;
    const page = await openBrowser();
    for (const url of ['https://bank.example/', 'http://192.0.2.1/', `http://127.0.0.1:${port}/`]) {
      await expect(page.goto(url), url).rejects.toThrow('ERR_PROXY_CONNECTION_FAILED');
    }
  });
});
