import { describe, expect, test } from 'vitest';
import { HttpFailure } from '../../lib/http/http-failure.ts';
import { errorOf, htmlPage, lostAnswer, refusedConnection, reply, type Reply } from '../http/stand-in.ts';
import { bankAgainst, base, payments, requestId } from './bank-against.ts';

describe('creating a payment', () => {
  const order = { bytes: Buffer.from('{"instructedAmount":{}}'), requestId, psuIpAddress: '192.0.2.17' };
  const created = (
    links: object = { scaOAuth: { href: '/.well-known/x?authorizationId=1' } },
    more = {},
  ) => ({
    transactionStatus: 'RCVD',
    paymentId: '1234-wertiq-983',
    _links: links,
    ...more,
  });

  test('sends the stored bytes with the headers of the standard and without a token', async () => {
    const { send, bank } = bankAgainst(reply(201, created()));
    await bank.createPayment(order);
    expect(send.requests).toEqual([
      {
        method: 'POST',
        url: payments,
        headers: {
          apiKey: 'key-1',
          Accept: 'application/json',
          'Content-Type': 'application/json',
          'X-Request-ID': requestId,
          'PSU-IP-Address': '192.0.2.17',
          'TPP-Redirect-Preferred': 'true',
          'TPP-Redirect-URI': 'https://tpp.example/psd2/callback',
          'TPP-Explicit-Authorisation-Preferred': 'false',
        },
        body: order.bytes,
      },
    ]);
  });

  test('makes every link absolute, whichever way the bank wrote it', async () => {
    const { bank } = bankAgainst(
      reply(
        201,
        created({
          scaOAuth: { href: 'https://login.bank.example/.well-known/x' },
          status: { href: '/v1/payments/1/status' },
          startAuthorisation: { href: '/berlingroup/v1/payments/1/authorisations' },
          confirmation: { href: 'v1/payments/1/authorisations/2' },
        }),
      ),
    );
    expect(await bank.createPayment(order)).toEqual({
      paymentId: '1234-wertiq-983',
      transactionStatus: 'RCVD',
      scaOAuthHref: 'https://login.bank.example/.well-known/x',
      mayExecute: false,
      startAuthorisationHref: `${base}/v1/payments/1/authorisations`,
      statusHref: `${base}/v1/payments/1/status`,
      confirmationHref: `${base}/v1/payments/1/authorisations/2`,
    });
  });

  test('builds the status address itself when the bank gives none, with the id encoded', async () => {
    const { bank } = bankAgainst(reply(201, created(undefined, { paymentId: 'a/b?c' })));
    expect((await bank.createPayment(order)).statusHref).toBe(`${payments}/a%2Fb%3Fc/status`);
  });

  test.each<[string, Reply]>([
    ['a lost answer', lostAnswer()],
    ['a refused connection', refusedConnection()],
    ['408', reply(408)],
    ['500', reply(500, htmlPage)],
    ['504', reply(504, htmlPage)],
  ])('after %s the same id and bytes go out once more, and 200 is as good as 201', async (_, first) => {
    const { send, bank } = bankAgainst(first, reply(200, created()));
    expect((await bank.createPayment(order)).paymentId).toBe('1234-wertiq-983');
    expect(send.requests[1]).toEqual(send.requests[0]);
  });

  test.each<[string, Reply[], string]>([
    ['two lost answers', [lostAnswer(), lostAnswer()], 'BANK_OUTCOME_UNKNOWN'],
    ['a lost answer, then no connection', [lostAnswer(), refusedConnection()], 'BANK_OUTCOME_UNKNOWN'],
    ['504, then no connection', [reply(504), refusedConnection()], 'BANK_OUTCOME_UNKNOWN'],
    ['503 twice', [reply(503), reply(503)], 'BANK_OUTCOME_UNKNOWN'],
    [
      'no connection twice: nothing can have arrived',
      [refusedConnection(), refusedConnection()],
      'BANK_UNAVAILABLE',
    ],
    ['a wrong host', [new HttpFailure('forbidden-host', 'no', 'x')], 'CONFIGURATION_INVALID'],
    [
      'a refusal',
      [reply(400, { tppMessages: [{ category: 'ERROR', code: 'PAYMENT_FAILED' }] })],
      'BANK_REFUSED',
    ],
    ['a refusal after a lost answer', [lostAnswer(), reply(403, htmlPage)], 'BANK_UNAUTHORISED'],
    ['429', [reply(429)], 'BANK_RATE_LIMITED'],
    ['a redirect', [reply(302)], 'BANK_ANSWER_INVALID'],
    ['201 in HTML', [reply(201, htmlPage)], 'BANK_ANSWER_INVALID'],
    ['201 without id', [reply(201, created(undefined, { paymentId: undefined }))], 'BANK_ANSWER_INVALID'],
    [
      'an id that climbs out of the path',
      [reply(201, created(undefined, { paymentId: '..' }))],
      'BANK_ANSWER_INVALID',
    ],
    ['decoupled SCA', [reply(201, created(), { 'aspsp-sca-approach': 'DECOUPLED' })], 'BANK_ANSWER_INVALID'],
    [
      'a link to another host',
      [reply(201, created({ scaOAuth: { href: 'https://evil.example/' } }))],
      'BANK_ANSWER_INVALID',
    ],
    [
      'a link without scheme to another host',
      [reply(201, created({ scaOAuth: { href: '//evil.example/' } }))],
      'BANK_ANSWER_INVALID',
    ],
    [
      'a link over plain http',
      [reply(201, created({ scaOAuth: { href: 'http://api.bank.example/x' } }))],
      'BANK_ANSWER_INVALID',
    ],
    [
      'a link that is a script',
      [reply(201, created({ scaOAuth: { href: '/javascript:alert(1)' } }))],
      'BANK_ANSWER_INVALID',
    ],
  ])('ends after %s in its own code', async (_, script, code) => {
    const { send, bank } = bankAgainst(...script);
    expect((await errorOf(bank.createPayment(order))).code).toBe(code);
    expect(send.requests).toHaveLength(script.length);
  });

  const own = `${payments}/1234-wertiq-983/status`;
  test.each<[string, object, string]>([
    ['no link to authorise it', created({ status: { href: '/v1/p/1/status' } }), `${base}/v1/p/1/status`],
    ['no link at all', created({}), own],
    ['no links', created(undefined, { _links: undefined }), own],
    ['links that are null', created({ scaOAuth: null, startAuthorisation: null, status: null }), own],
    ['an exemption from SCA beside its links', created(undefined, { scaStatus: 'exempted' }), own],
    ['a status link that leads elsewhere', created({ status: { href: 'https://evil.example/' } }), own],
  ])(
    'a payment that comes with %s may run already: it is known and its status can be read',
    async (_, body, statusHref) => {
      const { bank } = bankAgainst(reply(201, body));
      expect(await bank.createPayment(order)).toEqual({
        paymentId: '1234-wertiq-983',
        transactionStatus: 'RCVD',
        mayExecute: true,
        statusHref,
      });
    },
  );

  test('a payment that the bank lets the PSU confirm elsewhere is known as well', async () => {
    const answer = reply(201, created({}), { 'aspsp-sca-approach': 'DECOUPLED' });
    expect(await bankAgainst(answer).bank.createPayment(order)).toMatchObject({ mayExecute: true });
  });

  test('an authorisation that must be started is started with an empty object', async () => {
    const start = created({ startAuthorisation: { href: '/v1/payments/1/authorisations' } });
    const started = { scaStatus: 'received', authorisationId: '2', _links: { scaOAuth: { href: '/as' } } };
    const { send, bank } = bankAgainst(reply(201, start), reply(201, started));
    const { startAuthorisationHref: href = '' } = await bank.createPayment(order);
    const { psuIpAddress } = order;
    expect(await bank.startAuthorisation({ href, requestId, psuIpAddress })).toMatchObject({
      scaOAuthHref: `${base}/as`,
    });
    expect(send.requests[1]).toMatchObject({ method: 'POST', url: `${base}/v1/payments/1/authorisations` });
    expect(Buffer.from(send.requests[1]?.body ?? []).toString()).toBe('{}');
    expect(send.requests[1]?.headers?.['TPP-Redirect-URI']).toBe('https://tpp.example/psd2/callback');
  });
});
