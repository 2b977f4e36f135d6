import { describe, expect, test } from 'vitest';
import { createErpClient } from '../../lib/erp/erp-client.ts';
import { HttpFailure } from '../../lib/http/http-failure.ts';
import {
  countedTokens,
  errorOf,
  htmlPage,
  lostAnswer,
  now,
  refusedConnection,
  reply,
  type Reply,
  scriptedSend,
} from '../http/stand-in.ts';
import { paymentRequest, resource } from './samples.ts';

function erpAgainst(...script: Reply[]) {
  const send = scriptedSend(...script);
  const tokens = countedTokens();
  return {
    send,
    tokens,
    client: createErpClient({ baseUrl: 'https://erp.example/api/v1', send, tokens, now }),
  };
}
const bytes = Buffer.from('{"amount":1210.00}');
const fout = (detail: string) => ({ detail, code: 'ERROR' });
const unavailable = [reply(503, fout('database weg'), { 'retry-after': '30' })];

describe('submitting a payment request', () => {
  test('a new one is created from the very bytes that were stored', async () => {
    const { send, client } = erpAgainst(reply(201, resource('R1')));
    expect(await client.submit(bytes)).toEqual({ outcome: 'created', resource: paymentRequest('R1') });
    expect(send.requests).toEqual([
      {
        method: 'POST',
        url: 'https://erp.example/api/v1/payment-requests',
        headers: {
          Accept: 'application/json',
          'Content-Type': 'application/json',
          Authorization: 'Bearer token-1',
        },
        body: bytes,
      },
    ]);
  });

  test('one that the ERP has already is a replay and no error', async () => {
    const { client } = erpAgainst(reply(200, resource('R1', 'PAID'), { 'idempotent-replay': 'true' }));
    expect(await client.submit(bytes)).toMatchObject({
      outcome: 'replayed',
      resource: { intake_status: 'PAID' },
    });
  });

  test('an expired token is renewed once and the same bytes are sent again', async () => {
    const { send, tokens, client } = erpAgainst(reply(401), reply(201, resource('R1')));
    await client.submit(bytes);
    expect(tokens.invalidated).toEqual(['token-1']);
    expect(send.requests.map(({ body }) => body)).toEqual([bytes, bytes]);
  });

  test.each<[string, Reply[], string, 'no' | 'maybe', number | undefined]>([
    ['400', [reply(400, fout('leverancier onbekend'))], 'ERP_REFUSED', 'no', undefined],
    ['401 twice', [reply(401), reply(401)], 'ERP_UNAUTHORISED', 'no', undefined],
    ['403', [reply(403)], 'ERP_FORBIDDEN', 'no', undefined],
    ['404', [reply(404)], 'ERP_REFUSED', 'no', undefined],
    ['406', [reply(406)], 'ERP_REFUSED', 'no', undefined],
    ['409', [reply(409)], 'ERP_CONFLICT', 'no', undefined],
    ['413', [reply(413, htmlPage)], 'ERP_REFUSED', 'no', undefined],
    ['415', [reply(415)], 'ERP_REFUSED', 'no', undefined],
    ['422', [reply(422)], 'ERP_REFUSED', 'no', undefined],
    ['429', [reply(429, '', { 'retry-after': '3' })], 'ERP_RATE_LIMITED', 'no', 3],
    ['408', [reply(408)], 'ERP_UNAVAILABLE', 'maybe', undefined],
    ['503', unavailable, 'ERP_UNAVAILABLE', 'maybe', 30],
    ['502 in HTML', [reply(502, htmlPage)], 'ERP_UNAVAILABLE', 'maybe', undefined],
    ['a lost answer', [lostAnswer()], 'ERP_UNAVAILABLE', 'maybe', undefined],
    ['no connection', [refusedConnection()], 'ERP_UNAVAILABLE', 'no', undefined],
    [
      'a wrong host',
      [new HttpFailure('forbidden-host', 'no', 'x')],
      'CONFIGURATION_INVALID',
      'no',
      undefined,
    ],
    ['a redirect', [reply(301)], 'ERP_ANSWER_INVALID', 'maybe', undefined],
    ['201 in HTML', [reply(201, htmlPage)], 'ERP_ANSWER_INVALID', 'maybe', undefined],
    ['201 without a status', [reply(201, { id: '1' })], 'ERP_ANSWER_INVALID', 'maybe', undefined],
  ])('%s says what to do and whether the ERP may have it', async (_, script, code, sent, retryAfter) => {
    const { send, client } = erpAgainst(...script);
    const error = await errorOf(client.submit(bytes));
    expect([error.code, error.detail['sent'], error.retryAfterSeconds]).toEqual([code, sent, retryAfter]);
    expect(send.requests).toHaveLength(script.length);
  });

  test('the reason of the ERP reaches the person, without the account number in it', async () => {
    const { client } = erpAgainst(reply(400, fout('Rekening NL91ABNA0417164300 is niet actief')));
    const error = await errorOf(client.submit(bytes));
    expect(error.detail['reason']).toBe('Rekening NL91… is niet actief');
    expect(error.message).toContain('is niet actief');
  });
});

describe('reading payment requests', () => {
  test('one is found by its own id, whatever characters that has', async () => {
    const { send, client } = erpAgainst(reply(200, resource('A/B 1')));
    expect(await client.read('NL01', 'A/B 1')).toEqual(paymentRequest('A/B 1'));
    expect(send.requests[0]?.url).toBe(
      'https://erp.example/api/v1/payment-requests/A%2FB%201?organization_short_code=NL01',
    );
  });

  test('one that the ERP does not know is undefined and no error', async () => {
    const { client } = erpAgainst(reply(404, fout('niet gevonden')));
    expect(await client.read('NL01', 'R1')).toBeUndefined();
  });

  test('a page asks for 100 at once', async () => {
    const page = { items: [resource('R1'), resource('R2')], total: 2, page: 1, page_size: 100 };
    const { send, client } = erpAgainst(reply(200, page));
    expect((await client.list('NL01', 1)).items.map((item) => item.external_request_id)).toEqual([
      'R1',
      'R2',
    ]);
    expect(new URL(send.requests[0]?.url ?? '').searchParams.toString()).toBe(
      'organization_short_code=NL01&page=1&page_size=100',
    );
  });

  test('an unknown organisation is refused on a list', async () => {
    const { client } = erpAgainst(reply(404, fout('organisatie onbekend')));
    expect((await errorOf(client.list('XX', 1))).code).toBe('ERP_REFUSED');
  });

  test('unknown fields, statuses and absent fields do no harm', async () => {
    const least = {
      id: '1',
      organization_short_code: 'NL01',
      external_request_id: 'R1',
      intake_status: 'PAUSED',
    };
    const { client } = erpAgainst(reply(200, { ...least, colour: 'blue' }));
    const read = await client.read('NL01', 'R1');
    expect(read).toMatchObject({ ...least, invoice: null, last_error_code: null });
    expect(read).not.toHaveProperty('colour');
  });

  test('an amount keeps its decimals and a time without a zone stays as written', async () => {
    const text = JSON.stringify(resource('R1')).replace('"amount":"1210.00"', '"amount":1210.00');
    const { client } = erpAgainst(reply(200, text));
    const read = await client.read('NL01', 'R1');
    expect(read?.invoice?.amount).toBe('1210.00');
    expect(read?.created_at).toBe('2026-11-20T09:00:00');
  });
});
