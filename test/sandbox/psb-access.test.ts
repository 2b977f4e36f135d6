import { describe, expect, test } from 'vitest';
import type { SandboxPsbOptions } from '../../sandbox/psb/start-sandbox-psb.ts';
import { fetchToken } from './kit.ts';
import { documentId, invoice, invoicePath, refusal, startPsb } from './start-psb.ts';

const party = 'NL:KVK:22222222';
const path = '/NL%3AKVK%3A22222222';

describe('A token of the sandbox PSB', () => {
  const users: SandboxPsbOptions['users'] = [
    { username: 'bram', password: 'open-sesame', parties: ['NL:KVK:11111111'], manager: false },
    { username: 'mia', password: 'mia-mia' },
  ];
  const asUser = (username: string, password: string) => ({
    grant_type: 'password',
    client_id: 'acquit',
    client_secret: 'tell-nobody',
    scope: 'ap',
    username,
    password,
  });

  test('of the password grant makes the user name decide which parties are visible', async () => {
    const { psb, tokenUrl, send } = await startPsb({ users });
    await psb.receiveDocument({ party, bytes: invoice, documentId });
    const get = async (username: string, password: string, at: string) => {
      const token = await fetchToken(tokenUrl, asUser(username, password));
      return send('GET', `/api/v1${at}`, { headers: { Authorization: `Bearer ${token}` } });
    };
    expect(await (await get('bram', 'open-sesame', '/me')).json()).toEqual({ name: 'bram' });
    const own = await (await get('bram', 'open-sesame', '/me/party')).json();
    expect(own).toMatchObject([{ id: 'NL:KVK:11111111', permissions: { canSendDocument: true } }]);
    const foreign = get('bram', 'open-sesame', `${invoicePath}/download`);
    expect(await refusal(foreign)).toEqual([403, 'API403']);
    expect(await refusal(get('bram', 'open-sesame', '/hook'))).toEqual([403, 'API403']);

    expect(await (await get('mia', 'mia-mia', '/me/party')).json()).toHaveLength(2);
    expect((await get('mia', 'mia-mia', `${invoicePath}/download`)).status).toBe(200);
    expect((await get('mia', 'mia-mia', '/hook')).status).toBe(200);
  });

  test('is refused to a wrong password with the error of the identity server', async () => {
    const { askToken } = await startPsb({ users });
    for (const [username, password] of [
      ['bram', 'mia-mia'],
      ['nobody', 'open-sesame'],
    ] as const) {
      const answer = await askToken(asUser(username, password));
      expect([answer.status, await answer.json()]).toEqual([
        400,
        { error: 'invalid_grant', error_description: 'invalid_username_or_password' },
      ]);
    }
  });

  test('of a user whom the server does not know any more is worth nothing', async () => {
    const before = await startPsb({ users });
    const token = await fetchToken(before.tokenUrl, asUser('mia', 'mia-mia'));
    const after = await startPsb({ users: [] });
    const answer = after.send('GET', '/api/v1/me', { headers: { Authorization: `Bearer ${token}` } });
    expect(await refusal(answer)).toEqual([401, 'API401']);
  });

  test('comes from the address that the discovery document names', async () => {
    const { psb, tokenUrl } = await startPsb({ users });
    const answer = await fetch(`${psb.identityUrl}/.well-known/openid-configuration`);
    expect(await answer.json()).toEqual({
      issuer: psb.identityUrl,
      token_endpoint: tokenUrl,
      scopes_supported: ['ap'],
      grant_types_supported: ['client_credentials', 'password'],
    });
  });
});

describe('The subscription key', () => {
  test('is wanted of every call once it is configured, and a wrong one is a 403', async () => {
    const { call } = await startPsb({ subscriptionKey: 'k3y' });
    expect(await refusal(call('GET', '/me'))).toEqual([403, 'API403']);
    expect(await refusal(call('GET', '/me', undefined, { 'Subscription-Key': 'other' }))).toEqual([
      403,
      'API403',
    ]);
    expect((await call('GET', '/me', undefined, { 'Subscription-Key': 'k3y' })).status).toBe(200);
  });

  test('may be sent when none is configured', async () => {
    const { call } = await startPsb();
    expect((await call('GET', '/me', undefined, { 'Subscription-Key': 'whatever' })).status).toBe(200);
  });
});

describe('A permission on a party', () => {
  const hook = {
    id: 'mine',
    name: 'mine',
    action: 'https://hooks.example/#abc',
    topics: ['InvoiceReceived'],
  };
  const file = () => {
    const form = new FormData();
    form.set('file', new File(['%PDF-1.7'], 'bill.pdf', { type: 'application/pdf' }));
    return form;
  };
  const calls = {
    download: ['GET', `${invoicePath}/download`],
    downloadAny: ['GET', `/api/v1-beta/NL%3AKVK%3A22222222/generic/${documentId}/download`],
    receive: ['POST', '/api/v1-beta/NL%3AKVK%3A22222222/generic/receive', file()],
    recognize: ['POST', `${path}/purchaseInvoice/recognize`, file()],
    status: ['GET', `${invoicePath}/status`],
    remove: ['DELETE', invoicePath],
    respond: ['POST', `${invoicePath}/response`, { status: 'AB' }],
    queryRecipientParty: ['POST', `${path}/purchaseInvoice/queryRecipientParty`, ['0106:87654321']],
    listHooks: ['GET', `${path}/hook`],
    putHook: ['PUT', `${path}/hook`, hook],
    ping: ['GET', `${path}/hook/ping`],
    deleteHook: ['DELETE', `${path}/hook/mine`],
  } as const;
  const reading = ['download', 'downloadAny', 'receive', 'recognize', 'status'] as const;

  test.for([
    [{}, []],
    [{ canReceiveDocument: true }, reading],
    [{ canRemoveDocument: true }, ['remove']],
    [{ canSendDocument: true }, ['respond', 'queryRecipientParty']],
    [{ canChangeDocumentStatus: true }, ['respond']],
    [{ canManageHook: true }, ['listHooks', 'putHook', 'ping', 'deleteHook']],
    [{ canManageHook: false, canReceiveDocument: true }, reading],
  ] as const)('%j opens %j and nothing else', async ([permissions, open]) => {
    const { psb, call, send } = await startPsb({ parties: [{ id: party, permissions }] });
    const opened: string[] = [];
    for (const [name, [method, at, body]] of Object.entries(calls)) {
      await psb.receiveDocument({ party, bytes: invoice, documentId });
      const answer = await send(method, at.startsWith('/api') ? at : `/api/v1${at}`, {
        body: body === undefined || body instanceof FormData ? (body ?? null) : JSON.stringify(body),
      });
      expect([200, 403]).toContain(answer.status);
      if (answer.status === 200) opened.push(name);
    }
    expect(opened.toSorted()).toEqual([...open].toSorted());
    const own = await (await call('GET', '/me/party')).json();
    expect(own).toEqual([{ id: party, name: party, permissions }]);
  });

  test('says nothing of the hooks of the environment, which are for managers', async () => {
    const hook = { id: 'all', name: 'all', action: 'https://hooks.example/#abc', topics: ['*Received'] };
    const { psb, call } = await startPsb({ manager: false, hooks: [] });
    expect(await refusal(call('GET', '/hook'))).toEqual([403, 'API403']);
    expect(await refusal(call('PUT', '/hook', hook))).toEqual([403, 'API403']);
    expect(await refusal(call('DELETE', '/hook/all'))).toEqual([403, 'API403']);
    expect(psb.hooks()).toEqual([]);
    expect((await call('GET', `${path}/hook`)).status).toBe(200);
  });
});
