import { describe, expect, test } from 'vitest';
import { buildUrl } from '../../lib/http/build-url.ts';
import { parseJsonBody } from '../../lib/http/parse-json-body.ts';
import { retryAfterSeconds } from '../../lib/http/retry-after.ts';
import { now } from './stand-in.ts';

describe('Retry-After', () => {
  test.each([
    ['30', 30],
    [' 0 ', 0],
    ['Fri, 20 Nov 2026 10:01:30 GMT', 90],
    ['Friday, 20-Nov-26 10:00:10 GMT', 10],
    ['Fri, 20 Nov 2026 09:00:00 GMT', 0],
    ['soon', undefined],
    ['-5', undefined],
    ['1.5', undefined],
    ['2026-11-20T10:01:30Z', undefined],
    ['', undefined],
    [undefined, undefined],
  ])('"%s" asks to wait %s seconds', (header, seconds) => {
    expect(retryAfterSeconds(header, now())).toBe(seconds);
  });
});

describe('a body is read by what it holds', () => {
  test.each([
    ['JSON after blanks', '\n {"a":1}', { a: 1 }],
    ['JSON after a byte order mark', '\uFEFF[1]', [1]],
    ['HTML', '<html>502</html>', undefined],
    ['plain text', 'upstream connect error', undefined],
    ['JSON that breaks off', '{"a":', undefined],
    ['nothing', '', undefined],
  ])('%s', (_, text, json) => {
    expect(parseJsonBody(Buffer.from(text)).json).toEqual(json);
  });

  test('an amount keeps the digits that were written, whatever their number', () => {
    const text = '{"amount":1000.00,"invoice":{"amount":12345678901234567.89},"total":3,"x":{"amount":null}}';
    expect(parseJsonBody(Buffer.from(text)).json).toEqual({
      amount: '1000.00',
      invoice: { amount: '12345678901234567.89' },
      total: 3,
      x: { amount: null },
    });
  });

  test('the excerpt is one line of at most 300 characters', () => {
    const { excerpt } = parseJsonBody(Buffer.from(`a\r\n\tb\u0000${' long'.repeat(200)}`));
    expect(excerpt).toMatch(/^a b long/);
    expect(excerpt.length).toBeLessThanOrEqual(300);
  });

  test.each([
    ['a token', '{"access_token":"abcdefgh"}', 'abcdefgh'],
    ['a secret in a form', 'client_secret=hunter2hunter2&x=1', 'hunter2'],
    ['a bearer header', 'Authorization: Bearer abcdefghijkl', 'abcdefghijkl'],
    ['a JWT', 'got eyJhbGciOiJSUzI1NiIsInR5cCI6IkpXVCJ9.eyJzdWIiOiIxMjM0NTY3ODkwIn0.x', 'eyJ'],
    ['an IBAN', 'rekening NL91ABNA0417164300 onbekend', 'ABNA0417164300'],
    ['an IBAN with blanks', 'rekening BE68 5390 0754 7034 onbekend', '5390 0754'],
    ['a token across the cut', `${'x '.repeat(145)}{"refresh_token":"abcdefghijklmnop"}`, 'abcdef'],
  ])('%s does not reach the excerpt', (_, text, secret) => {
    expect(parseJsonBody(Buffer.from(text)).excerpt).not.toContain(secret);
  });

  test('what support needs stays readable', () => {
    const text = 'account_combination_code 1000.400.00.000 is niet ACTIVE voor leverancier SUP-001234';
    expect(parseJsonBody(Buffer.from(text)).excerpt).toBe(text);
  });
});

describe('building an address', () => {
  test('a colon and a slash stay inside their segment', () => {
    expect(buildUrl('https://a.example/base/', ['NL:KVK:1', 'a/b?c#d'], { q: 'x y&z' })).toBe(
      'https://a.example/base/NL%3AKVK%3A1/a%2Fb%3Fc%23d?q=x+y%26z',
    );
  });

  test('a list of parameters is repeated, and what is absent is left out', () => {
    const query = { id: ['NL:KVK:1', '0106:1'], none: [], more: undefined, type: 'a#b' };
    expect(buildUrl('https://a.example', ['x'], query)).toBe(
      'https://a.example/x?id=NL%3AKVK%3A1&id=0106%3A1&type=a%23b',
    );
  });

  test.each(['', '.', '..'])('the segment "%s" is refused', (segment) => {
    expect(() => buildUrl('https://a.example', ['v1', segment])).toThrow(RangeError);
  });
});
