import { expect, test } from 'vitest';
import { errorOf, htmlPage, lostAnswer, now, reply, type Reply } from '../http/stand-in.ts';
import { base, requestId } from './bank-against.ts';
import { consentsAgainst } from './consents-against.ts';

const refresh = { refreshToken: 'rt-secret-0', requestId, resourceId: 'c1' };
const token = (more: object = {}) =>
  reply(200, {
    access_token: 'at-1',
    token_type: 'Bearer',
    expires_in: 3600,
    refresh_token: 'rt-1',
    ...more,
  });

test('the bank gives a new pair of tokens, with the moment when the access token ends', async () => {
  const { send, bank } = consentsAgainst(token({ scope: 'AIS:c1' }));
  expect(await bank.refreshToken(refresh)).toEqual({
    accessToken: 'at-1',
    refreshToken: 'rt-1',
    expiresAt: new Date(now().getTime() + 3600_000),
  });
  const [request] = send.requests;
  expect(request).toMatchObject({ method: 'POST', url: `${base}/v1/token`, headers: { apiKey: 'key-1' } });
  expect(Object.fromEntries(new URLSearchParams(Buffer.from(request?.body ?? []).toString()))).toEqual({
    grant_type: 'refresh_token',
    refresh_token: 'rt-secret-0',
    client_id: 'PSDBE-NBB-0123456789',
  });
});

test('a bank that does not rotate leaves the refresh token as it is, and need not say how long', async () => {
  const answer = token({ refresh_token: undefined, expires_in: undefined });
  expect(await consentsAgainst(answer).bank.refreshToken(refresh)).toEqual({
    accessToken: 'at-1',
    refreshToken: 'rt-secret-0',
  });
});

test.each<[string, Reply]>([
  ['a lost answer', lostAnswer()],
  ['504', reply(504, htmlPage)],
])('after %s the old token is sent once more at once', async (_, first) => {
  const { send, bank } = consentsAgainst(first, token());
  expect((await bank.refreshToken(refresh)).refreshToken).toBe('rt-1');
  expect(send.requests[1]).toEqual(send.requests[0]);
});

test.each<[string, Reply[], string]>([
  ['a dead token', [reply(400, { error: 'invalid_grant' })], 'BANK_CONSENT_REFUSED'],
  [
    'a token that died in a lost answer',
    [reply(504), reply(400, { error: 'invalid_grant' })],
    'BANK_CONSENT_REFUSED',
  ],
  ['two lost answers', [lostAnswer(), lostAnswer()], 'BANK_UNAVAILABLE'],
  ['504 twice', [reply(504), reply(504)], 'BANK_UNAVAILABLE'],
  ['a wrong client', [reply(401, { error: 'invalid_client' })], 'BANK_UNAUTHORISED'],
  ['a token for another consent', [token({ scope: 'AIS:c2' })], 'BANK_ANSWER_INVALID'],
  ['a page in HTML', [reply(200, htmlPage)], 'BANK_ANSWER_INVALID'],
])('%s ends in its own code', async (_, script, code) => {
  const { send, bank } = consentsAgainst(...script);
  expect((await errorOf(bank.refreshToken(refresh))).code).toBe(code);
  expect(send.requests).toHaveLength(script.length);
});

test('an error that repeats the token does not carry it on', async () => {
  const answer = reply(400, { error: 'invalid_grant', error_description: 'rt-secret-0 was used before' });
  const error = await errorOf(consentsAgainst(answer).bank.refreshToken(refresh));
  const cause = error.cause instanceof Error ? error.cause : new Error('no cause');
  expect(JSON.stringify([error.message, error.detail, cause.message, cause])).not.toContain('rt-secret-0');
});
