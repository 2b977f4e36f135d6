import { gzipSync } from 'node:zlib';
import { beforeEach, describe, expect, test } from 'vitest';
import * as z from 'zod';
import { claimKey, dropClaim, readClaim, takeClaim } from '../../lib/storage/claim-store.ts';
import { recordEvent } from '../../lib/storage/event-store.ts';
import { createBasketStore } from '../../lib/storage/basket-store.ts';
import { createFlowStore, type Flow } from '../../lib/storage/flow-store.ts';
import { hashSecret } from '../../lib/storage/hash-secret.ts';
import { payablePk } from '../../lib/storage/payable-pk.ts';
import { readSentBytes, sha256, storeSentBytes } from '../../lib/storage/sent-bytes-store.ts';
import type { Table } from '../../lib/storage/table.ts';
import { startArchive, startTables } from './embedded.ts';

const [tables, archive] = await Promise.all([startTables(), startArchive()]);
let table: Table;
beforeEach(async () => {
  table = await tables.newTable();
});

const one = { party: '0106:1', documentId: 'a' };
const two = { party: '0106:1', documentId: 'b' };
const pk = claimKey({ organisation: 'ACME', supplierNumber: 'S-1', kind: 'claim', number: '2026-17' });
const facts = { pk, contentHash: 'h', fingerprint: 'f' };

describe('the claim on an invoice number', () => {
  test('goes to the first payable and is refused to every other', async () => {
    expect(await table.transact([takeClaim({ ...facts, ...one })])).toBe(true);
    expect(await table.transact([takeClaim({ ...facts, ...two })])).toBe(false);
    expect(await readClaim(table, pk)).toMatchObject(one);
  });

  test('may be taken again by its holder, when a released payable is read anew', async () => {
    await table.transact([takeClaim({ ...facts, ...one })]);
    expect(await table.transact([takeClaim({ ...facts, ...one, fingerprint: 'new' })])).toBe(true);
    expect(await readClaim(table, pk)).toMatchObject({ fingerprint: 'new' });
  });

  test('is free again after its holder dropped it', async () => {
    await table.transact([takeClaim({ ...facts, ...one })]);
    expect(await table.transact([dropClaim(pk, one)])).toBe(true);
    expect(await readClaim(table, pk)).toBeUndefined();
    expect(await table.transact([takeClaim({ ...facts, ...two })])).toBe(true);
  });

  test('cannot be dropped by anybody else', async () => {
    await table.transact([takeClaim({ ...facts, ...one })]);
    expect(await table.transact([dropClaim(pk, two)])).toBe(false);
    expect(await readClaim(table, pk)).toMatchObject(one);
  });

  test('of twenty payables at once exactly one gets it', async () => {
    const taken = await Promise.all(
      Array.from({ length: 20 }, (_, index) =>
        table.transact([takeClaim({ ...facts, party: '0106:1', documentId: `d${index}` })]),
      ),
    );
    expect(taken.filter(Boolean)).toHaveLength(1);
  });

  test('is taken, read and dropped for a number of three thousand characters', async () => {
    const endless = (last: string) =>
      claimKey({
        organisation: 'ACME',
        supplierNumber: 'S-1',
        kind: 'claim',
        number: 'é'.repeat(3000) + last,
      });
    const claim = { ...facts, ...one, pk: endless('a') };
    expect(await table.transact([takeClaim(claim)])).toBe(true);
    expect(await table.transact([takeClaim({ ...claim, ...two })])).toBe(false);
    expect(await table.transact([takeClaim({ ...claim, ...two, pk: endless('b') })])).toBe(true);
    expect(await readClaim(table, endless('a'))).toMatchObject(one);
    expect(await table.transact([dropClaim(endless('a'), one)])).toBe(true);
  });

  test('keeps the key that it has always had when the number is short', () => {
    expect(pk).toBe('INVOICE#ACME#S-1#claim#2026-17');
  });

  test('is another one for a credit note, another supplier or another organisation', () => {
    const base = { organisation: 'ACME', supplierNumber: 'S-1', kind: 'claim', number: '1' };
    const keys = [
      base,
      { ...base, kind: 'credit' },
      { ...base, supplierNumber: 'S-2' },
      { ...base, organisation: 'B' },
    ];
    expect(new Set(keys.map(claimKey)).size).toBe(4);
  });
});

