import { describe, expect, test } from 'vitest';
import { fetchToken, temporaryFolder } from './kit.ts';
import { documentId, invoice, invoicePath, refusal, startPsb } from './start-psb.ts';

const source =
  'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##urn:cen.eu:en16931:2017::2.1';
const target = `${source}#other`;
const rendition = Buffer.from('<Invoice>in another format</Invoice>');
const renditions = (_: Uint8Array, format: string) => (format === target ? rendition : undefined);
const query = (name: string, value: string) => `?${new URLSearchParams({ [name]: value }).toString()}`;

const party = '/NL%3AKVK%3A22222222';
const otherId = '0b5f6a1e-54a4-5d0c-9c52-6a3b1c6f7d10';
const pdf = () => new File(['%PDF-1.7'], 'bill.pdf', { type: 'application/pdf' });
const xml = () => new File([invoice], 'invoice.xml', { type: 'application/xml' });

describe('A download with a target format', () => {
  test.for(['targetFormat', 'targetDocumentTypeId'])('named %s gives that rendition', async (name) => {
    const { call, receive } = await startPsb({ renditions });
    await receive();
    const answer = await call('GET', `${invoicePath}/download${query(name, target)}`);
    expect([answer.status, await answer.text()]).toEqual([200, rendition.toString('utf8')]);
  });

  test('that the document has already gives the document as it came', async () => {
    const { call, receive } = await startPsb({ renditions: () => Buffer.from('never') });
    await receive();
    const answer = await call('GET', `${invoicePath}/download${query('targetFormat', source)}`);
    expect(Buffer.from(await answer.arrayBuffer())).toEqual(invoice);
  });

  test('to which there is no way is a 422 and does not start the seven days', async () => {
    const { psb, clock, call, receive, credentials, tokenUrl } = await startPsb({ renditions });
    await receive();
    const answer = call('GET', `${invoicePath}/download${query('targetFormat', 'something')}`);
    expect(await refusal(answer)).toEqual([422, 'API422']);
    expect(psb.documents()[0]).not.toHaveProperty('downloadedAt');
    clock.advance(8 * 24 * 60 * 60 * 1000);
    const Authorization = `Bearer ${await fetchToken(tokenUrl, credentials)}`;
    expect((await call('GET', `${invoicePath}/download`, undefined, { Authorization })).status).toBe(200);
  });
});

describe('A document that nobody downloads', () => {
  test('is kept for ninety days', async () => {
    const { clock, call, receive, credentials, tokenUrl } = await startPsb();
    await receive();
    clock.advance(90 * 24 * 60 * 60 * 1000 - 1);
    const Authorization = `Bearer ${await fetchToken(tokenUrl, credentials)}`;
    const status = () => call('GET', `${invoicePath}/status`, undefined, { Authorization });
    expect((await status()).status).toBe(200);
    clock.advance(1);
    expect(await refusal(status())).toEqual([404, 'API404']);
  });
});

