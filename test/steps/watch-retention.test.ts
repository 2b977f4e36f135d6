import './quiet.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { count } from '../../lib/observability/metrics.ts';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { processDocument } from '../../lib/steps/process-document.ts';
import { rejectPayable } from '../../lib/steps/reject-payable.ts';
import { watchRetention } from '../../lib/steps/watch-retention.ts';
import { htmlPage } from '../http/stand-in.ts';
import { erpInvoice, leaseSeconds, sample, startEngines, type World } from './world.ts';

vi.mock('../../lib/observability/metrics.ts', () => ({ count: vi.fn<(name: string) => void>() }));

const { newWorld } = await startEngines();
let world: World;
beforeEach(async () => {
  world = await newWorld();
});

const party = 'NL:KVK:27318465';
const hour = 3600 * 1000;
const day = 24 * hour;
const download = { method: 'GET', path: /\/download$/ };
const downloads = () => world.psb.requests.filter(({ path }) => download.path.test(path)).length;

/** What a run of the watch counted. */
async function watch() {
  vi.mocked(count).mockClear();
  const { missing, fetched } = await watchRetention(world.services);
  await world.workOff();
  const alarms = vi.mocked(count).mock.calls.flat();
  const counted = (name: string) => alarms.filter((one) => one === name).length;
  return {
    missing,
    fetched,
    late: counted('DocumentNotArchived'),
    endangered: counted('RetentionEndangered'),
  };
}

const nothing = { missing: 0, fetched: 0, late: 0, endangered: 0 };

/** A payable that is HELD because PSB did not give its document in the first minutes. */
async function heldWithoutDocument(documentId: string): Promise<PayableKey> {
  const { key, message } = world.announce(party, documentId);
  await processDocument(message, world.services);
  await world.pass(180);
  expect(await world.codes(key)).toEqual(['DOCUMENT_UNAVAILABLE']);
  return key;
}

const id = (number: number): string => `3f0c8c1e-0000-4000-8000-${String(number).padStart(12, '0')}`;

/** Hours pass with a run of the watch in each; the counts of the last. */
async function watchHourly(hours: number) {
  let last = nothing;
  for (let passed = 0; passed < hours; passed += 1) {
    world.clock.advance(hour);
    last = await watch();
  }
  return last;
}

describe('a document that is archived', () => {
  test.each(['nlcius-betalingskenmerk', 'bis3-new-bank-account'])(
    'such as %s is none of its business, whatever holds it',
    async (name) => {
      await world.receive(sample(name));
      const before = downloads();
      world.clock.advance(95 * day);
      expect(await watch()).toEqual(nothing);
      expect(downloads()).toBe(before);
    },
  );

  test('of a party that no organisation has is not fetched again either', async () => {
    await world.receive(erpInvoice(), { party: '0208:0999999922' });
    world.clock.advance(2 * day);
    expect(await watch()).toEqual(nothing);
  });
});

