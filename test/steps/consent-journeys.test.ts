import './quiet.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { count } from '../../lib/observability/metrics.ts';
import { completeAuthorisation } from '../../lib/steps/complete-authorisation.ts';
import { renewConsents } from '../../lib/steps/renew-consent.ts';
import { withdrawConsent } from '../../lib/steps/withdraw-consent.ts';
import { startEngines, type World } from './world.ts';

vi.mock('../../lib/observability/metrics.ts', () => ({ count: vi.fn<(name: string) => void>() }));

const { newWorld } = await startEngines();
let world: World;
beforeEach(async () => {
  vi.mocked(count).mockClear();
  world = await newWorld();
});

/** The accounts of the two organisations of the sandbox. */
const acme = 'NL91ABNA0417164300';
const days = (count: number) => world.clock.advance(count * 24 * 3600 * 1000);
const token = { method: 'POST', path: /\/v1\/token$/ };
const tokenCalls = () => world.bank.requests.filter(({ path }) => token.path.test(path)).length;
const renew = () => renewConsents(world.services);
/** How often the alarm of a consent that somebody misses was rung. */
const alarms = () => vi.mocked(count).mock.calls.filter(([name]) => name === 'ConsentEnded').length;
const all = () => world.services.consents.all();

async function read(consentId: string) {
  const consent = await world.services.consents.read({ bank: world.services.bankName, consentId });
  if (consent === undefined) throw new Error('There is no such consent.');
  return consent;
}

/** The account of an organisation of the sample directory. */
const accountOf = async (code: string) =>
  (await world.services.directory.organisation(code))?.ownAccount ?? acme;

async function page(ibans: readonly string[], service: 'ais' | 'piis' = 'ais') {
  const errand = { kind: 'consent' as const, service, organisation: 'ACME', ibans: [...ibans] };
  const browser = world.newBrowser();
  return { browser, shown: await browser.open(await world.link(errand)) };
}

