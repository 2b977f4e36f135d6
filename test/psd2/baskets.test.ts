import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { buildBasket } from '../../lib/psd2/baskets/create-basket.ts';
import { errorOf, htmlPage, lostAnswer, refusedConnection, reply, type Reply } from '../http/stand-in.ts';
import { bankAgainst, bankWith, base, payments, requestId } from './bank-against.ts';

const psuIpAddress = '192.0.2.17';
const address = `${base}/v1/signing-baskets`;
const basketsOn = { baskets: { enabled: true, max: 50 } };
const tpp = (code: string) => ({ tppMessages: [{ category: 'ERROR', code }] });

describe('a payment for a basket', () => {
  const order = { bytes: Buffer.from('{}'), requestId, psuIpAddress };
  const created = (links: object) => reply(201, { transactionStatus: 'RCVD', paymentId: '1', _links: links });
  const start = { startAuthorisation: { href: '/v1/p/1/authorisations' } };

  test('asks for an authorisation of its own later', async () => {
    const { send, bank } = bankAgainst(created(start));
    await bank.createBasketPayment(order);
    expect(send.requests[0]).toMatchObject({
      url: payments,
      headers: { 'TPP-Explicit-Authorisation-Preferred': 'true' },
    });
  });

  test.each<[string, object, string]>([
    ['waits when it is asked to be started', start, 'waiting'],
    ['goes its own way when the bank started it', { scaOAuth: { href: '/as' } }, 'own-redirect'],
    ['goes its own way when the bank did both', { ...start, scaOAuth: { href: '/as' } }, 'own-redirect'],
    ['may run when the bank asks for nothing', {}, 'may-execute'],
  ])('%s', async (_, links, outcome) => {
    const made = await bankAgainst(created(links)).bank.createBasketPayment(order);
    expect(made).toMatchObject({ outcome, payment: { paymentId: '1' } });
  });

  test('is sent with the content type and to the address of its product', async () => {
    const product = { service: 'bulk-payments', product: 'pain.001-sepa-credit-transfers' } as const;
    const { send, bank } = bankWith({ products: [product] }, created(start));
    const { payment } = await bank.createBasketPayment({ ...order, product, contentType: 'application/xml' });
    expect(send.requests[0]).toMatchObject({
      url: `${base}/v1/bulk-payments/pain.001-sepa-credit-transfers`,
      headers: { 'Content-Type': 'application/xml', Accept: 'application/json' },
    });
    expect(payment.statusHref).toBe(`${base}/v1/bulk-payments/pain.001-sepa-credit-transfers/1/status`);
  });

  test('of a product that is not configured never leaves', async () => {
    const product = { service: 'payments', product: 'instant-sepa-credit-transfers' } as const;
    const { send, bank } = bankAgainst();
    const error = await errorOf(bank.createBasketPayment({ ...order, product }));
    expect([error.code, send.requests.length]).toEqual(['CONFIGURATION_INVALID', 0]);
  });
});

describe('the body of a basket', () => {
  test('holds payments and nothing else', () => {
    expect(Buffer.from(buildBasket(['p1', 'p"2'])).toString()).toBe('{"paymentIds":["p1","p\\"2"]}');
  });

  test.each([[[]], [['p1', 'p1']]])('is refused for %j', (ids: string[]) => {
    expect(() => buildBasket(ids)).toThrow(RangeError);
  });

  test('brings every id through unchanged', () => {
    fc.assert(
      fc.property(fc.uniqueArray(fc.string({ minLength: 1 }), { minLength: 1 }), (ids) => {
        expect(JSON.parse(Buffer.from(buildBasket(ids)).toString())).toEqual({ paymentIds: ids });
      }),
    );
  });
});

