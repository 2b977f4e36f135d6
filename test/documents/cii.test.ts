import { describe, expect, test } from 'vitest';
import { ciiWith, zugferd1With } from './cii-document.ts';

const date = (text: string, format = '102') =>
  `<udt:DateTimeString format="${format}">${text}</udt:DateTimeString>`;
const means = (content: string) =>
  `<ram:SpecifiedTradeSettlementPaymentMeans>${content}</ram:SpecifiedTradeSettlementPaymentMeans>`;
const code = (text: string) => `<ram:TypeCode>${text}</ram:TypeCode>`;
const payeeAccount = (content: string) =>
  `<ram:PayeePartyCreditorFinancialAccount>${content}</ram:PayeePartyCreditorFinancialAccount>`;
const bic = (text: string) =>
  `<ram:PayeeSpecifiedCreditorFinancialInstitution><ram:BICID>${text}</ram:BICID></ram:PayeeSpecifiedCreditorFinancialInstitution>`;
const terms = (content: string) =>
  `<ram:SpecifiedTradePaymentTerms>${content}</ram:SpecifiedTradePaymentTerms>`;
const due = (text: string) => `<ram:DueDateDateTime>${date(text)}</ram:DueDateDateTime>`;
const discount = (content: string) =>
  `<ram:ApplicableTradePaymentDiscountTerms>${content}</ram:ApplicableTradePaymentDiscountTerms>`;
const mandate = '<ram:DirectDebitMandateID>M-7</ram:DirectDebitMandateID>';

const noteLine = (content = '', note = 'Wichtig') =>
  `<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:IncludedNote><ram:Content>${note}</ram:Content></ram:IncludedNote></ram:AssociatedDocumentLineDocument>${content}</ram:IncludedSupplyChainTradeLineItem>`;

describe('When a CII invoice is due', () => {
  const issued = (dateTime: string) =>
    ciiWith({ document: `<ram:IssueDateTime>${dateTime}</ram:IssueDateTime>` });

  test('A date is eight digits in format 102.', () => {
    expect(issued(date('20260915')).issueDate).toBe('2026-09-15');
  });

  test.each([
    ['202609', '610'],
    ['20260915', '616'],
    ['20260230', '102'],
    ['2026-09-15', '102'],
  ])('The date %j in format %s is a defect, not a guess.', (text, format) => {
    const invoice = issued(date(text, format));
    expect(invoice.issueDate).toBeNull();
    expect(invoice.defects).toMatchObject([{ code: 'DATE_INVALID', term: 'BT-2', value: text }]);
  });

  test('The last day of a cash discount is no due date, whichever of the two terms comes first.', () => {
    const net = terms(`<ram:Description>net</ram:Description>${due('20261015')}`);
    const early = terms(due('20260925') + discount('<ram:CalculationPercent>2.00</ram:CalculationPercent>'));
    for (const settlement of [net + early, early + net]) {
      const invoice = ciiWith({ settlement });
      expect(invoice.dueDates).toEqual(['2026-10-15']);
      expect(invoice.paymentTerms).toHaveLength(2);
      expect(invoice.paymentTerms).toContainEqual({
        note: null,
        paymentMeansId: null,
        amount: null,
        dueDate: null,
        discount: { until: '2026-09-25', days: null, percent: '2.00', amount: null },
      });
    }
  });

  test('Two cash discounts by days are both kept, and the invoice has no due date.', () => {
    const early = (days: string, amount: string) =>
      terms(
        discount(
          `<ram:BasisPeriodMeasure unitCode="DAY">${days}</ram:BasisPeriodMeasure><ram:ActualDiscountAmount>${amount}</ram:ActualDiscountAmount>`,
        ),
      );
    const invoice = ciiWith({ settlement: early('14', '5.00') + early('7', '9.00') });
    expect(invoice.dueDates).toEqual([]);
    expect(invoice.paymentTerms.map((each) => each.discount)).toEqual([
      { until: null, days: '14', percent: null, amount: '5.00' },
      { until: null, days: '7', percent: null, amount: '9.00' },
    ]);
  });

  test('Two due dates without a discount are both reported, for a person to choose.', () => {
    const settlement = terms(due('20261120')) + terms(due('20261114'));
    expect(ciiWith({ settlement }).dueDates).toEqual(['2026-11-20', '2026-11-14']);
  });

  test('Partial payments of the extended profile keep their amounts and dates.', () => {
    const part = (amount: string, day: string) =>
      terms(due(day) + `<ram:PartialPaymentAmount>${amount}</ram:PartialPaymentAmount>`);
    const invoice = ciiWith({ settlement: part('60.00', '20261001') + part('40.00', '20261101') });
    expect(invoice.dueDates).toEqual(['2026-10-01', '2026-11-01']);
    expect(invoice.paymentTerms).toMatchObject([
      { amount: '60.00', dueDate: '2026-10-01' },
      { amount: '40.00', dueDate: '2026-11-01' },
    ]);
  });
});

