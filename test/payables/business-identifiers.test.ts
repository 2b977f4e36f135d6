import { describe, expect, test } from 'vitest';
import {
  identifiersOf,
  normaliseIdentifier,
  organisationIdentifiers,
  supplierIdentifiers,
} from '../../lib/payables/business-identifiers.ts';
import { testOrganisation, testParty, testSupplier } from './factory.ts';

describe('business identifiers', () => {
  test.each([
    ['0106:12345678', '0106:12345678'],
    ['NL:KVK:12345678', '0106:12345678'],
    ['iso6523-actorid-upis::0106:12345678', '0106:12345678'],
    ['0106: 12 34 56 78', '0106:12345678'],
    ['0208:0123.456.789', '0208:0123456789'],
    ['NL:VAT:NL123456789B01', 'VAT:NL123456789B01'],
    ['9944:nl123456789b01', 'VAT:NL123456789B01'],
    ['9944:123456789B01', 'VAT:NL123456789B01'],
    ['9925:BE0123456789', 'VAT:BE0123456789'],
    ['BE:VAT:BE 0123.456.789', 'VAT:BE0123456789'],
    ['VAT:NL 1234.56.789.B01', 'VAT:NL123456789B01'],
    ['NL123456789B01', 'VAT:NL123456789B01'],
    ['DE 811 234 567', 'VAT:DE811234567'],
    ['9933:EL123456789', 'VAT:EL123456789'],
    ['0211:IT01234567890', 'VAT:IT01234567890'],
    ['0211:01234567890', 'VAT:IT01234567890'],
    ['ATU12345678', 'VAT:ATU12345678'],
    ['FRXX123456789', 'VAT:FRXX123456789'],
    ['IE1234567FA', 'VAT:IE1234567FA'],
    ['ESX1234567X', 'VAT:ESX1234567X'],
    ['GLN:8712345678906', '0088:8712345678906'],
    ['DEBITOR 4711', 'DEBITOR4711'],
    ['12345678', '12345678'],
  ])('%s is compared as %s', (text, normal) => {
    expect(normaliseIdentifier(text)).toBe(normal);
    expect(normaliseIdentifier(normal)).toBe(normal);
  });

  test('of a party are all its ids once, but never its tax registration, which many share', () => {
    const party = testParty({
      vatId: 'NL 0087.65.432.B01',
      identifiers: [
        { scheme: '0088', value: '8712345678906' },
        { scheme: null, value: 'D-77' },
      ],
      taxRegistrations: ['Godkänd för F-skatt'],
    });
    expect(identifiersOf(party)).toEqual([
      '0106:87654321',
      'VAT:NL008765432B01',
      '0088:8712345678906',
      'D-77',
    ]);
  });

  test.each([
    ['123456789B01', 'NL', 'VAT:NL123456789B01'],
    ['NL123456789B01', 'BE', 'VAT:NL123456789B01'],
    ['123456789', 'GR', 'VAT:EL123456789'],
    ['EL123456789', 'GR', 'VAT:EL123456789'],
    ['B12345678', 'ES', 'VAT:ESB12345678'],
    ['51824753556', 'AU', 'VAT:51824753556'],
    ['01234567890', null, 'VAT:01234567890'],
  ])('a VAT number %s of a seller in %s is compared as %s', (vatId, country, normal) => {
    const party = testParty({ vatId, country, legalId: null, endpoint: null });
    expect(identifiersOf(party)).toEqual([normal]);
  });

  test('of an organisation include its PSB parties', () => {
    const organisation = testOrganisation({ identifiers: ['NL001234567B01', '0106:12345678'] });
    expect(organisationIdentifiers(organisation)).toEqual(['0106:12345678', 'VAT:NL001234567B01']);
    expect(supplierIdentifiers(testSupplier({ identifiers: ['NL:KVK:1', '0106:1'] }))).toEqual(['0106:1']);
  });
});
