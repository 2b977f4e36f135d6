import { inspect } from 'node:util';
import { describe, expect, test } from 'vitest';
import { createPsbAdministration } from '../../lib/psb/psb-administration.ts';
import {
  countedTokens,
  errorOf,
  htmlPage,
  lostAnswer,
  now,
  refusedConnection,
  reply,
  scriptedSend,
} from '../http/stand-in.ts';
import { documentId, file, guid, hook, hookSecret, party, psbAgainst } from './calls.ts';

const error = (code: string) => ({ code, message: 'nee', requestId: 'a'.repeat(32) });
const against = (...script: Parameters<typeof psbAgainst>) => {
  const { send, administration } = psbAgainst(...script);
  return { send, psb: administration };
};
const jsonOf = (body: Uint8Array | undefined): unknown => JSON.parse(Buffer.from(body ?? []).toString());

describe('who we are at PSB', () => {
  test('is a name, or none that PSB tells', async () => {
    const { psb } = against(reply(200, { name: 'acquit', password: 'x' }), reply(200, {}));
    expect(await psb.me()).toEqual({ name: 'acquit' });
    expect(await psb.me()).toEqual({ name: null });
  });

  test('and which parties we may act for, with every right that PSB names and no other', async () => {
    const permissions = { canSendDocument: true, canReceiveDocument: false, canFly: true };
    const { psb } = against(
      reply(200, [
        { id: 'NL:KVK:1', name: 'A', permissions },
        { id: 'NL:KVK:2', name: null, permissions: null },
      ]),
    );
    const parties = await psb.parties();
    expect(parties).toEqual([
      { id: 'NL:KVK:1', name: 'A', permissions: { canSendDocument: true, canReceiveDocument: false } },
      { id: 'NL:KVK:2', name: null, permissions: {} },
    ]);
    expect(parties[1]?.permissions.canManageHook, 'neither given nor refused').toBeUndefined();
  });

  test.each([[{ parties: [] }], [[{ name: 'A' }]], [[{ id: 'x', permissions: { canSendDocument: 'yes' } }]]])(
    'is not guessed from %j',
    async (json) => {
      expect((await errorOf(against(reply(200, json)).psb.parties())).code).toBe('PSB_ANSWER_INVALID');
    },
  );
});

describe('the hooks at PSB', () => {
  test('are read with all that PSB may leave out', async () => {
    const { psb } = against(reply(200, [{ id: 'a', action: 'mailto:a@b.example' }]), reply(200, []));
    expect(await psb.hooks({ party })).toMatchObject([{ id: 'a', topics: [] }]);
    expect(await psb.hooks({ environment: true })).toEqual([]);
  });

  test('are put with their secret, which nothing else shows', async () => {
    const shown = { id: hook.id, name: hook.name, action: 'https://hooks.example/psb', topics: hook.topics };
    const { send, psb } = against(reply(200, shown));
    const put = await psb.putHook({ party }, hook);
    expect(put.action.reveal()).toBe('https://hooks.example/psb');
    expect(jsonOf(send.requests[0]?.body)).toEqual({ ...hook, action: hook.action.reveal() });
  });

  test('are put again after a lost answer as the same, which changes nothing', async () => {
    const { send, psb } = against(lostAnswer(), reply(200, { ...hook, action: hook.action.reveal() }));
    expect((await errorOf(psb.putHook({ environment: true }, hook))).detail['sent']).toBe('maybe');
    expect(await psb.putHook({ environment: true }, hook)).toMatchObject({ id: 'acquit' });
    expect(send.requests[1]).toEqual(send.requests[0]);
  });

  test('are deleted once, and a second time they are gone', async () => {
    const { psb } = against(reply(200, ''), reply(404, error('API404')));
    await expect(psb.deleteHook({ party }, 'a')).resolves.toBeUndefined();
    await expect(psb.deleteHook({ party }, 'a')).resolves.toBeUndefined();
  });

  test('of the environment name the role that is missing, those of a party the right', async () => {
    const { psb } = against(...Array.from({ length: 4 }, () => reply(403, error('API403'))));
    expect((await errorOf(psb.hooks({ environment: true }))).message).toContain('ApManager');
    expect((await errorOf(psb.hooks({ party }))).message).toContain('canManageHook');
  });

  test('never lead out of their path', async () => {
    await expect(against().psb.deleteHook({ party }, '..')).rejects.toThrow(RangeError);
    await expect(against().psb.hooks({ party: '' })).rejects.toThrow(RangeError);
  });

  const quoted = `invalid action https://hooks.example/psb#${hookSecret}`;
  test.each([
    ['refuses it', reply(400, { ...error('API400'), message: quoted })],
    ['fails over it', reply(500, quoted)],
    ['gives it in a wrong shape', reply(200, { id: 7, action: quoted })],
    ['gives it', reply(200, { id: 'a', action: `https://hooks.example/psb#${hookSecret}` })],
  ])('show no secret when PSB %s', async (_, answer) => {
    const outcome = await against(answer)
      .psb.putHook({ party }, hook)
      .catch((thrown: unknown) => thrown);
    const printed = inspect(outcome, { depth: null, showHidden: true }) + JSON.stringify(outcome);
    expect(printed).not.toContain(hookSecret);
  });

  test('are sent a test event', async () => {
    await expect(against(reply(200, { id: party })).psb.ping(party)).resolves.toBeUndefined();
    expect((await errorOf(against(reply(200, 'pong')).psb.ping(party))).code).toBe('PSB_UNAVAILABLE');
  });
});

