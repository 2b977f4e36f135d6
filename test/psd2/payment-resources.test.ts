import { readFile } from 'node:fs/promises';
import { describe, expect, test } from 'vitest';
import { scaStatusFacts } from '../../lib/psd2/sca-status.ts';
import { errorOf, htmlPage, lostAnswer, reply, type Reply } from '../http/stand-in.ts';
import { bankAgainst, bankWith, base, payments, requestId } from './bank-against.ts';

const sct = 'sepa-credit-transfers';
const read = { paymentId: '1', requestId, accessToken: 'at' };
const tpp = (code: string) => ({ tppMessages: [{ category: 'ERROR', code }] });

/** What every read meets at a bank in trouble. */
const failures: [string, Reply, string][] = [
  ['401 without a word', reply(401), 'BANK_TOKEN_REFUSED'],
  ['404', reply(404, tpp('RESOURCE_UNKNOWN')), 'BANK_RESOURCE_UNKNOWN'],
  ['429', reply(429), 'BANK_RATE_LIMITED'],
  ['503', reply(503, htmlPage), 'BANK_UNAVAILABLE'],
  ['silence', lostAnswer(), 'BANK_UNAVAILABLE'],
  ['200 in HTML', reply(200, htmlPage), 'BANK_ANSWER_INVALID'],
  ['200 with nothing in it', reply(200, {}), 'BANK_ANSWER_INVALID'],
];

describe('the status of a payment', () => {
  test('comes with what the bank adds, in the plural and in the singular', async () => {
    const answer = { transactionStatus: 'ACCP', fundsAvailable: false, psuMessage: 'Te weinig saldo: RJCT' };
    const warning = { category: 'WARNING', code: 'FUNDS_NOT_AVAILABLE' };
    for (const messages of [{ tppMessages: [warning] }, { tppMessage: warning }]) {
      const { bank } = bankAgainst(reply(200, { ...answer, ...messages }));
      expect(await bank.readPaymentStatus(read)).toEqual({ ...answer, bankCodes: ['FUNDS_NOT_AVAILABLE'] });
    }
  });

  test('does without additions that are malformed', async () => {
    const { bank } = bankAgainst(
      reply(200, { transactionStatus: 'RCVD', fundsAvailable: 'no', psuMessage: 7 }),
    );
    expect(await bank.readPaymentStatus(read)).toEqual({ transactionStatus: 'RCVD' });
  });

  test('is read without the token at a bank that wants none', async () => {
    const { send, bank } = bankWith({ statusAuth: 'none' }, reply(200, { transactionStatus: 'RCVD' }));
    await bank.readPaymentStatus(read);
    expect(send.requests[0]?.headers).not.toHaveProperty('Authorization');
  });
});

