import { describe, expect, test } from 'vitest';
import { invoiceJson } from '../../cli/invoice-json.ts';
import { ciiWith } from './cii-document.ts';
import { invoiceWith } from './ubl-document.ts';

const account = (id: string, bic = '') =>
  `<cac:PaymentMeans><cbc:PaymentMeansCode>30</cbc:PaymentMeansCode><cac:PayeeFinancialAccount><cbc:ID>${id}</cbc:ID><cac:FinancialInstitutionBranch><cbc:ID>${bic}</cbc:ID></cac:FinancialInstitutionBranch></cac:PayeeFinancialAccount></cac:PaymentMeans>`;

describe('The printed invoice', () => {
  test('shows absent terms as null and absent groups as empty.', () => {
    expect(invoiceJson(invoiceWith(''))).toEqual({
      syntax: 'ubl-invoice',
      body: 1,
      kind: 'invoice',
      profile: null,
      typeCode: null,
      number: null,
      issueDate: null,
      dueDate: null,
      discountDates: null,
      currency: null,
      payableAmount: null,
      taxInclusiveAmount: null,
      prepaidAmount: null,
      roundingAmount: null,
      sellerName: null,
      payeeName: null,
      paymentMeans: [],
      paymentReference: null,
      accounts: [],
      lineCount: 0,
      countedLineCount: 0,
      unmapped: [],
    });
  });

  test('shows each account once, tells IBANs from other numbers and valid ones from wrong ones.', () => {
    const invoice = invoiceWith(
      account('nl91 abna 0417 1643 00', 'ABNANL2A') +
        account('NL91ABNA0417164300') +
        account('NL92ABNA0417164300') +
        account('1234 567', 'SE:BANKGIRO'),
    );
    expect(invoiceJson(invoice).accounts).toEqual([
      { id: 'NL91ABNA0417164300', iban: true, valid: true, bic: 'ABNANL2A', name: null },
      { id: 'NL92ABNA0417164300', iban: true, valid: false, bic: null, name: null },
      { id: '1234 567', iban: false, valid: false, bic: 'SE:BANKGIRO', name: null },
    ]);
  });

  test('joins due dates and payment references that differ, and keeps every payment means code.', () => {
    const reference = (id: string) =>
      `<cac:PaymentMeans><cbc:PaymentMeansCode>58</cbc:PaymentMeansCode><cbc:PaymentDueDate>2026-10-1${id}</cbc:PaymentDueDate><cbc:PaymentID>R${id}</cbc:PaymentID></cac:PaymentMeans>`;
    expect(invoiceJson(invoiceWith(reference('1') + reference('2') + reference('1')))).toMatchObject({
      dueDate: '2026-10-11|2026-10-12',
      paymentReference: 'R1|R2',
      paymentMeans: ['58', '58', '58'],
    });
  });

  test('keeps amounts as the document writes them.', () => {
    const invoice = invoiceWith(
      '<cac:LegalMonetaryTotal><cbc:TaxInclusiveAmount>0012.10</cbc:TaxInclusiveAmount><cbc:PrepaidAmount>-0.00</cbc:PrepaidAmount><cbc:PayableRoundingAmount>+0.10</cbc:PayableRoundingAmount><cbc:PayableAmount>12.2</cbc:PayableAmount></cac:LegalMonetaryTotal>',
    );
    expect(invoiceJson(invoice)).toMatchObject({
      payableAmount: '12.2',
      taxInclusiveAmount: '0012.10',
      prepaidAmount: '-0.00',
      roundingAmount: '+0.10',
    });
  });

  test('counts all lines and those that count, and keeps discount dates apart from due dates.', () => {
    const line = (status: string) =>
      `<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineStatusReasonCode>${status}</ram:LineStatusReasonCode></ram:AssociatedDocumentLineDocument></ram:IncludedSupplyChainTradeLineItem>`;
    const terms = (day: string, discount: string) =>
      `<ram:SpecifiedTradePaymentTerms><ram:DueDateDateTime><udt:DateTimeString format="102">${day}</udt:DateTimeString></ram:DueDateDateTime>${discount}</ram:SpecifiedTradePaymentTerms>`;
    const invoice = ciiWith({
      lines: line('GROUP') + line('DETAIL') + line('INFORMATION'),
      settlement: terms('20260925', '<ram:ApplicableTradePaymentDiscountTerms/>') + terms('20261015', ''),
    });
    expect(invoiceJson(invoice)).toMatchObject({
      lineCount: 3,
      countedLineCount: 1,
      dueDate: '2026-10-15',
      discountDates: '2026-09-25',
    });
  });
});