describe('Whom a CII invoice asks to pay, and how', () => {
  test('Each account keeps the BIC of its own payment means and never gets that of another.', () => {
    const settlement =
      means(code('58') + payeeAccount('<ram:IBANID>DE1</ram:IBANID>') + bic('COBADEFF')) +
      means(code('58') + payeeAccount('<ram:IBANID>DE2</ram:IBANID><ram:AccountName>B</ram:AccountName>'));
    expect(ciiWith({ settlement }).paymentMeans.map(({ account }) => account)).toEqual([
      { id: 'DE1', name: null, bic: 'COBADEFF' },
      { id: 'DE2', name: 'B', bic: null },
    ]);
  });

  test('An account that is no IBAN is read as written.', () => {
    const settlement = means(payeeAccount('<ram:ProprietaryID>1234 567</ram:ProprietaryID>'));
    expect(ciiWith({ settlement }).paymentMeans.map(({ account }) => account?.id)).toEqual(['1234 567']);
  });

  test('An account beside the IBAN of the same means is a doubt for a person, unless it is the same.', () => {
    const both = (other: string) =>
      ciiWith({
        settlement: means(
          payeeAccount(`<ram:ProprietaryID>${other}</ram:ProprietaryID><ram:IBANID>DE1</ram:IBANID>`),
        ),
      });
    expect(both('DE1').defects).toEqual([]);
    expect(both('1234 567').defects).toMatchObject([
      { code: 'TERM_REPEATED', term: 'BT-84', value: 'DE1 | 1234 567' },
    ]);
    expect(both('1234 567').paymentMeans[0]?.account?.id).toBe('DE1');
  });

  test('Two IBANs in one payment means are a doubt for a person.', () => {
    const account = '<ram:IBANID>DE1</ram:IBANID><ram:IBANID>DE2</ram:IBANID>';
    expect(ciiWith({ settlement: means(payeeAccount(account)) }).defects).toMatchObject([
      { code: 'TERM_REPEATED', term: 'BT-84', value: 'DE1 | DE2' },
    ]);
  });

  test("The buyer's own account never becomes an account to pay to, even beside the payee's.", () => {
    const payer =
      '<ram:PayerPartyDebtorFinancialAccount><ram:IBANID>DE9</ram:IBANID></ram:PayerPartyDebtorFinancialAccount>';
    const settlement =
      means(code('59') + payer) + means(code('30') + payer + payeeAccount('<ram:IBANID>DE1</ram:IBANID>'));
    expect(ciiWith({ settlement }).paymentMeans).toMatchObject([
      { account: null, payerAccount: 'DE9' },
      { account: { id: 'DE1' }, payerAccount: 'DE9' },
    ]);
  });

  test('The payment reference of the document belongs to every payment means.', () => {
    const reference = '<ram:PaymentReference>R-1</ram:PaymentReference>';
    const both = ciiWith({ settlement: reference + means(code('30')) + means(code('58')) });
    expect(both.paymentMeans.map(({ references }) => references)).toEqual([['R-1'], ['R-1']]);
    const none = ciiWith({ settlement: reference });
    expect(none.paymentMeans).toMatchObject([{ code: null, account: null, references: ['R-1'] }]);
    expect(ciiWith({}).paymentMeans).toEqual([]);
  });

  test('The mandate of the document belongs to a direct debit.', () => {
    const invoice = ciiWith({ settlement: means(code('59')) + terms(mandate) });
    expect(invoice.paymentMeans).toMatchObject([{ code: '59', mandate: 'M-7' }]);
  });

  test.each(['30', '31', '42', '58'])('A mandate left beside the transfer code %s is not read.', (text) => {
    const invoice = ciiWith({ settlement: means(code(text)) + terms(mandate) });
    expect(invoice.paymentMeans).toMatchObject([{ mandate: null }]);
    expect(invoice.unmapped.join()).toMatch(/ram:DirectDebitMandateID$/);
  });

  test.each(['1', 'ZZZ', ''])('Beside the undefined code %j a mandate may be meant, and is kept.', (text) => {
    expect(ciiWith({ settlement: means(code(text)) + terms(mandate) }).paymentMeans).toMatchObject([
      { mandate: 'M-7' },
    ]);
  });

  test('A card is read from its own group.', () => {
    const card =
      '<ram:ApplicableTradeSettlementFinancialCard><ram:ID>1234</ram:ID></ram:ApplicableTradeSettlementFinancialCard>';
    expect(
      ciiWith({ settlement: means(`<ram:Information>Card</ram:Information>${card}`) }).paymentMeans,
    ).toMatchObject([{ text: 'Card', card: '1234' }]);
  });
});

