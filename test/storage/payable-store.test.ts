import { beforeEach, describe, expect, test } from 'vitest';
import { firstBrokenEntry } from '../../lib/payables/history.ts';
import { move } from '../../lib/payables/move.ts';
import type { Payable } from '../../lib/payables/payable.ts';
import { payablePk } from '../../lib/storage/payable-pk.ts';
import { createPayableStore, type PayableStore } from '../../lib/storage/payable-store.ts';
import { takeClaim } from '../../lib/storage/claim-store.ts';
import type { Table } from '../../lib/storage/table.ts';
import { startTables } from './embedded.ts';
import { documentIdOf, samplePayable } from './sample-payable.ts';

const tables = await startTables();
const now = new Date('2026-11-20T10:00:00Z');
const later = new Date('2026-11-20T10:06:00Z');

let table: Table;
let store: PayableStore;
beforeEach(async () => {
  table = await tables.newTable();
  store = createPayableStore(table);
});

const hold = (payable: Payable, what = 'HELD for a test') =>
  move(payable, { to: 'HELD', at: now, by: 'test', what, dueAt: null });

describe('a payable is created once', () => {
  test('the first announcement makes it and it reads back as it was written', async () => {
    expect(await store.create(samplePayable())).toBe(true);
    expect(await store.read(samplePayable())).toEqual(samplePayable());
  });

  test('a second announcement changes nothing', async () => {
    await store.create(samplePayable());
    const other = samplePayable({ partyAsReceived: 'someone else' });
    expect(await store.create(other)).toBe(false);
    expect((await store.read(other))?.partyAsReceived).toBe('NL:KVK:27318465');
  });

  test('of twenty announcements at once exactly one makes it', async () => {
    const made = await Promise.all(Array.from({ length: 20 }, () => store.create(samplePayable())));
    expect(made.filter(Boolean)).toHaveLength(1);
  });

  test('the same document id at another party is another payable', async () => {
    await store.create(samplePayable());
    expect(await store.create(samplePayable({ party: '0208:0401234560' }))).toBe(true);
  });

  test('one that was never announced reads as undefined', async () => {
    expect(await store.read(samplePayable())).toBeUndefined();
  });
});

describe('a payable is saved only by whoever read its last version', () => {
  test('of forty saves at once exactly one wins, the others are told', async () => {
    const payable = samplePayable();
    await store.create(payable);
    const saves = await Promise.allSettled(
      Array.from({ length: 40 }, (_, index) => store.save(payable, hold(payable, `worker ${index}`))),
    );
    expect(saves.filter(({ status }) => status === 'fulfilled')).toHaveLength(1);
    const told = saves.flatMap((save) => (save.status === 'rejected' ? [save.reason] : []));
    expect(told).toEqual(Array(39).fill(expect.objectContaining({ code: 'STATE_CONFLICT' })));
    const stored = await store.read(payable);
    expect(stored?.version).toBe(2);
    expect(stored?.history).toHaveLength(2);
  });

  test('the version that is stored is the one that is handed back', async () => {
    const payable = samplePayable();
    await store.create(payable);
    expect(await store.save(payable, hold(payable))).toEqual(await store.read(payable));
  });

  test('a save of a payable that was never created is refused', async () => {
    const payable = samplePayable();
    await expect(store.save(payable, hold(payable))).rejects.toMatchObject({ code: 'STATE_CONFLICT' });
  });

  test('a move that the life of a payable does not have is refused and nothing is written', async () => {
    const paid = samplePayable({ status: 'PAID' });
    await store.create(paid);
    const again: Payable = { ...paid, status: 'READY' };
    await expect(store.save(paid, again)).rejects.toMatchObject({ code: 'ILLEGAL_MOVE' });
    expect(await store.read(paid)).toEqual(paid);
  });

  test('when a claim that goes with it is refused, the payable is not saved either', async () => {
    const payable = samplePayable();
    await store.create(payable);
    const claim = { pk: 'INVOICE#ACME#S-1#claim#1', contentHash: 'h', fingerprint: 'f' };
    const holder = { party: '0106:1', documentId: 'd' };
    expect(await table.transact([takeClaim({ ...claim, ...holder })])).toBe(true);
    const mine = takeClaim({ ...claim, party: payable.party, documentId: payable.documentId });
    await expect(store.save(payable, hold(payable), [mine])).rejects.toMatchObject({
      code: 'STATE_CONFLICT',
    });
    expect((await store.read(payable))?.version).toBe(1);
  });
});

