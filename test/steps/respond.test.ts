import './quiet.ts';
import { randomUUID } from 'node:crypto';
import { beforeEach, describe, expect, test } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import type { PayableKey } from '../../lib/payables/payable.ts';
import { askResponse } from '../../lib/steps/ask-response.ts';
import { processDocument } from '../../lib/steps/process-document.ts';
import { rejectPayable } from '../../lib/steps/reject-payable.ts';
import { releasePayable } from '../../lib/steps/release-payable.ts';
import { respondToSupplier } from '../../lib/steps/respond-to-supplier.ts';
import { bankInvoice, erpInvoice, sample, startEngines, type World } from './world.ts';

const { newWorld } = await startEngines();

let world: World;

/** The statuses that PSB took about a document, in order. */
const told = ({ documentId }: PayableKey): string[] =>
  world.psb
    .responses()
    .filter((response) => response.documentId === documentId.split('.')[0])
    .map(({ response }) => response.status);

const responsesTo = ({ documentId }: PayableKey) =>
  world.psb.responses().filter((response) => response.documentId === documentId);

const conversationOf = (key: PayableKey) => world.services.conversations.read(key);

/** PSB tells what became of the n-th response about a document. */
const outcome = (key: PayableKey, index: number, topic: string) =>
  processDocument(
    {
      event: {
        topic,
        partyId: 'NL:KVK:27318465',
        documentId: responsesTo(key)[index]?.id ?? randomUUID(),
        refToDocumentId: key.documentId,
        createdOn: world.services.now().toISOString(),
        receivedAt: world.services.now().toISOString(),
        stale: false,
      },
    },
    world.services,
  );

describe('With responses in full, the supplier', () => {
  beforeEach(async () => {
    world = await newWorld({ organisation: { responses: 'full' } });
  });

  test('hears of an invoice that the ERP pays: received, in process, accepted, paid', async () => {
    const key = await world.receive(erpInvoice());
    await world.pass(1800);
    expect(await world.status(key)).toBe('PAID');
    expect(told(key)).toEqual(['AB', 'IP', 'AP', 'PD']);
  });

  test('hears that it is accepted only when the ERP has the invoice ready for payment', async () => {
    const key = await world.receive(erpInvoice());
    for (let minute = 0; minute < 20 && !told(key).includes('AP'); minute += 1) {
      const before = await world.read(key);
      await world.pass(30);
      if (told(key).includes('AP')) continue;
      expect(before.erp?.intakeStatus ?? 'none').not.toMatch(/READY_FOR_PAYMENT|PAYMENT_BUILT|PAID/);
    }
    expect(told(key)).toContain('AP');
  });

  test('of an invoice that Acquit pays at the bank hears of the payment when the bank proves it', async () => {
    const key = await world.receiveForBank();
    await world.pass(60);
    expect(told(key)).toEqual(['AB', 'IP', 'AP']);
    await world.comeBack(await world.bank.approve(await world.start(key)));
    await world.workOff();
    await world.pass(600);
    expect(await world.status(key)).toBe('PAID');
    expect(told(key)).toEqual(['AB', 'IP', 'AP', 'PD']);
  });

  test('of an invoice with a wrong total hears that it is rejected, why, and what to do', async () => {
    const key = await world.receive(sample('bis3-total-off-by-one-cent'));
    await world.pass(120);
    expect(told(key)).toEqual(['AB', 'RE']);
    expect(responsesTo(key)[1]?.response).toMatchObject({
      reasons: { LEG: expect.stringMatching(/\w+/) },
      actions: { NIN: expect.any(String) },
    });
  });

  test('never hears that its account is new: that is checked through another channel', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    await world.pass(120);
    expect(await world.codes(key)).toContain('NEW_BANK_ACCOUNT');
    expect(told(key)).toEqual(['AB']);
  });

  test('hears the rest when a person released the invoice', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    await world.pass(60);
    await releasePayable(key, { by: 'test', approve: ['NEW_BANK_ACCOUNT'] }, world.services);
    await world.workOff();
    await world.pass(1800);
    expect(told(key).slice(0, 3)).toEqual(['AB', 'IP', 'AP']);
  });

  test('hears that a credit note is accepted', async () => {
    const key = await world.receive(sample('bis3-credit-note'));
    await world.pass(120);
    expect(told(key)).toEqual(['AB', 'AP']);
  });

  test('hears of an invoice in two parts once, and PAID when both are', async () => {
    const key = await world.receive(sample('nlcius-g-account'));
    await world.pass(2400);
    expect(await world.status(key)).toBe('PAID');
    expect(told(key)).toEqual(['AB', 'IP', 'AP', 'PD']);
  });

  test('hears nothing about a second delivery of the same invoice', async () => {
    await world.receive(erpInvoice());
    const again = await world.receive(erpInvoice());
    await world.pass(120);
    expect(await world.status(again)).toBe('DUPLICATE');
    expect(told(again)).not.toContain('RE');
  });

  test('hears nothing twice, whatever comes twice, late or out of order', async () => {
    const key = await world.receive(erpInvoice());
    for (let round = 0; round < 60; round += 1) {
      await world.pass(30);
      await Promise.all([
        respondToSupplier(key, world.services),
        respondToSupplier({ ...key, turn: '2026-11-20T10:00:00.000Z' }, world.services),
        world.services.conversations.markDue(key, world.services.now()),
      ]);
    }
    expect(told(key)).toEqual(['AB', 'IP', 'AP', 'PD']);
  });

  test('of an invoice that a person rejects hears it without the internal note', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    await world.pass(60);
    await rejectPayable(key, { by: 'test', reason: 'looks like fraud, call the police' }, world.services);
    await world.pass(60);
    expect(told(key)).toEqual(['AB', 'RE']);
    expect(JSON.stringify(responsesTo(key))).not.toMatch(/fraud|police/);
  });
});

