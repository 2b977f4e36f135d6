import './quiet.ts';
import { beforeEach, describe, expect, test, vi } from 'vitest';
import { count } from '../../lib/observability/metrics.ts';
import type { EventMessage } from '../../lib/queues/messages.ts';
import { processDocument } from '../../lib/steps/process-document.ts';
import { takeInEvent } from '../../lib/steps/take-in-event.ts';
import { erpInvoice, startEngines, type World } from './world.ts';

vi.mock('../../lib/observability/metrics.ts', () => ({ count: vi.fn<(name: string) => void>() }));

const { newWorld } = await startEngines();
let world: World;
beforeEach(async () => {
  world = await newWorld();
  vi.mocked(count).mockClear();
});

const party = '0106:27318465';
const documentId = '3f0c8c1e-0000-4000-8000-0000000000a1';

const event = (topic: string, more: Partial<EventMessage> = {}): EventMessage => ({
  topic,
  partyId: 'NL:KVK:27318465',
  documentId,
  createdOn: '2026-11-20T10:00:00.0000000+00:00',
  receivedAt: '2026-11-20T10:00:01.000Z',
  stale: false,
  ...more,
});

const recorded = (document = documentId) =>
  world.table.query({ key: { expression: 'pk = :pk', values: { ':pk': `EVENT#${party}#${document}` } } });

const counted = () => vi.mocked(count).mock.calls.flat();

describe('an event of PSB', () => {
  test.each([
    'InvoiceSent',
    'InvoiceResponseReceived',
    'OrderReceived',
    'OrderResponseSentError',
    'MessageLevelStatusReceived',
    'ReviewReceived',
    'HookSentError',
    'Tomorrow',
  ])('of the topic %s is recorded, and nothing else happens', async (topic) => {
    await processDocument({ event: event(topic) }, world.services);
    expect(await recorded()).toMatchObject([{ topic, documentId, receivedAt: '2026-11-20T10:00:01.000Z' }]);
    expect(await world.services.payables.read({ party, documentId })).toBeUndefined();
    expect(world.psb.requests).toEqual([]);
    expect(counted()).toEqual([]);
  });

  test('of a received invoice is one event and one payable, whichever hook, spelling and time it comes with', async () => {
    const { message } = await world.arrive(erpInvoice(), { documentId });
    await processDocument(message, world.services);
    for (const partyId of [party, 'iso6523-actorid-upis::0106:27318465', 'NL:KVK:27318465']) {
      const again = event('InvoiceReceived', { partyId, documentId: documentId.toUpperCase() });
      await processDocument({ event: { ...again, createdOn: '2026-11-20T11:00:00Z' } }, world.services);
    }
    await world.workOff();
    expect(await recorded()).toHaveLength(1);
    expect(world.posts()).toBe(1);
  });

  test('of a topic that repeats is recorded for each time it tells of', async () => {
    const retry = event('InvoiceSentRetry');
    const later = { ...retry, createdOn: '2026-11-20T14:00:00Z' };
    for (const one of [retry, later, retry, later]) await takeInEvent(one, world.services);
    expect(await recorded()).toHaveLength(2);
  });

  test('without a document is recorded for each time, because nothing else tells it from the next', async () => {
    const ping = { topic: 'Ping', partyId: party, receivedAt: '2026-11-20T10:00:00Z', stale: false };
    await takeInEvent({ ...ping, createdOn: '2026-11-20T10:00:00Z' }, world.services);
    await takeInEvent({ ...ping, createdOn: '2026-11-20T10:05:00Z' }, world.services);
    expect(await recorded('-')).toHaveLength(2);
  });

  test('of an invoice that PSB refused is counted once, and makes no payable', async () => {
    const refused = event('InvoiceReceivedError');
    await takeInEvent(refused, world.services);
    await takeInEvent({ ...refused, createdOn: '2026-11-20T10:30:00Z' }, world.services);
    expect(counted()).toEqual(['InvoiceRefusedByPsb']);
    expect(await world.services.payables.read({ party, documentId })).toBeUndefined();
  });

  test('that was recorded by a worker who died then still leads to its payable', async () => {
    const { message, key } = await world.arrive(erpInvoice());
    const dying = {
      ...world.services,
      payables: { ...world.services.payables, create: () => Promise.reject(new Error('killed')) },
    };
    await expect(processDocument(message, dying)).rejects.toThrow('killed');
    await processDocument(message, world.services);
    await world.workOff();
    expect(await world.status(key)).toBe('SUBMITTED');
  });
});
