import './quiet.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { type IsoDate, parseIsoDate } from '../../lib/documents/iso-date.ts';
import { ibansToKeep } from '../../lib/payables/plan-renewals.ts';
import { readBookedEntries } from '../../lib/steps/read-booked-entries.ts';
import { refreshConsentToken } from '../../lib/steps/refresh-consent-token.ts';
import { renewConsents } from '../../lib/steps/renew-consent.ts';
import { useConsent } from '../../lib/steps/use-consent.ts';
import { errorOf, reply } from '../http/stand-in.ts';
import { iban, otherIban } from '../psd2/consents-against.ts';
import { startTables } from '../storage/embedded.ts';
import { consentBank } from './consent-bank.ts';

const tables = await startTables();
let world: ReturnType<typeof consentBank>;
let key: { bank: string; consentId: string };
beforeEach(async () => {
  world = consentBank(await tables.newTable());
  key = await world.authorise('c1');
});

const today = (): IsoDate => {
  const day = parseIsoDate(world.now().toISOString().slice(0, 10));
  if (day === undefined) throw new RangeError('no day');
  return day;
};
const renew = () => renewConsents(world.services);
const tokenOf = async () => (await refreshConsentToken(key, world.services)).accessToken;
const stored = async () => {
  const consent = await world.consents.read(key);
  if (consent === undefined) throw new Error('the consent is gone');
  return consent;
};
const readAccounts = () =>
  useConsent(key, world.services, ({ accessToken }) =>
    world.bank.readAccounts({ consentId: 'c1', accessToken, newRequestId: world.newRequestId }),
  );

describe('the token of a consent', () => {
  test('is used until its last half minute, then refreshed and written down', async () => {
    world.pass(0.99);
    expect(await tokenOf()).toBe('at-1');
    world.pass(0.005);
    expect(await tokenOf()).toBe('at-2');
    expect(world.standIn.tokenCalls).toBe(1);
    expect(world.consents.tokensOf(await stored())).toEqual({
      accessToken: 'at-2',
      refreshToken: 'rt-2',
      previousRefreshToken: 'rt-1',
    });
  });

  test('is refreshed by one of ten workers; the others wait or get the new one', async () => {
    world.pass(2);
    const asked = await Promise.allSettled(Array.from({ length: 10 }, () => tokenOf()));
    const got = asked.flatMap((one) => (one.status === 'fulfilled' ? [one.value] : []));
    expect(got.length).toBeGreaterThan(0);
    expect(new Set(got)).toEqual(new Set(['at-2']));
    expect(world.standIn.tokenCalls).toBe(1);
    const errors = asked.flatMap((one) => (one.status === 'rejected' ? [one.reason] : []));
    expect(errors).toEqual(errors.map(() => expect.objectContaining({ code: 'STATE_CONFLICT' })));
  });

  test('is written down before it is used, and tried again when the table is busy for a moment', async () => {
    world.pass(2);
    let failures = 2;
    const consents = {
      ...world.consents,
      saveTokens: async (...parameters: Parameters<typeof world.consents.saveTokens>) => {
        failures -= 1;
        if (failures >= 0) throw new Error('the table is busy');
        return world.consents.saveTokens(...parameters);
      },
    };
    expect((await refreshConsentToken(key, { ...world.services, consents })).accessToken).toBe('at-2');
    world.pass(2);
    failures = 99;
    const call = useConsent(key, { ...world.services, consents }, async () => 'used');
    await expect(call).rejects.toThrow('the table is busy');
    expect(await stored()).toMatchObject({ endedAt: null, leaseHolder: null });
  });

  test('ends the consent with it when the bank gave nothing to refresh it with', async () => {
    await world.consents.saveTokens(
      await stored(),
      { accessToken: 'at-1', expiresAt: world.now() },
      world.now(),
    );
    await world.consents.forgetPrevious(await stored());
    expect((await errorOf(tokenOf())).code).toBe('BANK_CONSENT_REFUSED');
    expect(await stored()).toMatchObject({ endedBecause: 'tokens-lost' });
  });
});

describe('the journey of a refresh whose answer was lost after the bank rotated', () => {
  beforeEach(() => world.pass(2));

  test('goes on at once where the bank takes the old token once more', async () => {
    world.standIn.faults = ['504 after rotating'];
    world.standIn.grace = true;
    expect(await readAccounts()).toHaveLength(1);
    expect(world.standIn.tokenCalls).toBe(2);
    expect(world.consents.tokensOf(await stored())).toMatchObject({ previousRefreshToken: undefined });
  });

  test('is marked and goes on in the next run when the bank was away twice', async () => {
    world.standIn.faults = ['504', '504'];
    expect((await errorOf(tokenOf())).code).toBe('BANK_UNAVAILABLE');
    expect(await stored()).toMatchObject({ leaseHolder: null, attemptingSince: world.now().toISOString() });
    expect(await tokenOf()).toBe('at-2');
    expect(await stored()).toMatchObject({ attemptingSince: null, endedAt: null });
  });

  test('ends in a new consent where the bank does not: the old one is dead, and nothing is sent for it again', async () => {
    world.standIn.faults = ['504 after rotating'];
    expect((await errorOf(readAccounts())).code).toBe('BANK_CONSENT_REFUSED');
    expect(await stored()).toMatchObject({ endedBecause: 'tokens-lost', sealedRefresh: null });
    const calls = world.standIn.tokenCalls;
    expect((await errorOf(readAccounts())).code).toBe('BANK_CONSENT_REFUSED');
    expect(world.standIn.tokenCalls).toBe(calls);

    expect(await renew()).toEqual([
      { bank: 'bank', organisation: 'ACME', ibans: [iban], readableUntil: null },
    ]);
    key = await world.authorise('c2');
    expect(await renew()).toEqual([]);
    expect(await readAccounts()).toHaveLength(1);
  });

  test('ends well with the token before, when the new one was written down and never worked', async () => {
    world.standIn.grace = true;
    await tokenOf();
    world.refreshTokens.delete('rt-2');
    world.pass(2);
    expect(await tokenOf()).toBe('at-3');
    expect(await stored()).toMatchObject({ endedAt: null });
  });

  test('finds the consent alive when a slow worker comes back with the tokens after all', async () => {
    const slow = await stored();
    await world.consents.end(slow, 'tokens-lost', world.now());
    const late = { accessToken: 'at-9', refreshToken: 'rt-9' };
    expect(await world.consents.saveTokens(slow, late, world.now())).toBe(true);
    expect(await tokenOf()).toBe('at-9');
  });
});