describe('With rejections only, the supplier', () => {
  beforeEach(async () => {
    world = await newWorld({ organisation: { responses: 'rejections' } });
  });

  test('hears nothing of an invoice that is paid', async () => {
    const key = await world.receive(erpInvoice());
    await world.pass(1800);
    expect(await world.status(key)).toBe('PAID');
    expect(told(key)).toEqual([]);
    expect(await conversationOf(key)).toBeUndefined();
  });

  test('hears of a rejection, after the acknowledgement that goes before everything', async () => {
    const key = await world.receive(sample('bis3-total-off-by-one-cent'));
    await world.pass(120);
    expect(told(key)).toEqual(['AB', 'RE']);
  });
});

describe('With responses off, the supplier', () => {
  beforeEach(async () => {
    world = await newWorld();
  });

  test('hears nothing, and PSB is asked nothing', async () => {
    const key = await world.receive(sample('bis3-total-off-by-one-cent'));
    await world.pass(300);
    expect(told(key)).toEqual([]);
    expect(world.psb.requests.filter(({ path }) => /response|queryRecipient/.test(path))).toEqual([]);
  });

  test('still hears what a person asks to be said, after an acknowledgement', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    const response = {
      status: 'UQ',
      reasons: { REF: 'Which order is this for?' },
      actions: { PIN: '' },
    } as const;
    await askResponse(key, { response, by: 'clerk' }, world.services);
    await world.workOff();
    expect(told(key)).toEqual(['AB', 'UQ']);
    expect((await conversationOf(key))?.said.map(({ by }) => by)).toEqual(['clerk', 'clerk']);
  });

  test('never hears what would not be true', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    for (const status of ['AP', 'PD', 'RE'] as const) {
      const response = { status, reasons: { OTH: 'because' } };
      const asked = askResponse(key, { response, by: 'clerk' }, world.services);
      await expect(asked).rejects.toMatchObject({ code: 'ACTION_NOT_POSSIBLE' });
    }
    await world.workOff();
    expect(told(key)).toEqual([]);
    expect(await conversationOf(key)).toBeUndefined();
  });
});