describe('a held payable without its document', () => {
  test('is fetched as soon as PSB has it, released, and paid like every other', async () => {
    const key = await heldWithoutDocument(id(1));
    expect(await watch()).toEqual({ ...nothing, missing: 1 });
    await world.psb.receiveDocument({ party, bytes: erpInvoice(), documentId: id(1) });
    expect(await watchHourly(1)).toEqual({ ...nothing, missing: 1, fetched: 1 });
    const { status, archive, download: gone, history } = await world.read(key);
    expect(status).toBe('SUBMITTED');
    expect(await world.services.archive.get(archive?.key ?? '')).toEqual(erpInvoice());
    expect(gone).toBeUndefined();
    expect(history.filter(({ by }) => by === 'watch-retention')).toHaveLength(1);
    expect(await watchHourly(1)).toEqual(nothing);
    expect(world.posts()).toBe(1);
  });

  test('of a party that PSB did not let us see is fetched once it does', async () => {
    const { key, message } = world.announce('NL:KVK:99999999', id(2));
    await processDocument(message, world.services);
    expect(await world.codes(key)).toEqual(['PARTY_UNKNOWN']);
    expect((await watch()).fetched).toBe(0);
    const { psb, ...outside } = await world.services.outside();
    const permitted = { ...psb, download: () => Promise.resolve(erpInvoice()) };
    world.clock.advance(hour);
    await watchRetention({
      ...world.services,
      outside: () => Promise.resolve({ ...outside, psb: permitted }),
    });
    await world.workOff();
    expect((await world.read(key)).archive?.size).toBe(erpInvoice().length);
    expect(await world.codes(key)).toContain('PARTY_UNKNOWN');
  });

  test('is found by sweep when the message of its release is lost', async () => {
    const key = await heldWithoutDocument(id(3));
    await world.psb.receiveDocument({ party, bytes: erpInvoice(), documentId: id(3) });
    const lossy = { send: () => Promise.reject(new Error('the queue is gone')) };
    await watchRetention({ ...world.services, documents: lossy });
    expect(await world.status(key)).toBe('RECEIVED');
    await world.pass(leaseSeconds + 60);
    expect(await world.status(key)).toBe('SUBMITTED');
  });

  test('is told of from a day on, louder in its last three, until it is archived or a person rejects it', async () => {
    const key = await heldWithoutDocument(id(4));
    expect(await watchHourly(23)).toMatchObject({ late: 0, endangered: 0 });
    expect(await watchHourly(1)).toMatchObject({ late: 1, endangered: 0 });
    world.clock.advance(85 * day);
    expect(await watch()).toMatchObject({ late: 1, endangered: 0 });
    world.clock.advance(2 * day);
    expect(await watch()).toMatchObject({ late: 1, endangered: 1 });
    world.clock.advance(30 * day);
    expect(await watch()).toMatchObject({ missing: 1, late: 1, endangered: 1 });
    await rejectPayable(key, { by: 'test', reason: 'lost, asked for it anew' }, world.services);
    expect(await watch()).toEqual(nothing);
  });

  test('is asked for ever more seldom, and its history does not grow by it', async () => {
    const key = await heldWithoutDocument(id(5));
    const { history } = await world.read(key);
    const before = downloads();
    await watchHourly(10 * 24);
    const tries = downloads() - before;
    expect(tries).toBeGreaterThan(30);
    expect(tries).toBeLessThan(80);
    expect((await world.read(key)).history).toEqual(history);
  });

  test('that names no document of PSB is told of and never asked for', async () => {
    const { message } = world.announce(party, '../../v1/me');
    await processDocument(message, world.services);
    world.clock.advance(day);
    expect(await watch()).toEqual({ missing: 1, fetched: 0, late: 1, endangered: 0 });
    expect(world.psb.requests).toEqual([]);
  });

  test('is not fetched over what a person did meanwhile', async () => {
    const key = await heldWithoutDocument(id(6));
    await world.psb.receiveDocument({ party, bytes: erpInvoice(), documentId: id(6) });
    const { psb, ...outside } = await world.services.outside();
    const slow: typeof psb = {
      ...psb,
      async download(...asked) {
        await rejectPayable(key, { by: 'test', reason: 'sent by mail' }, world.services);
        return psb.download(...asked);
      },
    };
    await watchRetention({ ...world.services, outside: () => Promise.resolve({ ...outside, psb: slow }) });
    expect(await world.status(key)).toBe('REJECTED');
  });

  test('is fetched once by two runs at a time', async () => {
    const key = await heldWithoutDocument(id(7));
    await world.psb.receiveDocument({ party, bytes: erpInvoice(), documentId: id(7) });
    const runs = await Promise.all([watchRetention(world.services), watchRetention(world.services)]);
    await world.workOff();
    expect(runs.reduce((sum, { fetched }) => sum + fetched, 0)).toBe(1);
    expect(await world.status(key)).toBe('SUBMITTED');
  });
});

