import { describe, expect, test } from 'vitest';
import { authorisationLink } from '../../cli/run/authorise-as-psu.ts';
import { createBrowser } from '../../cli/run/browser.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import { eventually, startTestStack } from './test-stack.ts';

const { stack, bank, erp, arrive, read, rest, sample, logs } = await startTestStack();
const { url } = stack.host;

const codes: string[] = [];
let invoices = 0;
/** Approved at the bank, and every redirect of it was refused. */
let withoutCallback: Payable | undefined;

/** An invoice whose payment waits for a person. */
async function built(): Promise<Payable> {
  invoices += 1;
  const xml = sample('bis3-belgian-ogm').toString('utf8').replaceAll('VH-2026-1142', `CALLBACK-${invoices}`);
  const key = await arrive(Buffer.from(xml));
  return eventually(async () => {
    const payable = await read(key);
    return payable?.status === 'PAYMENT_BUILT' && payable;
  }, 'the ERP ends its part');
}

async function start(payable: Payable): Promise<string> {
  const browser = createBrowser();
  const page = await browser.open(await authorisationLink(stack, payable));
  expect(page.status).toBe(200);
  expect(page.url).toBe(`${url}/psd2/start`);
  return (await browser.press(page)) ?? '';
}

async function approve(payable: Payable): Promise<URL> {
  const location = new URL(await bank.approve(await start(payable)));
  codes.push(location.searchParams.get('code') ?? '');
  return location;
}

const visit = (location: URL | string) => fetch(location, { redirect: 'manual' });

describe('the way back from the bank', () => {
  test('leads to a page without the code, and the payment becomes PAID', async () => {
    const payable = await built();
    const location = await approve(payable);
    const answer = await visit(location);
    expect(answer.status).toBe(303);
    expect(answer.headers.get('location')).toBe(`${url}/psd2/returned`);
    expect(answer.headers.get('referrer-policy')).toBe('no-referrer');
    expect(answer.headers.get('cache-control')).toBe('no-store');
    const page = await visit(`${url}/psd2/returned`);
    expect(page.status).toBe(200);
    expect(page.headers.get('content-security-policy')).toContain("default-src 'none'");
    // A browser without a ticket of ours is told nothing, and led nowhere (psd2.md 3.7).
    expect(await page.text()).not.toMatch(/<a |CALLBACK-/);
    const cookie = `__Host-acquit-ticket=${Buffer.alloc(32, 1).toString('base64url')}`;
    const ours = await fetch(`${url}/psd2/returned`, { headers: { cookie } });
    expect(await ours.text()).toContain(`<a href="${url}/psd2/start">`);
    expect((await visit(location)).status).toBe(303);
    expect((await rest(payable)).status).toBe('PAID');
    expect((await visit(location)).status).toBe(303);
  });

  test('that is not the one we wait for is refused', async () => {
    const payable = await built();
    const { search } = await approve(payable);
    const refused = [
      '',
      '?state=unknown&code=abc',
      `${search}&state=other`,
      `${search}&code=other`,
      search.replace(/iss=[^&]*/, 'iss=https%3A%2F%2Fother.example'),
      search.replace(/&iss=[^&]*/, ''),
    ];
    for (const query of refused) {
      const answer = await visit(`${url}/psd2/callback${query}`);
      expect(answer.status).toBe(400);
      expect(await answer.text()).not.toContain('abc');
    }
    withoutCallback = payable;
  });

  test('with an error instead of a code is taken, and the bank says what became of it', async () => {
    const payable = await built();
    const location = await bank.refuse(await start(payable));
    expect(location).toContain('error=access_denied');
    expect((await visit(location)).status).toBe(303);
    expect(await rest(payable)).toMatchObject({ status: 'FAILED', bank: { transactionStatus: 'RJCT' } });
  });

  test('with a wrong error cannot make a payment fail that the PSU approved', async () => {
    const payable = await built();
    const state = (await approve(payable)).searchParams.get('state') ?? '';
    const query = new URLSearchParams({ state, error: 'access_denied', iss: bank.url });
    expect((await visit(`${url}/psd2/callback?${query.toString()}`)).status).toBe(303);
    expect((await rest(payable)).status).toBe('PAID');
  });
});

describe('the link to authorise a payment', () => {
  const key = { party: '0208:0401234560', documentId: 'x' };
  const ticket = Buffer.alloc(32, 1).toString('base64url');

  test.each([
    ['without a ticket', ''],
    ['with something else', '?ticket=abc'],
  ])('%s is refused', async (_what, query) => {
    expect((await visit(`${url}/psd2/start${query}`)).status).toBe(403);
  });

  test('that was forged is refused, and puts its ticket nowhere but into a cookie', async () => {
    const answer = await visit(`${url}/psd2/start?ticket=${ticket}`);
    expect(answer.headers.get('location')).toBe(`${url}/psd2/start`);
    for (const cookie of answer.headers.getSetCookie()) {
      expect(cookie).toMatch(/^__Host-.*; Path=\/; .*Secure; HttpOnly; SameSite=Lax$/);
    }
    expect((await createBrowser().open(`${url}/psd2/start?ticket=${ticket}`)).status).toBe(403);
  });

  test('starts nothing before the button is pressed, and nothing by a form of another site', async () => {
    const payable = await built();
    const link = await authorisationLink(stack, payable);
    const browser = createBrowser();
    await browser.open(link);
    await browser.open(link);
    expect((await fetch(`${url}/psd2/start`, { method: 'POST', body: 'of=x' })).status).toBe(403);
    expect((await read(payable))?.status).toBe('PAYMENT_BUILT');
  });

  test('is good for the browser that used it first, and for no other', async () => {
    const payable = await built();
    const link = await authorisationLink(stack, payable);
    const [first, second] = [createBrowser(), createBrowser()];
    const [page, other] = [await first.open(link), await second.open(link)];
    const location = await first.press(page);
    expect(location).toContain(`${bank.url}/`);
    expect(await second.press(other)).toBeUndefined();
    expect((await second.open(link)).status).toBe(403);
    expect((await first.open(link)).status).toBe(200);
  });

  test('for a payable that does not wait for it leads nowhere', async () => {
    expect((await createBrowser().open(await authorisationLink(stack, key))).status).toBe(409);
  });

  test('while the bank is away says so, and works later', async () => {
    const payable = await built();
    bank.faults.next({ method: 'POST', path: /sepa-credit-transfers$/ }, { status: 429 });
    const browser = createBrowser();
    const page = await browser.open(await authorisationLink(stack, payable));
    expect(await browser.press(page)).toBeUndefined();
    const back = new URL(await bank.approve((await browser.press(page)) ?? ''));
    codes.push(back.searchParams.get('code') ?? '');
    await visit(back);
    expect((await rest(payable)).status).toBe('PAID');
  });
});

test('a payment whose redirects were all refused is found out to be PAID by the poll', async () => {
  if (withoutCallback === undefined) throw new Error('No payment was approved without a callback.');
  expect((await rest(withoutCallback)).status).toBe('PAID');
});

test('nothing was paid twice, and no code or token is in a log', () => {
  expect(Math.max(...erp.creations().values())).toBe(1);
  const paid = bank.payments().filter(({ transactionStatus }) => transactionStatus === 'ACSC');
  expect(new Set(paid.map(({ body }) => body.endToEndIdentification)).size).toBe(paid.length);
  const text = logs();
  expect(codes.length).toBeGreaterThan(3);
  for (const code of codes) expect(text.includes(code)).toBe(false);
  expect(text).not.toMatch(/[?&](code|state|ticket)=/);
  expect(text).toContain('CALLBACK_INVALID');
});