describe('Who the parties of a CII invoice are', () => {
  const seller = (content: string) =>
    ciiWith({ agreement: `<ram:SellerTradeParty>${content}</ram:SellerTradeParty>` }).seller;

  test('A seller has identifiers with and without a scheme.', () => {
    expect(seller('<ram:ID>K7</ram:ID><ram:GlobalID schemeID="0088">871</ram:GlobalID>').identifiers).toEqual(
      [
        { scheme: null, value: 'K7' },
        { scheme: '0088', value: '871' },
      ],
    );
  });

  test('The scheme of a tax registration tells the VAT number from the tax number.', () => {
    const registration = (scheme: string, id: string) =>
      `<ram:SpecifiedTaxRegistration><ram:ID schemeID="${scheme}">${id}</ram:ID></ram:SpecifiedTaxRegistration>`;
    expect(seller(registration('FC', '201/1') + registration('VA', 'DE1'))).toMatchObject({
      vatId: 'DE1',
      taxRegistrations: ['201/1'],
    });
  });

  test('A seller has its legal name, trading name, legal id, address and country.', () => {
    const content =
      '<ram:Name>Söhne &amp; Co</ram:Name><ram:SpecifiedLegalOrganization><ram:ID schemeID="0106">1</ram:ID><ram:TradingBusinessName>S</ram:TradingBusinessName></ram:SpecifiedLegalOrganization><ram:PostalTradeAddress><ram:CountryID>DE</ram:CountryID></ram:PostalTradeAddress><ram:URIUniversalCommunication><ram:URIID schemeID="EM">a@b.example</ram:URIID></ram:URIUniversalCommunication>';
    expect(seller(content)).toMatchObject({
      name: 'Söhne & Co',
      tradingName: 'S',
      legalId: { scheme: '0106', value: '1' },
      endpoint: { scheme: 'EM', value: 'a@b.example' },
      country: 'DE',
    });
  });

  const shapesOfMark = (name: string, text: string) => [
    `<ram:${name}><udt:Indicator>${text}</udt:Indicator></ram:${name}>`,
    `<ram:${name}><udt:IndicatorString>${text}</udt:IndicatorString></ram:${name}>`,
    `<ram:${name}>${text}</ram:${name}>`,
  ];

  test.each([
    ['true', true],
    ['1', true],
    ['TRUE', true],
    ['yes', true],
    ['false', false],
    ['False', false],
    ['0', false],
    ['', false],
  ])('A TestIndicator of "%s", in any shape, makes it a test: %s.', (text, isTest) => {
    for (const context of shapesOfMark('TestIndicator', text)) {
      expect(ciiWith({ context })).toMatchObject({ isTest, isCopy: false, unmapped: [] });
      expect(zugferd1With({ context }).isTest).toBe(isTest);
    }
  });

  test('One mark among several that makes it a test is enough.', () => {
    const [no = '', yes = ''] = ['false', 'true'].flatMap(
      (text) => shapesOfMark('TestIndicator', text)[0] ?? [],
    );
    expect(ciiWith({ context: no + yes }).isTest).toBe(true);
  });

  test.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['', false],
  ])('A CopyIndicator of "%s" makes it a copy: %s.', (text, isCopy) => {
    for (const document of shapesOfMark('CopyIndicator', text)) {
      expect(ciiWith({ document })).toMatchObject({ isCopy, isTest: false, unmapped: [] });
      expect(zugferd1With({ document }).isCopy).toBe(isCopy);
    }
  });

  const vatId = (text: string) =>
    `<ram:SpecifiedTaxRegistration><ram:ID schemeID="VA">${text}</ram:ID></ram:SpecifiedTaxRegistration>`;
  const legalId = (text: string) =>
    `<ram:SpecifiedLegalOrganization><ram:ID schemeID="0106">${text}</ram:ID></ram:SpecifiedLegalOrganization>`;
  const address = (text: string) =>
    `<ram:URIUniversalCommunication><ram:URIID schemeID="EM">${text}</ram:URIID></ram:URIUniversalCommunication>`;

  test.each([
    ['BT-27', 'name', (text: string) => `<ram:Name>${text}</ram:Name>`, 'A | B'],
    ['BT-30', 'legal id', legalId, '0106:A | 0106:B'],
    ['BT-31', 'VAT id', vatId, 'A | B'],
    ['BT-34', 'electronic address', address, 'EM:A | EM:B'],
  ])('A second, different %s (%s) of the seller is a doubt for a person.', (term, _name, write, value) => {
    const agreement = (content: string) => ({
      agreement: `<ram:SellerTradeParty>${content}</ram:SellerTradeParty>`,
    });
    expect(ciiWith(agreement(write('A') + write('B'))).defects).toMatchObject([
      { code: 'TERM_REPEATED', term, value },
    ]);
    expect(ciiWith(agreement(write('A') + write('A'))).defects).toEqual([]);
  });

  test('A payee and a payer are there only when the document names them.', () => {
    expect(ciiWith({})).toMatchObject({ payee: null, payer: null });
    const settlement =
      '<ram:PayeeTradeParty><ram:Name>Factor</ram:Name></ram:PayeeTradeParty><ram:PayerTradeParty><ram:Name>Holding</ram:Name></ram:PayerTradeParty>';
    expect(ciiWith({ settlement })).toMatchObject({ payee: { name: 'Factor' }, payer: { name: 'Holding' } });
  });
});