describe('the details of a payment', () => {
  const body = {
    transactionStatus: 'ACWC',
    debtorAccount: { iban: 'BE68539007547034' },
    requestedExecutionDate: '2026-11-23',
    instructedAmount: { currency: 'EUR', amount: '123.50' },
    creditorAccount: { iban: 'BE71096123456769' },
    creditorName: 'Merchant123',
    endToEndIdentification: 'INV20240001',
    remittanceInformationUnstructured: 'INV-2024-0001',
  };
  const transfer = {
    amount: '123.50',
    currency: 'EUR',
    creditorIban: 'BE71096123456769',
    creditorName: 'Merchant123',
    endToEndId: 'INV20240001',
    remittance: 'INV-2024-0001',
  };

  test('show what the bank changed', async () => {
    const { send, bank } = bankAgainst(reply(200, body));
    expect(await bank.readPaymentDetails(read)).toEqual({
      transactionStatus: 'ACWC',
      debtorIban: 'BE68539007547034',
      requestedExecutionDate: '2026-11-23',
      transfers: [transfer],
    });
    expect(send.requests[0]).toMatchObject({ method: 'GET', url: `${payments}/1` });
  });

  test('keep an amount that came as a number to the last digit', async () => {
    const text = JSON.stringify(body).replace('"123.50"', '99999999999999.10');
    const { bank } = bankAgainst(reply(200, text));
    expect((await bank.readPaymentDetails(read)).transfers[0]?.amount).toBe('99999999999999.10');
  });

  test('of a bulk are those of each payment in it', async () => {
    const { debtorAccount, transactionStatus, requestedExecutionDate: _, ...item } = body;
    const answer = {
      transactionStatus,
      debtorAccount,
      payments: [item, { instructedAmount: item.instructedAmount }],
    };
    const { send, bank } = bankAgainst(reply(200, answer));
    const product = { service: 'bulk-payments' as const, product: sct };
    const { transfers } = await bank.readPaymentDetails({ ...read, product });
    const none = { creditorIban: null, creditorName: null, endToEndId: null, remittance: null };
    expect(transfers).toEqual([transfer, { amount: '123.50', currency: 'EUR', ...none }]);
    expect(send.requests[0]?.url).toBe(`${base}/v1/bulk-payments/${sct}/1`);
  });

  test('of an order in pain.001 are read from it', async () => {
    const xml = await readFile(new URL('samples/pain001-bulk.xml', import.meta.url), 'utf8');
    const { bank } = bankAgainst(reply(200, xml));
    const product = { service: 'bulk-payments' as const, product: `pain.001-${sct}` };
    const details = await bank.readPaymentDetails({ ...read, product });
    expect(details).toMatchObject({ debtorIban: 'BE68539007547034', requestedExecutionDate: '2026-12-01' });
    expect(details.transfers).toEqual([
      transfer,
      {
        amount: '0.01',
        currency: 'EUR',
        creditorIban: 'NL91ABNA0417164300',
        creditorName: "Drukkerij O'Neill (Gent)",
        endToEndId: 'INV20240002',
        remittance: '+++090/9337/55493+++',
      },
    ]);
  });

  test.each([
    ...failures,
    [
      'an amount in words',
      reply(200, { ...body, instructedAmount: { currency: 'EUR', amount: 'ten' } }),
      'BANK_ANSWER_INVALID',
    ] as [string, Reply, string],
  ])('that meet %s end in their own code', async (_, answer, code) => {
    const { bank } = bankAgainst(answer);
    expect((await errorOf(bank.readPaymentDetails(read))).code).toBe(code);
  });

  test.each([
    ['no transfer', /<CdtTrfTxInf>.*<\/CdtTrfTxInf>/s, ''],
    ['two orders', /(<PmtInf>.*<\/PmtInf>)/s, '$1$1'],
    ['an amount in words', /123\.50<\/InstdAmt>/, 'ten</InstdAmt>'],
    ['an amount without a currency', / Ccy="EUR"/, ''],
  ])('in pain.001 are refused with %s', async (_, from, to) => {
    const xml = await readFile(new URL('samples/pain001-single.xml', import.meta.url), 'utf8');
    const { bank } = bankAgainst(reply(200, xml.replace(from, to)));
    expect((await errorOf(bank.readPaymentDetails(read))).code).toBe('BANK_ANSWER_INVALID');
  });
});

