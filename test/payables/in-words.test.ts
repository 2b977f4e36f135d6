import { describe, expect, test } from 'vitest';
import { decimal } from '../../lib/money/decimal.ts';
import {
  amountInWords,
  dayInWords,
  ibanInWords,
  quoted,
  weekdayInWords,
} from '../../lib/payables/in-words.ts';
import { oneLine } from '../../lib/payables/one-line.ts';
import { day } from './factory.ts';

describe('in words', () => {
  test.each([
    ['121.00', 'EUR', '121.00 EUR', '121,00 EUR'],
    ['1210', 'EUR', '1,210.00 EUR', '1.210,00 EUR'],
    ['-1234567.8', 'EUR', '-1,234,567.80 EUR', '-1.234.567,80 EUR'],
    ['123456.00', 'EUR', '123,456.00 EUR', '123.456,00 EUR'],
    ['+12.50', 'EUR', '12.50 EUR', '12,50 EUR'],
    ['-0.00', 'EUR', '0.00 EUR', '0,00 EUR'],
    ['0.12345', 'EUR', '0.12345 EUR', '0,12345 EUR'], // every digit that counts
    ['+1000.125', 'EUR', '1,000.125 EUR', '1.000,125 EUR'],
    ['7.250', 'EUR', '7.25 EUR', '7,25 EUR'], // and none that does not
    ['99.90', null, '99.90', '99,90'],
  ])('the amount %s of %s is %s, in Dutch %s', (amount, currency, en, nl) => {
    expect(amountInWords(decimal(amount), currency)).toEqual({ en, nl });
  });

  test('a day has its weekday only where a bank may be closed', () => {
    expect(dayInWords(day('2026-12-02'))).toEqual({ en: '2 December 2026', nl: '2 december 2026' });
    expect(weekdayInWords(day('2026-12-02'))).toEqual({
      en: 'Wednesday 2 December 2026',
      nl: 'woensdag 2 december 2026',
    });
  });

  test.each([
    ['NL20INGB0001234567', 'NL20 INGB 0001 2345 67'],
    ['BE68539007547034', 'BE68 5390 0754 7034'], // no blank at the end
  ])('the IBAN %s is %s', (iban, shown) => expect(ibanInWords(iban)).toBe(shown));

  test('a text of the document is cut only where a novel would go on', () => {
    const longest = 'x'.repeat(200);
    expect(quoted(longest)).toBe(longest);
    expect(quoted(`${longest}x`)).toBe(`${'x'.repeat(199)}…`);
    expect(quoted(`${'x'.repeat(198)} yy`)).toBe(`${'x'.repeat(198)}…`);
  });
});

describe('text on one line', () => {
  test.each([
    [' two \r\n\t words ', undefined, 'two words'],
    ['red\u001b[31m\u0000 text', undefined, 'red [31m text'],
    ['zero\u200bwidth', undefined, 'zero width'],
    ['   blanks before', 6, 'blanks'],
    ['no blank left', 3, 'no'],
    ['exact', 5, 'exact'],
    ['ab😀cd', undefined, 'ab😀cd'],
    ['ab😀cd', 4, 'ab😀'],
    ['ab😀cd', 3, 'ab'], // half a character is none
    ['a😀b😀', 5, 'a😀b'],
  ])('of %j within %s is %j', (text, max, line) => expect(oneLine(text, max)).toBe(line));
});
