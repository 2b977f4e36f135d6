import { describe, expect, test } from 'vitest';
import { signWebhook } from '../../sandbox/psb/sign-webhook.ts';
import { fetchToken, temporaryFolder } from './kit.ts';
import { documentId, invoice, invoicePath, startPsb } from './start-psb.ts';

describe('The webhook signature of the sandbox PSB', () => {
  // The check values of psb.md 2.5.
  test.for([
    [
      'secret',
      '{"topic":"InvoiceReceived"}',
      '4ccc6f146deb9644125b8678f4b166151f80e0122b04fcc463aaeae11488b98f',
    ],
    [
      'secret',
      '{"topic":"InvoiceReceived"}\n',
      '6652216c5f937940aee31e5f7deb718862825935ac08458242e2182bbad76657',
    ],
    ['s3cr3t-€', '{"message":"café"}', '757711f63db2bcf53d8e4ad6b60331d9a5d28a0a2c5ebf79f8fd1276090954c8'],
  ] as const)('with the secret %s over %s is the published one', ([secret, body, digest]) => {
    expect(signWebhook(body, secret)).toBe(`sha256=${digest}`);
  });

  // Both digests were made with OpenSSL.
  test.for([
    ['CR LF', '\r\n', '27a93d9cd36a1cf2c46d2ff41419f38b90e8bf3c61169c120d0864af768d454f'],
    ['LF', '\n', 'ca0f588186ed0460427baf772de33342bf341b682c2e5e5be2fb8dea8881e5f6'],
  ] as const)('covers the line ends of the body: %s', ([, lineEnd, digest]) => {
    const body = Buffer.from(['{', '  "topic": "InvoiceReceived"', '}', ''].join(lineEnd));
    expect(signWebhook(body, 'Kd7b2QmVtX4pLr9sZc1wYh6nGf3jAe8u')).toBe(`sha256=${digest}`);
  });
});

describe('A document that arrives at the sandbox PSB', () => {
  test('is announced once with a signed event, however often it arrives', async () => {
    const { psb, receiver, receive } = await startPsb();
    expect(await receive()).toBe(documentId);
    expect(await receive()).toBe(documentId);
    await psb.settled();

    expect(receiver.received).toHaveLength(1);
    const [webhook] = receiver.received;
    expect(webhook?.path).toBe('/psb');
    expect(webhook?.signature).toBe(signWebhook(webhook?.body ?? '', 's3cr3t'));
    expect(JSON.parse(webhook?.body ?? '')).toEqual({
      topic: 'InvoiceReceived',
      partyId: 'NL:KVK:22222222',
      hookId: 'invoices',
      documentId,
      message: "'Invoice' received.",
      details: {
        id: '2024-001',
        sender: '0106:87654321',
        recipient: '0106:22222222',
        sourceDocumentTypeId:
          'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2::Invoice##urn:cen.eu:en16931:2017::2.1',
        protocol: 'As4',
      },
      createdOn: '2026-03-02T09:00:00.0000000+00:00',
      sentOn: '2026-03-02T09:00:00.0000000+00:00',
    });
  });

  test('belongs to the party that the electronic address of the buyer names, whatever its spelling', async () => {
    const { psb } = await startPsb();
    expect(psb.partyOf(invoice)).toBe('NL:KVK:22222222');
    expect(psb.partyOf(Buffer.from(invoice.toString('utf8').replaceAll('0106', 'NL:KVK')))).toBe(
      'NL:KVK:22222222',
    );
    expect(psb.partyOf(Buffer.from('no invoice at all'))).toBe('NL:KVK:11111111');
  });

  test('can be announced again, and other events can be sent with any content', async () => {
    const { psb, receiver, receive } = await startPsb();
    await receive();
    psb.redeliver(documentId);
    psb.deliver({ topic: 'HookSentRetry', sentOn: '2020-01-01T00:00:00.0000000+00:00' });
    await psb.settled();
    const events = receiver.received.map(({ body }) => JSON.parse(body));
    expect(events).toMatchObject([
      { topic: 'InvoiceReceived', documentId },
      { topic: 'InvoiceReceived', documentId },
      { topic: 'HookSentRetry', sentOn: '2020-01-01T00:00:00.0000000+00:00' },
    ]);
  });
});

