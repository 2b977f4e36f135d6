import { describe, expect, test } from 'vitest';
import { addSecrets, isAccepted, notePut, webhookSecrets } from '../../lib/config/webhook-secrets.ts';
import { secrets } from '../../lib/config/secrets.ts';

const now = new Date('2026-11-20T10:00:00.000Z');
const hours = (count: number) => new Date(now.getTime() + count * 3600_000).toISOString();
const byHand = 'put there by somebody';
const entry = (name: string, more: object = {}) => ({
  value: `${name} secret of a hook`,
  hook: 'environment/acquit',
  ...more,
});
const note = (put: Parameters<typeof notePut>[1], ...stored: ReturnType<typeof entry>[] | string[]) =>
  notePut({ secrets: stored }, put, { now, overlapSeconds: 48 * 3600 }).secrets;
const put = (name: string, former?: string) => [
  { hook: 'environment/acquit', value: entry(name).value, former },
];

describe('the secrets of webhooks', () => {
  test('may be plain texts, as before, or say what they are for', () => {
    const document = {
      secrets: [byHand, entry('one', { since: hours(0), putAt: hours(0), until: hours(1) })],
    };
    expect(secrets['psb-webhook'].parse(document)).toEqual(document);
    expect(webhookSecrets(document).map(({ value }) => value)).toEqual([byHand, 'one secret of a hook']);
  });

  test.each([
    ['too short a text', 'short'],
    ['too short a value', { value: 'short' }],
    ['no value', { hook: 'environment/acquit' }],
    ['an end that is no time', { value: byHand, until: 'tomorrow' }],
  ])('are refused with %s', (_what, one) => {
    expect(secrets['psb-webhook'].safeParse({ secrets: [one] }).success).toBe(false);
  });

  test('are accepted up to their end, and for ever without one', () => {
    expect(isAccepted({}, now.getTime())).toBe(true);
    expect(isAccepted({ until: hours(0) }, now.getTime() - 1)).toBe(true);
    expect(isAccepted({ until: hours(0) }, now.getTime())).toBe(false);
  });

  test('leave the store when they are refused, and new ones come in behind the others', () => {
    const stays = entry('stays', { until: hours(1) });
    const before = { secrets: [byHand, entry('over', { until: hours(-1) }), stays] };
    expect(addSecrets(before, [{ hook: '0106:1/acquit', value: 'new' }], now).secrets).toEqual([
      byHand,
      stays,
      { hook: '0106:1/acquit', value: 'new', since: hours(0) },
    ]);
  });
});

describe('noting that PSB has a new secret', () => {
  test('ends the former ones of its hook after the overlap, and no other', () => {
    const other = entry('other', { hook: '0106:1/acquit' });
    const ending = entry('ending', { until: hours(2) });
    expect(
      note(
        put('new'),
        ending,
        entry('old', { putAt: hours(-100) }),
        other,
        entry('new', { since: hours(0) }),
      ),
    ).toEqual([
      ending,
      entry('old', { putAt: hours(-100), until: hours(48) }),
      other,
      entry('new', { since: hours(0), putAt: hours(0) }),
    ]);
  });

  test('ends one that was put there by hand only when it is named', () => {
    const stored = [byHand, 'also put there by hand'];
    expect(note(put('new', byHand), ...stored)).toEqual([{ value: byHand, until: hours(48) }, stored[1]]);
    expect(note(put('new'), ...stored)).toEqual(stored);
  });

  test('again changes nothing', () => {
    const once = notePut({ secrets: [entry('old'), entry('new')] }, put('new'), { now, overlapSeconds: 60 });
    const later = new Date(now.getTime() + 5000);
    expect(notePut(once, put('new'), { now: later, overlapSeconds: 60 })).toEqual(once);
  });

  test('has a secret that another run stored meanwhile put again, since either may be at PSB', () => {
    const beside = note(
      put('mine'),
      entry('mine', { until: hours(40) }),
      entry('theirs', { putAt: hours(0) }),
    );
    expect(beside).toEqual([entry('mine', { putAt: hours(0) }), entry('theirs')]);
  });
});
