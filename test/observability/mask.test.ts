import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { maskIbans } from '../../lib/observability/mask.ts';

const letter = fc.constantFrom(...Array.from('ABCDEFGHIJKLMNOPQRSTUVWXYZ'));
const digit = fc.constantFrom(...Array.from('0123456789'));
const several = (one: fc.Arbitrary<string>, minLength: number, maxLength: number) =>
  fc.array(one, { minLength, maxLength }).map((parts) => parts.join(''));
/** Two letters, two digits, eleven to thirty letters or digits: 15 to 34 as in ISO 13616. */
const ibanArbitrary = fc
  .tuple(several(letter, 2, 2), several(digit, 2, 2), several(fc.oneof(letter, digit), 11, 30))
  .map((parts) => parts.join(''));
const grouped = (iban: string) => iban.replace(/(.{4})(?=.)/g, '$1 ');
const apart = fc.constantFrom('', ' ', '"', '=', ':', ',', '/', '(', '\n', ' of the supplier.');
const touching = fc.constantFrom('', 'iban_', 'paid', '%20', '_', 'x');

describe('account numbers in a log', () => {
  /** What masking left of the middle of the number, which is the part that must not be seen. */
  const isSeen = (iban: string, text: string): boolean =>
    maskIbans(text).replaceAll(' ', '').toUpperCase().includes(iban.slice(4, -4));

  test('are never whole, in groups or not, in capitals or small letters', () => {
    fc.assert(
      fc.property(ibanArbitrary, apart, apart, (iban, before, after) => {
        for (const written of [iban, grouped(iban), iban.toLowerCase(), grouped(iban).toLowerCase()]) {
          expect(isSeen(iban, `${before}${written}${after}`)).toBe(false);
        }
      }),
    );
  });

  test('are never whole where other text touches them', () => {
    fc.assert(
      fc.property(ibanArbitrary, touching, touching, (iban, before, after) => {
        expect(isSeen(iban, `${before}${iban}${after}`)).toBe(false);
        expect(isSeen(iban, `${before}${grouped(iban)}${after}`)).toBe(false);
      }),
    );
  });

  test('are masked one by one in a list and in JSON', () => {
    const text = JSON.stringify({
      from: 'NL02ABNA0123456789',
      to: ['DE24100100500012345678', 'BE83 3630 1234 5615'],
    });
    expect(maskIbans(text)).toBe('{"from":"NL02…6789","to":["DE24…5678","BE83…5615"]}');
  });

  test('do not take what support needs along: ids, hashes, dates, amounts and codes stay', () => {
    const text = [
      '0106:12345678/3f0c8c1e-1111-4222-8333-444455556666',
      'de24abcd-1234-4abc-8def-ab12ab12ab12',
      'BANK_OUTCOME_UNKNOWN 2026-11-20T10:00:00.000Z EUR 1536.70',
      'ab12'.repeat(16),
      'S-1001~2026-110017',
    ].join(' | ');
    expect(maskIbans(text)).toBe(text);
  });

  test('are found in a text of a hundred thousand characters without delay', () => {
    const text = 'AB12 '.repeat(20_000);
    const start = performance.now();
    maskIbans(text);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
