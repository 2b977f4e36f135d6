import { expect, test } from 'vitest';
import { invoiceWith } from './ubl-document.ts';

const currencies = (tax: string) =>
  `<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>${tax === '' ? '' : `<cbc:TaxCurrencyCode>${tax}</cbc:TaxCurrencyCode>`}`;
const taxTotal = (amount: string, currency: string) =>
  `<cac:TaxTotal><cbc:TaxAmount${currency === '' ? '' : ` currencyID="${currency}"`}>${amount}</cbc:TaxAmount></cac:TaxTotal>`;
const vatOf = (content: string) => {
  const { vat, vatInTaxCurrency } = invoiceWith(content).totals;
  return [vat, vatInTaxCurrency];
};

test('Of several totals of VAT, those in the currencies of the invoice and of its VAT are read, and no other.', () => {
  const totals = [taxTotal('21.00', 'EUR'), taxTotal('18.00', 'GBP'), taxTotal('24.00', 'USD')];
  for (const order of [totals, totals.toReversed()])
    expect(vatOf(currencies('USD') + order.join(''))).toEqual(['21.00', '24.00']);
});

test('Without a currency for VAT there is no total in it, whatever a second total lacks.', () => {
  expect(vatOf(currencies('') + taxTotal('21.00', 'EUR') + taxTotal('18.00', 'GBP'))).toEqual([
    '21.00',
    null,
  ]);
  expect(vatOf(currencies('') + taxTotal('21.00', 'EUR') + taxTotal('18.00', ''))).toEqual(['21.00', null]);
});

test('A group of VAT without a total is no second total, and has none to read.', () => {
  const rows =
    '<cac:TaxTotal><cac:TaxSubtotal><cbc:TaxAmount currencyID="EUR">21.00</cbc:TaxAmount></cac:TaxSubtotal></cac:TaxTotal>';
  expect(vatOf(currencies('') + rows)).toEqual([null, null]);
  expect(vatOf(currencies('USD') + rows + taxTotal('24.00', 'USD'))).toEqual([null, '24.00']);
  const { defects } = invoiceWith(currencies('') + taxTotal('21.00', 'EUR') + rows);
  expect(defects.map(({ term }) => term)).not.toContain('BT-110');
});
