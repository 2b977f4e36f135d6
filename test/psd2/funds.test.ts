import { expect, test } from 'vitest';
import { decimal } from '../../lib/money/decimal.ts';
import { errorOf, htmlPage, lostAnswer, reply, type Reply } from '../http/stand-in.ts';
import { base, requestId } from './bank-against.ts';
import { consentsAgainst, consentsOf, iban } from './consents-against.ts';

const fundsAgainst = (...script: Reply[]) => consentsOf({ fundsCheck: true }, ...script);
const question = { iban, amount: decimal('123.5'), consentId: 'c1', accessToken: 'at-1', requestId };

test('the bank is asked about the amount with two decimals, under the consent on funds', async () => {
  const { send, bank } = fundsAgainst(reply(200, { fundsAvailable: true }));
  expect(await bank.confirmFunds(question)).toBe(true);
  expect(send.requests[0]).toMatchObject({
    method: 'POST',
    url: `${base}/v1/funds-confirmations`,
    headers: { 'Consent-ID': 'c1', Authorization: 'Bearer at-1', 'X-Request-ID': requestId },
  });
  expect(Object.keys(send.requests[0]?.headers ?? {})).not.toContain('PSU-IP-Address');
  expect(JSON.parse(Buffer.from(send.requests[0]?.body ?? []).toString())).toEqual({
    account: { iban },
    instructedAmount: { currency: 'EUR', amount: '123.50' },
  });
});

test.each([
  [true, true],
  [false, false],
  ['true', true],
  ['false', false],
])('an answer of %j is %j', async (fundsAvailable, expected) => {
  expect(await fundsAgainst(reply(200, { fundsAvailable })).bank.confirmFunds(question)).toBe(expected);
});

test('nothing is asked while it is not switched on', async () => {
  const { send, bank } = consentsAgainst();
  expect((await errorOf(bank.confirmFunds(question))).code).toBe('CONFIGURATION_INVALID');
  expect(send.requests).toEqual([]);
});

const message = (code: string) => ({ tppMessages: [{ category: 'ERROR', code }] });

test.each<[string, Reply, string]>([
  ['1', reply(200, { fundsAvailable: 1 }), 'BANK_ANSWER_INVALID'],
  ['"TRUE"', reply(200, { fundsAvailable: 'TRUE' }), 'BANK_ANSWER_INVALID'],
  ['null', reply(200, { fundsAvailable: null }), 'BANK_ANSWER_INVALID'],
  ['nothing', reply(200, {}), 'BANK_ANSWER_INVALID'],
  ['HTML', reply(200, htmlPage), 'BANK_ANSWER_INVALID'],
  ['201', reply(201, { fundsAvailable: true }), 'BANK_ANSWER_INVALID'],
  ['no answer', lostAnswer(), 'BANK_UNAVAILABLE'],
  ['503', reply(503), 'BANK_UNAVAILABLE'],
  ['an unknown consent', reply(400, message('CONSENT_UNKNOWN')), 'BANK_CONSENT_REFUSED'],
  ['an old token', reply(401, message('TOKEN_EXPIRED')), 'BANK_TOKEN_REFUSED'],
])('%s is never a yes', async (_, answer, code) => {
  expect((await errorOf(fundsAgainst(answer).bank.confirmFunds(question))).code).toBe(code);
});