describe('a call under a consent', () => {
  test('that the bank refuses for its token is made once more with a new one', async () => {
    world.accessTokens.clear();
    expect(await readAccounts()).toHaveLength(1);
    expect(world.standIn.reads).toEqual(['accounts']);
    expect(world.standIn.tokenCalls).toBe(1);
  });

  test('ends it here when the bank says that it has ended', async () => {
    world.statuses.set('c1', 'revokedByPsu');
    expect((await errorOf(readAccounts())).code).toBe('BANK_CONSENT_REFUSED');
    expect(await stored()).toMatchObject({ consentStatus: 'revokedByPsu', endedBecause: 'ended-by-bank' });
  });

  test('does not end it when the bank refuses it and still calls it valid', async () => {
    const refusal = reply(401, { tppMessages: [{ category: 'ERROR', code: 'CONSENT_INVALID' }] });
    world.standIn.answers = [refusal, refusal];
    expect((await errorOf(readAccounts())).code).toBe('BANK_CONSENT_REFUSED');
    expect(await stored()).toMatchObject({ endedAt: null, consentStatus: 'valid' });
    expect(await readAccounts()).toHaveLength(1);
  });

  test('that fails for another reason is not repeated', async () => {
    world.standIn.answers = [reply(503)];
    expect((await errorOf(readAccounts())).code).toBe('BANK_UNAVAILABLE');
    expect(world.standIn.tokenCalls).toBe(0);
  });
});

describe('the journey of a consent that is renewed', () => {
  test('is told in time, keeps every account, and puts the old consent to rest', async () => {
    world.pass(24 * 160);
    expect(await renew()).toEqual([]);
    world.pass(24 * 6);
    expect(await renew()).toMatchObject([{ ibans: [iban], readableUntil: '2027-05-18' }]);

    const owner = { bank: 'bank', organisation: 'ACME' };
    const ibans = [...ibansToKeep(await world.consents.all(), owner), otherIban];
    await world.authorise('c2', ibans);
    expect(await renew()).toEqual([]);
    expect(await stored()).toMatchObject({ consentStatus: 'expired', endedBecause: 'replaced' });
    key = { bank: 'bank', consentId: 'c2' };
    expect(await stored()).toMatchObject({ consentStatus: 'valid', endedAt: null, ibans: [iban, otherIban] });
  });

  test('is asked for at once when the PSU withdrew it at the bank', async () => {
    world.statuses.set('c1', 'revokedByPsu');
    expect(await renew()).toMatchObject([{ readableUntil: null }]);
  });

  test('leaves the others alone when the bank is away', async () => {
    world.pass(2);
    world.standIn.faults = ['504', '504'];
    expect(await renew()).toEqual([]);
    expect(await stored()).toMatchObject({ endedAt: null });
  });
});

describe('reading the booked entries without the PSU', () => {
  const entries = (reason: 'scheduled' | 'reserve' = 'scheduled') =>
    readBookedEntries(
      key,
      { reason, lastBooked: () => undefined },
      { ...world.services, today: today(), maxHistoryDays: 90 },
    );
  const exceeded = reply(429, { tppMessages: [{ category: 'ERROR', code: 'ACCESS_EXCEEDED' }] });

  test('gives the entries of the accounts of the consent, and counts each resource once', async () => {
    expect(await entries()).toMatchObject({
      entries: [{ account: iban, amount: '-1.00', direction: 'debit' }],
      ibans: [iban],
      notBefore: undefined,
    });
    expect(world.standIn.reads).toEqual(['accounts', 'accounts/r1/transactions']);
    const again = await entries();
    expect(again).toMatchObject({ entries: [], ibans: [], notBefore: new Date('2026-11-20T18:00:00Z') });
    expect(world.standIn.reads).toHaveLength(2);
  });

  test('takes one read of the budget, also when its token must be renewed for it', async () => {
    world.accessTokens.clear();
    expect((await entries()).ibans).toEqual([iban]);
  });

  test('stops for a day when the bank says so, and says that nothing is known of that account', async () => {
    world.standIn.answers = [
      reply(200, { accounts: [{ resourceId: 'r1', iban, currency: 'EUR' }] }),
      exceeded,
    ];
    const tomorrow = new Date('2026-11-21T10:00:00Z');
    expect(await entries()).toMatchObject({ entries: [], ibans: [], notBefore: tomorrow });
    world.pass(1);
    expect(await entries('reserve')).toMatchObject({ ibans: [], notBefore: tomorrow });
    world.pass(23);
    expect((await entries()).ibans).toEqual([iban]);
  });

  test('leaves accounts alone that the consent does not name', async () => {
    world.standIn.answers = [
      reply(200, { accounts: [{ resourceId: 'r2', iban: otherIban, currency: 'EUR' }] }),
    ];
    expect(await entries()).toMatchObject({ entries: [], ibans: [], notBefore: undefined });
    expect(world.standIn.reads).toEqual([]);
  });
});
