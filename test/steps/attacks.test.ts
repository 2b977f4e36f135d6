import './quiet.ts';
import { createServer } from 'node:http';
import type { AddressInfo } from 'node:net';
import { beforeEach, describe, expect, onTestFinished, test, vi } from 'vitest';
import { createBrowser } from '../../cli/run/browser.ts';
import { logger } from '../../lib/observability/logger.ts';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { issueTicket } from '../../lib/steps/issue-ticket.ts';
import { hashSecret } from '../../lib/storage/hash-secret.ts';
import type { Errand } from '../../lib/storage/ticket-store.ts';
import { printedBy } from '../observability/printed.ts';
import { answerLikeTheApi } from './answer-like-the-api.ts';
import { leaseSeconds, sampleDirectory, startEngines, type World } from './world.ts';

/** Every row of docs/security.md, "The way to the bank", attacked (psd2.md 3.7). */
const { newWorld } = await startEngines();
let world: World;
beforeEach(async () => {
  world = await newWorld();
});

const ours = 'https://acquit.example';
const tokenPath = '/v1/token';
const tokenCalls = () => world.bank.requests.filter(({ path }) => path === tokenPath).length;
const payments = (...payables: PayableKey[]): Errand => ({ kind: 'payments', payables });
const [ownAccount = ''] = sampleDirectory().organisations.map((one) => one.ownAccount);
const consent: Errand = { kind: 'consent', service: 'ais', organisation: 'ACME', ibans: [ownAccount] };

/** A browser whose every answer is kept, and whose requests may say more than a browser's usually do. */
function watchedBrowser(headers: Record<string, string> = {}) {
  const answers: { status: number; headers: string; text: string; location: string | null }[] = [];
  const browser = createBrowser(async (url, init) => {
    const said = { ...(init.headers as Record<string, string>), ...headers };
    const answer = await answerLikeTheApi(url, { ...init, headers: said }, world.services);
    const text = await answer.clone().text();
    const given = JSON.stringify([...answer.headers]);
    answers.push({ status: answer.status, headers: given, text, location: answer.headers.get('location') });
    return answer;
  });
  return { ...browser, answers };
}

/** The way of one browser from a link to the bank; gives the address at the bank. */
async function toBank(errand: Errand, browser = world.newBrowser()): Promise<string> {
  return (await browser.press(await browser.open(await world.link(errand)))) ?? '';
}

const get = (path: string) => answerLikeTheApi(`${ours}${path}`, {}, world.services);

/** What of a consent could be used: nothing, when nobody ever got a token for it. */
async function tokensOfConsents(): Promise<(string | null)[]> {
  return (await world.services.consents.all()).map(({ sealedAccess }) => sealedAccess ?? null);
}

describe('a form of another site', () => {
  test.each([
    ['that the browser sends with our cookies', 'cross-site'],
    ['of a sibling domain', 'same-site'],
    ['that nobody clicked on', 'none'],
  ])('%s starts nothing (sec-fetch-site: %s)', async (_what, site) => {
    const key = await world.receiveForBank();
    const said: Record<string, string> = {};
    const browser = watchedBrowser(said);
    const page = await browser.open(await world.link(payments(key)));
    said['sec-fetch-site'] = site;
    expect(await browser.press(page)).toBeUndefined();
    expect(browser.answers.at(-1)?.status).toBe(403);
    expect(await world.status(key)).toBe('PAYMENT_BUILT');
    expect(world.bank.requests).toEqual([]);
  });

  test('that comes without our cookies starts nothing, whatever it says', async () => {
    const key = await world.receiveForBank();
    const browser = world.newBrowser();
    const page = await browser.open(await world.link(payments(key)));
    expect(await world.newBrowser().press(page)).toBeUndefined();
    expect(world.bank.requests).toEqual([]);
    expect(await browser.press(page)).toContain(world.bank.url);
  });

  test('sends nobody to the bank for a link that was slipped into his browser', async () => {
    const [victims, attackers] = [
      await world.receiveForBank('MINE-1'),
      await world.receiveForBank('OTHER-1'),
    ];
    const victim = watchedBrowser();
    const page = await victim.open(await world.link(payments(victims)));
    await victim.open(await world.link(payments(attackers)));
    expect(await victim.press(page)).toBeUndefined();
    expect(victim.answers.at(-1)).toMatchObject({ status: 403 });
    expect(victim.answers.at(-1)?.text).toContain('Another link is open');
    expect(world.bank.requests).toEqual([]);
  });
});

