import { describe, expect, test } from 'vitest';
import { HttpFailure } from '../../lib/http/http-failure.ts';
import { parseDocumentId } from '../../lib/identifiers/document-id.ts';
import { createPsbClient } from '../../lib/psb/psb-client.ts';
import {
  countedTokens,
  errorOf,
  htmlPage,
  lostAnswer,
  now,
  refusedConnection,
  reply,
  type Reply,
  scriptedSend,
} from '../http/stand-in.ts';

const guid = '69fb5e02-7c51-4b62-a469-424054674c4a';
const documentId = parseDocumentId(guid) ?? expect.unreachable();
const xml = '<?xml version="1.0"?><Invoice/>';
const error = (code: string) => ({ code, message: 'nee', requestId: 'a'.repeat(32) });

function downloadAgainst(...script: Reply[]) {
  const send = scriptedSend(...script);
  const tokens = countedTokens();
  const client = createPsbClient({ baseUrl: 'https://psb.example/', send, tokens, now });
  return { send, tokens, call: client.download('NL:KVK:12345678', documentId) };
}

describe('downloading a document', () => {
  test('gives the bytes as they came in, from the party as it was spelled', async () => {
    const { send, call } = downloadAgainst(reply(200, xml, { 'content-type': 'application/xml' }));
    expect((await call).toString()).toBe(xml);
    expect(send.requests[0]).toMatchObject({
      method: 'GET',
      url: `https://psb.example/api/v1/NL%3AKVK%3A12345678/purchaseInvoice/${guid}/download`,
      headers: { Authorization: 'Bearer token-1' },
    });
    expect(send.requests[0]?.headers).not.toHaveProperty('Subscription-Key');
  });

  test('sends the legacy subscription key when there is one', async () => {
    const send = scriptedSend(reply(200, xml));
    const tokens = countedTokens();
    const options = { baseUrl: 'https://psb.example', subscriptionKey: 'k', send, tokens, now };
    await createPsbClient(options).download('NL:KVK:1', documentId);
    expect(send.requests[0]?.headers?.['Subscription-Key']).toBe('k');
  });

  test.each([401, 403])(
    'asks for one fresh token after %d, since PSB says either for an old one',
    async (status) => {
      const { send, tokens, call } = downloadAgainst(reply(status), reply(200, xml));
      expect((await call).toString()).toBe(xml);
      expect(tokens.invalidated).toEqual(['token-1']);
      expect(send.requests[1]?.headers?.['Authorization']).toBe('Bearer token-2');
    },
  );

  test.each<[string, Reply[], string, number | undefined]>([
    ['401 twice', [reply(401), reply(401)], 'PSB_UNAUTHORISED', undefined],
    ['403 twice', [reply(403), reply(403, error('API403'))], 'PSB_FORBIDDEN', undefined],
    ['401, then 403', [reply(401), reply(403)], 'PSB_FORBIDDEN', undefined],
    ['401, then an outage', [reply(401), reply(503)], 'PSB_UNAVAILABLE', undefined],
    ['404', [reply(404, error('API404'))], 'DOCUMENT_UNAVAILABLE', undefined],
    ['429', [reply(429, '', { 'retry-after': '12' })], 'PSB_UNAVAILABLE', 12],
    ['500 in HTML', [reply(500, htmlPage)], 'PSB_UNAVAILABLE', undefined],
    [
      '503 until a date',
      [reply(503, '', { 'retry-after': 'Fri, 20 Nov 2026 11:00:00 GMT' })],
      'PSB_UNAVAILABLE',
      3600,
    ],
    ['no answer', [lostAnswer()], 'PSB_UNAVAILABLE', undefined],
    ['no connection', [refusedConnection()], 'PSB_UNAVAILABLE', undefined],
    [
      'a document that is too large',
      [new HttpFailure('too-large', 'maybe', 'x')],
      'DOCUMENT_TOO_LARGE',
      undefined,
    ],
    ['a wrong host', [new HttpFailure('forbidden-host', 'no', 'x')], 'CONFIGURATION_INVALID', undefined],
    ['400', [reply(400, error('API400.USRMS1'))], 'PSB_REFUSED', undefined],
    ['422', [reply(422)], 'PSB_REFUSED', undefined],
    ['a redirect', [reply(302, '', { location: 'https://login.example' })], 'PSB_REFUSED', undefined],
    ['200 with an error of 404', [reply(200, error('API404'))], 'DOCUMENT_UNAVAILABLE', undefined],
    ['200 with an error of 500', [reply(200, error('API500'))], 'PSB_UNAVAILABLE', undefined],
    [
      '200 with other JSON',
      [reply(200, { id: guid }, { 'content-type': 'application/json' })],
      'PSB_REFUSED',
      undefined,
    ],
    ['200 with a page of a gateway', [reply(200, htmlPage)], 'PSB_UNAVAILABLE', undefined],
    [
      '200 with another page',
      [reply(200, '<!DOCTYPE html><p>x', { 'content-type': 'text/html' })],
      'PSB_UNAVAILABLE',
      undefined,
    ],
    ['200 with nothing', [reply(200, '')], 'PSB_UNAVAILABLE', undefined],
  ])('ends on %s with its own code', async (_, script, code, retryAfter) => {
    const { send, call } = downloadAgainst(...script);
    const fault = await errorOf(call);
    expect([fault.code, fault.retryAfterSeconds]).toEqual([code, retryAfter]);
    expect(send.requests).toHaveLength(script.length);
  });

  test('keeps the code and request id of PSB for support', async () => {
    const fault = await errorOf(downloadAgainst(reply(400, error('API400.USRMS1'))).call);
    expect(fault.detail).toMatchObject({ status: 400, code: 'API400.USRMS1', requestId: 'a'.repeat(32) });
  });

  test('never climbs out of its path', async () => {
    const client = createPsbClient({
      baseUrl: 'https://psb.example',
      send: scriptedSend(),
      tokens: countedTokens(),
      now,
    });
    await expect(client.download('..', documentId)).rejects.toThrow(RangeError);
  });
});
