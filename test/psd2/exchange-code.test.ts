import { describe, expect, test } from 'vitest';
import { errorOf, htmlPage, lostAnswer, reply, type Reply } from '../http/stand-in.ts';
import { bankAgainst, base, requestId } from './bank-against.ts';

describe('exchanging the code', () => {
  const exchange = { code: 'c0de-1', codeVerifier: 'verifier-1', requestId, resourceId: 'Pay-1' };
  const token = (more: object = {}) =>
    reply(200, { access_token: 'at', token_type: 'bearer', expires_in: 300, refresh_token: 'rt', ...more });

  test('sends the verifier and the same redirect URI to the pinned endpoint', async () => {
    const { send, bank } = bankAgainst(token());
    expect(await bank.exchangeCode(exchange)).toEqual({
      accessToken: 'at',
      refreshToken: 'rt',
      expiresAt: new Date('2026-11-20T10:05:00Z'),
    });
    const [request] = send.requests;
    expect(request).toMatchObject({ method: 'POST', url: `${base}/v1/token`, headers: { apiKey: 'key-1' } });
    expect(Object.fromEntries(new URLSearchParams(Buffer.from(request?.body ?? []).toString()))).toEqual({
      grant_type: 'authorization_code',
      code: 'c0de-1',
      redirect_uri: 'https://tpp.example/psd2/callback',
      client_id: 'PSDBE-NBB-0123456789',
      code_verifier: 'verifier-1',
    });
  });

  test.each([undefined, '', 'PIS:Pay-1', 'PIS: Pay-1', 'payments pis:pay-1'])(
    'takes the scope %j',
    async (scope) => {
      expect((await bankAgainst(token({ scope })).bank.exchangeCode(exchange)).accessToken).toBe('at');
    },
  );

  test.each<[string, Reply]>([
    ['a lost answer', lostAnswer()],
    ['504', reply(504, htmlPage)],
  ])('tries once more at once after %s', async (_, first) => {
    const { send, bank } = bankAgainst(first, token());
    expect((await bank.exchangeCode(exchange)).accessToken).toBe('at');
    expect(send.requests[1]).toEqual(send.requests[0]);
  });

  test.each<[string, Reply[], string]>([
    ['a spent code', [reply(400, { error: 'invalid_grant' })], 'BANK_CODE_REFUSED'],
    [
      'a lost answer, then a spent code',
      [lostAnswer(), reply(400, { error: 'invalid_grant' })],
      'BANK_CODE_REFUSED',
    ],
    ['two lost answers', [lostAnswer(), lostAnswer()], 'BANK_UNAVAILABLE'],
    ['504 twice', [reply(504), reply(504)], 'BANK_UNAVAILABLE'],
    ['a wrong client', [reply(401, { error: 'invalid_client' })], 'BANK_UNAUTHORISED'],
    ['a page of the gateway', [reply(403, htmlPage)], 'BANK_UNAUTHORISED'],
    ['another kind of token', [token({ token_type: 'mac' })], 'BANK_ANSWER_INVALID'],
    ['no kind of token', [token({ token_type: undefined })], 'BANK_ANSWER_INVALID'],
    ['a token for another payment', [token({ scope: 'PIS:Pay-2' })], 'BANK_ANSWER_INVALID'],
    ['a token for a payment that only ends alike', [token({ scope: 'PIS:XPay-1' })], 'BANK_ANSWER_INVALID'],
    ['200 in HTML', [reply(200, htmlPage)], 'BANK_ANSWER_INVALID'],
  ])('ends on %s in its own code', async (_, script, code) => {
    const { send, bank } = bankAgainst(...script);
    expect((await errorOf(bank.exchangeCode(exchange))).code).toBe(code);
    expect(send.requests).toHaveLength(script.length);
  });

  test('an error that repeats the code does not carry it on', async () => {
    const answer = reply(400, {
      error: 'invalid_grant',
      error_description: 'c0de-1 and verifier-1 do not fit',
    });
    const error = await errorOf(bankAgainst(answer).bank.exchangeCode(exchange));
    expect(JSON.stringify([error.message, error.detail])).not.toMatch(/c0de-1|verifier-1/);
  });
});