describe('A supplier that cannot receive responses', () => {
  beforeEach(async () => {
    world = await newWorld({ organisation: { responses: 'full' }, psb: { recipients: () => false } });
  });

  test('is asked about once, and the invoice is paid without a word', async () => {
    const keys = [await world.receive(erpInvoice('2026-1')), await world.receive(erpInvoice('2026-2'))];
    await world.pass(1800);
    for (const key of keys) {
      expect(await world.status(key)).toBe('PAID');
      expect(told(key)).toEqual([]);
      expect((await conversationOf(key))?.unreachableAt).toBeDefined();
    }
    expect(world.psb.requests.filter(({ path }) => path.endsWith('queryRecipientParty'))).toHaveLength(1);
  });

  test('does not get what a person asks for either, and that is told', async () => {
    const [key] = [await world.receive(sample('bis3-new-bank-account'))];
    const response = { status: 'IP' } as const;
    await askResponse(key, { response, by: 'clerk' }, world.services);
    await world.workOff();
    expect(await conversationOf(key)).toMatchObject({ said: [], asked: [] });
  });
});

describe('When PSB fails', () => {
  beforeEach(async () => {
    world = await newWorld({ organisation: { responses: 'full' } });
  });

  test('for 48 hours, every document is processed once and every response sent once', async () => {
    const documents = Array.from({ length: 12 }, (_, index) =>
      index % 3 === 0
        ? sample('bis3-total-off-by-one-cent', { '2026-110031': `KM-${index}` })
        : erpInvoice(`48-${index}`),
    );
    const takeBack = world.psb.faults.next({}, { status: 503, body: '<html>later</html>', times: 'always' });
    const keys: PayableKey[] = [];
    for (const bytes of documents) keys.push(await world.receive(bytes));
    await world.pass(48 * 3600, 600);
    for (const key of keys) expect(await world.status(key)).toBe('RECEIVED');
    takeBack();
    await world.pass(4 * 3600, 120);
    for (const [index, key] of keys.entries()) {
      expect(told(key)).toEqual(index % 3 === 0 ? ['AB', 'RE'] : ['AB', 'IP', 'AP', 'PD']);
    }
    expect(world.posts()).toBe(8);
    const downloads = world.psb.requests.filter(
      ({ path, status }) => path.endsWith('/download') && status === 200,
    );
    expect(downloads).toHaveLength(12);
  }, 60_000);

  test('while the invoice moves on, the supplier hears the steps afterwards, in their order', async () => {
    const key = await world.receive(erpInvoice());
    const takeBack = world.psb.faults.next({ path: /\/response$/ }, { status: 503, times: 'always' });
    await world.pass(3600);
    expect(await world.status(key)).toBe('PAID');
    takeBack();
    await world.pass(2 * 3600, 120);
    expect(told(key)).toEqual(['AB', 'AP', 'PD']);
  });

  test('and an answer is lost after PSB took the response, it is sent again under its id and taken once', async () => {
    world.psb.faults.next({ path: /\/response$/ }, { loseAnswer: true, times: 3 });
    const key = await world.receive(erpInvoice());
    await world.pass(3600);
    // The ERP was faster than the third try: IP is no news any more.
    expect(told(key)).toEqual(['AB', 'AP', 'PD']);
    expect((await conversationOf(key))?.said.every(({ sentAt }) => sentAt !== undefined)).toBe(true);
  });

  test('with a page of HTML or a slow answer, nothing is lost', async () => {
    world.psb.faults.next({ path: /queryRecipientParty$/ }, { status: 404, body: '<html>gateway</html>' });
    world.psb.faults.next({ path: /\/response$/ }, { status: 502, body: '<html>gateway</html>' });
    world.psb.faults.next({ path: /\/response$/ }, { status: 429, headers: { 'Retry-After': '120' } });
    const key = await world.receive(erpInvoice());
    await world.pass(3600);
    expect(told(key).at(-1)).toBe('PD');
  });

  test('to take a response for good, a person is told and nothing more is said by itself', async () => {
    world.psb.faults.next({ path: /\/response$/ }, { status: 400, body: { code: 'API400', message: 'no' } });
    const key = await world.receive(erpInvoice());
    await world.pass(1800);
    expect(told(key)).toEqual([]);
    expect((await conversationOf(key))?.said).toMatchObject([
      { status: 'AB', outcome: 'refused', reason: expect.stringContaining('PSB_REFUSED') },
    ]);
    await askResponse(key, { response: { status: 'AB' }, by: 'clerk' }, world.services);
    await world.workOff();
    await world.pass(60);
    expect(told(key)).toEqual(['AB', 'AP', 'PD']);
  });

  test('to take what goes before, what a person asked for is given up, and that is told', async () => {
    world = await newWorld();
    world.psb.faults.next(
      { path: /\/response$/ },
      { status: 400, body: { code: 'API400' }, times: 'always' },
    );
    const key = await world.receive(sample('bis3-new-bank-account'));
    const response = { status: 'UQ', reasons: { REF: 'Which order?' } } as const;
    await askResponse(key, { response, by: 'clerk' }, world.services);
    await world.workOff();
    expect(await conversationOf(key)).toMatchObject({
      said: [{ status: 'AB', outcome: 'refused' }],
      asked: [],
    });
    expect((await conversationOf(key))?.dueAt).toBeUndefined();
  });

  test('to say who can receive responses, it is asked again in a day, and the invoice is paid', async () => {
    world.psb.faults.next(
      { path: /queryRecipientParty$/ },
      { status: 400, body: { code: 'API400' }, times: 'always' },
    );
    const key = await world.receive(erpInvoice());
    await world.pass(1800);
    expect(await world.status(key)).toBe('PAID');
    expect((await conversationOf(key))?.dueAt).toBeUndefined();
    expect(world.psb.requests.filter(({ path }) => path.endsWith('queryRecipientParty'))).toHaveLength(1);
  });

  test('because it deleted the document long ago, the supplier hears nothing more and nobody is alarmed', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    await world.pass(8 * 24 * 3600, 6 * 3600);
    await releasePayable(key, { by: 'test', approve: ['NEW_BANK_ACCOUNT'] }, world.services);
    await world.workOff();
    await world.pass(1800);
    expect(await world.status(key)).toBe('PAID');
    expect((await conversationOf(key))?.said).toMatchObject([{ status: 'AB' }, { outcome: 'expired' }]);
    expect(told(key)).toEqual(['AB']);
  });

  test('with a right, it waits for the right and goes on', async () => {
    const takeBack = world.psb.faults.next(
      { path: /\/response$/ },
      { status: 403, body: { code: 'API403', message: 'no' }, times: 'always' },
    );
    const key = await world.receive(erpInvoice());
    await world.pass(1800);
    takeBack();
    await world.pass(2 * 3600, 120);
    expect(told(key).at(-1)).toBe('PD');
  });
});

