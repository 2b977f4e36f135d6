import { describe, expect, test } from 'vitest';
import { createPsbAdministration } from '../../lib/psb/psb-administration.ts';
import { createPsbClient } from '../../lib/psb/psb-client.ts';
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
import { calls, documentId, psbAgainst, responseId } from './calls.ts';

const error = (code: string) => ({ code, message: 'nee', requestId: 'a'.repeat(32) });

describe.each(calls)('%s', (name, request, call) => {
  test('asks for what psb.md describes, with a token and as JSON or XML', async () => {
    const { send, ...psb } = psbAgainst(reply(503));
    await errorOf(call(psb));
    const [sent] = send.requests;
    expect(`${sent?.method} ${sent?.url.replace('https://psb.example', '')}`).toBe(request);
    const isXml = ['download', 'downloadAny', 'transform'].includes(name);
    expect(sent?.headers).toMatchObject({
      Authorization: 'Bearer token-1',
      Accept: isXml ? 'application/xml, application/json' : 'application/json',
    });
    expect(sent?.headers).not.toHaveProperty('Subscription-Key');
    expect(sent?.headers).not.toHaveProperty('X-EConnect-DomainId');
  });

  test('carries an id of ours exactly when it makes a document', async () => {
    const { send, ...psb } = psbAgainst(reply(503));
    await errorOf(call(psb));
    const ids: Record<string, string> = { respond: responseId, recognise: documentId, receive: documentId };
    expect(send.requests[0]?.headers?.['X-EConnect-DocumentId']).toBe(ids[name]);
  });

  test('says of what form the body is exactly when it has one', async () => {
    const { send, ...psb } = psbAgainst(reply(503));
    await errorOf(call(psb));
    const [sent] = send.requests;
    const form = ['recognise', 'receive', 'validate', 'transform'].includes(name) ? 'multipart' : 'json';
    expect(sent?.headers?.['Content-Type'] ?? 'none').toContain(sent?.body === undefined ? 'none' : form);
  });

  test('sends the legacy subscription key when there is one', async () => {
    const send = scriptedSend(reply(503));
    const options = {
      baseUrl: 'https://psb.example',
      subscriptionKey: 'k',
      send,
      tokens: countedTokens(),
      now,
    };
    await errorOf(
      call({ client: createPsbClient(options), administration: createPsbAdministration(options) }),
    );
    expect(send.requests[0]?.headers?.['Subscription-Key']).toBe('k');
  });

  test.each([
    ['no answer', lostAnswer(), undefined],
    ['no connection', refusedConnection(), undefined],
    ['503 with Retry-After', reply(503, '', { 'retry-after': '30' }), 30],
    ['429 with Retry-After', reply(429, error('API429'), { 'retry-after': '7' }), 7],
    ['500 in HTML', reply(500, htmlPage), undefined],
    ['a page with 200', reply(200, htmlPage), undefined],
    ['a page with 404', reply(404, htmlPage), undefined],
    ['404 without a word of PSB', reply(404, { statusCode: 404, message: 'Resource not found' }), undefined],
    ['an error of 503 behind a 200', reply(200, error('API503')), undefined],
  ])('is to be tried again after %s', async (_, answer, retryAfter) => {
    const { send, ...psb } = psbAgainst(answer);
    const fault = await errorOf(call(psb));
    expect([fault.code, fault.class, fault.retryAfterSeconds]).toEqual([
      'PSB_UNAVAILABLE',
      'retry',
      retryAfter,
    ]);
    expect(send.requests, 'retrying is not the business of a client').toHaveLength(1);
  });

  test.each([401, 403])('asks for one fresh token after %d and sends the same once more', async (status) => {
    const { send, tokens, ...psb } = psbAgainst(reply(status), reply(503));
    expect((await errorOf(call(psb))).code).toBe('PSB_UNAVAILABLE');
    expect(tokens.invalidated).toEqual(['token-1']);
    const [first, second] = send.requests;
    expect(second).toEqual({ ...first, headers: { ...first?.headers, Authorization: 'Bearer token-2' } });
  });

  test('fails after a second 403, with the code and request id of PSB', async () => {
    const { send, ...psb } = psbAgainst(reply(403), reply(403, error('API403.X')));
    const fault = await errorOf(call(psb));
    expect(fault).toMatchObject({
      code: 'PSB_FORBIDDEN',
      detail: { status: 403, code: 'API403.X', requestId: 'a'.repeat(32) },
    });
    expect(send.requests).toHaveLength(2);
  });

  test('takes 400 as final and a redirect as no answer to follow', async () => {
    const expected = name === 'transform' ? 'TRANSFORMATION_NOT_AVAILABLE' : 'PSB_REFUSED';
    const { send: _, ...psb } = psbAgainst(reply(400, error('API400')), reply(302, '', { location: '/' }));
    expect((await errorOf(call(psb))).code).toBe(expected);
    expect((await errorOf(call(psb))).code).toBe('PSB_REFUSED');
  });
});
