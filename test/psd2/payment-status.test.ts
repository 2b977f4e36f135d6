import { describe, expect, test } from 'vitest';
import { errorOf, htmlPage, lostAnswer, reply, type Reply } from '../http/stand-in.ts';
import { bankAgainst, payments, requestId } from './bank-against.ts';

describe('after the authorisation', () => {
  const statusHref = `${payments}/1/status`;

  test('the status is read from the link, with the token when there is one', async () => {
    const { send, bank } = bankAgainst(
      reply(200, { transactionStatus: 'ACSC', scaStatus: 'finalised' }),
      reply(200, { transactionStatus: 'ACXX', scaStatus: 7 }),
    );
    expect(await bank.readPaymentStatus({ statusHref, accessToken: 'at', requestId })).toEqual({
      transactionStatus: 'ACSC',
    });
    expect(await bank.readPaymentStatus({ paymentId: 'a/b', requestId })).toEqual({
      transactionStatus: 'ACXX',
    });
    expect(send.requests[0]?.headers).toEqual({
      apiKey: 'key-1',
      Accept: 'application/json',
      'X-Request-ID': requestId,
      Authorization: 'Bearer at',
    });
    expect(send.requests[1]?.url).toBe(`${payments}/a%2Fb/status`);
    expect(send.requests[1]?.headers).not.toHaveProperty('Authorization');
    expect(send.requests[1]?.headers, 'nobody is present').not.toHaveProperty('PSU-IP-Address');
  });

  test.each<[string, Reply, string]>([
    ['401 without a word', reply(401), 'BANK_TOKEN_REFUSED'],
    [
      '401 for the certificate',
      reply(401, { tppMessages: [{ code: 'CERTIFICATE_EXPIRED' }] }),
      'BANK_CERTIFICATE_REFUSED',
    ],
    ['404', reply(404, { tppMessages: [{ code: 'RESOURCE_UNKNOWN' }] }), 'BANK_RESOURCE_UNKNOWN'],
    ['429', reply(429), 'BANK_RATE_LIMITED'],
    ['503', reply(503), 'BANK_UNAVAILABLE'],
    ['silence', lostAnswer(), 'BANK_UNAVAILABLE'],
    ['200 in HTML', reply(200, htmlPage), 'BANK_ANSWER_INVALID'],
    ['200 without a status', reply(200, {}), 'BANK_ANSWER_INVALID'],
  ])('a status read that meets %s ends in its own code', async (_, answer, code) => {
    const { bank } = bankAgainst(answer);
    expect((await errorOf(bank.readPaymentStatus({ statusHref, requestId }))).code).toBe(code);
  });

  test('a confirmation is a PUT with the token', async () => {
    const { send, bank } = bankAgainst(reply(200, { scaStatus: 'finalised' }));
    const href = `${payments}/1/authorisations/2`;
    expect(await bank.confirm({ href, accessToken: 'at', requestId })).toBe('finalised');
    expect(send.requests[0]).toMatchObject({
      method: 'PUT',
      url: href,
      headers: { Authorization: 'Bearer at' },
    });
  });

  test('a confirmation that the bank refuses fails the payment', async () => {
    const { bank } = bankAgainst(reply(400, { tppMessages: [{ category: 'ERROR', code: 'SCA_INVALID' }] }));
    const error = await errorOf(bank.confirm({ href: '/v1/c', accessToken: 'at', requestId }));
    expect(error.code).toBe('BANK_PAYMENT_FAILED');
  });
});
