import { randomBytes } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { type ConsentStore, createConsentStore, type NewConsent } from '../../lib/storage/consent-store.ts';
import { createReadBudgetStore } from '../../lib/storage/read-budget-store.ts';
import { createTextSealer } from '../../lib/storage/sealed-text.ts';
import type { Table } from '../../lib/storage/table.ts';
import { startTables } from './embedded.ts';

const tables = await startTables();
const sealer = createTextSealer([{ id: 'k1', key: randomBytes(32).toString('base64') }], randomBytes);
const at = new Date('2026-11-20T10:00:00Z');
const later = (seconds: number): Date => new Date(at.getTime() + seconds * 1000);

const fresh: NewConsent = {
  bank: 'bank',
  consentId: 'c/1#é',
  service: 'ais',
  organisation: 'ACME',
  ibans: ['BE68539007547034'],
  recurring: true,
  consentStatus: 'received',
  validUntil: '2027-05-18',
};
const tokens = (name: string) => ({
  accessToken: `at-${name}`,
  refreshToken: `rt-${name}`,
  expiresAt: later(3600),
});

let table: Table;
let consents: ConsentStore;
beforeEach(async () => {
  table = await tables.newTable();
  consents = createConsentStore(table, sealer);
});

async function stored(key: Pick<NewConsent, 'bank' | 'consentId'> = fresh) {
  const consent = await consents.read(key);
  if (consent === undefined) throw new Error('the consent is not there');
  return consent;
}

async function authorised() {
  await consents.create(fresh, at);
  await consents.saveTokens(await stored(), tokens('1'), at);
  return stored();
}

describe('the record of a consent', () => {
  test('is made once, and found in the list with the others', async () => {
    expect(await consents.create(fresh, at)).toBe(true);
    expect(await consents.create(fresh, at)).toBe(false);
    await consents.create({ ...fresh, consentId: 'c2', service: 'piis', validUntil: null }, at);
    expect((await consents.all()).map(({ consentId }) => consentId).toSorted()).toEqual(['c/1#é', 'c2']);
    expect(await stored()).toMatchObject({ ...fresh, generation: 0, authorisedAt: null });
    expect(consents.tokensOf(await stored())).toBeUndefined();
  });

  test('holds its tokens sealed, and gives them in clear only when asked', async () => {
    const consent = await authorised();
    expect(JSON.stringify(consent)).not.toMatch(/at-1|rt-1/);
    expect(consents.tokensOf(consent)).toEqual({
      accessToken: 'at-1',
      refreshToken: 'rt-1',
      previousRefreshToken: undefined,
    });
    expect(consent).toMatchObject({ generation: 1, authorisedAt: at.toISOString() });
  });

  test('does not open the tokens of another consent that were put in their place', async () => {
    const consent = await authorised();
    await consents.create({ ...fresh, consentId: 'c2' }, at);
    const other = await stored({ bank: 'bank', consentId: 'c2' });
    const moved = { ...other, sealedAccess: consent.sealedAccess };
    expect(() => consents.tokensOf(moved)).toThrow(/stood elsewhere/);
  });

  test('keeps the refresh token before until the new one has worked', async () => {
    const consent = await authorised();
    expect(await consents.saveTokens(consent, tokens('2'), later(60))).toBe(true);
    const second = await stored();
    expect(consents.tokensOf(second)).toMatchObject({ refreshToken: 'rt-2', previousRefreshToken: 'rt-1' });
    expect(second.authorisedAt).toBe(at.toISOString());
    await consents.forgetPrevious(second);
    expect(consents.tokensOf(await stored())).toMatchObject({ previousRefreshToken: undefined });
  });

  test('takes what the bank says of it, until it has ended', async () => {
    const consent = await authorised();
    expect(await consents.noteFacts(fresh, { consentStatus: 'valid' })).toBe(true);
    expect((await stored()).consentStatus).toBe('valid');
    expect(await consents.end(consent, 'ended-by-bank', later(1))).toBe(true);
    expect(await consents.noteFacts(fresh, { consentStatus: 'valid' })).toBe(false);
    expect(await stored()).toMatchObject({
      endedBecause: 'ended-by-bank',
      sealedRefresh: null,
      sealedAccess: null,
    });
    expect(await consents.end(consent, 'withdrawn', later(2))).toBe(false);
  });
});

