import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { appendHistory, firstBrokenEntry, type HistoryEntry } from '../../lib/payables/history.ts';
import { statuses } from '../../lib/payables/lifecycle.ts';

const entryArbitrary = fc.record({
  at: fc.string(),
  status: fc.constantFrom(...statuses),
  by: fc.string(),
  what: fc.string(),
});
const historyArbitrary = fc
  .array(entryArbitrary, { minLength: 1, maxLength: 12 })
  .map((entries) => entries.reduce<HistoryEntry[]>((history, entry) => appendHistory(history, entry), []));

describe('the history of a payable', () => {
  test('is whole as long as it is only appended to', () => {
    fc.assert(
      fc.property(historyArbitrary, (history) => {
        expect(firstBrokenEntry(history)).toBeUndefined();
      }),
    );
  });

  test('shows an entry whose words were changed afterwards', () => {
    const field = fc.constantFrom('at', 'by', 'what', 'status') as fc.Arbitrary<'at' | 'by' | 'what'>;
    fc.assert(
      fc.property(historyArbitrary, fc.nat(), field, (history, pick, name) => {
        const index = pick % history.length;
        const forged = history.map((entry, at) =>
          at === index ? { ...entry, [name]: `${entry[name]}!` } : entry,
        );
        expect(firstBrokenEntry(forged)).toBe(index);
      }),
    );
  });

  test('shows where an entry was taken out, except the last ones, or put in another order', () => {
    fc.assert(
      fc.property(historyArbitrary, fc.nat(), (history, pick) => {
        fc.pre(history.length > 1);
        const index = pick % (history.length - 1);
        expect(firstBrokenEntry(history.toSpliced(index, 1))).toBe(index);
      }),
    );
  });

  test('shows an entry that was forged with a hash of its own', () => {
    const entry = { at: '2026-11-20', status: 'PAID', by: 'nobody', what: 'paid' } as const;
    const whole = appendHistory(appendHistory([], { ...entry, status: 'READY' }), {
      ...entry,
      status: 'HELD',
    });
    const [forged] = appendHistory([], entry);
    if (forged === undefined) throw new Error('one entry');
    expect(firstBrokenEntry([...whole, forged])).toBe(2);
  });

  test('is whole when there is none yet', () => {
    expect(firstBrokenEntry([])).toBeUndefined();
  });
});