describe('How much a CII invoice asks for', () => {
  const currencies =
    '<ram:TaxCurrencyCode>EUR</ram:TaxCurrencyCode><ram:InvoiceCurrencyCode>GBP</ram:InvoiceCurrencyCode>';
  const taxTotal = (currency: string, amount: string) =>
    `<ram:TaxTotalAmount currencyID="${currency}">${amount}</ram:TaxTotalAmount>`;

  test('VAT counts in the document currency; the total in the tax currency is kept apart, in either order.', () => {
    for (const summation of [
      taxTotal('GBP', '163.16') + taxTotal('EUR', '183.14'),
      taxTotal('EUR', '183.14') + taxTotal('GBP', '163.16'),
    ]) {
      const invoice = ciiWith({ settlement: currencies, summation });
      expect(invoice.totals).toMatchObject({ vat: '163.16', vatInTaxCurrency: '183.14' });
      expect(invoice.foreignCurrencies).toEqual([]);
    }
  });

  test('Two VAT totals in the document currency are a doubt for a person when they differ.', () => {
    const both = (second: string) =>
      ciiWith({ settlement: currencies, summation: taxTotal('GBP', '21.00') + taxTotal('GBP', second) });
    expect(both('5.00').defects).toMatchObject([
      { code: 'TERM_REPEATED', term: 'BT-110', value: '21.00 | 5.00' },
    ]);
    expect(both('21.00').defects).toEqual([]);
  });

  test('An amount in another currency than the document is reported.', () => {
    const summation = '<ram:DuePayableAmount currencyID="USD">1.00</ram:DuePayableAmount>';
    const invoice = ciiWith({ settlement: currencies, summation });
    expect(invoice.totals.payable).toBe('1.00');
    expect(invoice.foreignCurrencies).toEqual(['USD']);
  });

  test('Without an amount due there is none, whatever the grand total says.', () => {
    const summation = '<ram:GrandTotalAmount>9.00</ram:GrandTotalAmount>';
    expect(ciiWith({ summation }).totals).toMatchObject({ taxInclusive: '9.00', payable: null });
  });

  test.each([
    ['64.', '64'],
    ['.5', '0.5'],
    ['-.50', '-0.50'],
  ])('The number %j is one in XML and is completed, not refused.', (text, amount) => {
    const summation = `<ram:DuePayableAmount>${text}</ram:DuePayableAmount>`;
    expect(ciiWith({ summation })).toMatchObject({ totals: { payable: amount }, defects: [] });
  });
});