describe('the right to refresh', () => {
  const lease = (holder: string, now: Date) => ({ holder, now, until: new Date(now.getTime() + 60_000) });

  test('of twenty workers goes to one', async () => {
    const consent = await authorised();
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, index) => consents.lease(consent, lease(`w${index}`, later(10)))),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('is free again when its holder gives it back or takes too long, and the try stays marked', async () => {
    const consent = await authorised();
    await consents.lease(consent, lease('one', later(10)));
    expect(await consents.release(fresh, 'two', later(11))).toBe(false);
    expect(await consents.lease(consent, lease('two', later(69)))).toBe(false);
    expect(await consents.lease(consent, lease('two', later(70)))).toBe(true);
    expect(await consents.release(fresh, 'two', later(71))).toBe(true);
    expect(await stored()).toMatchObject({ leaseHolder: null, attemptingSince: later(70).toISOString() });
    expect(await consents.lease(consent, lease('three', later(71)))).toBe(true);
  });

  test('is not given on tokens that are not the latest', async () => {
    const consent = await authorised();
    await consents.saveTokens(consent, tokens('2'), later(5));
    expect(await consents.lease(consent, lease('late', later(10)))).toBe(false);
    expect(await consents.saveTokens(consent, tokens('3'), later(10))).toBe(false);
    expect(await consents.end(consent, 'tokens-lost', later(10))).toBe(false);
    expect(consents.tokensOf(await stored())).toMatchObject({ refreshToken: 'rt-2' });
  });

  test('ends with the new tokens, which also bring back a consent that was given up for the old ones', async () => {
    const consent = await authorised();
    await consents.lease(consent, lease('slow', later(10)));
    await consents.noteFacts(fresh, { consentStatus: 'valid' });
    await consents.end(consent, 'tokens-lost', later(80));
    expect(await consents.saveTokens(consent, tokens('2'), later(90))).toBe(true);
    expect(await stored()).toMatchObject({
      endedAt: null,
      endedBecause: null,
      leaseHolder: null,
      attemptingSince: null,
      consentStatus: 'valid',
    });
  });
});

describe('the reads of a resource without its PSU', () => {
  const resource = { bank: 'bank', consentId: 'c1', resource: 'accounts/r1/transactions' };

  test('are counted before they are made, four at most, however many workers ask at once', async () => {
    const budget = createReadBudgetStore(table, { budget: 4 });
    const asked = await Promise.allSettled(
      Array.from({ length: 12 }, () => budget.take(resource, { reason: 'reserve', now: at })),
    );
    const allowed = asked.filter((one) => one.status === 'fulfilled' && one.value.allowed);
    expect(allowed.length).toBeGreaterThan(0);
    expect(allowed.length).toBeLessThanOrEqual(4);
    for (let more = allowed.length; more < 4; more += 1) {
      expect(await budget.take(resource, { reason: 'reserve', now: at })).toMatchObject({ allowed: true });
    }
    expect(await budget.take(resource, { reason: 'reserve', now: at })).toMatchObject({ allowed: false });
  });

  test('are counted for each resource and each consent by itself', async () => {
    const budget = createReadBudgetStore(table, { budget: 1 });
    const take = (more: object) => budget.take({ ...resource, ...more }, { reason: 'scheduled', now: at });
    expect(await take({})).toMatchObject({ allowed: true });
    expect(await take({})).toMatchObject({ allowed: false });
    expect(await take({ resource: 'accounts' })).toMatchObject({ allowed: true });
    expect(await take({ consentId: 'c2' })).toMatchObject({ allowed: true });
  });

  test('end for the day when the bank says so, for everybody but the PSU', async () => {
    const budget = createReadBudgetStore(table, { budget: 4 });
    expect(await budget.close(resource, at)).toEqual(later(24 * 3600));
    const take = (reason: 'reserve' | 'attended', now: Date) => budget.take(resource, { reason, now });
    expect(await take('reserve', later(3600))).toEqual({ allowed: false, notBefore: later(24 * 3600) });
    expect(await take('attended', later(3600))).toMatchObject({ allowed: true });
    expect(await take('reserve', later(24 * 3600))).toMatchObject({ allowed: true });
  });
});