describe('the authorisations of a resource', () => {
  const cancellationOf = { paymentId: 'a/b' };
  test.each([
    [{ payment: { paymentId: 'a/b' } }, `${payments}/a%2Fb/authorisations`],
    [{ cancellationOf }, `${payments}/a%2Fb/cancellation-authorisations`],
    [{ basketId: 'a/b' }, `${base}/v1/signing-baskets/a%2Fb/authorisations`],
  ])('of %j are listed, and each is read', async (of, url) => {
    const { send, bank } = bankAgainst(
      reply(200, { authorisationIds: ['x', 'y/z'] }),
      reply(200, { scaStatus: 'finalised' }),
    );
    expect(await bank.listAuthorisations({ of, requestId })).toEqual(['x', 'y/z']);
    expect(await bank.readScaStatus({ of, authorisationId: 'y/z', requestId })).toBe('finalised');
    expect(send.requests.map((request) => request.url)).toEqual([url, `${url}/y%2Fz`]);
  });

  test('of a cancellation may have the name of older versions', async () => {
    const { bank } = bankAgainst(reply(200, { cancellationIds: ['x'] }));
    expect(await bank.listAuthorisations({ of: { cancellationOf }, requestId })).toEqual(['x']);
  });

  test.each(failures)('that meet %s end in their own code', async (_, answer, code) => {
    const of = { basketId: '1' };
    const list = bankAgainst(answer).bank.listAuthorisations({ of, requestId });
    expect((await errorOf(list)).code).toBe(code);
    const status = bankAgainst(answer).bank.readScaStatus({ of, authorisationId: '2', requestId });
    expect((await errorOf(status)).code).toBe(code);
  });

  test('are read by the link of the bank, and by none to elsewhere', async () => {
    const { send, bank } = bankAgainst(reply(200, { scaStatus: 'accepted' }));
    expect(await bank.readScaStatus({ scaStatusHref: '/v1/x/1', requestId })).toBe('accepted');
    expect(send.requests[0]?.url).toBe(`${base}/v1/x/1`);
    const error = await errorOf(bank.readScaStatus({ scaStatusHref: 'https://evil.example/', requestId }));
    expect([error.code, send.requests.length]).toEqual(['BANK_ANSWER_INVALID', 1]);
  });

  test.each([
    ['received', 'open', false],
    ['psuIdentified', 'open', false],
    ['psuAuthenticated', 'open', false],
    ['scaMethodSelected', 'open', false],
    ['started', 'open', false],
    ['unconfirmed', 'confirm', false],
    ['finalised', 'done', true],
    ['exempted', 'done', true],
    ['failed', 'failed', true],
    ['accepted', 'unknown', false],
    ['constructor', 'unknown', false],
  ])('with the status %s are %s', (value, level, final) => {
    expect(scaStatusFacts(value)).toEqual({ level, final });
  });
});

describe('cancelling a payment', () => {
  const call = { ...read, psuIpAddress: '192.0.2.17' };
  const own = `${payments}/1/cancellation-authorisations`;
  const start = (href: string) => ({ transactionStatus: 'RCVD', _links: { startAuthorisation: { href } } });

  test('is a DELETE with the redirect address and no body', async () => {
    const { send, bank } = bankAgainst(reply(204));
    expect(await bank.cancelPayment(call)).toEqual({ outcome: 'cancelled' });
    expect(send.requests).toEqual([
      {
        method: 'DELETE',
        url: `${payments}/1`,
        headers: {
          apiKey: 'key-1',
          Accept: 'application/json',
          'X-Request-ID': requestId,
          Authorization: 'Bearer at',
          'PSU-IP-Address': '192.0.2.17',
          'TPP-Redirect-Preferred': 'true',
          'TPP-Redirect-URI': 'https://tpp.example/psd2/callback',
          'TPP-Explicit-Authorisation-Preferred': 'false',
        },
      },
    ]);
  });

  test.each<[string, Reply, object]>([
    ['200', reply(200, { transactionStatus: 'CANC' }), { outcome: 'cancelled' }],
    ['200 without a body', reply(200), { outcome: 'cancelled' }],
    [
      '200 with an authorisation to start',
      reply(200, start('/v1/c')),
      { outcome: 'authorise', startAuthorisationHref: `${base}/v1/c` },
    ],
    ['202', reply(202, start('/v1/c')), { outcome: 'authorise', startAuthorisationHref: `${base}/v1/c` }],
    ['202 without a link', reply(202, {}), { outcome: 'authorise', startAuthorisationHref: own }],
    ['202 without a body', reply(202), { outcome: 'authorise', startAuthorisationHref: own }],
    [
      '202 that started it',
      reply(202, { _links: { scaOAuth: { href: '/as' } } }),
      { outcome: 'authorise', scaOAuthHref: `${base}/as`, startAuthorisationHref: own },
    ],
    ['405', reply(405), { outcome: 'not-possible', bankCode: null }],
    [
      '405 with its code',
      reply(405, tpp('CANCELLATION_INVALID')),
      { outcome: 'not-possible', bankCode: 'CANCELLATION_INVALID' },
    ],
    ['409', reply(409, tpp('STATUS_INVALID')), { outcome: 'not-possible', bankCode: 'STATUS_INVALID' }],
  ])('that is answered %s has its own outcome', async (_, answer, outcome) => {
    expect(await bankAgainst(answer).bank.cancelPayment(call)).toEqual(outcome);
  });

  test.each<[string, Reply, string]>([
    ...failures.slice(0, 5),
    ['a link to elsewhere', reply(202, start('https://evil.example/')), 'BANK_ANSWER_INVALID'],
    ['a certificate problem', reply(401, tpp('CERTIFICATE_EXPIRED')), 'BANK_CERTIFICATE_REFUSED'],
  ])('that meets %s ends in its own code, after one try', async (_, answer, code) => {
    const { send, bank } = bankAgainst(answer);
    expect((await errorOf(bank.cancelPayment(call))).code).toBe(code);
    expect(send.requests).toHaveLength(1);
  });

  test('goes on to the page of the bank', async () => {
    const started = { scaStatus: 'received', authorisationId: '7', _links: { scaOAuth: { href: '/as' } } };
    const { send, bank } = bankAgainst(reply(202), reply(201, started));
    const cancellation = await bank.cancelPayment(call);
    const href = cancellation.outcome === 'authorise' ? cancellation.startAuthorisationHref : '';
    expect(await bank.startAuthorisation({ href, requestId, psuIpAddress: '192.0.2.17' })).toMatchObject({
      scaOAuthHref: `${base}/as`,
      authorisationId: '7',
    });
    expect(send.requests[1]).toMatchObject({ method: 'POST', url: own });
  });
});