describe('a consent to read accounts', () => {
  test('is given over our page and that of the bank, and its tokens are stored sealed', async () => {
    const own = await accountOf('ACME');
    const { browser, shown } = await page([own]);
    expect(shown.html.replaceAll(' ', '')).toContain(own);
    const back = await world.bank.approve((await browser.press(shown)) ?? '');
    await Promise.all([browser.open(back), browser.open(back)]);
    await world.workOff();
    const [consent, ...others] = await all();
    if (consent === undefined) throw new Error('There is none.');
    expect(others).toEqual([]);
    expect(consent).toMatchObject({ consentStatus: 'valid', ibans: [own], generation: 1, endedAt: null });
    const tokens = world.services.consents.tokensOf(consent);
    expect(tokenCalls()).toBe(1);
    for (const text of [tokens?.accessToken, tokens?.refreshToken]) {
      expect(text).toBeDefined();
      expect(JSON.stringify(consent)).not.toContain(text);
    }
  });

  test('that its holder refuses at the bank is none', async () => {
    const { browser, shown } = await page([await accountOf('ACME')]);
    await browser.open(await world.bank.refuse((await browser.press(shown)) ?? ''));
    await world.workOff();
    expect(await all()).toMatchObject([{ generation: 0, endedBecause: 'never-given' }]);
  });

  test('that comes back in another browser is nobody’s: its code is never exchanged', async () => {
    const { browser, shown } = await page([await accountOf('ACME')]);
    const back = await world.bank.approve((await browser.press(shown)) ?? '');
    expect((await world.newBrowser().open(back)).status).toBe(400);
    await browser.open(back);
    await world.workOff();
    expect(tokenCalls()).toBe(0);
    expect(await all()).toMatchObject([{ generation: 0 }]);
  });

  test('that nobody gave ends by itself after some days', async () => {
    const { browser, shown } = await page([await accountOf('ACME')]);
    await browser.press(shown);
    await renew();
    expect(await all()).toMatchObject([{ endedAt: null }]);
    days(5);
    await renew();
    expect(await all()).toMatchObject([{ endedBecause: 'never-given' }]);
  });

  test('at a bank that wants every authorisation confirmed is confirmed', async () => {
    world.bank.quirks.confirmation = true;
    const id = await world.consent([await accountOf('ACME')]);
    expect(await read(id)).toMatchObject({ consentStatus: 'valid' });
  });

  test('has its tokens stored before the bank is asked to confirm it, so that a worker that dies loses nothing', async () => {
    world.bank.quirks.confirmation = true;
    const { browser, shown } = await page([await accountOf('ACME')]);
    await browser.open(await world.bank.approve((await browser.press(shown)) ?? ''));
    const dies = { ...world.services.bank, confirm: () => new Promise<never>(() => undefined) };
    const [message] = world.services.authorisations.messages.splice(0);
    if (message === undefined) throw new Error('Nobody came back.');
    void completeAuthorisation(message, { ...world.services, bank: dies });
    await vi.waitFor(async () => expect(await all()).toMatchObject([{ generation: 1, endedAt: null }]));
  });

  test('that was given and whose code was lost on the way is told, since its holder believes that he gave it', async () => {
    const { browser, shown } = await page([await accountOf('ACME')]);
    const back = await world.bank.approve((await browser.press(shown)) ?? '');
    world.bank.faults.next(token, { statusAfterWork: 504, times: 2 });
    await browser.open(back);
    await world.workOff();
    expect(await all()).toMatchObject([{ generation: 0, endedBecause: 'tokens-lost' }]);
    expect(alarms()).toBe(1);
  });

  test.each([
    ['allPsd2', 'all of your accounts'],
    ['availableAccounts', 'the list of your accounts'],
  ] as const)(
    'of the model %s says on our page what it opens, and names no single account',
    async (consentModel, says) => {
      world = await newWorld({ agreed: { consentModel } });
      const own = await accountOf('ACME');
      const { shown } = await page([own]);
      expect(shown.html).toContain(says);
      expect(shown.html.replaceAll(' ', '')).not.toContain(own);
    },
  );

  test('for all accounts, which the bank did not tell at first, is read from the next day on', async () => {
    world = await newWorld({ agreed: { consentModel: 'allPsd2' } });
    world.bank.faults.next({ method: 'GET', path: /\/accounts$/ }, { status: 503, times: 2 });
    const id = await world.consent([await accountOf('ACME')]);
    expect(await read(id)).toMatchObject({ consentStatus: 'valid', ibans: [] });
    world.bank.faults.clear();
    days(1);
    await renew();
    expect((await read(id)).ibans).toContain(await accountOf('ACME'));
  });

  test('that is only a list of accounts is never used to read entries, and nobody misses it', async () => {
    world = await newWorld({ agreed: { consentModel: 'availableAccounts' } });
    await world.consent([await accountOf('BELCO')]);
    await world.receiveForBank();
    const before = world.bank.requests.length;
    await world.reconcile();
    expect(world.bank.requests.slice(before).filter(({ path }) => path.includes('/accounts'))).toEqual([]);
    world.bank.faults.next(token, { status: 400, body: { error: 'invalid_grant' }, times: 'always' });
    days(1);
    expect(await renew()).toEqual([]);
    expect(await all()).toMatchObject([{ endedBecause: 'tokens-lost' }]);
    expect(alarms()).toBe(0);
  });

  test.each(['allPsd2', 'availableAccounts'] as const)(
    'of the model %s opens the accounts that the bank lists',
    async (consentModel) => {
      world = await newWorld({ agreed: { consentModel } });
      const own = await accountOf('ACME');
      const id = await world.consent([own]);
      expect(await read(id)).toMatchObject({ consentStatus: 'valid', recurring: consentModel === 'allPsd2' });
      expect((await read(id)).ibans).toContain(own);
    },
  );
});

