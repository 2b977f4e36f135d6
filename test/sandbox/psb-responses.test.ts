import { describe, expect, test } from 'vitest';
import type { SandboxPsbOptions } from '../../sandbox/psb/start-sandbox-psb.ts';
import { temporaryFolder } from './kit.ts';
import { documentId, invoicePath, refusal, startPsb } from './start-psb.ts';

const responseId = '0b5f6a1e-54a4-5d0c-9c52-6a3b1c6f7d10';
const headers = { 'X-EConnect-DocumentId': responseId };

/** A sandbox whose webhook listens to what becomes of responses; minutes are those of the virtual clock. */
async function startResponding(options: Partial<Omit<SandboxPsbOptions, 'clock'>> = {}) {
  const started = await startPsb({ responseDelayMs: 60_000, ...options });
  const { psb, clock, receiver, receive, call, events } = started;
  psb.setHooks([{ id: 'out', action: `${receiver.url}/psb#abc`, topics: ['InvoiceResponse*'] }]);
  await receive();
  const respond = (body: unknown) => call('POST', `${invoicePath}/response`, body, headers);
  const afterMinutes = async (minutes: number) => {
    clock.advance(minutes * 60_000);
    await psb.settled();
    return events().map(({ topic }) => topic);
  };
  return { ...started, respond, afterMinutes };
}

describe('What becomes of an invoice response', () => {
  test('is told after a while, with the response, its invoice and both names of the status', async () => {
    const { respond, afterMinutes, events } = await startResponding();
    expect((await respond({ status: 'AP' })).status).toBe(200);
    expect(await afterMinutes(0)).toEqual([]);
    expect(await afterMinutes(1)).toEqual(['InvoiceResponseSent']);
    expect(events()).toMatchObject([
      {
        partyId: 'NL:KVK:22222222',
        documentId: responseId,
        refToDocumentId: documentId,
        details: { statusCode: 'AP', status: 'Accept', recipient: '0106:87654321' },
        createdOn: '2026-03-02T09:01:00.0000000+00:00',
      },
    ]);
  });

  test.for([
    ['AB', 'Acknowledge'],
    ['IP', 'InProcess'],
    ['UQ', 'UnderQuery'],
    ['CA', 'ConditionallyAccepted'],
    ['RE', 'Reject'],
    ['AP', 'Accept'],
    ['PD', 'Paid'],
  ] as const)('names the status %s %s', async ([statusCode, status]) => {
    const { respond, afterMinutes, events } = await startResponding();
    await respond({ status: statusCode, reasons: { OTH: 'because' } });
    await afterMinutes(1);
    expect(events()).toMatchObject([{ details: { statusCode, status } }]);
  });

  test('can be a retry first, and then that it was sent', async () => {
    const { respond, afterMinutes } = await startResponding({ responseOutcome: () => 'retry' });
    await respond({ status: 'AB' });
    expect(await afterMinutes(1)).toEqual(['InvoiceResponseSentRetry']);
    expect(await afterMinutes(1)).toEqual(['InvoiceResponseSentRetry', 'InvoiceResponseSent']);
    expect(await afterMinutes(600)).toHaveLength(2);
  });

  test('can be an error, decided by what was sent', async () => {
    const { respond, afterMinutes } = await startResponding({
      responseOutcome: ({ response }) => (response.status === 'PD' ? 'failed' : 'sent'),
    });
    await respond({ status: 'PD' });
    expect(await afterMinutes(1)).toEqual(['InvoiceResponseSentError']);
  });

  test('is an error for a seller who cannot receive one', async () => {
    const { respond, afterMinutes } = await startResponding({ recipients: (id) => id !== '0106:87654321' });
    expect((await respond({ status: 'AB' })).status).toBe(200);
    expect(await afterMinutes(1)).toEqual(['InvoiceResponseSentError']);
  });

  test('is told after a restart when it was not before', async () => {
    const dataFolder = temporaryFolder();
    const before = await startResponding({ dataFolder, responseOutcome: () => 'retry' });
    await before.respond({ status: 'AB' });
    expect(await before.afterMinutes(1)).toEqual(['InvoiceResponseSentRetry']);
    await before.psb.stop();

    const after = await startResponding({ dataFolder });
    expect(after.psb.responses()).toMatchObject([{ id: responseId, documentId, response: { status: 'AB' } }]);
    expect(await refusal(after.respond({ status: 'AB' }))).toEqual([409, 'API409']);
    expect(await after.afterMinutes(2)).toEqual(['InvoiceResponseSent']);
    await after.psb.stop();

    const later = await startResponding({ dataFolder });
    expect(await later.afterMinutes(1)).toEqual([]);
    expect(await later.afterMinutes(1)).toEqual([]);
  });

  test('waits for the next start when PSB is stopped meanwhile', async () => {
    const dataFolder = temporaryFolder();
    const before = await startResponding({ dataFolder });
    await before.respond({ status: 'AB' });
    await before.psb.stop();
    expect(await before.afterMinutes(10)).toEqual([]);
    const after = await startResponding({ dataFolder });
    expect(await after.afterMinutes(1)).toEqual(['InvoiceResponseSent']);
  });
});

describe('An invoice response', () => {
  test('is refused under the id of a document, and after its invoice was deleted', async () => {
    const { call, respond } = await startResponding();
    const own = { 'X-EConnect-DocumentId': documentId };
    const answer = call('POST', `${invoicePath}/response`, { status: 'AB' }, own);
    expect(await refusal(answer)).toEqual([409, 'API409']);
    await call('DELETE', invoicePath);
    expect(await refusal(respond({ status: 'AB' }))).toEqual([404, 'API404']);
  });

  test('that was refused may come again, corrected, under the same id', async () => {
    const { respond } = await startResponding();
    expect(await refusal(respond({ status: 'RE' }))).toEqual([400, 'API400']);
    expect((await respond({ status: 'RE', reasons: { REF: 'no order' } })).status).toBe(200);
  });

  test('shows in the status of its invoice', async () => {
    const { respond, call } = await startResponding();
    await respond({ status: 'AB' });
    expect(await (await call('GET', `${invoicePath}/status`)).json()).toEqual([
      {
        id: documentId,
        name: 'Delivered',
        description: null,
        createdOn: '2026-03-02T09:00:00.0000000+00:00',
      },
      {
        id: responseId,
        name: 'InvoiceResponse',
        description: 'AB',
        createdOn: '2026-03-02T09:00:00.0000000+00:00',
      },
    ]);
  });
});

describe('The question who can receive an invoice response', () => {
  const path = '/NL%3AKVK%3A22222222/purchaseInvoice/queryRecipientParty';
  const recipients = (id: string) => id.startsWith('0106:');

  test('names the first of the parties that can', async () => {
    const { call } = await startPsb({ recipients });
    const answer = await call('POST', path, ['NL:VAT:NL1', '0106:87654321', '0106:2']);
    expect([answer.status, await answer.json()]).toEqual([
      200,
      { id: '0106:87654321', channel: 'peppol', description: 'Peppol participant' },
    ]);
  });

  test('is a 404 with an error body when none can, and a 400 without parties', async () => {
    const { call } = await startPsb({ recipients });
    expect(await refusal(call('POST', path, ['NL:VAT:NL1']))).toEqual([404, 'API404']);
    for (const body of [[], {}, 'NL:VAT:NL1', [1]]) {
      expect(await refusal(call('POST', path, body))).toEqual([400, 'API400']);
    }
  });
});