describe('a payable that is still being tried', () => {
  const outage = { status: 503, times: 'always' } as const;

  test('is left to sweep, and told of after a day', async () => {
    world.psb.faults.next(download, outage);
    const key = await world.receive(erpInvoice());
    expect(await watchHourly(23)).toMatchObject({ missing: 1, fetched: 0, late: 0 });
    expect(downloads()).toBe(1);
    expect(await watchHourly(1)).toMatchObject({ missing: 1, late: 1, endangered: 0 });
    world.psb.faults.clear();
    await world.pass(leaseSeconds + 60);
    expect(['SUBMITTED', 'PAID']).toContain(await world.status(key));
  });

  test.each([
    ['an answer of PSB that it cannot', outage, undefined],
    ['a cut connection', { dropConnection: true, times: 'always' }, '2026-11-20T10:00:00.000Z'],
    ['an answer that is lost', { loseAnswer: true, times: 'always' }, '2026-11-20T10:00:00.000Z'],
    [
      'a page that is no document',
      { status: 200, body: htmlPage, times: 'always' },
      '2026-11-20T10:00:00.000Z',
    ],
  ] as const)('after %s is watched by the days that PSB may have left', async (_what, fault, startedAt) => {
    world.psb.faults.next(download, fault);
    const key = await world.receive(erpInvoice());
    expect((await world.read(key)).download?.startedAt).toBe(startedAt);
    world.clock.advance(4 * day + hour);
    expect(await watch()).toMatchObject({ missing: 1, late: 1, endangered: startedAt === undefined ? 0 : 1 });
  });

  test('because the archive refused the bytes has only the seven days that began with the download', async () => {
    const refusing = {
      ...world.services,
      archive: { ...world.services.archive, put: () => Promise.reject(new Error('no room')) },
    };
    const { key, message } = await world.arrive(erpInvoice());
    await expect(processDocument(message, refusing)).rejects.toThrow('no room');
    expect((await world.read(key)).download?.startedAt).toBe('2026-11-20T10:00:00.000Z');
    world.clock.advance(day);
    await expect(processDocument({ nudge: key }, refusing)).rejects.toThrow('no room');
    expect((await world.read(key)).download?.startedAt).toBe('2026-11-20T10:00:00.000Z');
  });
});

describe('a run of the watch', () => {
  test('tries those first that were tried least recently, and no more than it has time for', async () => {
    const keys = Array.from({ length: 30 }, (_, number) => ({
      party: '0106:27318465',
      documentId: id(100 + number),
    }));
    for (const { documentId } of keys) {
      const { message } = world.announce(party, documentId);
      await processDocument(message, world.services);
    }
    await world.pass(180, 60);
    const before = downloads();
    expect((await watch()).missing).toBe(30);
    expect(downloads() - before).toBe(15);
    world.clock.advance(60_000);
    await watch();
    expect(downloads() - before).toBe(30);
    const tried = await Promise.all(keys.map(async (key) => (await world.read(key)).download?.triedAt));
    expect(tried.every((at) => at !== undefined)).toBe(true);
  });

  test('alarms also while PSB, or its secret, cannot be had', async () => {
    await heldWithoutDocument(id(8));
    world.clock.advance(2 * day);
    vi.mocked(count).mockClear();
    const broken = () => Promise.reject(new AcquitError('CONFIGURATION_INVALID', 'there is no secret psb'));
    await expect(watchRetention({ ...world.services, outside: broken })).rejects.toThrow('no secret');
    expect(vi.mocked(count).mock.calls.flat()).toContain('DocumentNotArchived');
  });

  test('goes on past one that cannot be fetched, and past a record that cannot be read', async () => {
    await heldWithoutDocument(id(9));
    const key = await heldWithoutDocument(id(10));
    await world.psb.receiveDocument({ party, bytes: erpInvoice(), documentId: id(10) });
    const { read } = world.services.payables;
    await world.table.put({
      pk: `PAYABLE#0106:27318465#${id(11)}`,
      sk: 'STATE',
      party: '0106:27318465',
      documentId: id(11),
      statusKey: '-#HELD',
      changedAt: '2026-11-20T10:00:00.000Z',
    });
    expect(await watch()).toMatchObject({ missing: 2, fetched: 1 });
    expect((await read(key))?.status).toBe('SUBMITTED');
  });

  test('costs PSB nothing when nothing is missing', async () => {
    expect(await watch()).toEqual(nothing);
    expect(world.psb.requests).toEqual([]);
  });
});