describe('A file that is sent to be recognised', () => {
  const path = `/api/v1${party}/purchaseInvoice/recognize?channel=idr`;

  test('becomes a received document under the answered id, announced after a while', async () => {
    const files: unknown[] = [];
    const { psb, clock, upload, events, call } = await startPsb({
      recognitionDelayMs: 60_000,
      recognise: ({ name, contentType, bytes }) => {
        files.push([name, contentType, Buffer.from(bytes).toString()]);
        return invoice;
      },
    });
    const answer = await upload(path, pdf(), {}, documentId.toUpperCase());
    expect([answer.status, await answer.json()]).toEqual([200, { id: documentId }]);
    clock.advance(59_999);
    await psb.settled();
    expect(events()).toEqual([]);
    expect((await call('GET', `${invoicePath}/download`)).status).toBe(404);

    clock.advance(1);
    await psb.settled();
    expect(files).toEqual([['bill.pdf', 'application/pdf', '%PDF-1.7']]);
    expect(events()).toMatchObject([
      {
        topic: 'InvoiceReceived',
        partyId: 'NL:KVK:22222222',
        documentId,
        createdOn: '2026-03-02T09:01:00.0000000+00:00',
      },
    ]);
    expect(await (await call('GET', `${invoicePath}/download`)).text()).toBe(invoice.toString('utf8'));
  });

  test('is announced as an InvoiceReceivedError when nothing can be read off it', async () => {
    const { psb, clock, upload, receiver, events } = await startPsb();
    psb.setHooks([{ id: 'errors', action: `${receiver.url}/psb#abc`, topics: ['*ReceivedError'] }]);
    const { id } = (await (await upload(path, pdf())).json()) as { id: string }; // compared below
    clock.advance(1000);
    await psb.settled();
    expect(events()).toMatchObject([
      { topic: 'InvoiceReceivedError', documentId: id, partyId: 'NL:KVK:22222222' },
    ]);
    expect(psb.documents()).toEqual([]);
  });

  test('is taken once per document id, before and after it was recognised', async () => {
    const { psb, clock, upload } = await startPsb({ recognise: () => invoice });
    expect((await upload(path, pdf(), {}, documentId)).status).toBe(200);
    expect(await refusal(upload(path, pdf(), {}, documentId))).toEqual([409, 'API409']);
    clock.advance(1000);
    await psb.settled();
    expect(await refusal(upload(path, pdf(), {}, documentId))).toEqual([409, 'API409']);
    expect(psb.documents()).toHaveLength(1);
  });

  test('of a kind that recognition does not read, or outside a form, or with a wrong id, is a 400', async () => {
    const { upload, call } = await startPsb();
    expect(await refusal(upload(path, xml()))).toEqual([400, 'API400']);
    expect(await refusal(upload(path, pdf(), {}, 'INV-2024-001'))).toEqual([400, 'API400']);
    const raw = call('POST', `${party}/purchaseInvoice/recognize`, 'raw', {
      'Content-Type': 'application/pdf',
    });
    expect(await refusal(raw)).toEqual([400, 'API400']);
  });

  test('is recognised after a restart when it was not before', async () => {
    const dataFolder = temporaryFolder();
    const before = await startPsb({ dataFolder });
    await before.upload(path, pdf(), {}, documentId);
    await before.psb.stop();
    const { psb, clock, upload, events } = await startPsb({ dataFolder, recognise: () => invoice });
    expect(await refusal(upload(path, pdf(), {}, documentId))).toEqual([409, 'API409']);
    clock.advance(1000);
    await psb.settled();
    expect(events()).toMatchObject([{ topic: 'InvoiceReceived', documentId }]);
  });

  test.for([
    ['an invoice', invoice],
    ['nothing', undefined],
  ] as const)('and became %s is not recognised again by a restart', async ([, recognised]) => {
    const dataFolder = temporaryFolder();
    const recognise = () => recognised;
    const hooks = (url: string) => [{ id: 'all', action: `${url}/psb#abc`, topics: ['InvoiceReceived*'] }];
    const before = await startPsb({ dataFolder, recognise });
    before.psb.setHooks(hooks(before.receiver.url));
    await before.upload(path, pdf(), {}, documentId);
    before.clock.advance(1000);
    await before.psb.settled();
    expect(before.events()).toHaveLength(1);
    await before.psb.stop();
    const after = await startPsb({ dataFolder, recognise });
    after.psb.setHooks(hooks(after.receiver.url));
    after.clock.advance(1000);
    await after.psb.settled();
    expect(after.events()).toEqual([]);
  });
});