describe('the bytes that leave for an outside system', () => {
  const body = Buffer.from(JSON.stringify({ amount: 12.5, text: 'é'.repeat(5000) }));

  test('come back byte for byte and are stored compressed', async () => {
    await table.transact([storeSentBytes(one, 'REQUEST', body)]);
    expect(await readSentBytes(table, one, 'REQUEST')).toEqual(body);
    const item = await table.get(payablePk(one), 'REQUEST');
    expect(z.instanceof(Uint8Array).parse(item?.['bytes']).length).toBeLessThan(body.length / 10);
    expect(item?.['sha256']).toBe(sha256(body));
  });

  test('of the ERP and of each payment at the bank are kept apart', async () => {
    const write = (which: 'REQUEST' | 'BANK#1' | 'BANK#2') => storeSentBytes(one, which, Buffer.from(which));
    await table.transact([write('REQUEST'), write('BANK#1'), write('BANK#2')]);
    expect((await readSentBytes(table, one, 'BANK#1')).toString()).toBe('BANK#1');
    expect((await readSentBytes(table, one, 'BANK#2')).toString()).toBe('BANK#2');
  });

  test('that were never stored are not made up', async () => {
    await expect(readSentBytes(table, one, 'REQUEST')).rejects.toMatchObject({
      code: 'STORED_BYTES_DAMAGED',
    });
  });

  test('that were changed behind our back are never sent', async () => {
    const other = { bytes: gzipSync(Buffer.from('{"amount":99999}')), sha256: sha256(body) };
    await table.put({ pk: payablePk(one), sk: 'REQUEST', ...other });
    await expect(readSentBytes(table, one, 'REQUEST')).rejects.toMatchObject({
      code: 'STORED_BYTES_DAMAGED',
    });
  });

  test('that cannot even be unpacked are reported as damaged', async () => {
    await table.put({
      pk: payablePk(one),
      sk: 'REQUEST',
      bytes: Buffer.from('no gzip'),
      sha256: sha256(body),
    });
    await expect(readSentBytes(table, one, 'REQUEST')).rejects.toMatchObject({
      code: 'STORED_BYTES_DAMAGED',
    });
  });
});

