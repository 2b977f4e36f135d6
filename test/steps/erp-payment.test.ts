import './quiet.ts';
import { beforeEach, describe, expect, test } from 'vitest';
import { pollErp } from '../../lib/steps/poll-erp.ts';
import { processDocument } from '../../lib/steps/process-document.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { submitPaymentRequest } from '../../lib/steps/submit-payment-request.ts';
import { htmlPage } from '../http/stand-in.ts';
import { erpInvoice, leaseSeconds, retrySeconds, sample, startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();
let world: World;
beforeEach(async () => {
  world = await newWorld();
});

const post = { method: 'POST', path: /payment-requests$/ };
const get = { method: 'GET', path: /payment-requests/ };
const by = { by: 'test', approve: [] };

describe('an invoice that the ERP pays', () => {
  test('goes from the webhook to PAID with one payment request', async () => {
    const key = await world.receive(erpInvoice());
    expect(await world.status(key)).toBe('SUBMITTED');
    await world.pass(900);
    const paid = await world.read(key);
    expect(paid).toMatchObject({
      status: 'PAID',
      findings: [],
      organisation: 'ACME',
      supplierNumber: 'S-1001',
    });
    // Until then the account is watched.
    expect(paid.dueAt).toBe('2027-01-19T10:05:00.000Z');
    expect(world.posts()).toBe(1);
    expect(world.erp.records()).toMatchObject([{ intakeStatus: 'PAID' }]);
  });

  test('is never called PAID before the ERP says so', async () => {
    const key = await world.receive(erpInvoice());
    const seen: [atErp: string | undefined, here: string][] = [];
    for (let step = 0; step < 20; step += 1) {
      await world.pass(30);
      seen.push([world.erp.records()[0]?.intakeStatus, await world.status(key)]);
    }
    expect(seen.filter(([atErp, here]) => here === 'PAID' && atErp !== 'PAID')).toEqual([]);
    expect(seen.at(-1)).toEqual(['PAID', 'PAID']);
  });

  test('is not announced anew by a message that comes twice, late or out of order', async () => {
    const { key, message } = await world.arrive(erpInvoice());
    await processDocument(message, world.services);
    const [turn] = world.services.submissions.messages;
    if (turn === undefined) throw new Error('nothing to submit');
    await processDocument(message, world.services);
    await submitPaymentRequest(turn, world.services);
    const submitted = await world.read(key);
    await submitPaymentRequest(turn, world.services);
    await processDocument(message, world.services);
    await processDocument({ nudge: key }, world.services);
    world.clock.advance(10 * 24 * 3600 * 1000);
    await processDocument(message, world.services);
    await processDocument({ nudge: turn }, world.services);
    await submitPaymentRequest(turn, world.services);
    expect(await world.read(key)).toEqual(submitted);
    expect(world.posts()).toBe(1);
  });

  test('is sent once when both its messages are worked on at the same moment', async () => {
    const { key, message } = await world.arrive(erpInvoice());
    await Promise.all([processDocument(message, world.services), processDocument(message, world.services)]);
    const [turn] = world.services.submissions.messages;
    if (turn === undefined) throw new Error('nothing to submit');
    await Promise.all([1, 2, 3].map(() => submitPaymentRequest(turn, world.services)));
    await world.workOff();
    expect(await world.status(key)).toBe('SUBMITTED');
    expect(world.erp.records()).toHaveLength(1);
  });

  test('is picked up by sweep when its message was lost, at every step', async () => {
    const { key, message } = await world.arrive(erpInvoice());
    await processDocument(message, world.services);
    world.services.submissions.messages.length = 0;
    await world.pass(leaseSeconds - 60);
    expect(await world.status(key)).toBe('READY');
    await world.pass(120);
    expect(await world.status(key)).toBe('SUBMITTED');
  });

  test('is picked up by sweep when the worker died before anything was done', async () => {
    const { key, message } = await world.arrive(erpInvoice());
    const dying = { ...world.services, outside: () => Promise.reject(new Error('killed')) };
    await expect(processDocument(message, dying)).rejects.toThrow('killed');
    expect(await world.status(key)).toBe('RECEIVED');
    await world.pass(leaseSeconds + 60);
    expect(await world.status(key)).toBe('SUBMITTED');
  });
});

describe('when the answer to the payment request is lost', () => {
  test('the ERP is asked before anything is sent again, and has one request', async () => {
    world.erp.faults.next(post, { loseAnswer: true });
    const key = await world.receive(erpInvoice());
    expect(await world.status(key)).toBe('READY');
    await world.pass(60);
    expect(await world.status(key)).toBe('SUBMITTED');
    expect(world.posts()).toBe(1);
    const calls = world.erp.requests.filter(({ server }) => server === 'api').map(({ method }) => method);
    expect(calls.slice(0, 2)).toEqual(['POST', 'GET']);
    const told = (await world.read(key)).history.map(({ what }) => what);
    expect(told).toContain('found at the ERP after a lost answer');
  });

  test('and the ERP paid meanwhile, the payable still becomes PAID', async () => {
    world.erp.faults.next(post, { loseAnswer: true });
    world.erp.faults.next(get, { status: 503, headers: { 'Retry-After': '1200' } });
    const key = await world.receive(erpInvoice());
    await world.pass(30 * 60);
    expect(world.erp.records()).toMatchObject([{ intakeStatus: 'PAID' }]);
    expect(await world.status(key)).toBe('PAID');
    expect(world.posts()).toBe(1);
  });

  test('and never arrived, the same bytes are sent again', async () => {
    world.erp.faults.next(post, { dropConnection: true });
    const key = await world.receive(erpInvoice());
    await world.pass(60);
    expect(await world.status(key)).toBe('SUBMITTED');
    expect(world.erp.creations().size).toBe(1);
  });

  test('because the worker died after the send, the next one asks first', async () => {
    const { key, message } = await world.arrive(erpInvoice());
    await processDocument(message, world.services);
    const [turn] = world.services.submissions.messages.splice(0);
    if (turn === undefined) throw new Error('nothing to submit');
    const { erp } = world.services;
    const dying = {
      ...world.services,
      erp: {
        ...erp,
        submit: async (bytes: Uint8Array): Promise<never> => {
          await erp.submit(bytes);
          throw new Error('killed');
        },
      },
    };
    await expect(submitPaymentRequest(turn, dying)).rejects.toThrow('killed');
    await world.pass(leaseSeconds + 60);
    expect(['SUBMITTED', 'PAID']).toContain(await world.status(key));
    expect(world.posts()).toBe(1);
  });

  test('with the whole table, the documents come again and nothing is paid twice', async () => {
    const first = await world.receive(erpInvoice());
    await world.pass(900);
    expect(await world.status(first)).toBe('PAID');
    const again = await newWorld();
    const services = { ...again.services, erp: world.services.erp };
    const { key, message } = await again.arrive(erpInvoice());
    await processDocument(message, services);
    const [turn] = again.services.submissions.messages;
    if (turn === undefined) throw new Error('nothing to submit');
    await submitPaymentRequest(turn, services);
    again.clock.advance(retrySeconds * 1000);
    await pollErp(services);
    expect(await again.status(key)).toBe('PAID');
    expect(world.erp.records()).toHaveLength(1);
  });
});

describe('when the ERP does not take the payment request', () => {
  test.each([
    [409, 'ERP_CONFLICT'],
    [422, 'ERP_REFUSED'],
    [400, 'ERP_REFUSED'],
    [404, 'ERP_REFUSED'],
  ])('because of its content (%i), a person decides', async (status, code) => {
    world.erp.faults.next(post, { status, body: { detail: 'het klopt niet' } });
    const key = await world.receive(erpInvoice());
    expect(await world.status(key)).toBe('HELD');
    expect(await world.codes(key)).toEqual([code]);
    expect((await world.read(key)).findings[0]?.value).toContain(`status=${status}`);
    await world.pass(3600, 600);
    expect(world.posts()).toBe(1);
  });

  test('because it is away for an hour, it waits as long as it was asked to, and then goes on', async () => {
    world.erp.faults.next(post, { status: 503, body: 'away', headers: { 'Retry-After': '3600' } });
    const key = await world.receive(erpInvoice());
    const waiting = await world.read(key);
    expect(waiting).toMatchObject({ status: 'READY', findings: [] });
    expect(waiting.dueAt).toBe('2026-11-20T11:00:00.000Z');
    await world.pass(3540, 590);
    expect(world.posts()).toBe(1);
    await world.pass(120);
    expect(await world.status(key)).toBe('SUBMITTED');
  });

  test.each([401, 403])('because our account may not (%i), it is kept and tried again', async (status) => {
    world.erp.faults.next(post, { status, body: { detail: 'nee' }, times: 2 });
    const key = await world.receive(erpInvoice());
    expect(await world.read(key)).toMatchObject({ status: 'READY', findings: [] });
    await world.pass(300);
    expect(await world.status(key)).toBe('SUBMITTED');
    expect(world.erp.records()).toHaveLength(1);
  });

  test('and a proxy answers with a web page, it is tried again', async () => {
    world.erp.faults.next(post, { status: 502, body: htmlPage });
    const key = await world.receive(erpInvoice());
    expect(await world.status(key)).toBe('READY');
    await world.pass(120);
    expect(await world.status(key)).toBe('SUBMITTED');
  });

  test('and a proxy answers 200 with a web page, the message fails and the invoice is not lost', async () => {
    world.erp.faults.next(post, { status: 200, body: htmlPage });
    const { key, message } = await world.arrive(erpInvoice());
    await processDocument(message, world.services);
    await expect(world.workOff()).rejects.toMatchObject({ code: 'ERP_ANSWER_INVALID' });
    await world.pass(leaseSeconds + 60);
    expect(await world.status(key)).toBe('SUBMITTED');
    expect(world.erp.records()).toHaveLength(1);
  });

  test('because the key holds other content there, not even a release adopts what the ERP has', async () => {
    await world.receive(erpInvoice());
    const later = await newWorld();
    const services = { ...later.services, erp: world.services.erp };
    const moved = sample('nlcius-betalingskenmerk', { '2026-12-05': '2026-12-19' });
    const { key, message } = await later.arrive(moved);
    await processDocument(message, services);
    const submit = async () => {
      for (const turn of later.services.submissions.messages.splice(0))
        await submitPaymentRequest(turn, services);
    };
    await submit();
    expect(await later.codes(key)).toEqual(['ERP_CONFLICT']);
    await releasePayable(key, by, services);
    for (const nudge of later.services.documents.messages.splice(0)) await processDocument(nudge, services);
    await submit();
    expect(await later.status(key)).toBe('HELD');
    expect(await later.codes(key)).toEqual(['ERP_CONFLICT']);
    expect(world.erp.records()).toHaveLength(1);
  });
});

describe('what the ERP says after it took the request', () => {
  const failed = { intakeStatus: 'VALIDATION_FAILED', errorCode: 'IBAN_CLOSED' } as const;

  test('VALIDATION_FAILED holds it with the words of the ERP', async () => {
    world.erp.decide(() => true, failed);
    const key = await world.receive(erpInvoice());
    await world.pass(180);
    expect(await world.status(key)).toBe('HELD');
    expect((await world.read(key)).findings).toMatchObject([
      { code: 'ERP_VALIDATION_FAILED', value: 'IBAN_CLOSED' },
    ]);
  });

  test('VALIDATION_FAILED that was cured in the ERP goes on to PAID by itself, without a new request', async () => {
    world.erp.faults.next(get, { status: 200, body: resource('VALIDATION_FAILED') });
    const key = await heldByErp();
    await world.pass(8 * 3600, 1800);
    expect(await world.status(key)).toBe('PAID');
    const statuses = (await world.read(key)).history.map(({ status }) => status);
    expect(statuses.slice(-3)).toEqual(['HELD', 'SUBMITTED', 'PAID']);
    expect(world.posts()).toBe(1);
  });

  test('a held one that failed for good meanwhile becomes FAILED and does not stop the others', async () => {
    world.erp.decide(() => true, { intakeStatus: 'FAILED', errorCode: 'GONE' });
    const key = await heldByErp();
    const other = await world.receive(erpInvoice('2026-110018'));
    await world.pass(8 * 3600, 1800);
    expect(await world.status(key)).toBe('FAILED');
    expect(await world.status(other)).toBe('FAILED');
  });

  test('a hold that a person releases while the ERP still refuses is held again, not forgotten', async () => {
    world.erp.decide(() => true, failed);
    const key = await world.receive(erpInvoice());
    await world.pass(180);
    await releasePayable(key, by, world.services);
    await world.workOff();
    expect(await world.status(key)).toBe('SUBMITTED');
    await world.pass(180);
    expect(await world.status(key)).toBe('HELD');
    expect(world.erp.records()).toHaveLength(1);
  });

  test('FAILED ends it with the reason', async () => {
    world.erp.decide(() => true, { intakeStatus: 'FAILED', errorCode: 'R1', errorMessage: 'bank weigert' });
    const key = await world.receive(erpInvoice());
    await world.pass(900);
    expect(await world.status(key)).toBe('FAILED');
    expect((await world.read(key)).findings).toMatchObject([
      { code: 'ERP_PAYMENT_FAILED', value: 'R1: bank weigert' },
    ]);
  });

  test('FAILED is looked for on the account only when the ERP had told a bank to pay', async () => {
    const early = await world.receive(erpInvoice());
    world.erp.faults.next(get, { status: 200, body: resource('FAILED') });
    await world.pass(30);
    expect(await world.status(early)).toBe('FAILED');
    expect(await world.read(early)).not.toHaveProperty('dueAt');

    world.erp.decide(() => true, { intakeStatus: 'FAILED', errorCode: 'R1' });
    const late = await world.receive(erpInvoice('2026-110018'));
    await world.pass(900);
    expect(await world.read(late)).toMatchObject({ status: 'FAILED', dueAt: expect.any(String) });
  });

  test('a status that nobody knows is mirrored and nothing else', async () => {
    const key = await world.receive(erpInvoice());
    world.erp.faults.next(get, { status: 200, body: resource('ON_ITS_WAY') });
    await world.pass(30);
    expect(await world.read(key)).toMatchObject({
      status: 'SUBMITTED',
      findings: [],
      erp: { intakeStatus: 'ON_ITS_WAY' },
    });
    await world.pass(900);
    expect(await world.status(key)).toBe('PAID');
  });

  test('polls spread out while there is no news', async () => {
    const key = await world.receive(erpInvoice());
    const body = resource('PROCESSING');
    world.erp.faults.next(get, { status: 200, body, times: 'always' });
    await world.pass(3600);
    const reads = world.erp.requests.filter(({ method }) => method === 'GET').length;
    expect(reads).toBeLessThan(10);
    expect(await world.status(key)).toBe('SUBMITTED');
  });

  test('an ERP that cannot be polled is asked later and nothing is decided', async () => {
    const key = await world.receive(erpInvoice());
    world.erp.faults.next(get, { status: 503, body: htmlPage, times: 5 });
    await world.pass(60);
    expect(await world.status(key)).toBe('SUBMITTED');
    await world.pass(1800);
    expect(await world.status(key)).toBe('PAID');
  });

  /** A page of the list, as poll reads it, with one item in some status. */
  function resource(intake_status: string) {
    const item = {
      id: 'x',
      organization_short_code: 'ACME',
      external_request_id: 'S-1001~2026-110017',
      intake_status,
    };
    return { ...item, items: [item], total: 1, page: 1, page_size: 100 };
  }

  async function heldByErp() {
    const key = await world.receive(erpInvoice());
    world.erp.faults.clear();
    world.erp.faults.next(get, { status: 200, body: resource('VALIDATION_FAILED') });
    await world.pass(30);
    expect(await world.status(key)).toBe('HELD');
    return key;
  }
});
