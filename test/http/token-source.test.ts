import { describe, expect, test } from 'vitest';
import type { Send } from '../../lib/http/http-response.ts';
import { createTokenSource } from '../../lib/http/token-source.ts';
import { HttpFailure } from '../../lib/http/http-failure.ts';
import { errorOf, htmlPage, lostAnswer, now, reply, type Reply, scriptedSend } from './stand-in.ts';

const source = (send: Send, clock: () => Date = now, changes: { scope?: string } = { scope: 'ap' }) =>
  createTokenSource({
    send,
    tokenUrl: 'https://auth.example/token',
    clientId: 'acquit',
    clientSecret: 's3cret&=€',
    ...changes,
    now: clock,
    codes: { unavailable: 'PSB_UNAVAILABLE', unauthorised: 'PSB_UNAUTHORISED' },
  });
const token = (name: string, expires_in: unknown = 3600) =>
  reply(200, { access_token: name, expires_in, token_type: 'bearer', scope: 'ap' });

describe('one token for everyone', () => {
  test('the request is a form with the client credentials, exactly encoded', async () => {
    const send = scriptedSend(token('t1'));
    await source(send).get();
    const form = new URLSearchParams(Buffer.from(send.requests[0]?.body ?? []).toString());
    expect(Object.fromEntries(form)).toEqual({
      grant_type: 'client_credentials',
      client_id: 'acquit',
      client_secret: 's3cret&=€',
      scope: 'ap',
    });
    expect(send.requests[0]?.headers?.['Content-Type']).toBe('application/x-www-form-urlencoded');
  });

  test('the request names a user where his rights are to count, and is kept and renewed like any other', async () => {
    let seconds = 0;
    const send = scriptedSend(token('t1'), token('t2'));
    const tokens = createTokenSource({
      send,
      tokenUrl: 'https://auth.example/token',
      clientId: 'acquit',
      clientSecret: 's3cret',
      password: { username: 'anna@buyer.example', password: 'p&ss=€' },
      scope: 'ap',
      now: () => new Date(now().getTime() + seconds * 1000),
      codes: { unavailable: 'PSB_UNAVAILABLE', unauthorised: 'PSB_UNAUTHORISED' },
    });
    expect(await Promise.all([tokens.get(), tokens.get()])).toEqual(['t1', 't1']);
    seconds = 3540;
    expect(await tokens.get()).toBe('t2');
    for (const { body } of send.requests) {
      expect(Object.fromEntries(new URLSearchParams(Buffer.from(body ?? []).toString()))).toEqual({
        grant_type: 'password',
        username: 'anna@buyer.example',
        password: 'p&ss=€',
        client_id: 'acquit',
        client_secret: 's3cret',
        scope: 'ap',
      });
    }
  });

  test('no scope is asked for where none is configured', async () => {
    const send = scriptedSend(token('t1'));
    await source(send, now, {}).get();
    expect(Buffer.from(send.requests[0]?.body ?? []).toString()).not.toContain('scope');
  });

  test('many callers at once cause one request', async () => {
    const send = scriptedSend(token('t1'));
    const tokens = source(send);
    expect(await Promise.all([tokens.get(), tokens.get(), tokens.get()])).toEqual(['t1', 't1', 't1']);
    expect(send.requests).toHaveLength(1);
  });

  test('a token is renewed 60 seconds before it expires, and not earlier', async () => {
    let seconds = 0;
    const send = scriptedSend(token('t1'), token('t2'));
    const tokens = source(send, () => new Date(now().getTime() + seconds * 1000));
    await tokens.get();
    seconds = 3539;
    expect(await tokens.get()).toBe('t1');
    seconds = 3540;
    expect(await tokens.get()).toBe('t2');
  });

  test('a token that lives 40 seconds is used for half of them', async () => {
    let seconds = 0;
    const send = scriptedSend(token('t1', '40'), token('t2', '40'));
    const tokens = source(send, () => new Date(now().getTime() + seconds * 1000));
    await tokens.get();
    seconds = 19;
    expect(await tokens.get()).toBe('t1');
    seconds = 20;
    expect(await tokens.get()).toBe('t2');
  });

  test('two callers that meet a 401 with the same token cause one new token', async () => {
    const send = scriptedSend(token('t1'), token('t2'));
    const tokens = source(send);
    await tokens.get();
    tokens.invalidate('t1');
    expect(await tokens.get()).toBe('t2');
    tokens.invalidate('t1');
    expect(await tokens.get()).toBe('t2');
  });

  test('after a failure the next caller tries again', async () => {
    const send = scriptedSend(lostAnswer(), token('t1'));
    const tokens = source(send);
    expect((await errorOf(tokens.get())).code).toBe('PSB_UNAVAILABLE');
    expect(await tokens.get()).toBe('t1');
  });
});

describe('a token host that gives none', () => {
  test.each<[string, Reply, string, number | undefined]>([
    ['wrong credentials', reply(401, { error: 'invalid_client' }), 'PSB_UNAUTHORISED', undefined],
    ['a wrong scope', reply(400, { error: 'invalid_scope' }), 'PSB_UNAUTHORISED', undefined],
    ['the API host instead of the token host', reply(405), 'PSB_UNAUTHORISED', undefined],
    ['a redirect to https', reply(301, '', { location: 'https://x' }), 'PSB_UNAUTHORISED', undefined],
    ['a gateway page with 502', reply(502, htmlPage), 'PSB_UNAVAILABLE', undefined],
    ['a gateway page with 200', reply(200, htmlPage), 'PSB_UNAVAILABLE', undefined],
    ['an outage with Retry-After', reply(503, '', { 'retry-after': '30' }), 'PSB_UNAVAILABLE', 30],
    ['too many requests', reply(429, '', { 'retry-after': '7' }), 'PSB_UNAVAILABLE', 7],
    ['silence', lostAnswer(), 'PSB_UNAVAILABLE', undefined],
    [
      'a host outside the allow-list',
      new HttpFailure('forbidden-host', 'no', 'not allowed'),
      'CONFIGURATION_INVALID',
      undefined,
    ],
  ])('%s', async (_, answer, code, retryAfter) => {
    const error = await errorOf(source(scriptedSend(answer)).get());
    expect([error.code, error.retryAfterSeconds]).toEqual([code, retryAfter]);
    expect(error.detail['sent'], 'the call that wanted the token never left').toBe('no');
  });

  test('a body that repeats our secret does not carry it into the error', async () => {
    const body = 'client_secret=s3cret&=€ is wrong';
    const error = await errorOf(source(scriptedSend(reply(401, body))).get());
    expect(JSON.stringify([error.message, error.detail])).not.toContain('s3cret');
  });

  test('a token with characters that would break a header is refused', async () => {
    const error = await errorOf(source(scriptedSend(token('t1\r\nX-Evil: 1'))).get());
    expect(error.code).toBe('PSB_UNAVAILABLE');
  });
});
