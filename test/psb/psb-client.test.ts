import { describe, expect, test } from 'vitest';
import { HttpFailure } from '../../lib/http/http-failure.ts';
import { createPsbClient } from '../../lib/psb/psb-client.ts';
import { createSend } from '../../lib/http/create-send.ts';
import { readAll, startServer } from '../http/loopback-server.ts';
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
import { documentId, file, guid, idOf, party, psbAgainst, responseBody, responseId } from './calls.ts';

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
  });

  test.each<[string, Reply[], string, number | undefined]>([
    ['401 twice', [reply(401), reply(401)], 'PSB_UNAUTHORISED', undefined],
    ['403 twice', [reply(403), reply(403, error('API403'))], 'PSB_FORBIDDEN', undefined],
    ['401, then 403', [reply(401), reply(403)], 'PSB_FORBIDDEN', undefined],
    ['401, then an outage', [reply(401), reply(503)], 'PSB_UNAVAILABLE', undefined],
    ['404', [reply(404, error('API404'))], 'DOCUMENT_UNAVAILABLE', undefined],
    ['404 with nothing in it', [reply(404)], 'DOCUMENT_UNAVAILABLE', undefined],
    ['404 of a gateway', [reply(404, htmlPage)], 'PSB_UNAVAILABLE', undefined],
    ['404 of a proxy', [reply(404, 'default backend - 404')], 'PSB_UNAVAILABLE', undefined],
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

describe('downloading a document in another format', () => {
  const nlcius = 'urn:cen.eu:en16931:2017#compliant#urn:fdc:nen.nl:nlcius:v1.0';
  const namespace = 'urn:oasis:names:specification:ubl:schema:xsd:Invoice-2';
  const format = `${namespace}::Invoice##${nlcius}::2.1`;
  const asked = `<Invoice xmlns="${namespace}"><CustomizationID>${nlcius}</CustomizationID></Invoice>`;
  const inFormat = (...script: Reply[]) => {
    const { send, client } = psbAgainst(...script);
    return { send, call: client.download(party, documentId, format) };
  };

  test('asks with the hashes of the format encoded, because a hash would end the address', async () => {
    const { send, call } = inFormat(reply(200, asked));
    expect((await call).toString()).toBe(asked);
    const { hash, searchParams } = new URL(send.requests[0]?.url ?? '');
    expect([hash, [...searchParams]]).toEqual(['', [['targetFormat', format]]]);
  });

  test('asks by the other name of the field when the first brought the document as it came in', async () => {
    const { send, call } = inFormat(reply(200, xml), reply(200, asked));
    expect((await call).toString()).toBe(asked);
    expect([...new URL(send.requests[1]?.url ?? '').searchParams]).toEqual([
      ['targetDocumentTypeId', format],
    ]);
  });

  test.each<[string, Reply[], string]>([
    ['both names bring another format', [reply(200, xml), reply(200, xml)], 'TRANSFORMATION_NOT_AVAILABLE'],
    ['PSB has no such transformation', [reply(422, error('API422'))], 'TRANSFORMATION_NOT_AVAILABLE'],
    ['PSB calls the format wrong', [reply(400, error('API400'))], 'TRANSFORMATION_NOT_AVAILABLE'],
    ['the other name is wrong', [reply(200, xml), reply(400)], 'TRANSFORMATION_NOT_AVAILABLE'],
    ['a gateway refuses in HTML', [reply(400, htmlPage)], 'PSB_REFUSED'],
    ['the document is gone', [reply(404, error('API404'))], 'DOCUMENT_UNAVAILABLE'],
    ['PSB is away', [reply(503)], 'PSB_UNAVAILABLE'],
    ['PSB is away the second time', [reply(200, xml), lostAnswer()], 'PSB_UNAVAILABLE'],
  ])('ends with its own code when %s', async (_, script, code) => {
    const { send, call } = inFormat(...script);
    expect((await errorOf(call)).code).toBe(code);
    expect(send.requests).toHaveLength(script.length);
  });
});

describe('removing a document', () => {
  test('removes it once, and says so when it was gone', async () => {
    const { client } = psbAgainst(reply(200, ''), reply(404, error('API404')));
    expect(await client.remove(party, documentId)).toBe('removed');
    expect(await client.remove(party, documentId)).toBe('gone');
  });

  test('after an answer that was lost finds it gone', async () => {
    const { client } = psbAgainst(lostAnswer(), reply(404, error('API404')));
    expect((await errorOf(client.remove(party, documentId))).detail['sent']).toBe('maybe');
    expect(await client.remove(party, documentId)).toBe('gone');
  });

  test.each([reply(404), reply(404, htmlPage)])('does not take any 404 for gone (%#)', async (answer) => {
    const { client } = psbAgainst(answer);
    expect((await errorOf(client.remove(party, documentId))).code).toBe('PSB_UNAVAILABLE');
  });

  test('names the right that is missing', async () => {
    const { client } = psbAgainst(reply(403), reply(403));
    expect((await errorOf(client.remove(party, documentId))).message).toContain('canRemoveDocument');
  });
});

describe('answering a supplier', () => {
  const answering = (...script: Reply[]) => {
    const { send, client } = psbAgainst(...script);
    return { send, respond: () => client.respond(party, documentId, responseBody, responseId) };
  };

  test('sends the stored bytes as they are, under their own id', async () => {
    const { send, respond } = answering(reply(200, { id: responseId }));
    expect(await respond()).toBe('sent');
    expect(send.requests[0]?.body).toBe(responseBody);
    expect(send.requests[0]?.headers).toMatchObject({
      'Content-Type': 'application/json',
      'X-EConnect-DocumentId': responseId,
    });
  });

  test('after an answer that was lost sends the same again, and a 409 says that it was done', async () => {
    const { send, respond } = answering(lostAnswer(), reply(409, error('API409')));
    expect((await errorOf(respond())).code).toBe('PSB_UNAVAILABLE');
    expect(await respond()).toBe('known');
    expect(send.requests[1]).toEqual(send.requests[0]);
  });

  test('with an expired token sends it once more, and is not told of a second response', async () => {
    const { respond } = answering(reply(401), reply(409));
    expect(await respond()).toBe('known');
  });

  test.each([
    ['under another id', { id: guid }],
    ['without an id', {}],
    ['as a list', []],
  ])('is done when PSB took it, even if it tells so %s', async (_, json) => {
    expect(await answering(reply(200, json)).respond()).toBe('sent');
  });

  test.each<[string, Reply, string]>([
    ['nothing', reply(200, ''), 'PSB_UNAVAILABLE'],
    ['a text', reply(200, 'OK'), 'PSB_UNAVAILABLE'],
    ['a page with 409', reply(409, htmlPage), 'PSB_REFUSED'],
    ['the document is gone', reply(404, error('API404')), 'DOCUMENT_UNAVAILABLE'],
    ['a rule is broken', reply(422, error('API422')), 'PSB_REFUSED'],
  ])('is not done when the answer is %s', async (_, answer, code) => {
    expect((await errorOf(answering(answer).respond())).code).toBe(code);
  });
});

describe('asking whether a supplier can be answered', () => {
  const asking = (answer: Reply) => psbAgainst(answer).client.queryRecipientParty(party, ['0106:1']);

  test('names all ids of the supplier and gives the one that can be reached', async () => {
    const found = { id: 'NL:KVK:1', channel: 'peppol', description: null };
    const { send, client } = psbAgainst(reply(200, { ...found, more: 1 }));
    expect(await client.queryRecipientParty(party, ['NL:KVK:1', '0106:1'])).toEqual(found);
    expect(Buffer.from(send.requests[0]?.body ?? []).toString()).toBe('["NL:KVK:1","0106:1"]');
  });

  test('gives nothing when PSB itself says that there is none', async () => {
    expect(await asking(reply(404, error('API404')))).toBeUndefined();
    expect(await asking(reply(200, error('API404')))).toBeUndefined();
  });

  test.each([
    ['a page', reply(404, htmlPage)],
    ['nothing', reply(404)],
    ["an error that is not PSB's", reply(404, { statusCode: 404, message: 'Resource not found' })],
  ])('does not take a 404 with %s for that', async (_, answer) => {
    expect((await errorOf(asking(answer))).code).toBe('PSB_UNAVAILABLE');
  });

  test.each([[{}], [{ id: '' }], [{ id: 7 }], [[]]])('does not guess what %j means', async (json) => {
    expect((await errorOf(asking(reply(200, json)))).code).toBe('PSB_ANSWER_INVALID');
  });
});

describe('having a PDF recognised', () => {
  const other = idOf('b0a9c1de-7c51-4b62-a469-424054674c4a');

  test('sends the file and gives the id under which the invoice will come', async () => {
    const { client } = psbAgainst(reply(200, { id: guid.toUpperCase() }), reply(200, { id: other }));
    expect(await client.recognise(party, file, documentId)).toBe(documentId);
    expect(await client.recognise(party, file, documentId)).toBe(other);
  });

  test('reaches a server as a form with one file', async () => {
    let form: FormData | undefined;
    await using server = await startServer(async (request, response) => {
      const headers = { 'Content-Type': request.headers['content-type'] ?? '' };
      form = await new Response(Uint8Array.from(await readAll(request)), { headers }).formData();
      response.end(JSON.stringify({ id: guid }));
    });
    const send = createSend({
      timeoutMs: 2000,
      maxBodyBytes: 10_000,
      allowedHosts: [server.host],
      insecureLoopback: true,
    });
    const client = createPsbClient({ baseUrl: server.url, send, tokens: countedTokens(), now });
    expect(await client.recognise(party, file, documentId)).toBe(documentId);
    expect([...(form ?? [])]).toEqual([['file', expect.objectContaining({ name: 'factuur.pdf' })]]);
  });

  test('twice sends the same bytes under the same id, and a 409 says that it was done', async () => {
    const { send, client } = psbAgainst(lostAnswer(), reply(409));
    expect((await errorOf(client.recognise(party, file, documentId))).code).toBe('PSB_UNAVAILABLE');
    expect(await client.recognise(party, file, documentId)).toBe(documentId);
    expect(send.requests[1]).toEqual(send.requests[0]);
  });

  test.each([[{}], [{ id: 'trace-1' }], [{ id: null }], [[]]])('does not guess an id in %j', async (json) => {
    const { client } = psbAgainst(reply(200, json));
    expect((await errorOf(client.recognise(party, file, documentId))).code).toBe('PSB_ANSWER_INVALID');
  });
});

describe('an upload that is too large for PSB', () => {
  const sized = (bytes: number) => ({ ...file, bytes: Buffer.alloc(bytes) });
  const limit = 24 * 1024 * 1024;

  test('is refused before anything leaves', async () => {
    const { send, client } = psbAgainst();
    const fault = await errorOf(client.recognise(party, sized(limit - 100), documentId));
    expect([fault.code, fault.class, fault.detail['sent']]).toEqual(['UPLOAD_TOO_LARGE', 'hold', 'no']);
    expect(send.requests).toHaveLength(0);
  });

  test('is sent when all of it fits', async () => {
    const { send, client } = psbAgainst(reply(200, { id: guid }));
    await client.recognise(party, sized(limit - 10_000), documentId);
    expect(send.requests[0]?.body?.byteLength).toBeLessThan(limit);
  });

  test.each<[string, number, Reply, string]>([
    ['a 500 to 21 MB', 21_000_000, reply(500, htmlPage), 'UPLOAD_TOO_LARGE'],
    ['a 500 to 19 MB', 19_000_000, reply(500, htmlPage), 'PSB_UNAVAILABLE'],
    ['a 503 to 21 MB', 21_000_000, reply(503), 'PSB_UNAVAILABLE'],
    ['a 413 to any size', 10, reply(413), 'UPLOAD_TOO_LARGE'],
  ])('is known by %s or not at all', async (_, bytes, answer, code) => {
    const { client } = psbAgainst(answer);
    expect((await errorOf(client.recognise(party, sized(bytes), documentId))).code).toBe(code);
  });
});