describe('A webhook that is not answered with 200', () => {
  test('is tried eight times, with doubling pauses and a renewed sentOn, and then given up', async () => {
    const { psb, clock, receiver, receive } = await startPsb();
    receiver.answer = 500;
    await receive();
    await psb.settled();
    for (const [index, delay] of [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000].entries()) {
      clock.advance(delay - 1);
      await psb.settled();
      expect(receiver.received).toHaveLength(index + 1);
      clock.advance(1);
      await psb.settled();
      expect(receiver.received).toHaveLength(index + 2);
    }
    clock.advance(24 * 60 * 60 * 1000);
    await psb.settled();
    expect(receiver.received).toHaveLength(8);
    expect(psb.undelivered()).toBe(0);
    const events = receiver.received.map(({ body }) => JSON.parse(body));
    expect(new Set(events.map(({ createdOn }) => createdOn)).size).toBe(1);
    expect(new Set(events.map(({ sentOn }) => sentOn)).size).toBe(8);
  });

  test('counts as failed too when there is no answer within three seconds, or another 2xx', async () => {
    const { psb, clock, receiver, receive } = await startPsb();
    receiver.answer = 'nothing';
    await receive();
    await receiver.got(1);
    clock.advance(3000);
    await psb.settled();
    receiver.answer = 204;
    clock.advance(1000);
    await psb.settled();
    expect(psb.undelivered()).toBe(1);
    receiver.answer = 200;
    clock.advance(2000);
    await psb.settled();
    expect(receiver.received).toHaveLength(3);
    expect(psb.undelivered()).toBe(0);
  });

  test('goes on after a restart, to the address that the hook has by then', async () => {
    const dataFolder = temporaryFolder();
    const before = await startPsb({ dataFolder });
    before.receiver.answer = 503;
    await before.receive();
    await before.psb.settled();
    await before.psb.stop();

    const after = await startPsb({ dataFolder });
    await after.psb.settled();
    expect(after.receiver.received).toHaveLength(0);
    after.clock.advance(1000);
    await after.psb.settled();
    expect(JSON.parse(after.receiver.received[0]?.body ?? '')).toMatchObject({ documentId });
    expect(await (await after.call('GET', `${invoicePath}/download`)).text()).toBe(invoice.toString('utf8'));
  });

  test('holds up the next ones of the same hook only while it is under way', async () => {
    const { psb, clock, receiver } = await startPsb();
    receiver.answer = 'nothing';
    psb.deliver({ topic: 'First' });
    psb.deliver({ topic: 'Second' });
    await receiver.got(1);
    expect(receiver.received).toHaveLength(1);
    receiver.answer = 200;
    clock.advance(3000);
    await psb.settled();
    expect(receiver.received.map(({ body }) => JSON.parse(body).topic)).toEqual(['First', 'Second']);
  });
});