describe('What PSB tells of a response', () => {
  beforeEach(async () => {
    world = await newWorld({ organisation: { responses: 'full', removeAtPsb: true } });
  });

  test('is kept with it: sent again, delivered, and never back from there', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    await world.pass(60);
    for (const [topic, expected] of [
      ['InvoiceResponseSentRetry', 'retrying'],
      ['InvoiceResponseSent', 'sent'],
      ['InvoiceResponseSentRetry', 'sent'],
      ['InvoiceResponseSentError', 'sent'],
    ] as const) {
      await outcome(key, 0, topic);
      expect((await conversationOf(key))?.said[0]?.outcome).toBe(expected);
    }
  });

  test('of another response, or of none of ours, changes nothing', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    await world.pass(60);
    const before = await conversationOf(key);
    await outcome(key, 7, 'InvoiceResponseSent');
    await outcome({ ...key, documentId: randomUUID() }, 0, 'InvoiceResponseSentError');
    expect(await conversationOf(key)).toEqual(before);
  });

  test('lets the document be deleted at PSB, only when it is archived and its last response is settled', async () => {
    const key = await world.receive(erpInvoice());
    await world.pass(1800);
    expect(await world.status(key)).toBe('PAID');
    for (const index of [0, 1, 2]) await outcome(key, index, 'InvoiceResponseSent');
    await world.pass(60);
    expect(world.psb.documents().map(({ id }) => id)).toContain(key.documentId);
    await outcome(key, 3, 'InvoiceResponseSent');
    await world.pass(60);
    expect(world.psb.documents().map(({ id }) => id)).not.toContain(key.documentId);
    expect((await conversationOf(key))?.removedAt).toBeDefined();
    expect((await world.read(key)).archive).toBeDefined();
  });

  test('does not delete the document of a repetition, which may still be released', async () => {
    const first = await world.receive(sample('bis3-new-bank-account'));
    await world.pass(60);
    const second = await world.receive(sample('bis3-new-bank-account'));
    await world.pass(120);
    expect(await world.status(second)).toBe('DUPLICATE');
    expect(world.psb.documents().map(({ id }) => id)).toContain(second.documentId);
    await rejectPayable(first, { by: 'test', reason: 'the second is better' }, world.services);
    await releasePayable(second, { by: 'test', approve: [] }, world.services);
    await world.workOff();
    await releasePayable(second, { by: 'test', approve: ['NEW_BANK_ACCOUNT'] }, world.services);
    await world.workOff();
    await world.pass(1800);
    expect(told(second).at(-1)).toBe('PD');
  });

  test('does not delete a document about which a response was refused and may be cured', async () => {
    const key = await world.receive(erpInvoice());
    await world.pass(60);
    const takeBack = world.psb.faults.next(
      { path: /\/response$/ },
      { status: 400, body: { code: 'API400' }, times: 'always' },
    );
    await world.pass(1800);
    for (const index of told(key).keys()) await outcome(key, index, 'InvoiceResponseSent');
    await world.pass(120);
    takeBack();
    await askResponse(key, { response: { status: 'AP' }, by: 'clerk' }, world.services);
    await world.workOff();
    expect(told(key)).toContain('AP');
  });

  test('does not delete the document of an invoice that is held', async () => {
    const key = await world.receive(sample('bis3-new-bank-account'));
    await world.pass(60);
    await outcome(key, 0, 'InvoiceResponseSent');
    await world.pass(600);
    expect(world.psb.documents().map(({ id }) => id)).toContain(key.documentId);
  });
});