describe('starting an authorisation', () => {
  const call = { href: '/v1/p/1/authorisations', requestId, psuIpAddress: '192.0.2.17' };
  const started = reply(201, {
    authorisationId: '2',
    _links: { scaOAuth: { href: '/as' }, scaStatus: { href: '/v1/p/1/authorisations/2' } },
  });

  test('asks once more with the same id and bytes when the answer is lost', async () => {
    const { send, bank } = bankAgainst(lostAnswer(), started);
    expect(await bank.startAuthorisation(call)).toMatchObject({
      scaOAuthHref: `${base}/as`,
      scaStatusHref: `${base}/v1/p/1/authorisations/2`,
    });
    expect(send.requests[1]).toEqual(send.requests[0]);
  });

  test('does without a status link that leads elsewhere', async () => {
    const { bank } = bankAgainst(
      reply(200, { _links: { scaOAuth: { href: '/as' }, scaStatus: { href: 'https://evil.example/' } } }),
    );
    expect((await bank.startAuthorisation(call)).scaStatusHref).toBeUndefined();
  });

  test.each<[string, Reply[], string]>([
    ['two lost answers', [lostAnswer(), lostAnswer()], 'BANK_UNAVAILABLE'],
    ['504 twice', [reply(504, htmlPage), reply(504, htmlPage)], 'BANK_UNAVAILABLE'],
    ['a refusal', [reply(409, tpp('STATUS_INVALID'))], 'BANK_STATUS_CONFLICT'],
    ['HTML', [reply(201, htmlPage)], 'BANK_ANSWER_INVALID'],
    ['no way to authorise', [reply(201, { _links: {} })], 'BANK_ANSWER_INVALID'],
    [
      'a way elsewhere',
      [reply(201, { _links: { scaOAuth: { href: '//evil.example' } } })],
      'BANK_ANSWER_INVALID',
    ],
  ])('that meets %s ends in its own code', async (_, script, code) => {
    const { send, bank } = bankAgainst(...script);
    expect((await errorOf(bank.startAuthorisation(call))).code).toBe(code);
    expect(send.requests).toHaveLength(script.length);
  });
});
