import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './kit.ts';
import { startPsb } from './start-psb.ts';

const hook = { id: 'all', name: 'all', action: 'https://hooks.example/psb#abc', topics: ['*Received'] };

describe('A hook that is put', () => {
  test.for([
    [{ id: '' }],
    [{ id: 'a b' }],
    [{ id: 'a'.repeat(65) }],
    [{ name: '' }],
    [{ action: 'no address' }],
    [{ action: 'https://' }],
    [{ topics: ['HookSentError'] }],
    [{ topics: ['InvoiceReceived', 'HookSent*'] }],
    [{ action: 'mailfrom://*&to=$token$@example.org', publishTopics: ['SendInvoice', 'ReceiveInvoice'] }],
    [{ action: 'sftp://user:pw@host:22', publishTopics: ['SendInvoice', 'ReceiveInvoice'] }],
  ] as const)('with %j is refused and changes nothing', async ([change]) => {
    const { psb, call } = await startPsb({ hooks: [] });
    const answer = await call('PUT', '/hook', { ...hook, ...change });
    expect(answer.status).toBe(400);
    expect(await answer.json()).toMatchObject({ code: 'API400', requestId: expect.any(String) });
    expect(psb.hooks()).toEqual([]);
  });

  test.for([
    [{ id: 'A-z=09' }],
    [{ action: 'mailto:ap@example.org', topics: ['HookSentRetry', 'HookSentError'] }],
    [{ action: 'mailfrom://*&to=$token$@example.org', topics: [], publishTopics: ['SendInvoice'] }],
    [{ publishTopics: null }],
  ] as const)('with %j is taken', async ([change]) => {
    const { psb, call } = await startPsb({ hooks: [] });
    expect((await call('PUT', '/hook', { ...hook, ...change })).status).toBe(200);
    expect(psb.hooks()).toMatchObject([{ ...hook, ...change, scope: 'environment', isActive: true }]);
  });

  test('keeps its init, which is never read back, through updates that bring none', async () => {
    const { psb, call } = await startPsb({ hooks: [] });
    const init = { certificate: 'MIIK' };
    const put = await call('PUT', '/hook', { ...hook, init });
    expect(await put.json()).not.toHaveProperty('init');
    await call('PUT', '/hook', { ...hook, name: 'renamed' });
    expect(await (await call('GET', '/hook')).json()).toEqual([
      { ...hook, name: 'renamed', isActive: true, createdOn: '0001-01-01T00:00:00+00:00', changedOn: null },
    ]);
    expect(psb.hooks()).toMatchObject([{ name: 'renamed', init }]);
  });

  test('is read back without its secret when PSB hides secrets, and works with it all the same', async () => {
    const { psb, call, receiver, receive } = await startPsb({ hooks: [], hidesSecrets: true });
    const put = await call('PUT', '/hook', { ...hook, action: `${receiver.url}/psb#abc` });
    expect(await put.json()).toMatchObject({ action: `${receiver.url}/psb` });
    expect(await (await call('GET', '/hook')).json()).toMatchObject([{ action: `${receiver.url}/psb` }]);
    await receive();
    await psb.settled();
    expect(receiver.received[0]?.signature).toMatch(/^sha256=/);
  });

  test('of a party is another one than that of the environment with the same id', async () => {
    const { psb, call, receiver, receive } = await startPsb({ hooks: [] });
    await call('PUT', '/hook', { ...hook, action: `${receiver.url}/environment#e` });
    await call('PUT', '/0106%3A22222222/hook', { ...hook, action: `${receiver.url}/party#p` });
    await call('PUT', '/NL%3AKVK%3A11111111/hook', { ...hook, action: `${receiver.url}/other#o` });
    expect(psb.hooks().map(({ scope }) => scope)).toEqual(['environment', '0106:22222222', '0106:11111111']);
    await receive();
    await psb.settled();
    expect(receiver.received.map(({ path }) => path).toSorted()).toEqual(['/environment', '/party']);
    expect((await call('DELETE', '/NL%3AKVK%3A22222222/hook/all')).status).toBe(200);
    expect(psb.hooks().map(({ scope }) => scope)).toEqual(['environment', '0106:11111111']);
  });

  test('that is not active gets nothing, not even a ping', async () => {
    const { psb, call, receiver, receive } = await startPsb({ hooks: [] });
    await call('PUT', '/hook', { ...hook, action: `${receiver.url}/psb#abc`, isActive: false });
    await receive();
    await call('GET', '/NL%3AKVK%3A22222222/hook/ping');
    await psb.settled();
    expect(receiver.received).toEqual([]);
  });

  test.for([
    ['*', true],
    ['*Received', true],
    ['Invoice*', true],
    ['*voice*', true],
    ['InvoiceReceived', true],
    ['invoicereceived', false],
    ['*ReceivedError', false],
    ['Received', false],
    ['Invoice.eceived', false],
  ] as const)('on the topic %s covers InvoiceReceived: %s', async ([topic, covered]) => {
    const { psb, call, receiver, receive } = await startPsb({ hooks: [] });
    await call('PUT', '/hook', { ...hook, action: `${receiver.url}/psb#abc`, topics: [topic] });
    await receive();
    await psb.settled();
    expect(receiver.received).toHaveLength(covered ? 1 : 0);
  });

  test('outlives a restart with its secret and its init', async () => {
    const dataFolder = temporaryFolder();
    const before = await startPsb({ hooks: [], dataFolder });
    await before.call('PUT', '/hook', { ...hook, init: { certificate: 'MIIK' } });
    await before.psb.stop();
    const { psb } = await startPsb({ hooks: [], dataFolder });
    expect(psb.hooks()).toMatchObject([{ ...hook, init: { certificate: 'MIIK' } }]);
  });

  test('outlives a restart also when the sandbox has one of its own under that id to begin with', async () => {
    const dataFolder = temporaryFolder();
    const own = [{ id: hook.id, action: 'https://receiver.example/psb#the-first-secret', topics: ['*'] }];
    const before = await startPsb({ hooks: own, dataFolder });
    await before.call('PUT', '/hook', hook);
    await before.psb.stop();
    const { psb } = await startPsb({ hooks: own, dataFolder });
    expect(psb.hooks()).toMatchObject([hook]);
  });
});