describe('Allowances, charges and lines of a CII invoice', () => {
  const indicator = (text: string) =>
    `<ram:ChargeIndicator><udt:Indicator>${text}</udt:Indicator></ram:ChargeIndicator>`;
  const row = (text: string) =>
    `<ram:SpecifiedTradeAllowanceCharge>${indicator(text)}<ram:ActualAmount>5.00</ram:ActualAmount><ram:ReasonCode>95</ram:ReasonCode><ram:CategoryTradeTax><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19</ram:RateApplicablePercent></ram:CategoryTradeTax></ram:SpecifiedTradeAllowanceCharge>`;
  const line = (id: string, status: string, amount = '10.00') =>
    `<ram:IncludedSupplyChainTradeLineItem><ram:AssociatedDocumentLineDocument><ram:LineID>${id}</ram:LineID>${status === '' ? '' : `<ram:LineStatusReasonCode>${status}</ram:LineStatusReasonCode>`}</ram:AssociatedDocumentLineDocument><ram:SpecifiedLineTradeSettlement>${row('0')}<ram:SpecifiedTradeSettlementLineMonetarySummation><ram:LineTotalAmount>${amount}</ram:LineTotalAmount></ram:SpecifiedTradeSettlementLineMonetarySummation></ram:SpecifiedLineTradeSettlement></ram:IncludedSupplyChainTradeLineItem>`;

  test.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ])('The charge indicator %s is understood.', (text, isCharge) => {
    expect(ciiWith({ settlement: row(text) }).allowancesAndCharges).toEqual([
      {
        isCharge,
        isFreight: false,
        amount: '5.00',
        reasonCode: '95',
        reason: null,
        vatCategory: 'S',
        vatRate: '19',
      },
    ]);
  });

  test('An indicator that says neither is a defect, not a guess.', () => {
    const invoice = ciiWith({ settlement: row('yes') });
    expect(invoice.allowancesAndCharges).toEqual([]);
    expect(invoice.defects).toMatchObject([{ code: 'INDICATOR_INVALID', value: 'yes' }]);
  });

  test('A logistics charge is a charge for freight.', () => {
    const settlement =
      '<ram:SpecifiedLogisticsServiceCharge><ram:Description>Transport</ram:Description><ram:AppliedAmount>3.00</ram:AppliedAmount><ram:AppliedTradeTax><ram:CategoryCode>S</ram:CategoryCode><ram:RateApplicablePercent>19.00</ram:RateApplicablePercent></ram:AppliedTradeTax></ram:SpecifiedLogisticsServiceCharge>';
    expect(ciiWith({ settlement }).allowancesAndCharges).toEqual([
      {
        isCharge: true,
        isFreight: true,
        amount: '3.00',
        reasonCode: null,
        reason: 'Transport',
        vatCategory: 'S',
        vatRate: '19.00',
      },
    ]);
  });

  test('Lines that group or explain others are kept apart and never counted.', () => {
    const { lines, uncountedLines } = ciiWith({
      lines: line('1', 'GROUP', '20.00') + line('2', 'DETAIL') + line('3', '') + line('4', 'INFORMATION'),
    });
    expect(lines.map(({ id }) => id)).toEqual(['2', '3']);
    expect(uncountedLines.map(({ id }) => id)).toEqual(['1', '4']);
    expect(lines[0]?.allowancesAndCharges).toMatchObject([{ isCharge: false, amount: '5.00' }]);
  });

  test('The status of a line is understood in any case and with blanks around it.', () => {
    const { lines, uncountedLines, defects } = ciiWith({
      lines: line('1', 'detail') + line('2', ' Detail\n') + line('3', 'group'),
    });
    expect(lines.map(({ id }) => id)).toEqual(['1', '2']);
    expect(uncountedLines.map(({ id }) => id)).toEqual(['3']);
    expect(defects).toEqual([]);
  });

  test('A line of a status that nobody knows is not counted, and a person must look.', () => {
    const { lines, uncountedLines, defects } = ciiWith({ lines: line('1', 'DETAILS') + line('2', '') });
    expect(lines.map(({ id }) => id)).toEqual(['2']);
    expect(uncountedLines.map(({ id }) => id)).toEqual(['1']);
    expect(defects).toMatchObject([
      { code: 'LINE_STATUS_UNKNOWN', term: 'LineStatusReasonCode', value: 'DETAILS' },
    ]);
  });

  test('A line that is only a note still needs its amount in CII.', () => {
    const { lines, uncountedLines } = ciiWith({ lines: noteLine() });
    expect(lines).toMatchObject([{ amount: null }]);
    expect(uncountedLines).toEqual([]);
  });
});

