import { describe, expect, test } from 'vitest';
import { errorOf, htmlPage, lostAnswer, reply, type Reply } from '../http/stand-in.ts';
import { base } from './bank-against.ts';
import { accountRead, consentsAgainst, iban, otherIban } from './consents-against.ts';

const account = {
  resourceId: 'r/1',
  iban: 'BE68 5390 0754 7034',
  currency: 'EUR',
  name: 'Current',
  status: 'enabled',
};
const balances = {
  balances: [
    {
      balanceType: 'closingBooked',
      balanceAmount: { currency: 'EUR', amount: '-12.50' },
      referenceDate: '2026-11-19',
    },
    { balanceType: 'interimAvailable', balanceAmount: { currency: 'EUR', amount: '100' } },
  ],
};

describe('reading accounts', () => {
  test('sends token and consent, and says nothing of a PSU that is not there', async () => {
    const links = { transactions: { href: '/v1/accounts/r%2F1/transactions' } };
    const { send, bank } = consentsAgainst(reply(200, { accounts: [{ ...account, _links: links }] }));
    expect(await bank.readAccounts(accountRead())).toEqual([
      {
        resourceId: 'r/1',
        iban,
        currency: 'EUR',
        name: 'Current',
        status: 'enabled',
        balancesHref: undefined,
        transactionsHref: `${base}/v1/accounts/r%2F1/transactions`,
      },
    ]);
    expect(send.requests[0]?.url).toBe(`${base}/v1/accounts`);
    expect(send.requests[0]?.headers).toEqual({
      apiKey: 'key-1',
      Accept: 'application/json',
      'X-Request-ID': 'id-1',
      Authorization: 'Bearer at-1',
      'Consent-ID': 'consent/1',
    });
  });

  test('names the address of the PSU when he asks right now', async () => {
    const { send, bank } = consentsAgainst(reply(200, { account }));
    const attended = { psuIpAddress: '192.0.2.17' };
    expect((await bank.readAccount('r/1', { ...accountRead(), attended })).iban).toBe(iban);
    expect(send.requests[0]).toMatchObject({
      url: `${base}/v1/accounts/r%2F1`,
      headers: { 'PSU-IP-Address': '192.0.2.17' },
    });
  });

  test('takes an account without IBAN or links, whatever else the bank says of it', async () => {
    const bare = {
      resourceId: 'r2',
      currency: 'XXX',
      iban: null,
      name: 7,
      _links: { balances: 'x' },
      extra: {},
    };
    const [found] = await consentsAgainst(reply(200, { accounts: [bare] })).bank.readAccounts(accountRead());
    expect(found).toEqual({ resourceId: 'r2', currency: 'XXX' });
  });
});

describe('reading balances', () => {
  test('gives each with its exact amount', async () => {
    const { send, bank } = consentsAgainst(reply(200, balances));
    expect(await bank.readBalances({ resourceId: 'r/1' }, accountRead())).toEqual([
      { type: 'closingBooked', amount: '-12.50', currency: 'EUR', referenceDate: '2026-11-19' },
      { type: 'interimAvailable', amount: '100', currency: 'EUR' },
    ]);
    expect(send.requests[0]?.url).toBe(`${base}/v1/accounts/r%2F1/balances`);
  });

  test('follows the link of the bank where it gave one', async () => {
    const { send, bank } = consentsAgainst(reply(200, balances));
    await bank.readBalances({ resourceId: 'r/1', balancesHref: `${base}/b/1` }, accountRead());
    expect(send.requests[0]?.url).toBe(`${base}/b/1`);
  });
});

describe('every read of account data', () => {
  const message = (code: string) => ({ tppMessages: [{ category: 'ERROR', code }] });
  const cases: [string, Reply, string][] = [
    ['a lost answer', lostAnswer(), 'BANK_UNAVAILABLE'],
    ['503', reply(503, htmlPage), 'BANK_UNAVAILABLE'],
    ['a used-up budget', reply(429, message('ACCESS_EXCEEDED')), 'BANK_ACCESS_EXCEEDED'],
    ['another 429', reply(429), 'BANK_RATE_LIMITED'],
    ['an old token', reply(401, message('TOKEN_EXPIRED')), 'BANK_TOKEN_REFUSED'],
    ['a bare 401', reply(401), 'BANK_TOKEN_REFUSED'],
    ['an expired consent', reply(401, message('CONSENT_EXPIRED')), 'BANK_CONSENT_REFUSED'],
    ['HTML', reply(200, htmlPage), 'BANK_ANSWER_INVALID'],
    ['an answer of another kind', reply(200, { nothing: true }), 'BANK_ANSWER_INVALID'],
  ];
  const read = accountRead();
  const from = { account: { resourceId: 'r1', iban: otherIban }, dateFrom: '2026-11-01' };

  test.each(cases)('reports %s in its own code', async (_, answer, code) => {
    const bank = () => consentsAgainst(answer).bank;
    expect((await errorOf(bank().readAccounts(read))).code).toBe(code);
    expect((await errorOf(bank().readAccount('r1', read))).code).toBe(code);
    expect((await errorOf(bank().readBalances({ resourceId: 'r1' }, read))).code).toBe(code);
    expect((await errorOf(bank().readBookedTransactions({ ...read, ...from }))).code).toBe(code);
  });

  test('refuses a link of an account to another host', async () => {
    const evil = { accounts: [{ ...account, _links: { balances: { href: 'https://evil.example/b' } } }] };
    expect((await errorOf(consentsAgainst(reply(200, evil)).bank.readAccounts(read))).code).toBe(
      'BANK_ANSWER_INVALID',
    );
  });
});