test('An organisation that wants deletion and no responses has its documents deleted at the end', async () => {
  world = await newWorld({ organisation: { removeAtPsb: true } });
  const key = await world.receive(erpInvoice());
  await world.pass(120);
  expect(world.psb.documents()).toHaveLength(1);
  await world.pass(1800);
  expect(await world.status(key)).toBe('PAID');
  expect(world.psb.documents()).toHaveLength(0);
  expect(told(key)).toEqual([]);
});

test('A worker that dies between writing a response down and sending it leaves it to the next, which sends it once', async () => {
  world = await newWorld({ organisation: { responses: 'full' } });
  const key = await world.receive(sample('bis3-new-bank-account'));
  const dying = {
    ...world.services,
    outside: async () => {
      const { psb } = await world.services.outside();
      return { psb: { ...psb, respond: () => Promise.reject(new Error('the worker died')) } };
    },
  };
  await world.services.conversations.markDue(key, world.services.now());
  await expect(respondToSupplier(key, dying)).rejects.toThrow('the worker died');
  expect((await conversationOf(key))?.said).toMatchObject([{ status: 'AB' }]);
  expect(told(key)).toEqual([]);
  await world.pass(900);
  expect(told(key)).toEqual(['AB']);
});

test('A person is told in words why a response is not possible', async () => {
  world = await newWorld();
  const key = await world.receive(bankInvoice());
  const asked = askResponse(key, { response: { status: 'UQ' }, by: 'clerk' }, world.services);
  await expect(asked).rejects.toBeInstanceOf(AcquitError);
  await expect(asked).rejects.toThrow(/reason/i);
});