describe('the renewal of a consent', () => {
  test('is asked for before its 180 days end, names every account, and replaces the old one', async () => {
    const own = await accountOf('ACME');
    const first = await world.consent([own]);
    expect(await renew()).toEqual([]);
    days(160);
    expect(await renew()).toEqual([]);
    days(8);
    expect(await renew()).toMatchObject([{ organisation: 'ACME', ibans: [own] }]);
    const second = await world.consent([own]);
    expect(await renew()).toEqual([]);
    expect(await read(first)).toMatchObject({ endedBecause: 'replaced' });
    expect(await read(second)).toMatchObject({ consentStatus: 'valid', endedAt: null, ibans: [own] });
    expect(alarms()).toBe(0);
    days(20);
    expect(await renew()).toEqual([]);
    expect(await read(second)).toMatchObject({ consentStatus: 'valid', endedAt: null });
  });

  test('names the accounts of the old one on our page too, since the bank is asked for all of them', async () => {
    const [own, other] = [await accountOf('ACME'), await accountOf('BELCO')];
    await world.consent([own]);
    const { browser, shown } = await page([other]);
    expect(shown.html.replaceAll(' ', '')).toContain(own);
    expect(shown.html.replaceAll(' ', '')).toContain(other);
    await browser.open(await world.bank.approve((await browser.press(shown)) ?? ''));
    await world.workOff();
    const living = (await all()).filter(({ endedAt, ibans }) => endedAt === null && ibans.length === 2);
    expect(living).toMatchObject([{ consentStatus: 'valid' }]);
  });
});

describe('a refresh whose answer is lost after the bank gave new tokens', () => {
  const hours = (count: number) => world.clock.advance(count * 3600 * 1000);

  test('costs nothing where the bank takes the old token for a moment more', async () => {
    world.bank.quirks.rotationGraceSeconds = 60;
    const id = await world.consent([await accountOf('ACME')]);
    hours(2);
    world.bank.faults.next(token, { statusAfterWork: 504 });
    await renew();
    expect(await read(id)).toMatchObject({ endedAt: null, consentStatus: 'valid' });
    hours(2);
    await renew();
    expect(await read(id)).toMatchObject({ endedAt: null, attemptingSince: null });
  });

  test('costs the consent where it does not, which is told, and a new one brings reading back', async () => {
    const own = await accountOf('ACME');
    const id = await world.consent([own]);
    hours(2);
    world.bank.faults.next(token, { statusAfterWork: 504 });
    expect(await renew()).toMatchObject([{ ibans: [own], readableUntil: null }]);
    expect(await read(id)).toMatchObject({
      endedBecause: 'tokens-lost',
      sealedAccess: null,
      sealedRefresh: null,
    });
    expect(alarms()).toBe(1);
    const next = await world.consent([own]);
    expect(await renew()).toEqual([]);
    expect(await read(next)).toMatchObject({ endedAt: null, ibans: [own] });
  });

  test('that two workers want at once is asked for once', async () => {
    await world.consent([await accountOf('ACME')]);
    hours(2);
    const before = tokenCalls();
    await Promise.all([renew(), renew()]);
    expect(tokenCalls() - before).toBe(1);
    expect(await all()).toMatchObject([{ endedAt: null, generation: 2 }]);
  });
});

