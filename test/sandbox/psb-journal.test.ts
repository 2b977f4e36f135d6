import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { temporaryFolder } from './kit.ts';
import { documentId, invoice, invoicePath, refusal, startPsb } from './start-psb.ts';

const responseId = '0b5f6a1e-54a4-5d0c-9c52-6a3b1c6f7d10';

/** As the sandbox wrote it before there were mail hooks, upcoming events and rules for the topics of a hook. */
const journalOfBefore = (action: string) => {
  const createdOn = '2026-03-02T08:00:00.0000000+00:00';
  const party = 'NL:KVK:22222222';
  const event = { topic: 'InvoiceReceived', partyId: party, documentId, createdOn };
  const sent = {
    ...event,
    topic: 'InvoiceResponseSent',
    documentId: responseId,
    refToDocumentId: documentId,
  };
  const at = '2026-03-02T08:00:00.000Z';
  const hook = { id: 'old', name: 'old', action, topics: ['Invoice*', 'HookSentError'], isActive: true };
  const delivery = (id: string, of: object) => ({ id, scope: 'environment', hookId: 'old', event: of });
  const document = { id: documentId, party, base64: invoice.toString('base64'), receivedAt: at, event };
  const response = { id: responseId, documentId, party, response: { status: 'AB' }, at };
  return [
    { type: 'hook-put', scope: 'environment', hook },
    { type: 'received', document, deliveries: [delivery('d1', event)] },
    { type: 'attempted', deliveryId: 'd1', retryAt: 1 },
    { type: 'settled', deliveryId: 'd1', outcome: 'delivered' },
    { type: 'downloaded', documentId, at },
    { type: 'responded', response, deliveries: [delivery('d2', sent)] },
    { type: 'announced', deliveries: [delivery('d3', event)] },
  ];
};

test('A journal that an earlier sandbox PSB wrote is still read, and what it left undone is done', async () => {
  const dataFolder = temporaryFolder();
  const { receiver, events } = await startPsb({ dataFolder: temporaryFolder() });
  const lines = journalOfBefore(`${receiver.url}/old#abc`).map((entry) => `${JSON.stringify(entry)}\n`);
  writeFileSync(join(dataFolder, 'psb.jsonl'), lines.join(''));

  const { psb, call } = await startPsb({ dataFolder, hooks: [] });
  await psb.settled();
  expect(events()).toMatchObject([
    { topic: 'InvoiceResponseSent', documentId: responseId, hookId: 'old' },
    { topic: 'InvoiceReceived', documentId, hookId: 'old' },
  ]);
  expect(psb.undelivered()).toBe(0);
  expect(await (await call('GET', `${invoicePath}/download`)).text()).toBe(invoice.toString('utf8'));
  const again = call(
    'POST',
    `${invoicePath}/response`,
    { status: 'IP' },
    { 'X-EConnect-DocumentId': responseId },
  );
  expect(await refusal(again)).toEqual([409, 'API409']);
});
