import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { ErpClient } from '../../lib/erp/erp-client.ts';
import type { ErpPaymentRequest } from '../../lib/erp/erp-payment-request.ts';
import { readStatuses } from '../../lib/erp/read-statuses.ts';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
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
/** Reads to the end, as one batch. */
async function readAll(...call: Parameters<typeof readStatuses>) {
  const statuses = new Map<string, ErpPaymentRequest | undefined>();
  let lastTotal: number | undefined;
  for await (const batch of readStatuses(...call)) {
    for (const [id, resource] of batch.statuses) {
      expect(statuses.has(id), `${id} is given once`).toBe(false);
      statuses.set(id, resource);
    }
    lastTotal = batch.total ?? lastTotal;
  }
  const found = [...statuses.keys()].filter((id) => statuses.get(id) !== undefined);
  return { found, statuses, total: lastTotal };
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
    const result = await readAll(erp.client, 'NL01', wanted, knownTotal);
    expect(result.found.sort()).toEqual([...new Set(wanted)].sort());
    expect(erp.calls()).toBe(calls);
  });

  test('is never more than the cheaper of all pages and all singles while nothing moves', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 1, max: 900 }),
        fc.uniqueArray(fc.integer({ min: 0, max: 899 }), { maxLength: 40 }),
        async (size, picks) => {
          const wanted = picks.filter((pick) => pick < size).map((pick) => `R${pick}`);
          const erp = erpWith(numbered(size));
          const { found } = await readAll(erp.client, 'NL01', wanted, size);
          expect(found.length).toBe(wanted.length);
          expect(erp.calls()).toBeLessThanOrEqual(Math.min(wanted.length, Math.ceil(size / 100)));
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
    const { found } = await readAll(erp.client, 'NL01', wanted, 300);
    expect(found.length).toBe(250);
  });

  test('requests that disappear and pull others to a page already read do not hide them', async () => {
    const wanted = numbered(250, 60);
    let call = 0;
    const erp = erpWith(numbered(310), (ids) => {
      if (++call === 2 || call === 3) ids.splice(0, 20);
    });
    expect((await readAll(erp.client, 'NL01', wanted, 310)).found.length).toBe(250);
  });

  test('an order that changes with every call does not hide anything', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 1, max: 400 }), fc.integer(), async (size, seed) => {
        let turn = Math.abs(seed) % 97;
        const erp = erpWith(numbered(size), (ids) => ids.unshift(...ids.splice((turn += 31) % size)));
        const wanted = numbered(size).filter((_, i) => i % 2 === 0);
        expect((await readAll(erp.client, 'NL01', wanted)).found.length).toBe(wanted.length);
      }),
      { numRuns: 60 },
    );
  });

  test('an id that the ERP does not have is given as unknown, after a single read said so', async () => {
    const erp = erpWith(numbered(80));
    const { found, statuses } = await readAll(erp.client, 'NL01', [...numbered(50), 'LOST'], 80);
    expect([statuses.has('LOST'), found.length, erp.calls()]).toEqual([true, 50, 2]);
  });

  test('a smaller page than was asked for is counted as what it is', async () => {
    const ids = numbered(120);
    const { client, calls } = erpWith(ids);
    const small: typeof client = { ...client, list: async (org, page) => client.list(org, page, 50) };
    const { found, total } = await readAll(small, 'NL01', ids, 120);
    expect([found.length, calls(), total]).toEqual([120, 3, 120]);
  });

  test('a total that promises more than there is ends at the first empty page', async () => {
    const { client, calls } = erpWith(numbered(40));
    const boasting: typeof client = {
      ...client,
      list: async (org, page) => ({ ...(await client.list(org, page)), total: 30_000 }),
    };
    const wanted = [...numbered(40), ...numbered(500, 5_000)];
    const { found } = await readAll(boasting, 'NL01', wanted, 10_000);
    expect([found.length, calls()]).toEqual([40, 502]);
  });
});

describe('what comes as it is read', () => {
  test('a caller who stops after a batch causes no further call', async () => {
    const erp = erpWith(numbered(300));
    for await (const { statuses } of readStatuses(erp.client, 'NL01', numbered(300), 300)) {
      expect(statuses.size).toBe(100);
      break;
    }
    expect(erp.calls()).toBe(1);
  });

  test('single reads run at most five at a time', async () => {
    const erp = erpWith(numbered(5_000));
    let [underWay, most] = [0, 0];
    const read: ErpClient['read'] = async (organisation, id) => {
      most = Math.max(most, ++underWay);
      await Promise.resolve();
      underWay -= 1;
      return erp.client.read(organisation, id);
    };
    const { found } = await readAll({ ...erp.client, read }, 'NL01', numbered(12), 5_000);
    expect([found.length, most]).toEqual([12, 5]);
  });

  test.each([
    ['page', '2', 100],
    // The three pages hold 300, and of the two batches of five the second holds the one that fails.
    ['single read', 'R306', 309],
  ])(
    'a %s that fails halfway loses nothing of what was read before it or beside it',
    async (_, at, known) => {
      const erp = erpWith(numbered(320));
      const unlessFailing = (asked: string | number): void => {
        if (String(asked) === at) throw new AcquitError('ERP_UNAVAILABLE', 'The ERP answered 503');
      };
      const client: typeof erp.client = {
        async read(organisation, id) {
          unlessFailing(id);
          return erp.client.read(organisation, id);
        },
        async list(organisation, page, size) {
          unlessFailing(page);
          const { items, ...facts } = await erp.client.list(organisation, page, size);
          return { ...facts, items, total: 300 };
        },
      };
      const given = new Set<string>();
      const reading = async () => {
        for await (const { statuses } of readStatuses(client, 'NL01', numbered(320), 300)) {
          for (const id of statuses.keys()) given.add(id);
        }
      };
      await expect(reading()).rejects.toMatchObject({ code: 'ERP_UNAVAILABLE' });
      expect([given.size, given.has(at)]).toEqual([known, false]);
    },
  );

  test('an answer about another payment request is not taken for this one', async () => {
    const client = { ...erpWith([]).client, read: async () => paymentRequest('R2', 'PAID') };
    const { statuses } = await readAll(client, 'NL01', ['R1'], 500);
    expect([...statuses]).toEqual([['R1', undefined]]);
  });
});
