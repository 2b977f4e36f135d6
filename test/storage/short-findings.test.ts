import { describe, expect, test } from 'vitest';
import { appendHistory, firstBrokenEntry } from '../../lib/payables/history.ts';
import { shortFindings } from '../../lib/storage/short-findings.ts';
import { shortHistory } from '../../lib/storage/short-history.ts';
import { shortText } from '../../lib/storage/short-text.ts';

const found = (code: string, value: string | null = null) => ({
  code,
  term: 'BT-1',
  value,
  message: `${code} was found`,
  remedy: 'Look at it.',
  nl: { message: `${code} is gevonden`, remedy: 'Bekijk het.' },
});
const many = (code: string, length: number) =>
  Array.from({ length }, (_, index) => found(code, String(index)));

describe('the findings that are stored', () => {
  test('are all of them up to a hundred', () => {
    expect(shortFindings([])).toEqual([]);
    expect(shortFindings(many('LINE', 100))).toEqual(many('LINE', 100));
  });

  test('are the first hundred of three thousand alike, and the number of the others', () => {
    const stored = shortFindings(many('LINE', 3000));
    expect(stored.slice(0, 100)).toEqual(many('LINE', 100));
    expect(stored.slice(100)).toEqual([
      expect.objectContaining({
        code: 'LINE',
        value: null,
        message: '2900 more findings of this document were left out.',
        nl: expect.objectContaining({
          message: 'Nog 2900 bevindingen over dit document zijn weggelaten.',
        }),
      }),
    ]);
  });

  test('have every code, however late it was found, because only what is there can be approved', () => {
    const stored = shortFindings([...many('LINE', 3000), found('NEW_BANK_ACCOUNT'), ...many('TAX', 3)]);
    expect(stored).toHaveLength(101);
    expect(stored.slice(95).map(({ code }) => code)).toEqual([
      'LINE',
      'NEW_BANK_ACCOUNT',
      'TAX',
      'TAX',
      'TAX',
      'LINE',
    ]);
  });

  test('stay as they are when they are stored again', () => {
    const stored = shortFindings(many('LINE', 3000));
    expect(shortFindings(stored)).toEqual(stored);
  });

  test('keep what the ERP said later, and count on', () => {
    const stored = shortFindings([...shortFindings(many('LINE', 3000)), found('ERP_VALIDATION_FAILED')]);
    expect(stored.at(-2)?.code).toBe('ERP_VALIDATION_FAILED');
    expect(stored.at(-1)?.message).toBe('2901 more findings of this document were left out.');
    expect(stored.at(-1)?.nl?.message).toBe('Nog 2901 bevindingen over dit document zijn weggelaten.');
    expect(stored).toHaveLength(101);
  });

  test('have values and messages of at most five hundred characters, in English and in Dutch', () => {
    const [stored] = shortFindings([
      {
        ...found('LINE', 'v'.repeat(501)),
        message: 'm'.repeat(5000),
        nl: { message: 'n'.repeat(5000), remedy: 'Bekijk het.' },
      },
    ]);
    expect(stored?.value).toBe(`${'v'.repeat(499)}…`);
    expect(stored?.message).toBe(`${'m'.repeat(499)}…`);
    expect(stored?.nl).toEqual({ message: `${'n'.repeat(499)}…`, remedy: 'Bekijk het.' });
  });

  test('of records from before they had Dutch stay without it', () => {
    const { nl: _, ...old } = found('LINE');
    expect(shortFindings([old])).toEqual([old]);
  });
});

describe('a text that is stored', () => {
  test('is whole up to five hundred characters and never ends in half a character', () => {
    expect(shortText('x'.repeat(500))).toBe('x'.repeat(500));
    expect(shortText(`${'x'.repeat(498)}🧾🧾`)).toBe(`${'x'.repeat(498)}…`);
  });
});

describe('the history that is stored', () => {
  const entry = (what: string) => ({
    at: '2026-11-20T10:00:00.000Z',
    status: 'HELD' as const,
    by: 'test',
    what,
  });
  const long = ['first', 'x'.repeat(3000), 'last'].reduce<ReturnType<typeof appendHistory>>(
    (chain, what) => appendHistory(chain, entry(what)),
    [],
  );

  test('is shorter and still a chain, and what came before the long entry keeps its hash', () => {
    const stored = shortHistory(long);
    expect(stored.map(({ what }) => what.length)).toEqual([5, 500, 4]);
    expect(firstBrokenEntry(stored)).toBeUndefined();
    expect(stored[0]).toEqual(long[0]);
    expect(shortHistory(stored)).toEqual(stored);
  });

  test('stays broken when somebody changed it: it is never chained anew', () => {
    const forged = long.map((one, index) => (index === 0 ? { ...one, what: 'forged' } : one));
    expect(shortHistory(forged)).toEqual(forged);
    expect(firstBrokenEntry(shortHistory(forged))).toBe(0);
  });
});
