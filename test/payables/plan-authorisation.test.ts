import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import {
  type Authorisable,
  type CreationOutcome,
  planAuthorisation,
  settleBasket,
} from '../../lib/payables/plan-authorisation.ts';

const product = 'payments/sepa-credit-transfers';
const of = (key: string, change: Partial<Authorisable> = {}): Authorisable => ({
  key,
  debtorIban: 'BE68539007547034',
  product,
  currency: 'EUR',
  ...change,
});
const on = { enabled: true, max: 50 };

describe('which payments are authorised together', () => {
  test('500 payments of one account take 10 redirects', () => {
    const plan = planAuthorisation(
      Array.from({ length: 500 }, (_, index) => of(`p${index}`)),
      on,
    );
    expect(plan.map((redirect) => redirect.kind === 'basket' && redirect.keys.length)).toEqual(
      Array.from({ length: 10 }, () => 50),
    );
  });

  test('those of other accounts, products and currencies go apart, and one alone goes without a basket', () => {
    const selection = [
      of('a'),
      of('b', { debtorIban: 'NL91ABNA0417164300' }),
      of('c', { product: 'payments/instant-sepa-credit-transfers' }),
      of('d'),
      of('e', { currency: 'USD' }),
      of('f', { debtorIban: 'NL91ABNA0417164300' }),
    ];
    expect(planAuthorisation(selection, on)).toEqual([
      { kind: 'basket', keys: ['a', 'd'] },
      { kind: 'basket', keys: ['b', 'f'] },
      { kind: 'single', key: 'c' },
      { kind: 'single', key: 'e' },
    ]);
  });

  test('values that only look alike behind each other go apart', () => {
    const selection = [
      of('a', { debtorIban: 'AB', product: 'C' }),
      of('b', { debtorIban: 'A', product: 'BC' }),
    ];
    expect(planAuthorisation(selection, on).map(({ kind }) => kind)).toEqual(['single', 'single']);
  });

  test('one more than a basket takes goes on its own', () => {
    const plan = planAuthorisation([of('a'), of('b'), of('c')], { enabled: true, max: 2 });
    expect(plan).toEqual([
      { kind: 'basket', keys: ['a', 'b'] },
      { kind: 'single', key: 'c' },
    ]);
  });

  test.each([
    { enabled: false, max: 50 },
    { enabled: true, max: 1 },
    { enabled: true, max: 0 },
  ])('a bank without baskets (%j) gets single redirects', (baskets) => {
    expect(planAuthorisation([of('a'), of('b')], baskets)).toEqual([
      { kind: 'single', key: 'a' },
      { kind: 'single', key: 'b' },
    ]);
  });

  test('nothing selected leads nowhere, and a payment selected twice is refused', () => {
    expect(planAuthorisation([], on)).toEqual([]);
    expect(() => planAuthorisation([of('a'), of('a')], on)).toThrow(RangeError);
  });

  test('every payment is in exactly one redirect, no basket is too big or mixes', () => {
    const member = fc.record({
      debtorIban: fc.constantFrom('A', 'B', '["A'),
      product: fc.constantFrom('x', 'y', '","x'),
      currency: fc.constantFrom('EUR', 'USD'),
    });
    fc.assert(
      fc.property(fc.array(member, { maxLength: 60 }), fc.integer({ min: 2, max: 9 }), (members, max) => {
        const selection = members.map((each, index) => ({ key: `p${index}`, ...each }));
        const plan = planAuthorisation(selection, { enabled: true, max });
        const keys = plan.flatMap((redirect) =>
          redirect.kind === 'basket' ? redirect.keys : [redirect.key],
        );
        expect(keys.toSorted()).toEqual(selection.map(({ key }) => key).toSorted());
        for (const redirect of plan) {
          if (redirect.kind === 'single') continue;
          const { keys } = redirect;
          expect(keys.length).toBeGreaterThanOrEqual(2);
          expect(keys.length).toBeLessThanOrEqual(max);
          const inside = selection.filter(({ key }) => keys.includes(key));
          const kinds = inside.map((each) => JSON.stringify({ ...each, key: null }));
          expect(new Set(kinds).size).toBe(1);
        }
      }),
    );
  });
});

describe('what is left when the payments of a basket are made', () => {
  const settle = (outcomes: Record<string, CreationOutcome>) =>
    settleBasket(new Map(Object.entries(outcomes)));

  test('one that fails stops none of the others', () => {
    expect(settle({ a: 'waiting', b: 'refused', c: 'waiting', d: 'unknown', e: 'may-execute' })).toEqual({
      redirects: [{ kind: 'basket', keys: ['a', 'c'] }],
      without: [
        { key: 'b', outcome: 'refused' },
        { key: 'd', outcome: 'unknown' },
        { key: 'e', outcome: 'may-execute' },
      ],
    });
  });

  test('those that the bank started go on their own, and so does one that waits alone', () => {
    expect(settle({ a: 'own-redirect', b: 'waiting', c: 'own-redirect' })).toEqual({
      redirects: [
        { kind: 'single', key: 'b' },
        { kind: 'single', key: 'a' },
        { kind: 'single', key: 'c' },
      ],
      without: [],
    });
  });

  test('nobody is sent anywhere when all failed', () => {
    expect(settle({ a: 'refused' })).toEqual({ redirects: [], without: [{ key: 'a', outcome: 'refused' }] });
  });
});
