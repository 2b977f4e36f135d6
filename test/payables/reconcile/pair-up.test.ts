import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { pairUp } from '../../../lib/payables/reconcile/pair-up.ts';

const days = fc.integer({ min: 10, max: 20 }).map((day) => `2026-11-${day}`);
const span = fc
  .record({ keys: fc.constantFrom<string[]>(['a'], ['b'], ['a', 'b'], []), from: days, until: days })
  .filter(({ from, until }) => from <= until);
// An entry of one key: a pair shares one key at most.
const dated = fc.record({ keys: fc.constantFrom<string[]>(['a'], ['b'], []), day: days });

describe('pairing up', () => {
  it('counts what a look at every pair counts', () => {
    fc.assert(
      fc.property(fc.array(span), fc.array(dated), (spans, entries) => {
        const fits = (one: (typeof spans)[number], other: (typeof entries)[number]) =>
          other.keys.some((key) => one.keys.includes(key)) && one.from <= other.day && other.day <= one.until;
        const { ofSpan, ofEntry } = pairUp(spans, entries);
        expect(ofSpan.map(({ count }) => count)).toEqual(
          spans.map((one) => entries.filter((other) => fits(one, other)).length),
        );
        expect(ofEntry).toEqual(entries.map((other) => spans.filter((one) => fits(one, other)).length));
        for (const [index, one] of spans.entries()) {
          const { count, first } = ofSpan[index] ?? { count: 0, first: [] };
          expect(new Set(first).size).toBe(Math.min(count, 5));
          for (const at of first) expect(entries[at] !== undefined && fits(one, entries[at])).toBe(true);
        }
      }),
      { numRuns: 400 },
    );
  });
});