describe('creating a basket', () => {
  const order = { bytes: buildBasket(['p1', 'p2']), requestId, psuIpAddress };
  const created = (
    links: object | null = { startAuthorisation: { href: '/v1/signing-baskets/b/authorisations' } },
    more = {},
  ) => ({
    transactionStatus: 'RCVD',
    basketId: 'b/1',
    _links: links,
    ...more,
  });
  const create = (...script: Reply[]) => {
    const { send, bank } = bankWith(basketsOn, ...script);
    return { send, bank, outcome: bank.createBasket(order) };
  };

  test('sends the stored bytes with the headers of the standard and without a token', async () => {
    const { send, outcome } = create(reply(201, created()));
    await outcome;
    expect(send.requests).toEqual([
      {
        method: 'POST',
        url: address,
        headers: {
          apiKey: 'key-1',
          Accept: 'application/json',
          'Content-Type': 'application/json',
          'X-Request-ID': requestId,
          'PSU-IP-Address': psuIpAddress,
          'TPP-Redirect-Preferred': 'true',
          'TPP-Redirect-URI': 'https://tpp.example/psd2/callback',
          'TPP-Explicit-Authorisation-Preferred': 'true',
        },
        body: order.bytes,
      },
    ]);
  });

  test.each<[string, object | null, object]>([
    [
      'links of every kind',
      { startAuthorisation: { href: 'v1/b/a' }, status: { href: `${base}/v1/b/status` } },
      { startAuthorisationHref: `${base}/v1/b/a`, statusHref: `${base}/v1/b/status` },
    ],
    [
      'no links',
      null,
      { startAuthorisationHref: `${address}/b%2F1/authorisations`, statusHref: `${address}/b%2F1/status` },
    ],
    ['its authorisation started', { scaOAuth: { href: '/as' } }, { scaOAuthHref: `${base}/as` }],
  ])('takes an answer with %s', async (_, links, basket) => {
    const outcome = await create(reply(201, created(links))).outcome;
    expect(outcome).toMatchObject({ outcome: 'created', basket: { basketId: 'b/1', ...basket } });
  });

  test.each<[string, Reply]>([
    ['a lost answer', lostAnswer()],
    ['a refused connection', refusedConnection()],
    ['504', reply(504, htmlPage)],
  ])('after %s the same id and bytes go out once more, and 200 is as good as 201', async (_, first) => {
    const { send, outcome } = create(first, reply(200, created()));
    expect(await outcome).toMatchObject({ outcome: 'created' });
    expect(send.requests[1]).toEqual(send.requests[0]);
  });

  test.each<[string, Reply, object]>([
    ['cannot combine the payments', reply(400, tpp('REFERENCE_MIX_INVALID')), { reason: 'mix' }],
    ['finds one authorised already', reply(409, tpp('REFERENCE_STATUS_INVALID')), { reason: 'status' }],
    ['finds too many in it', reply(400, tpp('FORMAT_ERROR')), { reason: 'too-many' }],
    ['has no such service', reply(405, tpp('SERVICE_INVALID')), { reason: 'unsupported' }],
    ['has no such address', reply(404, htmlPage), { reason: 'unsupported', bankCode: null }],
    ['knows no such method', reply(405), { reason: 'unsupported', bankCode: null }],
  ])('is refused without an error by a bank that %s', async (_, answer, refusal) => {
    expect(await create(answer).outcome).toMatchObject({ outcome: 'refused', ...refusal });
  });

  test('a bank that has not built baskets says 501 as often as it is asked', async () => {
    const outcome = await create(reply(501), reply(501)).outcome;
    expect(outcome).toEqual({ outcome: 'refused', reason: 'unsupported', bankCode: null });
  });

  test.each<[string, Reply[], string]>([
    ['two lost answers', [lostAnswer(), lostAnswer()], 'BANK_OUTCOME_UNKNOWN'],
    ['503 twice', [reply(503), reply(503)], 'BANK_OUTCOME_UNKNOWN'],
    [
      '500 with a code of refusal',
      [reply(500, tpp('FORMAT_ERROR')), reply(500, tpp('FORMAT_ERROR'))],
      'BANK_OUTCOME_UNKNOWN',
    ],
    ['a lost answer, then no connection', [lostAnswer(), refusedConnection()], 'BANK_OUTCOME_UNKNOWN'],
    ['no connection twice', [refusedConnection(), refusedConnection()], 'BANK_UNAVAILABLE'],
    [
      'a payment that the bank does not know yet',
      [reply(404, tpp('RESOURCE_UNKNOWN'))],
      'BANK_RESOURCE_UNKNOWN',
    ],
    ['a gateway that refuses us', [reply(403, htmlPage)], 'BANK_UNAUTHORISED'],
    ['429', [reply(429)], 'BANK_RATE_LIMITED'],
    ['201 in HTML', [reply(201, htmlPage)], 'BANK_ANSWER_INVALID'],
    [
      'an id that climbs out of the path',
      [reply(201, created({}, { basketId: '..' }))],
      'BANK_ANSWER_INVALID',
    ],
    ['embedded SCA', [reply(201, created(), { 'aspsp-sca-approach': 'EMBEDDED' })], 'BANK_ANSWER_INVALID'],
    [
      'a link to elsewhere',
      [reply(201, created({ scaOAuth: { href: 'https://evil.example/' } }))],
      'BANK_ANSWER_INVALID',
    ],
  ])('ends after %s in its own code', async (_, script, code) => {
    const { send, outcome } = create(...script);
    expect((await errorOf(outcome)).code).toBe(code);
    expect(send.requests).toHaveLength(script.length);
  });

  test('never leaves where baskets are off', async () => {
    const { send, bank } = bankAgainst();
    const error = await errorOf(bank.createBasket(order));
    expect([error.code, send.requests.length]).toEqual(['CONFIGURATION_INVALID', 0]);
  });
});

