import { describe, expect, test } from 'vitest';
import {
  belgianReference,
  creditorReference,
  dutchReference,
} from '../../lib/payables/structured-reference.ts';

describe('the shape of a structured reference', () => {
  test.each([
    ['RF83X', 'RF83X'], // the shortest
    ['RF40123456789012345678901', 'RF40123456789012345678901'], // the longest
    ['\trf83 \n x ', 'RF83X'],
    // right by modulus 97, and yet no creditor references:
    ['RF191234567890123456789012', undefined], // a character too long
    ['RF2A512', undefined], // a letter as check digit
    ['RFRF18539007547034', undefined], // something before
    ['RF18539007547034!', undefined],
    ['RF19539007547034', undefined],
  ])('creditor reference %j: %s', (text, reference) => expect(creditorReference(text)).toBe(reference));

  test.each([
    ['123/4567/89002', '+++123/4567/89002+++'],
    ['+++123456789002+++', '+++123/4567/89002+++'],
    ['097/0000/00097', '+++097/0000/00097+++'],
    ['1234567890020', undefined], // a digit too many
    ['0123456789002', undefined],
    ['12345678902', undefined], // a digit too few
    ['+++123/4567/89002', undefined], // signs on one side only
    ['++123/4567/89002++', undefined],
    ['123/4567/89002 please', undefined],
  ])('Belgian reference %j: %s', (text, reference) => expect(belgianReference(text)).toBe(reference));

  test.each([
    // one of each check digit: 11 less the remainder of the weighted sum …
    ['2202600000000002', '2202600000000002'],
    ['3202600000000007', '3202600000000007'],
    ['4202600000000001', '4202600000000001'],
    ['5202600000000006', '5202600000000006'],
    ['6202600000000019', '6202600000000019'],
    ['7202600000000005', '7202600000000005'],
    ['8202600000000018', '8202600000000018'],
    ['9202600000000004', '9202600000000004'],
    // … where 10 is written 1, like 1, and 11 is written 0
    ['1202600000000008', '1202600000000008'],
    ['1202600000000009', '1202600000000009'],
    ['0202600000000003', '0202600000000003'],
    ['0202600000000009', undefined],
    ['1202600000000003', undefined],
    ['52026000000000017', undefined], // 17 digits, the first of them right
    ['320260000000000', undefined], // 15 digits, likewise
    ['7000 0020 2600 0771 x', undefined],
  ])('Dutch reference %j: %s', (text, reference) => expect(dutchReference(text)).toBe(reference));
});
