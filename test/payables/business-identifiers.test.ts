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
    ['BE:VATX:0123.456.789', 'BE:VATX:0123456789'],
    ['XXBE:VAT:0123.456.789', 'XXBE:VAT:0123456789'],
    [':0123.456.789', ':0123456789'],
    ['0106:12-AB.7', '0106:12-AB.7'],
  ])('%s is compared as %s', (text, normal) => {
    expect(normaliseIdentifier(text)).toBe(normal);
    expect(normaliseIdentifier(normal)).toBe(normal);
  });

  // The Electronic Address Scheme list, as far as its values are VAT numbers.
  test.each([
    ['0211', 'IT'],
    ['9906', 'IT'],
    ['9910', 'HU'],
    ['9914', 'AT'],
    ['9920', 'ES'],
    ['9922', 'AD'],
    ['9923', 'AL'],
    ['9924', 'BA'],
    ['9925', 'BE'],
    ['9926', 'BG'],
    ['9927', 'CH'],
    ['9928', 'CY'],
    ['9929', 'CZ'],
    ['9930', 'DE'],
    ['9931', 'EE'],
    ['9932', 'GB'],
    ['9933', 'EL'],
    ['9934', 'HR'],
    ['9935', 'IE'],
    ['9936', 'LI'],
    ['9937', 'LT'],
    ['9938', 'LU'],
    ['9939', 'LV'],
    ['9940', 'MC'],
    ['9941', 'ME'],
    ['9942', 'MK'],
    ['9943', 'MT'],
    ['9944', 'NL'],
    ['9945', 'PL'],
    ['9946', 'PT'],
    ['9947', 'RO'],
    ['9948', 'RS'],
    ['9949', 'SI'],
    ['9950', 'SK'],
    ['9951', 'SM'],
    ['9952', 'TR'],
    ['9953', 'VA'],
    ['9955', 'SE'],
    ['9957', 'FR'],
  ])('scheme %s holds VAT numbers of %s, with or without the country', (scheme, country) => {
    expect(normaliseIdentifier(`${scheme}:123456789`)).toBe(`VAT:${country}123456789`);
    expect(normaliseIdentifier(`${scheme}:${country}123456789`)).toBe(`VAT:${country}123456789`);
    expect(normaliseIdentifier(`${country}123456789`)).toBe(`VAT:${country}123456789`);
  });

  test.each(['0088', '0106', '0208', '9901', '9907', '9918', '9919', '9956', '9959'])(
    'scheme %s holds other numbers, which are no VAT numbers',
    (scheme) => expect(normaliseIdentifier(`${scheme}:123456789`)).toBe(`${scheme}:123456789`),
  );

  test.each(['GR', 'DK', 'FI', 'XI', 'NO'])('%s begins a VAT number that no scheme is for', (country) => {
    expect(normaliseIdentifier(`${country}123456789`)).toBe(`VAT:${country}123456789`);
  });

  test.each([
    ['DE1234567', 'seven digits are enough'],
    ['NL1234567890123', 'thirteen characters after the country are the most'],
    ['FRABC1234567', 'three letters among the digits are the most'],
  ])('%s without a scheme is a VAT number: %s', (text) => {
    expect(normaliseIdentifier(text)).toBe(`VAT:${text}`);
  });

  test.each([
    ['DE123456', 'six digits are too few'],
    ['IE123456FA', 'letters do not count as digits'],
    ['NL12345678901234', 'fourteen characters after the country are too many'],
    ['DEABCD1234567', 'four letters are too many'],
    ['DE1A2B3C4D567', 'four letters are too many wherever they stand'],
    ['US1234567890', 'the country has no VAT numbers'],
    ['D1234567890', 'a country has two letters'],
    ['BE/DE811234567', 'a VAT number has no other signs before it'],
    ['AT12345678/1', 'a VAT number has no other signs after it'],
  ])('%s without a scheme is a number of our own: %s', (text) => {
    expect(normaliseIdentifier(text)).toBe(text);
  });

  test('of a party come from its legal id, its VAT number, its electronic address and its other ids alike', () => {
    const nobody = { legalId: null, vatId: null, endpoint: null, identifiers: [] };
    expect(identifiersOf(testParty(nobody))).toEqual([]);
    const id = { scheme: '0208', value: '0123.456.789' };
    expect(identifiersOf(testParty({ ...nobody, legalId: id }))).toEqual(['0208:0123456789']);
    expect(identifiersOf(testParty({ ...nobody, endpoint: id }))).toEqual(['0208:0123456789']);
    expect(identifiersOf(testParty({ ...nobody, identifiers: [id] }))).toEqual(['0208:0123456789']);
    expect(identifiersOf(testParty({ ...nobody, vatId: 'BE0123.456.789' }))).toEqual(['VAT:BE0123456789']);
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
    ['GR123456789', 'GR', 'VAT:GR123456789'],
    ['12345678', 'DK', 'VAT:DK12345678'],
    ['12345678', 'FI', 'VAT:FI12345678'],
    ['123456789', 'XI', 'VAT:XI123456789'],
    ['123456789', 'NO', 'VAT:NO123456789'],
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