describe('a state', () => {
  test('that was used leads to no second exchange, with its own code or another', async () => {
    const key = await world.receiveForBank();
    const location = await world.bank.approve(await toBank(payments(key)));
    expect(await world.comeBack(location)).toBe('accepted');
    await world.workOff();
    expect(tokenCalls()).toBe(1);
    for (const again of [location, location.replace(/code=[^&]*/, 'code=another')]) {
      expect(await world.comeBack(again)).toBe('accepted');
      await world.workOff();
    }
    await world.pass(leaseSeconds * 2);
    expect(tokenCalls()).toBe(1);
  });

  test('that nobody issued, or none, gets one constant page, and the bank hears nothing', async () => {
    const key = await world.receiveForBank();
    const location = new URL(await world.bank.approve(await toBank(payments(key))));
    const before = [world.bank.requests.length, (await world.table.everything()).length];
    const [state, big] = [location.searchParams.get('state') ?? '', 'x'.repeat(9000)];
    const garbage = [
      '',
      '?',
      '?state=',
      '?code=abc',
      '?state=<script>alert(1)</script>&code=x',
      '?state=__proto__&code=x',
      `?state=FLOW%23${hashSecret(state)}&code=x`,
      `?state=${hashSecret(state)}&code=x`,
      `?state=${state.toLowerCase()}&code=x`,
      `?state=${state}%00&code=x`,
      `?state=${big}`,
      `?state=${state}&code=${big}`,
      '?error=access_denied',
      ...Array.from({ length: 50 }, (_, index) => `?state=${hashSecret(String(index))}&code=${index}`),
    ];
    const pages = new Set<string>();
    for (const query of garbage) {
      const answer = await get(`/psd2/callback${query}`);
      expect([query, answer.status]).toEqual([query, 400]);
      pages.add(await answer.text());
    }
    expect(pages.size).toBe(1);
    expect(world.services.authorisations.messages).toEqual([]);
    expect([world.bank.requests.length, (await world.table.everything()).length]).toEqual(before);
  });

  test('doubled, with another code or another issuer beside it, is not taken, and is still good after', async () => {
    const key = await world.receiveForBank();
    const { href, search } = new URL(await world.bank.approve(await toBank(payments(key))));
    for (const more of [
      '&code=another',
      '&c%6fde=another',
      '&state=another',
      '&iss=another',
      '&error=x&error=y',
    ]) {
      expect([more, (await get(`/psd2/callback${search}${more}`)).status]).toEqual([more, 400]);
    }
    expect(world.services.authorisations.messages).toEqual([]);
    expect(await world.comeBack(href)).toBe('accepted');
  });
});

describe('a victim who is lured to finish what another began', () => {
  test('gives no consent to him: the code is never exchanged, not even when he brings it himself', async () => {
    const attacker = watchedBrowser();
    const location = await world.bank.approve(await toBank(consent, attacker));
    const victim = watchedBrowser();
    expect((await victim.open(location)).status).toBe(400);
    // Later the attacker gets hold of the address.
    await attacker.open(location);
    await world.workOff();
    await world.pass(leaseSeconds * 2);
    expect(tokenCalls()).toBe(0);
    expect(await tokensOfConsents()).toEqual([null]);
  });

  test('pays what he saw at the bank, and his browser learns nothing of it', async () => {
    const key = await world.receiveForBank('SECRET-7');
    const location = await world.bank.approve(await toBank(payments(key)));
    const victim = watchedBrowser();
    expect(await victim.open(location)).toMatchObject({ status: 200, url: `${ours}/psd2/returned` });
    await world.workOff();
    expect(await world.status(key)).toBe('INITIATED');
    expect((await victim.open(`${ours}/psd2/start`)).status).toBe(403);
    for (const { text, headers } of victim.answers) {
      expect(text + headers).not.toMatch(/SECRET-7|Van Hove|1[.,]?536/);
      expect(headers).not.toContain('set-cookie');
    }
  });

  test('who knows the address of an open link sees nothing of it once its browser used it', async () => {
    const key = await world.receiveForBank('SECRET-8');
    const link = await world.link(payments(key));
    const [owner, thief] = [watchedBrowser(), watchedBrowser()];
    const page = await owner.open(link);
    expect(await owner.press(page)).toContain(world.bank.url);
    expect((await thief.open(link)).status).toBe(403);
    expect(await thief.press(page)).toBeUndefined();
    expect(thief.answers.map(({ text }) => text).join('')).not.toMatch(/SECRET-8|Van Hove/);
  });
});