describe('the turn of a payable goes to one worker', () => {
  test('of forty that try at once exactly one gets it', async () => {
    const payable = samplePayable();
    await store.create(payable);
    const taken = await Promise.all(Array.from({ length: 40 }, () => store.takeTurn(payable, later)));
    expect(taken.filter(Boolean)).toHaveLength(1);
    expect(await store.read(payable)).toMatchObject({ dueAt: later.toISOString(), tries: 1, version: 1 });
  });

  test('nobody gets it after the payable was changed', async () => {
    const payable = samplePayable();
    await store.create(payable);
    await store.save(payable, hold(payable));
    expect(await store.takeTurn(payable, later)).toBe(false);
  });

  test('a payable with nothing due has no turn to take', async () => {
    const { dueAt: _due, ...resting } = samplePayable({ status: 'HELD' });
    await store.create(resting);
    expect(await store.takeTurn(resting, later)).toBe(false);
  });
});

describe('the index of what is due', () => {
  test('has the due payables of a group and not those of tomorrow, of other groups, or at rest', async () => {
    const received = samplePayable({ documentId: documentIdOf(1) });
    const submitted = samplePayable({ documentId: documentIdOf(2), status: 'SUBMITTED' });
    const initiated = samplePayable({ documentId: documentIdOf(3), status: 'INITIATED' });
    const tomorrow = samplePayable({ documentId: documentIdOf(4), dueAt: '2026-11-21T10:00:00.000Z' });
    const { dueAt: _due, ...resting } = samplePayable({ documentId: documentIdOf(5), status: 'HELD' });
    for (const payable of [received, submitted, initiated, tomorrow, resting]) await store.create(payable);
    const ids = async (group: Parameters<PayableStore['due']>[0]) =>
      (await store.due(group, now, 100)).payables.map(({ documentId }) => documentId);
    expect(await ids('sweep')).toEqual([received.documentId]);
    expect(await ids('poll-erp')).toEqual([submitted.documentId]);
    expect(await ids('poll-bank')).toEqual([initiated.documentId]);
  });

  test('carries what a poll needs to decide without reading the payable', async () => {
    const request = {
      externalRequestId: 'S-1~1',
      idempotencyKey: 'k',
      sha256: 'h',
      amount: '1.00',
      executionDate: '2026-12-01',
    };
    const erp = { sentAt: now.toISOString(), intakeStatus: 'PROCESSING' };
    await store.create(samplePayable({ status: 'SUBMITTED', organisation: 'ACME', request, erp, tries: 3 }));
    const {
      payables: [due],
    } = await store.due('poll-erp', now, 10);
    expect(due).toMatchObject({
      status: 'SUBMITTED',
      organisation: 'ACME',
      request,
      erp,
      tries: 3,
      version: 1,
    });
  });

  test('gives nobody a payable whose turn was taken', async () => {
    await store.create(samplePayable());
    await store.takeTurn(samplePayable(), later);
    expect((await store.due('sweep', now, 10)).payables).toEqual([]);
    expect((await store.due('sweep', later, 10)).payables).toHaveLength(1);
  });

  test('forgets a payable that came to rest', async () => {
    const payable = samplePayable();
    await store.create(payable);
    await store.save(payable, hold(payable));
    expect((await store.due('sweep', later, 10)).payables).toEqual([]);
  });

  test('finds all of a hundred, each once, whatever their shard, and no more than asked for', async () => {
    const payables = Array.from({ length: 100 }, (_, index) =>
      samplePayable({ documentId: documentIdOf(index) }),
    );
    await Promise.all(payables.map((payable) => store.create(payable)));
    const { payables: found } = await store.due('sweep', now, 400);
    expect(new Set(found.map(({ documentId }) => documentId)).size).toBe(100);
    expect((await store.due('sweep', now, 8)).payables.length).toBeLessThanOrEqual(8);
  });
});

