import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ErpClient } from '../../lib/erp/erp-client.ts';
import { readStatuses } from '../../lib/erp/read-statuses.ts';
import { paymentRequest } from './samples.ts';

/** An ERP with these ids in this order; `between` may move them around before every call. */
function erpWith(ids: string[], between: (ids: string[]) => void = () => {}) {
  let calls = 0;
  const client: Pick<ErpClient, 'read' | 'list'> = {
    async read(_, id) {
      calls += 1;
      between(ids);
      return ids.includes(id) ? paymentRequest(id) : undefined;
    },
    async list(_, page, size = 100) {
      calls += 1;
      between(ids);
      const items = ids.slice((page - 1) * size, page * size).map((id) => paymentRequest(id));
      return { items, total: ids.length, page, page_size: size };
    },
  };
  return { client, calls: () => calls };
}
const numbered = (count: number, from = 0) => Array.from({ length: count }, (_, i) => `R${from + i}`);

describe('the number of calls', () => {
  test.each<[string, number, string[], number | undefined, number]>([
    ['one id is one read', 5_000, ['R1'], undefined, 1],
    ['one id is one read even when all fits one page', 50, ['R1'], 50, 1],
    ['fifty of eighty are one page', 80, numbered(50), 80, 1],
    ['a hundred of a hundred are one page', 100, numbered(100), 100, 1],
    ['three of five thousand are three reads', 5_000, numbered(3, 4_000), 5_000, 3],
    ['two hundred spread over three pages are three pages', 300, numbered(200, 100), 300, 3],
    ['pages end when everything is found', 1_000, numbered(60), 1_000, 1],
    ['the last few are read singly when pages cost more', 1_000, [...numbered(90), 'R950', 'R999'], 1_000, 3],
    ['without a known total one page teaches it', 80, numbered(2), undefined, 1],
    [
      'without a known total and far away it is that page and the reads',
      5_000,
      ['R400', 'R900'],
      undefined,
      3,
    ],
    ['nothing to read is no call', 300, [], undefined, 0],
    ['an id asked twice is read once', 5_000, ['R1', 'R1'], 5_000, 1],
    ['a total of nothing that is out of date is corrected', 80, numbered(50), 0, 1],
  ])('%s', async (_, size, wanted, knownTotal, calls) => {
    const erp = erpWith(numbered(size));
    const result = await readStatuses(erp.client, 'NL01', wanted, knownTotal);
    expect([...result.found.keys()].sort()).toEqual([...new Set(wanted)].sort());
    expect([result.calls, erp.calls()]).toEqual([calls, calls]);
  });

  test('is never more than the cheaper of all pages and all singles while nothing moves', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 900 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 899 }), { maxLength: 40 }),
        async (size, picks) => {
          const wanted = picks.filter((pick) => pick < size).map((pick) => `R${pick}`);
          const erp = erpWith(numbered(size));
          const { calls, found } = await readStatuses(erp.client, 'NL01', wanted, size);
          expect(found.size).toBe(wanted.length);
          expect(calls).toBeLessThanOrEqual(Math.min(wanted.length, Math.ceil(size / 100)));
          expect(erp.calls()).toBe(calls);
        },
      ),
      { numRuns: 60 },
    );
  });
});

describe('completeness', () => {
  test('new requests that push others to the next page do not hide them', async () => {
    const wanted = numbered(250);
    // The newest first: each call finds 30 more in front, so every page repeats 30 of the page before.
    let fresh = 0;
    const erp = erpWith(numbered(300), (ids) => ids.unshift(...numbered(30, 10_000 + 30 * fresh++)));
    const { found } = await readStatuses(erp.client, 'NL01', wanted, 300);
    expect(found.size).toBe(250);
  });

  test('requests that disappear and pull others to a page already read do not hide them', async () => {
    const wanted = numbered(250, 60);
    let call = 0;
    const erp = erpWith(numbered(310), (ids) => {
      if (++call === 2 || call === 3) ids.splice(0, 20);
    });
    expect((await readStatuses(erp.client, 'NL01', wanted, 310)).found.size).toBe(250);
  });

  test('an order that changes with every call does not hide anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), fc.integer(), async (size, seed) => {
        let turn = Math.abs(seed) % 97;
        const erp = erpWith(numbered(size), (ids) => ids.unshift(...ids.splice((turn += 31) % size)));
        const wanted = numbered(size).filter((_, i) => i % 2 === 0);
        expect((await readStatuses(erp.client, 'NL01', wanted)).found.size).toBe(wanted.length);
      }),
      { numRuns: 60 },
    );
  });

  test('an id that the ERP does not have is absent, and known to be so from a single read', async () => {
    const erp = erpWith(numbered(80));
    const { found, calls } = await readStatuses(erp.client, 'NL01', [...numbered(50), 'LOST'], 80);
    expect([found.has('LOST'), found.size, calls]).toEqual([false, 50, 2]);
  });

  test('a smaller page than was asked for is counted as what it is', async () => {
    const ids = numbered(120);
    const { client } = erpWith(ids);
    const small: typeof client = { ...client, list: async (org, page) => client.list(org, page, 50) };
    const { found, calls, total } = await readStatuses(small, 'NL01', ids, 120);
    expect([found.size, calls, total]).toEqual([120, 3, 120]);
  });

  test('a total that promises more than there is ends at the first empty page', async () => {
    const { client } = erpWith(numbered(40));
    const boasting: typeof client = {
      ...client,
      list: async (org, page) => ({ ...(await client.list(org, page)), total: 30_000 }),
    };
    const wanted = [...numbered(40), ...numbered(500, 5_000)];
    const { found, calls } = await readStatuses(boasting, 'NL01', wanted, 10_000);
    expect([found.size, calls]).toEqual([40, 502]);
  });
});
