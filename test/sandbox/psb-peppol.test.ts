import { describe, expect, test } from 'vitest';
import { temporaryFolder } from './kit.ts';
import { refusal, startPsb } from './start-psb.ts';

const party = '/peppol/config/party/NL%3AKVK%3A11111111';

describe('The delivery options of Peppol', () => {
  test('are asked without a token, and name a party by its text', async () => {
    const { psb } = await startPsb({ recipients: (id) => id !== '0106:2' });
    const ask = async (parameters: [string, string][]) => {
      const answer = await fetch(
        `${psb.url}/api/v1/peppol/deliveryOption?${new URLSearchParams(parameters).toString()}`,
      );
      return [answer.status, await answer.json()];
    };
    const documentFamily: [string, string] = ['documentFamily', 'invoiceResponse'];
    expect(await ask([['partyIds', '0106:1'], ['partyIds', '0106:2'], documentFamily])).toMatchObject([
      200,
      [{ partyId: 'NL:KVK:1', family: 'invoiceResponse', protocol: 'As4' }],
    ]);
    expect(await ask([['partyIds', '0106:2']])).toEqual([200, []]);
    expect(await ask([])).toMatchObject([400, { code: 'API400' }]);
  });
});

describe('The Peppol configuration', () => {
  test('of a party is that of the environment until it has one of its own', async () => {
    const { call } = await startPsb();
    expect(await (await call('GET', party)).json()).toEqual({
      capabilities: {
        invoices: { state: 'inherited => on' },
        invoiceResponse: { state: 'inherited => on' },
      },
    });
    const environment = { capabilities: { invoices: { state: 'on' }, invoiceResponse: { state: 'off' } } };
    expect((await call('PUT', '/peppol/config', environment)).status).toBe(200);
    expect(await (await call('GET', '/peppol/config')).json()).toEqual(environment);
    expect(await (await call('GET', party)).json()).toMatchObject({
      capabilities: { invoiceResponse: { state: 'inherited => off' } },
    });

    const own = {
      capabilities: { invoices: { state: 'inherited' }, invoiceResponse: { state: 'on' } },
      verification: { notes: 'seen the extract', verifiedOn: '2026-03-02' },
    };
    expect((await call('PUT', party, own)).status).toBe(200);
    expect(await (await call('GET', party)).json()).toEqual({
      ...own,
      capabilities: { invoices: { state: 'inherited => on' }, invoiceResponse: { state: 'on' } },
    });
    expect(await (await call('GET', party.replace('11111111', '22222222'))).json()).toMatchObject({
      capabilities: { invoiceResponse: { state: 'inherited => off' } },
    });
  });

  test('lists its parties, and outlives a restart', async () => {
    const dataFolder = temporaryFolder();
    const before = await startPsb({ dataFolder });
    await before.call('PUT', party, { capabilities: { orders: { state: 'off' } } });
    await before.psb.stop();
    const { call } = await startPsb({ dataFolder });
    expect(await (await call('GET', party)).json()).toEqual({ capabilities: { orders: { state: 'off' } } });
    expect(await (await call('GET', '/peppol/config/party')).json()).toEqual({
      items: [{ id: 'NL:KVK:11111111' }, { id: 'NL:KVK:22222222' }],
      continuationToken: null,
    });
  });

  test.for([
    [{ invoiceResponse: { state: 'on' } }],
    [{ capabilities: { invoiceResponse: { state: 'maybe' } } }],
    [{ capabilities: {}, verification: { notes: 'no date' } }],
  ] as const)('%j is refused', async ([config]) => {
    const { call } = await startPsb();
    expect(await refusal(call('PUT', '/peppol/config', config))).toEqual([400, 'API400']);
    expect(await refusal(call('PUT', party, config))).toEqual([400, 'API400']);
  });

  test('is for managers, and only of own parties', async () => {
    const manager = await startPsb();
    const foreign = manager.call('GET', party.replace('11111111', '99999999'));
    expect(await refusal(foreign)).toEqual([403, 'API403']);
    const { call } = await startPsb({ manager: false });
    expect(await refusal(call('GET', '/peppol/config'))).toEqual([403, 'API403']);
    expect(await refusal(call('PUT', party, { capabilities: {} }))).toEqual([403, 'API403']);
  });
});
