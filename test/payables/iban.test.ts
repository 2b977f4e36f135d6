import { describe, expect, test } from 'vitest';
import { isGAccount, isValidIban, looksLikeIban, normaliseIban } from '../../lib/payables/iban.ts';

describe('an account number', () => {
  test.each([
    ['NL20INGB0001234567', 'NL20INGB0001234567'],
    ['nl20 ingb  0001\t2345 67\n', 'NL20INGB0001234567'],
    ['IBAN NL20INGB0001234567', 'NL20INGB0001234567'],
    ['iban: NL20INGB0001234567', 'NL20INGB0001234567'],
    ['12345IBAN:67', '12345IBAN:67'], // only at the beginning
    ['NL20IBAN0001234567', 'NL20IBAN0001234567'],
  ])('%j is compared and paid as %s', (written, normal) => expect(normaliseIban(written)).toBe(normal));

  test.each(['NL20INGB0001234567', 'XX00ABCDEFGH', `MT84${'0'.repeat(30)}`])(
    '%s has the shape of an IBAN, right or wrong',
    (account) => expect(looksLikeIban(account)).toBe(true),
  );

  test.each([
    'NL2OINGB0001234567', // a letter O for a zero
    'N120INGB0001234567',
    'XX00ABCDEFG', // seven characters after the check digits
    `MT84${'0'.repeat(31)}`,
    'NL20INGB0001234567/1',
    '/NL20INGB0001234567',
    'NL20-INGB-0001234567',
    'nl20INGB0001234567',
    '123-4567',
    '',
  ])('%j has not', (account) => {
    expect(looksLikeIban(account)).toBe(false);
    expect(isValidIban(account)).toBe(false);
  });

  test.each([
    ['NL75INGB0990001234', true],
    ['NL20INGB0001234567', false],
    ['NL20INGB0099123456', false], // 099 must follow the bank code
    ['BE71096123456769', false],
    ['DE75INGB0990001234', false],
    ['XNL75INGB0990001234', false],
  ])('%s is a Dutch g-account: %s', (iban, isOne) => expect(isGAccount(iban)).toBe(isOne));
});