describe('The API of the sandbox PSB', () => {
  test('gives a token to the right client only, with the errors of the identity server', async () => {
    const { askToken, credentials } = await startPsb();
    const good = await askToken(credentials);
    expect(await good.json()).toMatchObject({ expires_in: 3600, token_type: 'Bearer', scope: 'ap' });
    for (const [change, error] of [
      [{ client_secret: 'guess' }, 'invalid_client'],
      [{ grant_type: 'password' }, 'unsupported_grant_type'],
      [{ scope: 'vpd' }, 'invalid_scope'],
    ] as const) {
      const answer = await askToken({ ...credentials, ...change });
      expect([answer.status, await answer.json()]).toEqual([400, { error }]);
    }
  });

  test('refuses an expired token, a party of somebody else and an unknown document, each with its error body', async () => {
    const { clock, call, receive } = await startPsb();
    await receive();
    const foreign = await call('GET', `/NL%3AKVK%3A99999999/purchaseInvoice/${documentId}/download`);
    expect(foreign.status).toBe(403);
    const other = await call('GET', `/NL%3AKVK%3A11111111/purchaseInvoice/${documentId}/download`);
    expect(other.status).toBe(404);
    clock.advance(3_600_000);
    const late = await call('GET', `${invoicePath}/download`);
    expect(late.status).toBe(401);
    expect(await late.json()).toEqual({
      code: 'API401',
      message: expect.any(String),
      helpLink: expect.stringContaining('#API401'),
      requestId: expect.stringMatching(/^[0-9a-f]{32}$/),
      dateTime: '2026-03-02T10:00:00.0000000+00:00',
    });
  });

  test('hands out the bytes as they came, for every spelling of the party', async () => {
    const { call, receive } = await startPsb();
    await receive();
    for (const party of ['NL:KVK:22222222', '0106:22222222', 'iso6523-actorid-upis::0106:22222222']) {
      const path = `/${encodeURIComponent(party)}/purchaseInvoice/${documentId.toUpperCase()}/download`;
      const answer = await call('GET', path);
      expect(answer.headers.get('Content-Type')).toBe('application/xml');
      expect(Buffer.from(await answer.arrayBuffer())).toEqual(invoice);
    }
  });

  test('keeps a document for seven days after the first download', async () => {
    const { psb, clock, call, receive, credentials } = await startPsb();
    await receive();
    await call('GET', `${invoicePath}/download`);
    clock.advance(7 * 24 * 60 * 60 * 1000);
    const token = await fetchToken(`${psb.identityUrl}/connect/token`, credentials);
    const gone = await call('GET', `${invoicePath}/download`, undefined, {
      Authorization: `Bearer ${token}`,
    });
    expect(gone.status).toBe(404);
  });

  test('forgets a document that was deleted', async () => {
    const { call, receive } = await startPsb();
    await receive();
    expect((await call('DELETE', invoicePath)).status).toBe(200);
    expect((await call('GET', `${invoicePath}/download`)).status).toBe(404);
  });

  test('takes an invoice response once per document id and says what became of it by event', async () => {
    const { psb, receiver, call, receive } = await startPsb();
    psb.setHooks([{ id: 'sent', action: `${receiver.url}/psb#s3cr3t`, topics: ['InvoiceResponseSent'] }]);
    await receive();
    const headers = { 'X-EConnect-DocumentId': '0b5f6a1e-54a4-5d0c-9c52-6a3b1c6f7d10' };
    const body = { status: 'RE', reasons: { REF: 'PO number missing' } };
    const respond = () => call('POST', `${invoicePath}/response`, body, headers);
    const answers = await Promise.all([respond(), respond()]);
    const first = answers.find(({ status }) => status === 200);
    expect(await first?.json()).toEqual({ id: headers['X-EConnect-DocumentId'] });
    expect((await call('POST', `${invoicePath}/response`, body, headers)).status).toBe(409);
    expect(psb.responses()).toMatchObject([{ documentId, response: body }]);
    expect(psb.documents()).toMatchObject([{ id: documentId, party: 'NL:KVK:22222222' }]);
    await psb.settled();
    expect(receiver.received.map(({ body: event }) => JSON.parse(event))).toMatchObject([
      {
        topic: 'InvoiceResponseSent',
        refToDocumentId: documentId,
        documentId: headers['X-EConnect-DocumentId'],
      },
    ]);
  });

  test.for([
    { status: 'PAID' },
    { status: 'UQ' },
    { status: 'RE', reasons: {} },
    { status: 'RE', reasons: { XXX: 'what' } },
    { status: 'AP', reasons: { PPD: 'half of it' } },
    { status: 'PD', reasons: { PPD: '' } },
    { status: 'AP', actions: { FOO: 'bar' } },
  ])('refuses the invoice response %j', async (body) => {
    const { psb, call, receive } = await startPsb();
    await receive();
    expect((await call('POST', `${invoicePath}/response`, body)).status).toBe(400);
    expect(psb.responses()).toEqual([]);
  });

  test('lists, changes and removes the hooks of a party, and pings them', async () => {
    const { psb, receiver, call } = await startPsb({ hooks: [] });
    const path = '/NL%3AKVK%3A11111111/hook';
    const hook = { id: 'mine', name: 'mine', action: `${receiver.url}/own#abc`, topics: ['InvoiceReceived'] };
    expect((await call('PUT', path, { ...hook, id: 'not allowed' })).status).toBe(400);
    expect((await call('PUT', path, hook)).status).toBe(200);
    expect((await call('PUT', path, { ...hook, name: 'changed' })).status).toBe(200);
    expect(await (await call('GET', path)).json()).toMatchObject([
      { id: 'mine', name: 'changed', isActive: true },
    ]);

    expect(await (await call('GET', `${path}/ping`)).json()).toEqual({ id: 'NL:KVK:11111111' });
    await psb.settled();
    const [ping] = receiver.received;
    expect(ping?.signature).toBe(signWebhook(ping?.body ?? '', 'abc'));

    expect((await call('DELETE', `${path}/mine`)).status).toBe(200);
    expect(await (await call('GET', path)).json()).toEqual([]);
    expect((await call('DELETE', `${path}/mine`)).status).toBe(404);
  });

  test('names the account and its parties', async () => {
    const { call } = await startPsb();
    expect(await (await call('GET', '/me')).json()).toEqual({ name: 'acquit' });
    expect(await (await call('GET', '/me/party')).json()).toMatchObject([
      { id: 'NL:KVK:11111111', permissions: { canManageHook: true } },
      { id: 'NL:KVK:22222222' },
    ]);
  });
});