describe('The generic calls', () => {
  const base = `/api/v1-beta${party}/generic`;

  test('put a document in as if it had been received, with what is said of it', async () => {
    const { psb, upload, events, send } = await startPsb();
    const attributes = { metaAttributes: JSON.stringify({ batch: '7' }) };
    const answer = await upload(
      `${base}/receive?senderId=0106:5&channel=test`,
      xml(),
      attributes,
      documentId,
    );
    expect(await answer.json()).toEqual({ id: documentId });
    await psb.settled();
    expect(events()).toMatchObject([
      {
        topic: 'InvoiceReceived',
        partyId: 'NL:KVK:22222222',
        documentId,
        details: { id: '2024-001', sender: '0106:5', channel: 'test', batch: '7' },
      },
    ]);
    const download = await send('GET', `${base}/${documentId}/download`);
    expect(Buffer.from(await download.arrayBuffer())).toEqual(invoice);
    expect(psb.documents()).toMatchObject([{ downloadedAt: '2026-03-02T09:00:00.000Z' }]);
  });

  test('announce it under the asked topic', async () => {
    const { psb, upload, events } = await startPsb();
    await upload(`${base}/receive?topic=SalesInvoiceReceived`, xml());
    await psb.settled();
    expect(events()).toMatchObject([{ topic: 'SalesInvoiceReceived' }]);
  });

  test('take a document id once, also that of a document that was deleted since', async () => {
    const { upload, call, receive } = await startPsb();
    await receive();
    await call('DELETE', invoicePath);
    expect(await refusal(upload(`${base}/receive`, xml(), {}, documentId))).toEqual([409, 'API409']);
    expect((await upload(`${base}/receive`, xml(), {}, otherId)).status).toBe(200);
  });

  test('refuse attributes that are no JSON object, and a party of somebody else', async () => {
    const { psb, upload } = await startPsb();
    for (const metaAttributes of ['{', '[]', 'null']) {
      expect(await refusal(upload(`${base}/receive`, xml(), { metaAttributes }))).toEqual([400, 'API400']);
    }
    const foreign = upload('/api/v1-beta/NL%3AKVK%3A9/generic/receive', xml());
    expect(await refusal(foreign)).toEqual([403, 'API403']);
    expect(psb.documents()).toEqual([]);
  });
});

describe('Validation and transformation', () => {
  const asXml = { method: 'POST', headers: { 'Content-Type': 'application/xml' } };

  test.for(['v1-beta', 'v1'])('under %s say what a document is, and keep nothing', async (version) => {
    const { psb, send, upload } = await startPsb({ renditions });
    const path = `/api/${version}/generic`;
    const good = await (await send('POST', `${path}/validate`, { ...asXml, body: invoice })).json();
    expect(good).toMatchObject({ isValid: true, source: { typeId: source } });
    expect(await (await upload(`${path}/validate`, xml())).json()).toEqual(good);
    const bad = await (await send('POST', `${path}/validate`, { ...asXml, body: '<Order/>' })).json();
    expect(bad).toMatchObject({ isValid: false, source: { typeId: null } });
    expect(bad).toMatchObject({
      assertions: expect.arrayContaining([expect.objectContaining({ flag: 'error' })]),
    });

    const turn = (search: string) => send('POST', `${path}/transform${search}`, { ...asXml, body: invoice });
    expect(await (await turn(query('targetFormat', target))).text()).toBe(rendition.toString('utf8'));
    expect(await refusal(turn(query('targetFormat', 'something')))).toEqual([422, 'API422']);
    expect(await refusal(turn(''))).toEqual([400, 'API400']);
    await psb.settled();
    expect(psb.documents()).toEqual([]);
    expect(psb.webhooks).toEqual([]);
  });
});

describe('An upload of more than 24 MB', () => {
  const receive = `/api/v1-beta${party}/generic/receive`;

  test('is a 500 with a page, not an error of PSB', async () => {
    const { psb, upload } = await startPsb();
    const answer = await upload(receive, new File([Buffer.alloc(24_000_000)], 'big.xml'));
    expect(answer.status).toBe(500);
    expect(answer.headers.get('Content-Type')).toMatch(/^text\/html/);
    expect(await answer.text()).toContain('<html>');
    expect(psb.documents()).toEqual([]);
  });

  test('counts its overhead, so that a body just below the limit is one too', async () => {
    const { send } = await startPsb();
    const post = (size: number) =>
      send('POST', '/api/v1-beta/generic/validate', {
        headers: { 'Content-Type': 'application/xml' },
        body: Buffer.alloc(size, ' '),
      });
    expect((await post(23_999_900)).status).toBe(500);
    expect((await post(23_990_000)).status).toBe(200);
  });

  test('is found out when its length is not announced', async () => {
    const { send } = await startPsb();
    const chunks = (count: number) =>
      ReadableStream.from(
        (function* () {
          for (let index = 0; index < count; index += 1) yield Buffer.alloc(1_000_000, ' ');
        })(),
      );
    const post = (count: number) =>
      send('POST', '/api/v1-beta/generic/validate', {
        headers: { 'Content-Type': 'application/xml' },
        body: chunks(count),
        duplex: 'half',
      });
    expect((await post(24)).status).toBe(500);
    expect((await post(23)).status).toBe(200);
  });
});
