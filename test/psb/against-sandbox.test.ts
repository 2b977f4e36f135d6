import { afterAll, describe, expect, test } from 'vitest';
import { hookAction, secretOf } from '../../lib/psb/hook-action.ts';
import { connectPsb } from '../../lib/steps/connect/psb.ts';
import { connectPsbAdministration } from '../../lib/steps/connect/psb-administration.ts';
import { startSandboxPsb } from '../../sandbox/psb/start-sandbox-psb.ts';
import { errorOf } from '../http/stand-in.ts';
import { documentId, file, hookSecret, idOf, party, responseBody, responseId } from './calls.ts';

const nlcius = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0';
const namespace = 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2';
const targetFormat = `${namespace}::Invoice##${nlcius}::2.1`;
const rendition = Buffer.from(
  `<Invoice xmlns="${namespace}"><CustomizationID>${nlcius}</CustomizationID></Invoice>`,
);
const original = Buffer.from('<FatturaElettronica/>');

const psb = await startSandboxPsb({
  clientId: 'acquit',
  clientSecret: 's3cret',
  subscriptionKey: 'k',
  parties: [party, { id: 'NL:KVK:2', permissions: { canManageHook: false } }],
  hooks: [],
  renditions: (_bytes, format) => (format === targetFormat ? rendition : undefined),
  recipients: (id) => id !== 'NL:KVK:404',
});
afterAll(() => psb.stop());

const settings = { PSB_URL: psb.url, PSB_IDENTITY_URL: psb.identityUrl };
const secret = { clientId: 'acquit', clientSecret: 's3cret', subscriptionKey: 'k' };
const client = connectPsb(settings, secret);
const administration = connectPsbAdministration(settings, secret);
await psb.receiveDocument({ party, bytes: original, documentId });

describe('against the sandbox of PSB', () => {
  test('a document is downloaded as it came in, in another format, or not in one that there is not', async () => {
    expect(await client.download(party, documentId)).toEqual(original);
    expect(await client.download(party, documentId, targetFormat)).toEqual(rendition);
    const fault = await errorOf(client.download(party, documentId, 'urn:none#such'));
    expect(fault.code).toBe('TRANSFORMATION_NOT_AVAILABLE');
  });

  test('a supplier that can be reached is answered once, whatever is lost on the way', async () => {
    expect(await client.queryRecipientParty(party, ['NL:KVK:1'])).toMatchObject({ id: 'NL:KVK:1' });
    expect(await client.queryRecipientParty(party, ['NL:KVK:404'])).toBeUndefined();
    psb.faults.next({ method: 'POST', path: /response$/ }, { loseAnswer: true });
    const respond = () => client.respond(party, documentId, responseBody, responseId);
    expect((await errorOf(respond())).code).toBe('PSB_UNAVAILABLE');
    expect(await respond()).toBe('known');
    expect(psb.responses()).toHaveLength(1);
  });

  test('a PDF is recognised under the id that was chosen, once', async () => {
    const id = idOf('1f7f7a0e-0000-4000-8000-000000000001');
    expect(await client.recognise(party, file, id)).toBe(id);
    expect(await client.recognise(party, file, id)).toBe(id);
  });

  test('an upload above the limit is known for what it is, although PSB calls it a 500', async () => {
    const large = { ...file, bytes: Buffer.alloc(24_100_000) };
    const id = idOf('1f7f7a0e-0000-4000-8000-000000000002');
    expect((await errorOf(client.recognise(party, large, id))).code).toBe('UPLOAD_TOO_LARGE');
  });

  test('hooks are put, read, pinged and deleted, and those of others refused with the right that lacks', async () => {
    const hook = {
      id: 'acquit',
      name: 'purchase invoices',
      action: hookAction(`${psb.url}/nowhere#${hookSecret}`),
      topics: ['InvoiceReceived'],
      isActive: true,
    };
    for (const scope of [{ environment: true }, { party }] as const) {
      await administration.putHook(scope, hook);
      const [read] = await administration.hooks(scope);
      expect(read).toMatchObject({ id: 'acquit', topics: ['InvoiceReceived'], isActive: true });
      expect(secretOf(read?.action ?? hookAction(''))).toBe(hookSecret);
      await administration.ping(party);
      await administration.deleteHook(scope, 'acquit');
      await administration.deleteHook(scope, 'acquit');
      expect(await administration.hooks(scope)).toEqual([]);
    }
    const fault = await errorOf(administration.hooks({ party: 'NL:KVK:2' }));
    expect([fault.code, fault.message]).toEqual([
      'PSB_FORBIDDEN',
      'PSB answered 403 API403; the call needs canManageHook',
    ]);
  });

  test('the account, its parties, the history of a document and the clock are read', async () => {
    expect(await administration.me()).toEqual({ name: 'acquit' });
    const parties = await administration.parties();
    expect(parties.map(({ id, permissions }) => [id, permissions.canManageHook])).toEqual([
      [party, true],
      ['NL:KVK:2', false],
    ]);
    expect((await administration.documentStatus(party, documentId)).length).toBeGreaterThan(0);
    expect(await administration.serverTime()).toBeInstanceOf(Date);
  });

  test('a test document is received, validated and transformed', async () => {
    const id = idOf('1f7f7a0e-0000-4000-8000-000000000003');
    const xml = { name: 'factuur.xml', contentType: 'application/xml', bytes: rendition };
    expect(await administration.receive(party, xml, { documentId: id, topic: 'InvoiceReceived' })).toBe(id);
    expect(await administration.downloadAny(party, id)).toEqual(rendition);
    expect(await administration.validate(rendition)).toMatchObject({ isValid: expect.any(Boolean) });
    expect(await administration.transform(original, targetFormat)).toEqual(rendition);
    const fault = await errorOf(administration.transform(original, 'urn:none#such'));
    expect(fault.code).toBe('TRANSFORMATION_NOT_AVAILABLE');
  });

  test('what can be received over Peppol is read and changed', async () => {
    const config = await administration.peppolConfig();
    const capabilities = { ...config.capabilities, invoiceResponse: { state: 'on' } };
    await administration.putPeppolConfig({ ...config, capabilities });
    expect((await administration.peppolConfig()).capabilities['invoiceResponse']?.state).toContain('on');
    await administration.putPartyPeppolConfig(party, { capabilities: { invoices: { state: 'on' } } });
    expect((await administration.partyPeppolConfig(party))?.capabilities['invoices']?.state).toContain('on');
    const options = await administration.deliveryOptions({
      partyIds: ['NL:KVK:1'],
      documentFamily: 'invoiceResponse',
    });
    expect(options[0]?.partyId).toContain('1');
  });

  test('a document is removed once', async () => {
    expect(await client.remove(party, documentId)).toBe('removed');
    expect(await client.remove(party, documentId)).toBe('gone');
    expect((await errorOf(client.download(party, documentId))).code).toBe('DOCUMENT_UNAVAILABLE');
  });
});