describe('References and attachments of a CII invoice', () => {
  const reference = (type: string) =>
    `<ram:AdditionalReferencedDocument><ram:IssuerAssignedID>A1</ram:IssuerAssignedID><ram:TypeCode>${type}</ram:TypeCode><ram:AttachmentBinaryObject mimeCode="application/pdf" filename="a.pdf">QUJDREVG</ram:AttachmentBinaryObject></ram:AdditionalReferencedDocument>`;

  test('An attachment is a supporting document of type 916, told by its name, type and size only.', () => {
    expect(ciiWith({ agreement: reference('916') + reference('130') }).attachments).toEqual([
      { id: 'A1', fileName: 'a.pdf', mimeCode: 'application/pdf', size: 8 },
    ]);
  });

  test('Preceding invoices have a number and a date of their own kind.', () => {
    const settlement =
      '<ram:InvoiceReferencedDocument><ram:IssuerAssignedID>F1</ram:IssuerAssignedID><ram:FormattedIssueDateTime><qdt:DateTimeString format="102">20260102</qdt:DateTimeString></ram:FormattedIssueDateTime></ram:InvoiceReferencedDocument>';
    expect(ciiWith({ settlement }).precedingInvoices).toEqual([{ number: 'F1', issueDate: '2026-01-02' }]);
  });

  test('A credit note has the root of an invoice; only its type code tells.', () => {
    expect(ciiWith({ document: code('381') })).toMatchObject({ kind: 'invoice', typeCode: '381' });
  });

  test('What no term read is listed by its path.', () => {
    expect(ciiWith({ settlement: '<ram:CreditorReferenceID>C</ram:CreditorReferenceID>' }).unmapped).toEqual([
      'rsm:SupplyChainTradeTransaction/ram:ApplicableHeaderTradeSettlement/ram:CreditorReferenceID',
    ]);
  });
});

