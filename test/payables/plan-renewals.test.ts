import { describe, expect, test } from 'vitest';
import { parseIsoDate, type IsoDate } from '../../lib/documents/iso-date.ts';
import { firstDayToRead } from '../../lib/payables/first-day-to-read.ts';
import {
  endReasonOf,
  ibansToKeep,
  planRenewals,
  type RenewableConsent,
} from '../../lib/payables/plan-renewals.ts';

const day = (text: string): IsoDate => {
  const parsed = parseIsoDate(text);
  if (parsed === undefined) throw new RangeError(text);
  return parsed;
};

const consent = (more: Partial<RenewableConsent> = {}): RenewableConsent => ({
  bank: 'bank',
  organisation: 'ACME',
  consentId: 'c1',
  service: 'ais',
  recurring: true,
  ibans: ['A', 'B'],
  validUntil: '9999-12-31',
  authorisedAt: '2026-01-01T10:00:00.000Z',
  endedAt: null,
  endedBecause: null,
  ...more,
});

const ended = (endedBecause: RenewableConsent['endedBecause'], more: Partial<RenewableConsent> = {}) =>
  consent({ endedAt: '2026-03-01T00:00:00.000Z', endedBecause, ...more });

const planned = (today: string, ...consents: RenewableConsent[]) =>
  planRenewals(consents, { today: day(today) });

describe('the renewal of consents', () => {
  test('is due fourteen days before the 180th day after SCA', () => {
    expect(planned('2026-06-14', consent())).toEqual([]);
    expect(planned('2026-06-15', consent())).toEqual([
      { bank: 'bank', organisation: 'ACME', ibans: ['A', 'B'], readableUntil: '2026-06-29' },
    ]);
  });

  test('is due earlier where the bank granted less', () => {
    expect(planned('2026-02-01', consent({ validUntil: '2026-02-10' }))).toMatchObject([
      { readableUntil: '2026-02-10' },
    ]);
  });

  test('is overdue at once when the tokens were lost, and on the day after the last one', () => {
    expect(planned('2026-03-01', ended('tokens-lost'))).toMatchObject([{ readableUntil: null }]);
    expect(planned('2026-06-29', consent())).toMatchObject([{ readableUntil: '2026-06-29' }]);
    expect(planned('2026-06-30', consent())).toMatchObject([{ readableUntil: null }]);
  });

  test('names every account of the organisation, because the new consent ends the others', () => {
    const other = consent({ consentId: 'c2', ibans: ['C'], authorisedAt: '2026-03-01T10:00:00.000Z' });
    expect(planned('2026-06-20', consent(), other)).toMatchObject([
      { ibans: ['A', 'B', 'C'], readableUntil: '2026-06-29' },
    ]);
    expect(ibansToKeep([consent(), other, ended('tokens-lost', { ibans: ['D'] })], consent())).toEqual([
      'A',
      'B',
      'C',
    ]);
  });

  test('is done when a newer consent covers the accounts', () => {
    const newer = consent({ consentId: 'c2', authorisedAt: '2026-06-20T10:00:00.000Z' });
    expect(planned('2026-06-21', consent(), newer, ended('tokens-lost'))).toEqual([]);
  });

  test('is not asked for an older one that died, when the latest on its accounts was given back', () => {
    const back = ended('withdrawn', {
      consentId: 'c2',
      ibans: ['A'],
      authorisedAt: '2026-02-01T10:00:00.000Z',
    });
    expect(planned('2026-03-01', ended('tokens-lost'), back)).toMatchObject([{ ibans: ['B'] }]);
    expect(planned('2026-03-01', ended('tokens-lost', { ibans: ['A'] }), back)).toEqual([]);
    const earlier = { ...back, authorisedAt: '2025-12-01T10:00:00.000Z' };
    expect(planned('2026-03-01', ended('tokens-lost', { ibans: ['A'] }), earlier)).toHaveLength(1);
  });

  test.each([
    ['that was given back', ended('withdrawn')],
    ['that another replaced', ended('replaced')],
    ['that nobody authorised', consent({ authorisedAt: null })],
    ['for one read', consent({ recurring: false })],
    ['on funds', consent({ service: 'piis', validUntil: null })],
  ])('is asked of nobody for a consent %s', (_, one) => {
    expect(planned('2026-12-01', one)).toEqual([]);
  });

  test('is one for each bank and organisation', () => {
    const renewals = planned(
      '2026-06-20',
      consent(),
      consent({ organisation: 'B' }),
      consent({ bank: 'b2' }),
    );
    expect(renewals.map(({ bank, organisation }) => [bank, organisation])).toEqual([
      ['bank', 'ACME'],
      ['bank', 'B'],
      ['b2', 'ACME'],
    ]);
  });
});

describe('a consent that the bank ended', () => {
  const newer = consent({ consentId: 'c2', authorisedAt: '2026-02-01T10:00:00.000Z' });
  test('was replaced when a newer one covers its accounts', () => {
    expect(endReasonOf(consent(), [consent(), newer])).toBe('replaced');
  });
  test.each([
    ['there is no other', []],
    ['the newer one lacks an account', [{ ...newer, ibans: ['A'] }]],
    ['the newer one has ended', [{ ...newer, endedAt: '2026-02-02', endedBecause: 'tokens-lost' as const }]],
    ['the other one is older', [{ ...newer, authorisedAt: '2025-02-01T10:00:00.000Z' }]],
    ['the other one is of somebody else', [{ ...newer, organisation: 'B' }]],
  ])('was ended by the bank when %s', (_, others) => {
    expect(endReasonOf(consent(), [consent(), ...others])).toBe('ended-by-bank');
  });
});

describe('the first booking day to ask for', () => {
  const today = day('2026-11-20');
  test.each([
    ['90 days ago, when nothing was read yet', undefined, undefined, '2026-08-22'],
    ['five days before the last booked day', '2026-11-18', undefined, '2026-11-13'],
    ['never more than 90 days ago', '2026-01-01', undefined, '2026-08-22'],
    ['today at the latest', '2026-12-24', undefined, '2026-11-20'],
    ['earlier right after SCA', '2026-11-18', '2026-01-15', '2026-01-15'],
    ['not later right after SCA', '2026-11-18', '2026-11-19', '2026-11-13'],
  ])('is %s', (_, last, since, expected) => {
    const lastBooked = last === undefined ? undefined : day(last);
    const afterSca = since === undefined ? undefined : { since: day(since) };
    expect(firstDayToRead({ today, maxHistoryDays: 90, lastBooked, afterSca })).toBe(expected);
  });
});
