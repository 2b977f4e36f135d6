import { describe, expect, test } from 'vitest';
import { bankError } from '../../lib/psd2/bank-error.ts';
import { parseTppMessages } from '../../lib/psd2/tpp-messages.ts';
import { htmlPage, now, reply } from '../http/stand-in.ts';

const tpp = (code: string, category = 'ERROR') => ({ tppMessages: [{ category, code, text: 'tekst' }] });

describe('the shapes of an error body', () => {
  test.each<[string, unknown, [string, string | null][]]>([
    ['tppMessages', tpp('FORMAT_ERROR'), [['FORMAT_ERROR', 'tekst']]],
    [
      'tppMessages with a path',
      { tppMessages: [{ code: 'A', path: 'amount', text: 'x' }] },
      [['A', 'amount: x']],
    ],
    ['one tppMessages object', { tppMessages: { category: 'ERROR', code: 'A' } }, [['A', null]]],
    ['the singular tppMessage', { tppMessage: [{ category: 'ERROR', code: 'A', text: 'x' }] }, [['A', 'x']]],
    ['RFC 7807', { type: 'u', title: 't', detail: 'd', code: 'PRODUCT_UNKNOWN' }, [['PRODUCT_UNKNOWN', 'd']]],
    [
      'RFC 7807 with more errors',
      { type: 'u', code: 'A', additionalErrors: [{ title: 't', code: 'B' }, 7] },
      [
        ['A', null],
        ['B', 't'],
      ],
    ],
    ['OAuth', { error: 'invalid_grant', error_description: 'oud' }, [['invalid_grant', 'oud']]],
    ['a gateway with a number', { code: 429, description: 'Slow down' }, [['429', 'Slow down']]],
    ['HTML', htmlPage, []],
    ['plain text', 'Forbidden', []],
    ['nothing', '', []],
    ['a list', [tpp('A')], []],
    ['messages of the wrong kind', { tppMessages: ['A', null, { code: {} }] }, []],
  ])('%s', (_, body, expected) => {
    expect(parseTppMessages(reply(400, body).body).map(({ code, text }) => [code, text])).toEqual(expected);
  });
});

describe('the reaction to an error', () => {
  test.each<[string, number, unknown, string]>([
    ['the code counts before the status', 400, tpp('RESOURCE_UNKNOWN'), 'BANK_RESOURCE_UNKNOWN'],
    ['the same code with 403', 403, tpp('RESOURCE_UNKNOWN'), 'BANK_RESOURCE_UNKNOWN'],
    ['an expired certificate', 401, tpp('CERTIFICATE_EXPIRED'), 'BANK_UNAUTHORISED'],
    ['a missing certificate, with an odd status', 400, tpp('CERTIFICATE_MISSING'), 'BANK_UNAUTHORISED'],
    ['a wrong signature', 401, tpp('SIGNATURE_INVALID'), 'BANK_UNAUTHORISED'],
    ['a role we do not have', 401, tpp('ROLE_INVALID'), 'BANK_UNAUTHORISED'],
    ['an expired token', 401, tpp('TOKEN_EXPIRED'), 'BANK_TOKEN_REFUSED'],
    ['a spent code', 400, { error: 'invalid_grant' }, 'BANK_CODE_REFUSED'],
    ['an unknown client', 401, { error: 'invalid_client' }, 'BANK_UNAUTHORISED'],
    ['an OAuth server that is away', 400, { error: 'temporarily_unavailable' }, 'BANK_UNAVAILABLE'],
    ['too many reads', 429, tpp('ACCESS_EXCEEDED'), 'BANK_RATE_LIMITED'],
    ['a wrong field', 400, tpp('FORMAT_ERROR'), 'BANK_REFUSED'],
    ['a refused payment', 400, tpp('PAYMENT_FAILED'), 'BANK_REFUSED'],
    ['a product that is not for this PSU', 403, tpp('PRODUCT_INVALID'), 'BANK_REFUSED'],
    ['an unknown product', 404, tpp('PRODUCT_UNKNOWN'), 'BANK_REFUSED'],
    ['a wrong SCA', 400, tpp('SCA_INVALID'), 'BANK_PAYMENT_FAILED'],
    ['a conflict of status', 409, tpp('STATUS_INVALID'), 'BANK_REFUSED'],
    ['a warning decides nothing', 503, tpp('CERTIFICATE_EXPIRED', 'WARNING'), 'BANK_UNAVAILABLE'],
    ['a code nobody knows', 400, tpp('SOMETHING_NEW'), 'BANK_REFUSED'],
    ['a gateway with its own number', 429, { code: 429 }, 'BANK_RATE_LIMITED'],
    ['a gateway that knows no apiKey', 403, htmlPage, 'BANK_UNAUTHORISED'],
    ['401 with nothing', 401, '', 'BANK_UNAUTHORISED'],
    ['404 in HTML', 404, htmlPage, 'BANK_RESOURCE_UNKNOWN'],
    ['405', 405, '', 'BANK_REFUSED'],
    ['408', 408, '', 'BANK_UNAVAILABLE'],
    ['504 in HTML', 504, htmlPage, 'BANK_UNAVAILABLE'],
    ['a redirect', 302, '', 'BANK_ANSWER_INVALID'],
    ['202', 202, '', 'BANK_ANSWER_INVALID'],
  ])('%s', (_, status, body, code) => {
    expect(bankError(reply(status, body), { now: now() }).code).toBe(code);
  });

  test('keeps what support asks for, without account numbers', () => {
    const body = {
      tppMessages: [{ category: 'ERROR', code: 'FORMAT_ERROR', text: 'BE68539007547034 fout' }],
    };
    const error = bankError(reply(400, body, { 'retry-after': '9' }), { now: now(), requestId: 'r-1' });
    expect(error.retryAfterSeconds).toBe(9);
    expect(error.detail).toEqual({
      status: 400,
      bankCode: 'FORMAT_ERROR',
      text: 'BE68… fout',
      requestId: 'r-1',
    });
  });
});
