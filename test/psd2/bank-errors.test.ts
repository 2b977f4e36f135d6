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
    ['an expired certificate', 401, tpp('CERTIFICATE_EXPIRED'), 'BANK_CERTIFICATE_REFUSED'],
    [
      'a missing certificate, with an odd status',
      400,
      tpp('CERTIFICATE_MISSING'),
      'BANK_CERTIFICATE_REFUSED',
    ],
    ['a wrong signature', 401, tpp('SIGNATURE_INVALID'), 'BANK_CERTIFICATE_REFUSED'],
    ['a role we do not have', 401, tpp('ROLE_INVALID'), 'BANK_CERTIFICATE_REFUSED'],
    ['an expired token', 401, tpp('TOKEN_EXPIRED'), 'BANK_TOKEN_REFUSED'],
    ['a spent code', 400, { error: 'invalid_grant' }, 'BANK_CODE_REFUSED'],
    ['an unknown client', 401, { error: 'invalid_client' }, 'BANK_UNAUTHORISED'],
    ['an OAuth server that is away', 400, { error: 'temporarily_unavailable' }, 'BANK_UNAVAILABLE'],
    ['too many reads', 429, tpp('ACCESS_EXCEEDED'), 'BANK_ACCESS_EXCEEDED'],
    ['a wrong field', 400, tpp('FORMAT_ERROR'), 'BANK_REQUEST_INVALID'],
    ['a refused payment', 400, tpp('PAYMENT_FAILED'), 'BANK_REFUSED'],
    ['a product that is not for this PSU', 403, tpp('PRODUCT_INVALID'), 'BANK_REFUSED'],
    ['an unknown product', 404, tpp('PRODUCT_UNKNOWN'), 'BANK_REFUSED'],
    ['a wrong SCA', 400, tpp('SCA_INVALID'), 'BANK_PAYMENT_FAILED'],
    ['a conflict of status', 409, tpp('STATUS_INVALID'), 'BANK_STATUS_CONFLICT'],
    ['a warning decides nothing', 503, tpp('CERTIFICATE_EXPIRED', 'WARNING'), 'BANK_UNAVAILABLE'],
    ['a code nobody knows', 400, tpp('SOMETHING_NEW'), 'BANK_REFUSED'],
    ['a gateway with its own number', 429, { code: 429 }, 'BANK_RATE_LIMITED'],
    ['a gateway that knows no apiKey', 403, htmlPage, 'BANK_UNAUTHORISED'],
    ['401 with nothing', 401, '', 'BANK_UNAUTHORISED'],
    ['404 in HTML', 404, htmlPage, 'BANK_RESOURCE_UNKNOWN'],
    ['405', 405, '', 'BANK_REQUEST_INVALID'],
    ['408', 408, '', 'BANK_UNAVAILABLE'],
    ['504 in HTML', 504, htmlPage, 'BANK_UNAVAILABLE'],
    ['a redirect', 302, '', 'BANK_ANSWER_INVALID'],
    ['202', 202, '', 'BANK_ANSWER_INVALID'],
  ])('%s', (_, status, body, code) => {
    expect(bankError(reply(status, body), { now: now() }).code).toBe(code);
  });

  /** psd2.md 8.2 in full, and what OAuth servers say, by the reaction of 8.3. */
  const codes: Readonly<Record<string, readonly string[]>> = {
    BANK_CERTIFICATE_REFUSED: [
      'CERTIFICATE_INVALID',
      'CERTIFICATE_EXPIRED',
      'CERTIFICATE_BLOCKED',
      'CERTIFICATE_REVOKE',
      'CERTIFICATE_REVOKED',
      'CERTIFICATE_MISSING',
      'SIGNATURE_INVALID',
      'SIGNATURE_MISSING',
      'ROLE_INVALID',
      'REQUIRED_KID_MISSING',
      'KID_MISSING',
    ],
    BANK_REQUEST_INVALID: [
      'FORMAT_ERROR',
      'PARAMETER_NOT_CONSISTENT',
      'PARAMETER_NOT_SUPPORTED',
      'SERVICE_INVALID',
      'TIMESTAMP_INVALID',
      'PERIOD_INVALID',
      'SCA_METHOD_UNKNOWN',
      'SESSIONS_NOT_SUPPORTED',
      'REFERENCE_MIX_INVALID',
      'CORPORATE_ID_INVALID',
      'REQUESTED_FORMATS_INVALID',
      'invalid_request',
      'unsupported_grant_type',
    ],
    BANK_REFUSED: [
      'PAYMENT_FAILED',
      'EXECUTION_DATE_INVALID',
      'PRODUCT_INVALID',
      'PRODUCT_UNKNOWN',
      'SERVICE_BLOCKED',
      'RESOURCE_BLOCKED',
      'PSU_CREDENTIALS_INVALID',
      'CARD_INVALID',
      'NO_PIIS_ACTIVATION',
    ],
    BANK_CONSENT_REFUSED: ['CONSENT_UNKNOWN', 'CONSENT_INVALID', 'CONSENT_EXPIRED'],
    BANK_TOKEN_REFUSED: ['TOKEN_UNKNOWN', 'TOKEN_INVALID', 'TOKEN_EXPIRED', 'invalid_token'],
    BANK_STATUS_CONFLICT: ['STATUS_INVALID', 'REFERENCE_STATUS_INVALID', 'CANCELLATION_INVALID'],
    BANK_RESOURCE_UNKNOWN: ['RESOURCE_UNKNOWN'],
    BANK_RESOURCE_EXPIRED: ['RESOURCE_EXPIRED'],
    BANK_ACCESS_EXCEEDED: ['ACCESS_EXCEEDED'],
    BANK_PAYMENT_FAILED: ['SCA_INVALID'],
    BANK_CODE_REFUSED: ['invalid_grant'],
    BANK_UNAUTHORISED: ['invalid_client', 'unauthorized_client', 'invalid_scope'],
    BANK_UNAVAILABLE: ['server_error', 'temporarily_unavailable'],
  };
  const statuses = [400, 401, 403, 404, 405, 406, 409, 415, 429, 500, 501, 503];
  const shapes: readonly ((code: string) => unknown)[] = [
    tpp,
    (code) => ({ tppMessages: { category: 'ERROR', code } }),
    (code) => ({ tppMessage: { category: 'ERROR', code } }),
    (code) => ({ type: 'https://bank.example/error', title: 'fout', code }),
    (code) => ({ error: code }),
  ];

  test.each(Object.entries(codes))(
    '%s hangs on the code, in whatever shape and with whatever status',
    (ours, theirs) => {
      for (const code of theirs) {
        for (const status of statuses) {
          for (const shape of shapes) {
            expect(bankError(reply(status, shape(code)), { now: now() }).code, `${status} ${code}`).toBe(
              ours,
            );
          }
        }
      }
    },
  );

  test('without a code hangs on the status: an operator, a pause, or our own fault', () => {
    const byStatus = Object.fromEntries(
      statuses.map((status) => [status, bankError(reply(status, htmlPage), { now: now() }).code]),
    );
    expect(byStatus).toEqual({
      400: 'BANK_REFUSED',
      401: 'BANK_UNAUTHORISED',
      403: 'BANK_UNAUTHORISED',
      404: 'BANK_RESOURCE_UNKNOWN',
      405: 'BANK_REQUEST_INVALID',
      406: 'BANK_REQUEST_INVALID',
      409: 'BANK_STATUS_CONFLICT',
      415: 'BANK_REQUEST_INVALID',
      429: 'BANK_RATE_LIMITED',
      500: 'BANK_UNAVAILABLE',
      501: 'BANK_UNAVAILABLE',
      503: 'BANK_UNAVAILABLE',
    });
  });

  test('that is our certificate is for the operator; one that passes by itself is tried again', () => {
    const classOf = (status: number, body: unknown) => bankError(reply(status, body), { now: now() }).class;
    expect(classOf(401, tpp('CERTIFICATE_EXPIRED'))).toBe('configuration');
    expect(classOf(401, tpp('CONSENT_EXPIRED'))).toBe('configuration');
    expect(classOf(429, tpp('ACCESS_EXCEEDED'))).toBe('retry');
    expect(classOf(400, tpp('FORMAT_ERROR'))).toBe('bug');
    expect(classOf(400, tpp('PAYMENT_FAILED'))).toBe('hold');
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