describe('authorising a basket', () => {
  const call = { requestId, psuIpAddress };
  const startAuthorisationHref = `${address}/b/authorisations`;

  test('is one POST of an empty object', async () => {
    const { send, bank } = bankAgainst(
      reply(201, { authorisationId: '1', _links: { scaOAuth: { href: '/as' } } }),
    );
    expect(await bank.startBasketAuthorisation({ startAuthorisationHref }, call)).toMatchObject({
      scaOAuthHref: `${base}/as`,
    });
    expect(send.requests[0]).toMatchObject({
      method: 'POST',
      url: startAuthorisationHref,
      body: Buffer.from('{}'),
    });
  });

  test('is none where the bank started it', async () => {
    const { send, bank } = bankAgainst();
    const basket = { startAuthorisationHref, scaOAuthHref: `${base}/as`, confirmationHref: `${base}/c` };
    expect(await bank.startBasketAuthorisation(basket, call)).toEqual({
      scaOAuthHref: `${base}/as`,
      confirmationHref: `${base}/c`,
    });
    expect(send.requests).toHaveLength(0);
  });
});

describe('a basket at the bank', () => {
  const read = { basketId: 'b/1', requestId, accessToken: 'at' };

  test('is read with its payments, whose name differs from the request', async () => {
    const { send, bank } = bankAgainst(
      reply(200, { transactionStatus: 'ACTC', payments: ['p1', 'p2'], consents: ['c'] }),
      reply(200, { transactionStatus: 'RCVD' }),
      reply(200, { transactionStatus: 'ACXX' }),
    );
    expect(await bank.readBasket(read)).toEqual({ transactionStatus: 'ACTC', paymentIds: ['p1', 'p2'] });
    expect(await bank.readBasket(read)).toEqual({ transactionStatus: 'RCVD', paymentIds: [] });
    expect(await bank.readBasketStatus(read)).toBe('ACXX');
    expect(send.requests.map(({ url }) => url)).toEqual([
      `${address}/b%2F1`,
      `${address}/b%2F1`,
      `${address}/b%2F1/status`,
    ]);
  });

  test.each<[string, Reply, string]>([
    ['401 without a word', reply(401), 'BANK_TOKEN_REFUSED'],
    ['404', reply(404, tpp('RESOURCE_UNKNOWN')), 'BANK_RESOURCE_UNKNOWN'],
    ['503', reply(503, htmlPage), 'BANK_UNAVAILABLE'],
    ['silence', lostAnswer(), 'BANK_UNAVAILABLE'],
    ['200 in HTML', reply(200, htmlPage), 'BANK_ANSWER_INVALID'],
  ])('whose read meets %s ends in its own code', async (_, answer, code) => {
    expect((await errorOf(bankAgainst(answer).bank.readBasket(read))).code).toBe(code);
    expect((await errorOf(bankAgainst(answer).bank.readBasketStatus(read))).code).toBe(code);
  });

  test.each<[string, Reply, string]>([
    ['204', reply(204), 'deleted'],
    ['200', reply(200, {}), 'deleted'],
    ['405', reply(405), 'too-late'],
    ['409', reply(409, tpp('STATUS_INVALID')), 'too-late'],
  ])('whose deletion is answered %s has its own outcome', async (_, answer, outcome) => {
    const { send, bank } = bankAgainst(answer);
    expect(await bank.deleteBasket(read)).toBe(outcome);
    expect(send.requests[0]).toMatchObject({ method: 'DELETE', url: `${address}/b%2F1` });
  });

  test.each<[string, Reply, string]>([
    ['404', reply(404, tpp('RESOURCE_UNKNOWN')), 'BANK_RESOURCE_UNKNOWN'],
    ['503', reply(503), 'BANK_UNAVAILABLE'],
    ['silence', lostAnswer(), 'BANK_UNAVAILABLE'],
  ])('whose deletion meets %s ends in its own code', async (_, answer, code) => {
    expect((await errorOf(bankAgainst(answer).bank.deleteBasket(read))).code).toBe(code);
  });
});