describe('A ZUGFeRD 1 invoice', () => {
  const grand = '<ram:GrandTotalAmount currencyID="EUR">9.00</ram:GrandTotalAmount>';
  const prepaid = '<ram:TotalPrepaidAmount currencyID="EUR">4.00</ram:TotalPrepaidAmount>';

  test('is read as ZUGFeRD 1 and not as CII.', () => {
    const invoice = zugferd1With({ document: '<ram:ID>471102</ram:ID>' });
    expect(invoice).toMatchObject({ syntax: 'zugferd-1', number: '471102', unmapped: [] });
  });

  test('without an amount due asks for the grand total, but only when nothing was prepaid.', () => {
    const due = '<ram:DuePayableAmount currencyID="EUR">5.00</ram:DuePayableAmount>';
    expect(zugferd1With({ summation: grand }).totals.payable).toBe('9.00');
    expect(zugferd1With({ summation: grand + prepaid }).totals.payable).toBeNull();
    expect(zugferd1With({ summation: grand + prepaid + due }).totals.payable).toBe('5.00');
    expect(zugferd1With({ summation: grand + due }).totals.payable).toBe('5.00');
  });

  test('has lines of text, which are kept apart and asked for no amount.', () => {
    const { lines, uncountedLines } = zugferd1With({ lines: noteLine() });
    expect(lines).toEqual([]);
    expect(uncountedLines).toMatchObject([{ id: null, amount: null }]);
  });

  test.each([
    [
      'a product',
      noteLine('<ram:SpecifiedTradeProduct><ram:Name>Bolt</ram:Name></ram:SpecifiedTradeProduct>'),
    ],
    ['no text either', noteLine('', '')],
  ])('has no line of text where there is %s: that line lacks its amount.', (_name, row) => {
    const { lines, uncountedLines } = zugferd1With({ lines: row });
    expect(lines).toMatchObject([{ amount: null }]);
    expect(uncountedLines).toEqual([]);
  });

  test('has the mandate in the direct debit itself.', () => {
    const settlement = means(`${code('49')}<ram:ID>REF A-123</ram:ID>`);
    expect(zugferd1With({ settlement }).paymentMeans).toMatchObject([{ code: '49', mandate: 'REF A-123' }]);
  });

  test('states a currency on every amount, and one that is not its own is reported.', () => {
    const settlement = '<ram:InvoiceCurrencyCode>CHF</ram:InvoiceCurrencyCode>';
    expect(zugferd1With({ settlement, summation: grand }).foreignCurrencies).toEqual(['EUR']);
  });

  test.each(['2013-03-01T00:00:00', '<udt:DateTimeString format="102">20130301</udt:DateTimeString>'])(
    'writes the date of a preceding invoice as %s.',
    (text) => {
      const settlement = `<ram:InvoiceReferencedDocument><ram:IssueDateTime>${text}</ram:IssueDateTime><ram:ID>F1</ram:ID></ram:InvoiceReferencedDocument>`;
      expect(zugferd1With({ settlement }).precedingInvoices).toEqual([
        { number: 'F1', issueDate: '2013-03-01' },
      ]);
    },
  );
});