describe('a code of another way to the bank', () => {
  test('fails for its PKCE verifier: no token, and each payment is what its PSU made of it', async () => {
    const [first, second] = [await world.receiveForBank('CODE-1'), await world.receiveForBank('CODE-2')];
    const approved = new URL(await world.bank.approve(await toBank(payments(first))));
    const other = new URL(await world.bank.refuse(await toBank(payments(second))));
    const exchange = vi.spyOn(world.services.bank, 'exchangeCode');
    other.searchParams.delete('error');
    other.searchParams.set('code', approved.searchParams.get('code') ?? '');
    expect(await world.comeBack(other.href)).toBe('accepted');
    await world.workOff();
    expect(tokenCalls()).toBe(1);
    await expect(exchange.mock.results[0]?.value).rejects.toMatchObject({ code: 'BANK_CODE_REFUSED' });
    await world.pass(600);
    expect([await world.status(first), await world.status(second)]).toEqual(['PAID', 'FAILED']);
  });

  test('opens no accounts: a consent into which it was put has no tokens and has ended', async () => {
    const browser = world.newBrowser();
    const mine = new URL(await world.bank.approve(await toBank(consent)));
    const his = new URL(await world.bank.approve(await toBank(consent, browser)));
    his.searchParams.set('code', mine.searchParams.get('code') ?? '');
    await browser.open(his.href);
    await world.workOff();
    expect(tokenCalls()).toBe(1);
    expect(await tokensOfConsents()).toEqual([null, null]);
    const ended = (await world.services.consents.all()).map(({ endedBecause }) => endedBecause);
    expect(ended).toHaveLength(2);
    expect(ended).toEqual(expect.arrayContaining(['never-given', null]));
  });
});

test('no parameter, header or field of a request leads a browser away from us and our bank', async () => {
  const key = await world.receiveForBank();
  const evil = 'https://evil.example/';
  const steer = new URLSearchParams({
    redirect: evil,
    redirect_uri: evil,
    returnTo: evil,
    here: evil,
    next: evil,
  });
  const host = { host: 'evil.example', 'x-forwarded-host': 'evil.example', referer: evil, origin: evil };
  const browser = watchedBrowser(host);
  const page = await browser.open(`${await world.link(payments(key))}&${steer.toString()}`);
  const fields = ['here', 'back', 'redirect', 'location'].map(
    (one) => `<input name="${one}" value="${evil}">`,
  );
  const html = page.html.replace('</form>', `${fields.join('')}</form>`);
  const location = await browser.press({ ...page, html });
  expect(new URL(location ?? '').origin).toBe(world.bank.url);
  expect(new URL(location ?? '').searchParams.get('redirect_uri')).toBe(`${ours}/psd2/callback`);
  const back = await world.bank.approve(location ?? '');
  expect(await browser.open(`${back}&${steer.toString()}`)).toMatchObject({ url: `${ours}/psd2/returned` });
  for (const ticket of [evil, '//evil.example', `${'A'.repeat(43)}@evil.example`, '../../evil.example']) {
    await browser.open(`${ours}/psd2/start?ticket=${encodeURIComponent(ticket)}`);
  }
  const places = browser.answers.flatMap(({ location: to }) => to ?? []);
  expect(places.length).toBeGreaterThan(2);
  for (const to of places) expect([ours, world.bank.url]).toContain(new URL(to).origin);
  for (const { text } of browser.answers) expect(text).not.toContain('evil.example');
});

test('every way on is a 303 to an address without code, state or ticket, and no answer is kept or told on', async () => {
  const key = await world.receiveForBank();
  const browser = watchedBrowser();
  await browser.open(await world.bank.approve(await toBank(payments(key), browser)));
  await browser.open(`${ours}/psd2/callback?state=unknown`);
  await browser.open(`${ours}/psd2/start?ticket=unknown`);
  expect(browser.answers.map(({ status }) => status)).toEqual([303, 200, 303, 303, 200, 400, 403]);
  for (const { status, headers, location, text } of browser.answers) {
    expect(Object.fromEntries(JSON.parse(headers))).toMatchObject({
      'cache-control': 'no-store',
      'referrer-policy': 'no-referrer',
    });
    expect(text).not.toMatch(/<script|src=|https?:\/\/(?!acquit\.example)/);
    // The state that goes to the bank is the bank's to see.
    const isOurs = status === 303 && location?.startsWith(ours) === true;
    expect(isOurs && location.includes('?')).toBe(false);
  }
});