describe('an item of the due index that is no payable', () => {
  test('is named and keeps no other from its turn', async () => {
    await store.create(samplePayable());
    const broken = samplePayable({ documentId: documentIdOf(2) });
    await store.create(broken);
    const key = { pk: payablePk(broken), sk: 'STATE' };
    const always = { expression: 'attribute_exists(pk)' };
    expect(await table.set(key, { status: 'UNHEARD_OF' }, always)).toBe(true);
    const due = await store.due('sweep', now, 100);
    expect(due.payables.map(({ documentId }) => documentId)).toEqual([samplePayable().documentId]);
    expect(due.unreadable).toEqual([payablePk(broken)]);
  });
});

describe('a payable larger than an item of the table', () => {
  const long = '€'.repeat(3000);
  const endless = Array.from({ length: 3000 }, () => ({
    code: 'LINE_UNCODED',
    term: null,
    value: long,
    message: long,
    remedy: 'Give the supplier an account code.',
  }));

  test('is stored with a hundred findings and the number of the others, and its history holds', async () => {
    const payable = samplePayable();
    await store.create(payable);
    const held = { ...hold(payable, `🧾${long}`), findings: endless };
    const stored = await store.save(payable, held);
    expect(await store.read(payable)).toEqual(stored);
    expect(stored.findings).toHaveLength(101);
    expect(stored.findings.at(-1)?.message).toContain('2900 more findings');
    expect(stored.history.at(-1)?.what).toHaveLength(500);
    expect(firstBrokenEntry(stored.history)).toBeUndefined();
    const released = move(stored, { to: 'RECEIVED', at: now, by: 'test', what: 'released', dueAt: later });
    expect(firstBrokenEntry((await store.save(stored, released)).history)).toBeUndefined();
  });

  test('is created and read under a party and document id of any length', async () => {
    const payable = samplePayable({ party: `0106:${long}`, documentId: long, findings: endless });
    expect(await store.create(payable)).toBe(true);
    expect(await store.create(payable)).toBe(false);
    expect((await store.read(payable))?.documentId).toBe(long);
  });
});

describe('lists by status', () => {
  test('name all of them when nobody sets a limit', async () => {
    for (let index = 0; index < 12; index += 1) {
      await store.create(samplePayable({ documentId: documentIdOf(index) }));
    }
    expect(await store.list(null, 'RECEIVED')).toHaveLength(12);
  });

  test('name the payables of an organisation in a status, the newest change first', async () => {
    for (const [index, day] of ['18', '20', '19'].entries()) {
      const changedAt = `2026-11-${day}T10:00:00.000Z`;
      await store.create(
        samplePayable({ documentId: documentIdOf(index), organisation: 'ACME', status: 'HELD', changedAt }),
      );
    }
    await store.create(samplePayable({ documentId: documentIdOf(7), organisation: 'BELCO', status: 'HELD' }));
    await store.create(samplePayable({ documentId: documentIdOf(8), organisation: 'ACME', status: 'PAID' }));
    const held = await store.list('ACME', 'HELD', 10);
    expect(held.map(({ documentId }) => documentId)).toEqual([1, 2, 0].map(documentIdOf));
    expect(await store.list('ACME', 'HELD', 2)).toHaveLength(2);
  });

  test('have a place for payables whose organisation is not known yet', async () => {
    await store.create(samplePayable());
    expect(await store.list(null, 'RECEIVED', 10)).toHaveLength(1);
    expect(await store.list('ACME', 'RECEIVED', 10)).toEqual([]);
  });
});

test('a record that was damaged by hand is not taken for a payable', async () => {
  await table.put({ pk: payablePk(samplePayable()), sk: 'STATE', status: 'PAID' });
  await expect(store.read(samplePayable())).rejects.toThrow('party');
});
