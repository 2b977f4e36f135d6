import { describe, expect, test } from 'vitest';
import { finding } from '../../lib/findings/finding.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { checkReferences } from '../../lib/payables/check-references.ts';
import { checkTerms } from '../../lib/payables/check-terms.ts';
import { profileOf } from '../../lib/payables/profile.ts';
import { day, testFatturapa, testInvoice, testLine, testOrganisation } from './factory.ts';

const check = (changes: Parameters<typeof testInvoice>[0]) => {
  const invoice = testInvoice(changes);
  return checkTerms(invoice, profileOf(invoice), day('2026-11-20'));
};
const told = (changes: Parameters<typeof testInvoice>[0]) =>
  check(changes).map(({ code, term, value }) => [code, term, value]);
const due = (payable: string | null) => ({
  ...testInvoice().totals,
  payable: payable === null ? null : decimal(payable),
});

describe('a term that a payment rests on', () => {
  test('is missing from no invoice that is in order', () => expect(told({})).toEqual([]));

  test.each<[Parameters<typeof testInvoice>[0], string, string, string]>([
    [{ number: null }, 'BT-1', 'invoice number', 'het factuurnummer'],
    [{ issueDate: null }, 'BT-2', 'issue date', 'de factuurdatum'],
    [{ currency: null }, 'BT-5', 'document currency', 'de factuurvaluta'],
    [{ totals: due(null) }, 'BT-115', 'amount due for payment', 'het te betalen bedrag'],
    [
      { lines: [testLine(), testLine({ id: '2', amount: null })] },
      'BT-131',
      'line net amount',
      'een regelbedrag',
    ],
    [{ lines: [testLine({ amount: null })] }, 'BT-131', 'line net amount', 'een regelbedrag'],
  ])('is named in both languages when it is missing from %j', (changes, term, name, naam) => {
    expect(told(changes)).toEqual([['TERM_MISSING', term, null]]);
    expect(check(changes).map(({ message, nl }) => [message, nl.message])).toEqual([
      [`The ${name} (${term}) is missing.`, `Op de factuur ontbreekt ${naam} (${term}).`],
    ]);
  });

  test('is told once, and all that are missing together', () => {
    const defects = [finding('DATE_INVALID', { term: 'BT-2', value: '2026-13-01' })];
    expect(told({ number: null, issueDate: null, currency: null, defects })).toEqual([
      ['DATE_INVALID', 'BT-2', '2026-13-01'],
      ['TERM_MISSING', 'BT-1', null],
      ['TERM_MISSING', 'BT-5', null],
    ]);
  });

  test('is not the amount of a line where the profile has no lines, nor the amount due of a FatturaPA', () => {
    const lines = [testLine({ amount: null })];
    expect(told({ lines, profile: 'urn:factur-x.eu:1p0:basicwl' })).toEqual([]);
    expect(told({ lines, profile: 'urn:factur-x.eu:1p0:minimum' })).toEqual([]);
    expect(told({ lines: [] })).toEqual([]);
    expect(told(testFatturapa({ totals: due(null) }))).toEqual([]);
  });
});

describe('the terms of an invoice', () => {
  test.each([null, 'urn:something:else', 'TR1.2'])('name the profile %s that is not supported', (profile) => {
    expect(told({ profile })).toEqual([['UNSUPPORTED_PROFILE', 'BT-24', profile]]);
  });

  test('hold an issue date of tomorrow at the latest', () => {
    expect(told({ issueDate: day('2026-11-20') })).toEqual([]);
    expect(told({ issueDate: day('2026-11-21') })).toEqual([]);
    expect(told({ issueDate: day('2026-11-22') })).toEqual([['DATE_INVALID', 'BT-2', '2026-11-22']]);
  });

  test.each(['121', '121.00', '121.0', '121.000', '-121.01'])(
    'hold %s euros, which is whole cents',
    (payable) => {
      expect(told({ totals: due(payable) })).toEqual([]);
    },
  );

  test.each(['121.005', '0.001', '-121.001'])('do not hold %s euros, which no bank can pay', (payable) => {
    expect(told({ totals: due(payable) })).toEqual([['AMOUNT_INVALID', 'BT-115', payable]]);
  });

  test.each(['KWD', 'USD', 'JPY'])('leave the decimals of %s alone', (currency) => {
    expect(told({ currency, totals: due('121.005') })).toEqual([]);
  });
});

describe('the references that an organisation requires', () => {
  test('are named in both languages, with what stands there instead', () => {
    const organisation = testOrganisation({ requires: ['order-reference', 'buyer-reference'] });
    const invoice = testInvoice({ buyerReference: null, orderReference: 'N/A' });
    const findings = checkReferences(invoice, organisation);
    expect(findings.map(({ code, term, value }) => [code, term, value])).toEqual([
      ['BUYER_REFERENCE_MISSING', 'BT-10', null],
      ['BUYER_REFERENCE_MISSING', 'BT-13', 'N/A'],
    ]);
    expect(findings.map(({ message, nl }) => [message, nl.message])).toEqual([
      [
        'The buyer reference (BT-10) is missing, and the organisation requires it.',
        'Op de factuur ontbreekt de referentie van de koper (BT-10), en de organisatie stelt dat verplicht.',
      ],
      [
        'The purchase order number (BT-13) is missing, and the organisation requires it.',
        'Op de factuur ontbreekt het inkoopordernummer (BT-13), en de organisatie stelt dat verplicht.',
      ],
    ]);
  });

  test('are none as long as the organisation is unknown', () => {
    expect(checkReferences(testInvoice(), null)).toEqual([]);
  });
});