describe('a bank whose answers lead elsewhere', () => {
  /** A server that the bank points at; the list of hosts does not have it. */
  async function trap() {
    const visits: string[] = [];
    const server = createServer((request, answer) => {
      visits.push(request.url ?? '');
      answer.end('{}');
    });
    await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
    onTestFinished(() => void server.close());
    return { visits, url: `http://127.0.0.1:${(server.address() as AddressInfo).port}` };
  }

  const metadata = { path: /openid-configuration$/ };

  test.each([
    ['an authorise page on another host', { authorization_endpoint: 'https://evil.example/authorize' }],
    ['another token endpoint', { token_endpoint: 'https://evil.example/v1/token' }],
    ['no S256', { code_challenge_methods_supported: ['plain'] }],
  ])('sends no browser there: metadata with %s', async (_what, change) => {
    const key = await world.receiveForBank();
    const { url } = world.bank;
    const sound = {
      issuer: url,
      authorization_endpoint: `${url}/authorize/1`,
      token_endpoint: `${url}/v1/token`,
      response_types_supported: ['code'],
      code_challenge_methods_supported: ['S256'],
    };
    world.bank.faults.next(metadata, { status: 200, body: { ...sound, ...change } });
    const browser = watchedBrowser();
    expect(await toBank(payments(key), browser)).toBe('');
    expect(browser.answers.at(-1)?.text).not.toContain('evil.example');
    // Nothing was lost: the next press finds sound metadata and the same payment.
    expect(await toBank(payments(key))).toContain(url);
    expect(world.bank.payments()).toHaveLength(1);
  });

  test('is not followed by us either: neither a redirect nor a link of a payment', async () => {
    const { visits, url } = await trap();
    const key = await world.receiveForBank();
    world.bank.faults.next(metadata, {
      status: 302,
      body: '',
      headers: { location: `${url}/latest/meta-data` },
    });
    expect(await toBank(payments(key))).toBe('');
    world.bank.quirks.links = 'other-host';
    const other = await world.receiveForBank('LINKS-1');
    await toBank(payments(other));
    await world.pass(120);
    const links = { scaOAuth: { href: `${url}/metadata` }, status: { href: `${url}/status` } };
    const body = { transactionStatus: 'RCVD', paymentId: 'p-evil', _links: links };
    world.bank.faults.next({ method: 'POST', path: /sepa-credit-transfers$/ }, { status: 201, body });
    const third = await world.receiveForBank('LINKS-2');
    expect(await toBank(payments(third))).toBe('');
    await world.pass(120);
    expect(visits).toEqual([]);
  });
});

test('no token, code, state, ticket or session is in the table, a log, a message or a browser, but where it must be', async () => {
  world = await newWorld({ statusAuth: 'bearer' });
  const key = await world.receiveForBank();
  const exchange = vi.spyOn(world.services.bank, 'exchangeCode');
  const messages: unknown[] = [];
  const send = world.services.authorisations.send;
  world.services.authorisations.send = (message) => {
    messages.push(message);
    return send(message);
  };
  const browser = watchedBrowser();
  const secrets: string[] = [];
  logger.setLogLevel('DEBUG');
  let printed = '';
  try {
    printed = await printedBy(async () => {
      for (const errand of [payments(key), consent]) {
        const ticket = await issueTicket(errand, new Date('2026-11-20T20:00:00Z'), world.services);
        const page = await browser.open(`${ours}/psd2/start?ticket=${ticket}`);
        const back = new URL(await world.bank.approve((await browser.press(page)) ?? ''));
        secrets.push(ticket, back.searchParams.get('state') ?? '', back.searchParams.get('code') ?? '');
        await browser.open(back.href);
        await browser.open(`${ours}/psd2/callback?state=unknown&code=${secrets.at(-1)}`);
        await world.workOff();
      }
      await world.pass(300);
      for (const { value } of exchange.mock.results) {
        const { accessToken, refreshToken } = await (value as ReturnType<
          typeof world.services.bank.exchangeCode
        >);
        secrets.push(accessToken, refreshToken ?? '');
      }
    });
  } finally {
    logger.setLogLevel('SILENT');
  }
  expect(await world.status(key)).toBe('PAID');
  const session = /__Host-acquit-session=([\w-]+)/.exec(browser.answers[0]?.headers ?? '')?.[1] ?? '';
  secrets.push(session);
  expect(secrets).toHaveLength(11);
  for (const secret of secrets) expect(secret.length).toBeGreaterThan(20);
  expect(printed).toContain('callback refused');
  const tokens = secrets.slice(6, 10);
  const pages = browser.answers.map(({ text, headers }) => text + headers).join('\n');
  const places = {
    table: JSON.stringify(await world.table.everything()),
    printed,
    messages: JSON.stringify(messages),
  };
  expect(places.messages).toContain('flow');
  const found = secrets.flatMap((secret, index) =>
    Object.entries(places).flatMap(([place, text]) => (text.includes(secret) ? [`${place} ${index}`] : [])),
  );
  expect(found).toEqual([]);
  expect(tokens.filter((token) => pages.includes(token))).toEqual([]);
});