describe('the way of a PSU to the bank and back', () => {
  const flow: Flow = {
    stateHash: hashSecret('a state'),
    purpose: { kind: 'payments', payments: [{ ...one, attempt: 1 }] },
    resourceId: 'p1',
    sessionHash: hashSecret('a session'),
    status: 'PENDING',
    codeVerifier: 'v'.repeat(43),
    issuer: 'https://bank.example',
    issRequired: true,
    expiresAt: '2026-11-20T10:30:00.000Z',
    tries: 0,
    version: 0,
  };
  const now = new Date('2026-11-20T10:00:00.000Z');

  test('is stored under the hash of its state, never the state itself', async () => {
    const flows = createFlowStore(table);
    expect(await flows.create(flow)).toBe(true);
    expect(await flows.read(flow.stateHash)).toEqual(flow);
    expect(JSON.stringify(await table.get(`FLOW#${flow.stateHash}`, 'FLOW'))).not.toContain('a state');
  });

  test('is used up by exactly one of twenty callbacks at once', async () => {
    const flows = createFlowStore(table);
    await flows.create(flow);
    const moved = await Promise.all(
      Array.from({ length: 20 }, (_, index) => flows.advance(flow, 'CALLED', { code: `code-${index}` })),
    );
    expect(moved.filter((one_) => one_ !== undefined)).toHaveLength(1);
  });

  test('cannot be opened twice under one state, nor advanced when it is not known', async () => {
    const flows = createFlowStore(table);
    await flows.create(flow);
    expect(await flows.create({ ...flow, resourceId: 'other' })).toBe(false);
    expect(await flows.advance({ ...flow, stateHash: hashSecret('unknown') }, 'CALLED')).toBeUndefined();
    expect(await flows.read(hashSecret('unknown'))).toBeUndefined();
  });

  test('keeps a code only until it is about to be exchanged, and is due only while it waits', async () => {
    const flows = createFlowStore(table);
    await flows.create(flow);
    expect((await flows.due(now, 10)).items).toEqual([]);
    const dueAt = now.toISOString();
    const called = await flows.advance(flow, 'CALLED', { code: 'c0de', dueAt });
    if (called === undefined) throw new Error('not called');
    const { items } = await flows.due(now, 10);
    expect(items).toEqual([{ stateHash: flow.stateHash, dueAt, tries: 0, version: 1 }]);
    const [due] = items;
    if (due === undefined) throw new Error('not due');
    const later = new Date(now.getTime() + 1000);
    expect(await Promise.all([flows.takeTurn(due, later), flows.takeTurn(due, later)])).toContain(false);
    const taken = await flows.advance(called, 'EXCHANGING', { dueAt });
    expect(taken).not.toHaveProperty('code');
    expect(await flows.advance(called, 'EXCHANGING')).toBeUndefined();
    if (taken !== undefined) await flows.advance(taken, 'DONE');
    expect((await flows.due(later, 10)).items).toEqual([]);
  });

  test('of a basket is found by the id of its creation, with what the bank answered', async () => {
    const baskets = createBasketStore(table);
    const basket = {
      requestId: 'r1',
      body: '{"paymentIds":["p1"]}',
      payments: [{ ...one, attempt: 1 }],
      createdAt: now.toISOString(),
      authoriseBy: flow.expiresAt,
    };
    expect(await baskets.create(basket)).toBe(true);
    expect(await baskets.create(basket)).toBe(false);
    await baskets.note('r1', { basketId: 'b1', scaOAuthHref: undefined });
    expect(await baskets.read('r1')).toEqual({ ...basket, basketId: 'b1' });
    expect(await baskets.note('r2', { basketId: 'b2' })).toBe(false);
    expect(await baskets.read('r2')).toBeUndefined();
  });

  test('is removed by DynamoDB a week after it expired, not before', async () => {
    await createFlowStore(table).create(flow);
    const item = await table.get(`FLOW#${flow.stateHash}`, 'FLOW');
    expect(item?.['ttl']).toBe(Date.parse('2026-11-27T10:30:00Z') / 1000);
  });
});

describe('events of PSB', () => {
  const event = {
    topic: 'InvoiceReceived',
    ...one,
    createdOn: '2026-11-20T10:00:00Z',
    receivedAt: '2026-11-20T10:00:01Z',
    stale: false,
  };
  const later = { ...event, createdOn: '2026-11-20T11:00:00Z' };

  test('are recorded once, whichever hook told of them', async () => {
    expect(await recordEvent(table, event, false)).toBe(true);
    expect(await recordEvent(table, { ...event, receivedAt: '2026-11-20T10:05:00Z' }, false)).toBe(false);
    expect(await recordEvent(table, later, false)).toBe(false);
  });

  test('are recorded once however long what they name is', async () => {
    const long = '€'.repeat(3000);
    const endless = { ...event, party: long, documentId: long, topic: long, createdOn: long };
    expect(await recordEvent(table, endless, true)).toBe(true);
    expect(await recordEvent(table, endless, true)).toBe(false);
    expect(await recordEvent(table, { ...endless, topic: `${long}!` }, true)).toBe(true);
  });

  test('of a topic that repeats are recorded for each time, and once for a time', async () => {
    expect(await recordEvent(table, event, true)).toBe(true);
    expect(await recordEvent(table, later, true)).toBe(true);
    expect(await recordEvent(table, later, true)).toBe(false);
  });
});

describe('the archive of raw documents', () => {
  test('gives back the very bytes', async () => {
    const bytes = Buffer.from(Array.from({ length: 256 }, (_, index) => index));
    await archive.put('0106-1/every-byte', bytes);
    expect(await archive.get('0106-1/every-byte')).toEqual(bytes);
  });

  test('takes a document of twenty megabytes', async () => {
    const bytes = Buffer.alloc(20 * 1024 * 1024, 'x');
    await archive.put('0106-1/large', bytes);
    expect(sha256(await archive.get('0106-1/large'))).toBe(sha256(bytes));
  });

  test('says so when it does not have a document', async () => {
    await expect(archive.get('0106-1/none')).rejects.toMatchObject({ code: 'STORED_BYTES_DAMAGED' });
  });
});
