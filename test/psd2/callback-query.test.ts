import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseCallbackQuery } from '../../lib/psd2/callback-query.ts';

describe('the redirect from the bank', () => {
  test.each([
    ['success', 'code=c1&state=s1', { state: 's1', code: 'c1' }],
    [
      'success with issuer',
      '?iss=https%3A%2F%2Fbank.example&state=s1&code=a%2Fb%2B',
      {
        state: 's1',
        code: 'a/b+',
        iss: 'https://bank.example',
      },
    ],
    [
      'refusal by the PSU',
      'error=access_denied&error_description=Geannuleerd+door+u&state=s1',
      {
        state: 's1',
        error: 'access_denied',
      },
    ],
    ['an error that is a number', 'error=400&state=s1', { state: 's1', error: '400' }],
    ['a session that timed out, without error', 'state=s1', { state: 's1' }],
    ['an empty code', 'state=s1&code=', { state: 's1' }],
    ['unknown parameters, even doubled', 'state=s1&x=1&x=2&code=c1', { state: 's1', code: 'c1' }],
  ])('is read after %s', (_, query, expected) => {
    expect(parseCallbackQuery(query)).toEqual({ valid: true, ...expected });
  });

  test.each([
    ['code twice', 'code=a&code=b&state=s'],
    ['code twice, once in disguise', 'code=a&c%6fde=b&state=s'],
    ['state twice with one value', 'code=a&state=s&state=s'],
    ['error twice', 'error=a&error=b&state=s'],
    ['iss twice', 'code=a&state=s&iss=a&iss=b'],
    ['no state', 'code=a'],
    ['an empty state', 'code=a&state='],
    ['nothing', ''],
    ['a state that is too long', `state=${'s'.repeat(513)}`],
    ['a code that is too long', `state=s&code=${'c'.repeat(4_097)}`],
    ['a query that is too long', `state=s&x=${'x'.repeat(8_192)}`],
    ['a line break in the code', 'state=s&code=a%0d%0ab'],
    ['bytes that are no text', 'state=%ff%fe&code=a'],
  ])('is refused with %s', (_, query) => {
    expect(parseCallbackQuery(query)).toMatchObject({ valid: false, reason: expect.stringMatching(/./) });
  });

  test('gives reasons that never repeat a value', () => {
    const query = 'state=secretstate&code=secretcode&code=secretcode';
    expect(JSON.stringify(parseCallbackQuery(query))).not.toContain('secret');
  });

  test('is read or refused whatever the query holds', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        expect(typeof parseCallbackQuery(`state=s&${query}`).valid).toBe('boolean');
      }),
    );
  });
});