describe('the history of a document at PSB', () => {
  test('is read whatever of it is there', async () => {
    const line = { id: 'x', name: 'Delivered', description: null, createdOn: '2026-11-20T10:00:00Z' };
    const { psb } = against(reply(200, [line, {}]), reply(404, error('API404')));
    expect(await psb.documentStatus(party, documentId)).toEqual([line, {}]);
    expect((await errorOf(psb.documentStatus(party, documentId))).code).toBe('DOCUMENT_UNAVAILABLE');
  });

  test('and any document of it can be downloaded', async () => {
    const { psb } = against(reply(200, '<ApplicationResponse/>'), reply(404, error('API404')));
    expect((await psb.downloadAny(party, documentId)).toString()).toBe('<ApplicationResponse/>');
    expect((await errorOf(psb.downloadAny(party, documentId))).code).toBe('DOCUMENT_UNAVAILABLE');
  });
});

describe('a test document', () => {
  const receiveAt = (baseUrl: string) => {
    const send = scriptedSend(reply(200, { id: guid }));
    const psb = createPsbAdministration({ baseUrl, send, tokens: countedTokens(), now });
    return { send, call: psb.receive(party, file, { documentId, metaAttributes: { naam: 'é' } }) };
  };

  test.each(['https://psb.econnect.eu', 'https://PSB.econnect.eu/', 'https://psb.econnect.eu.:443'])(
    'is never sent to production at %s',
    async (baseUrl) => {
      const { send, call } = receiveAt(baseUrl);
      expect(await errorOf(call)).toMatchObject({ code: 'ACCEPTANCE_ONLY', detail: { sent: 'no' } });
      expect(send.requests).toHaveLength(0);
    },
  );

  test('is received on acceptance, with what is said about it', async () => {
    const { send, call } = receiveAt('https://accp-psb.econnect.eu');
    expect(await call).toBe(documentId);
    const [request] = send.requests;
    const headers = { 'Content-Type': request?.headers?.['Content-Type'] ?? '' };
    const form = await new Response(Uint8Array.from(request?.body ?? []), { headers }).formData();
    expect([...form.keys()]).toEqual(['file', 'metaAttributes']);
    expect(form.get('metaAttributes')).toBe('{"naam":"é"}');
  });

  test('received twice is one', async () => {
    const { psb } = against(lostAnswer(), reply(409));
    expect((await errorOf(psb.receive(party, file, { documentId }))).code).toBe('PSB_UNAVAILABLE');
    expect(await psb.receive(party, file, { documentId })).toBe(documentId);
  });
});