describe('a consent that somebody wants ended', () => {
  const ask = async (id: string) => {
    const key = { bank: world.services.bankName, consentId: id };
    await world.services.consents.askWithdrawal(key, world.clock.now());
    return key;
  };
  const atBank = () => world.bank.consents().map(({ consentStatus }) => consentStatus);

  test('is used no more from that moment, ends at the bank, and is not asked for again', async () => {
    const key = await ask(await world.consent([await accountOf('ACME')]));
    expect(await world.reconcile()).toMatchObject({ accounts: 0 });
    await Promise.all([withdrawConsent(key, world.services), withdrawConsent(key, world.services)]);
    await withdrawConsent(key, world.services);
    expect(atBank()).toEqual(['terminatedByTpp']);
    expect(await read(key.consentId)).toMatchObject({ endedBecause: 'withdrawn', sealedRefresh: null });
    expect(await renew()).toEqual([]);
  });

  test('while the bank is away ends the next day', async () => {
    const key = await ask(await world.consent([await accountOf('ACME')]));
    const gone = { method: 'DELETE', path: /consents\// };
    world.bank.faults.next(gone, { status: 503 });
    await withdrawConsent(key, world.services);
    expect(await read(key.consentId)).toMatchObject({ endedAt: null });
    days(1);
    await renew();
    expect(await read(key.consentId)).toMatchObject({ endedBecause: 'withdrawn' });
    expect(atBank()).toEqual(['terminatedByTpp']);
  });

  test('that the bank has ended already ends here', async () => {
    const key = await ask(await world.consent([await accountOf('ACME')]));
    world.bank.revoke(key.consentId);
    await withdrawConsent(key, world.services);
    expect(await read(key.consentId)).toMatchObject({ endedBecause: 'withdrawn' });
  });

  test('is not brought back to life by a worker that was just getting new tokens for it', async () => {
    const key = await ask(await world.consent([await accountOf('ACME')]));
    const slow = await read(key.consentId);
    await withdrawConsent(key, world.services);
    const late = { accessToken: 'late', refreshToken: 'late' };
    expect(await world.services.consents.saveTokens(slow, late, world.clock.now())).toBe(false);
    expect(await read(key.consentId)).toMatchObject({ endedBecause: 'withdrawn', sealedAccess: null });
  });

  test('whose tokens the bank takes no more is withdrawn, and no alarm asks for a new one', async () => {
    const key = await ask(await world.consent([await accountOf('ACME')]));
    world.clock.advance(2 * 3600 * 1000);
    world.bank.faults.next(token, { status: 400, body: { error: 'invalid_grant' }, times: 'always' });
    await withdrawConsent(key, world.services);
    expect(await read(key.consentId)).toMatchObject({ endedBecause: 'withdrawn' });
    expect(alarms()).toBe(0);
  });

  test('and that was never given ends as well', async () => {
    const { browser, shown } = await page([await accountOf('ACME')]);
    await browser.press(shown);
    const [waiting] = await all();
    await withdrawConsent(await ask(waiting?.consentId ?? ''), world.services);
    expect(atBank()).toEqual(['terminatedByTpp']);
    expect(await all()).toMatchObject([{ endedBecause: 'withdrawn', generation: 0 }]);
  });

  test('is only one that somebody asked to end', async () => {
    const id = await world.consent([await accountOf('ACME')]);
    await withdrawConsent({ bank: world.services.bankName, consentId: id }, world.services);
    expect(await read(id)).toMatchObject({ endedAt: null });
    expect(atBank()).toEqual(['valid']);
  });
});

describe('the question for funds before a payment', () => {
  const asked = () => world.bank.requests.filter(({ path }) => path.endsWith('/funds-confirmations')).length;

  async function startPaying(openingBalance: string, fundsCheck = true) {
    world = await newWorld({ agreed: { fundsCheck }, bank: { openingBalance } });
    const key = await world.receiveForBank();
    await world.consent([await accountOf('BELCO')], 'piis');
    const browser = world.newBrowser();
    const link = await world.link({ kind: 'payments', payables: [key] });
    return { key, browser, link, first: await browser.open(link) };
  }

  test('is not asked where it is not switched on', async () => {
    const { browser, first } = await startPaying('0.00', false);
    expect(await browser.press(first)).toContain(world.bank.url);
    expect(asked()).toBe(0);
  });

  test('that is answered with yes is noticed by nobody', async () => {
    const { browser, first } = await startPaying('100000.00');
    expect(await browser.press(first)).toContain(world.bank.url);
    expect(asked()).toBe(1);
  });

  test.each([
    ['no', () => undefined],
    ['nonsense', () => void (world.bank.quirks.fundsAvailable = 'garbage')],
  ])('that is answered with %s warns, and whoever goes on all the same pays', async (_what, prepare) => {
    const { key, browser, link, first } = await startPaying('0.00');
    prepare();
    const pressed = await browser.pressPage(first);
    expect(pressed.html).toContain('not on the account now');
    expect(await world.status(key)).toBe('PAYMENT_BUILT');
    const location = await browser.press({ ...pressed, url: link.replace(/\?.*/, '') });
    await browser.open(await world.bank.approve(location ?? ''));
    await world.workOff();
    await world.pass(300);
    expect(await world.status(key)).toBe('PAID');
  });

  test('that a bank does not answer stops no payment', async () => {
    const { browser, first } = await startPaying('0.00');
    world.bank.faults.next({ path: /funds-confirmations$/ }, { status: 503, times: 'always' });
    expect(await browser.press(first)).toContain(world.bank.url);
  });
});
