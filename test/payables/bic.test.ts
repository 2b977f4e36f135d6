import { describe, expect, test } from 'vitest';
import { bicFor } from '../../lib/payables/bic.ts';

const ibanOf = {
  FR: 'FR1420041010050500013M02606',
  GB: 'GB29NWBK60161331926819',
  FI: 'FI2112345600000785',
  NL: 'NL20INGB0001234567',
};

describe('the BIC beside an IBAN', () => {
  test.each([
    ['INGBNL2A', 'INGBNL2A'],
    ['INGBNL2AXXX', 'INGBNL2AXXX'],
    ['ingb nl  2a', 'INGBNL2A'],
    [' INGBNL2A\n', 'INGBNL2A'],
  ])('%j is told as %s', (text, bic) => expect(bicFor(ibanOf.NL, text)).toBe(bic));

  test.each([
    null,
    undefined,
    '',
    '[BIC]',
    'SE:BANKGIRO',
    'INGBNL2', // seven characters
    'INGBNL2AX',
    'INGBNL2AXX',
    'INGBNL2AXXXX',
    'XINGBNL2A', // nine
    'BIC:INGBNL2A',
    'INGBNL2A.',
    'INGBNL2A/INGBNL2A',
    'ING1NL2A', // the bank has letters only
    'INGBNL2-',
    'DEUTDEFF', // a bank of another country
    'AXFRGPNL',
  ])('%j is none and left out', (text) => expect(bicFor(ibanOf.NL, text)).toBeUndefined());

  test.each(['FR', 'GF', 'GP', 'MQ', 'RE', 'YT', 'PM', 'BL', 'MF', 'NC', 'PF', 'WF'])(
    'of a bank in %s stands beside a French IBAN',
    (country) => {
      expect(bicFor(ibanOf.FR, `BANK${country}PP`)).toBe(`BANK${country}PP`);
    },
  );

  test.each(['GB', 'GG', 'JE', 'IM'])('of a bank in %s stands beside a British IBAN', (country) => {
    expect(bicFor(ibanOf.GB, `BANK${country}2L`)).toBe(`BANK${country}2L`);
  });

  test.each(['FI', 'AX'])('of a bank in %s stands beside a Finnish IBAN', (country) => {
    expect(bicFor(ibanOf.FI, `BANK${country}HH`)).toBe(`BANK${country}HH`);
  });

  test('of a territory does not stand beside the IBAN of another country', () => {
    expect(bicFor(ibanOf.GB, 'BANKGFPP')).toBeUndefined();
    expect(bicFor(ibanOf.FR, 'BANKGG2L')).toBeUndefined();
    expect(bicFor(ibanOf.FI, 'BANKIM2L')).toBeUndefined();
    expect(bicFor(ibanOf.NL, 'BANKAXHH')).toBeUndefined();
    expect(bicFor('GF1420041010050500013M02606', 'BANKFRPP')).toBeUndefined();
  });
});