describe('showing PSB a document', () => {
  const bytes = Buffer.from('<Invoice/>');

  test('tells what is wrong with it, in English', async () => {
    const assertion = { artifact: 'BIS', flag: 'error', text: 'BR-01' };
    const answer = { isValid: false, source: { typeId: 'urn:a' }, assertions: [assertion] };
    const { send, psb } = against(reply(200, answer), reply(200, { isValid: true }), reply(200, {}));
    expect(await psb.validate(bytes)).toEqual(answer);
    expect(send.requests[0]?.headers?.['X-EConnect-Language']).toBe('en');
    expect(await psb.validate(bytes)).toMatchObject({ isValid: true, assertions: [] });
    expect((await errorOf(psb.validate(bytes))).code).toBe('PSB_ANSWER_INVALID');
  });

  test('gives it in another format, or says that there is none', async () => {
    const { psb } = against(reply(200, '<Other/>'), reply(422, error('API422')), reply(200, ''));
    expect((await psb.transform(bytes, 'urn:a')).toString()).toBe('<Other/>');
    expect((await errorOf(psb.transform(bytes, 'urn:a'))).code).toBe('TRANSFORMATION_NOT_AVAILABLE');
    expect((await errorOf(psb.transform(bytes, 'urn:a'))).code).toBe('PSB_UNAVAILABLE');
  });

  test('goes to the version that is configured, because the pages of PSB disagree on it', async () => {
    const send = scriptedSend(reply(200, { isValid: true }));
    const options = { baseUrl: 'https://psb.example', send, tokens: countedTokens(), now };
    await createPsbAdministration({ ...options, genericVersion: 'v1' }).validate(bytes);
    expect(send.requests[0]?.url).toBe('https://psb.example/api/v1/generic/validate');
  });

  test('that is too large is refused before anything leaves', async () => {
    const large = Buffer.alloc(25 * 1024 * 1024);
    expect((await errorOf(against().psb.validate(large))).code).toBe('UPLOAD_TOO_LARGE');
    expect((await errorOf(against().psb.transform(large, 'urn:a'))).code).toBe('UPLOAD_TOO_LARGE');
  });
});

describe('Peppol', () => {
  test('tells how a participant is reached, in the old spelling of its process and the new', async () => {
    const option = { partyId: '0106:1', documentTypeId: 'urn:a', family: 'Invoice', protocol: 'As4' };
    const { psb } = against(
      reply(200, [
        { ...option, processId: 'urn:p' },
        { ...option, processId: { value: 'urn:p', schemeAuthority: 'x' } },
        { ...option, processId: 7 },
      ]),
      reply(200, []),
    );
    const found = await psb.deliveryOptions({ partyIds: ['0106:1'] });
    expect(found.map(({ processId }) => processId)).toEqual(['urn:p', 'urn:p', null]);
    expect(await psb.deliveryOptions({ partyIds: ['0106:1'] })).toEqual([]);
  });

  test('config that was read can be put back with one thing changed and nothing lost', async () => {
    const config = {
      capabilities: { invoiceResponse: { state: 'inherited => on', description: null, extra: 1 } },
      businessCard: { names: [{ name: 'A' }] },
      createdOn: '2026-01-01T00:00:00Z',
      changedOn: null,
    };
    const { send, psb } = against(reply(200, config), reply(200, config));
    const read = (await psb.partyPeppolConfig(party)) ?? { capabilities: {} };
    const invoiceResponse = { state: 'on' };
    await psb.putPartyPeppolConfig(party, {
      ...read,
      capabilities: { ...read.capabilities, invoiceResponse },
    });
    expect(jsonOf(send.requests[1]?.body)).toEqual({
      capabilities: { invoiceResponse },
      businessCard: config.businessCard,
    });
  });

  test('config of a party that has none is none, and that of the environment may be empty', async () => {
    const { psb } = against(reply(404, error('API404')), reply(200, {}), reply(200, { capabilities: null }));
    expect(await psb.partyPeppolConfig(party)).toBeUndefined();
    expect(await psb.peppolConfig()).toEqual({ capabilities: {} });
    expect(await psb.putPeppolConfig({ capabilities: {} })).toEqual({ capabilities: {} });
  });
});

describe('the clock of PSB', () => {
  const timeIn = (answer: ReturnType<typeof reply>) => against(answer).psb.serverTime();

  test('is read off any answer, without a token', async () => {
    const date = 'Fri, 20 Nov 2026 10:00:07 GMT';
    const { send, psb } = against(reply(401, '', { date }), reply(503, htmlPage, { date }));
    expect(await psb.serverTime()).toEqual(new Date('2026-11-20T10:00:07Z'));
    expect(await psb.serverTime()).toEqual(new Date('2026-11-20T10:00:07Z'));
    expect(send.requests[0]).toEqual({ method: 'GET', url: 'https://psb.example/api/v1/me' });
  });

  test('is unknown when the answer has no date that can be read', async () => {
    expect(await timeIn(reply(200, {}))).toBeUndefined();
    expect(await timeIn(reply(200, {}, { date: 'soon' }))).toBeUndefined();
  });

  test('cannot be read when PSB does not answer', async () => {
    const { psb } = against(refusedConnection());
    expect((await errorOf(psb.serverTime())).code).toBe('PSB_UNAVAILABLE');
  });
});
