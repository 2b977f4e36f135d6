import { describe, expect, test } from 'vitest';
import { creditNoteWith, invoiceOf, invoiceWith, ubl } from './ubl-document.ts';

const means = (content: string) => `<cac:PaymentMeans>${content}</cac:PaymentMeans>`;
const sellerWith = (content: string) =>
  invoiceWith(`<cac:AccountingSupplierParty><cac:Party>${content}</cac:Party></cac:AccountingSupplierParty>`)
    .seller;
const totals = (content: string) => `<cac:LegalMonetaryTotal>${content}</cac:LegalMonetaryTotal>`;
const codes = (invoice: { defects: readonly { code: string }[] }) => invoice.defects.map(({ code }) => code);

describe('When an invoice is due', () => {
  test('The due date of the invoice and of its payment means count once when they agree.', () => {
    const invoice = invoiceWith(
      `<cbc:DueDate>2026-10-15</cbc:DueDate>${means('<cbc:PaymentDueDate>2026-10-15+02:00</cbc:PaymentDueDate>')}`,
    );
    expect(invoice.dueDates).toEqual(['2026-10-15']);
  });

  test('Due dates that differ are all reported, for a person to choose.', () => {
    const invoice = invoiceWith(
      `<cbc:DueDate>2026-10-15</cbc:DueDate>${means('<cbc:PaymentDueDate>2026-11-01</cbc:PaymentDueDate>')}`,
    );
    expect(invoice.dueDates).toEqual(['2026-10-15', '2026-11-01']);
  });

  test('A credit note has its due date in the payment means.', () => {
    const note = creditNoteWith(means('<cbc:PaymentDueDate>2026-10-15</cbc:PaymentDueDate>'));
    expect(note.dueDates).toEqual(['2026-10-15']);
  });

  test('The due date of payment terms is a due date of the invoice.', () => {
    const terms = '<cac:PaymentTerms><cbc:PaymentDueDate>2026-11-01</cbc:PaymentDueDate></cac:PaymentTerms>';
    for (const read of [invoiceWith, creditNoteWith]) {
      expect(read(terms)).toMatchObject({
        dueDates: ['2026-11-01'],
        paymentTerms: [{ dueDate: '2026-11-01' }],
        unmapped: [],
      });
    }
    expect(invoiceWith(`<cbc:DueDate>2026-10-15</cbc:DueDate>${terms}`).dueDates).toEqual([
      '2026-10-15',
      '2026-11-01',
    ]);
  });

  test('A zone is cut off and never shifts the day.', () => {
    expect(invoiceWith('<cbc:IssueDate>2016-04-04+12:00</cbc:IssueDate>').issueDate).toBe('2016-04-04');
  });

  test('A date that does not exist is a defect that names the term and the value as written.', () => {
    const invoice = invoiceWith('<cbc:IssueDate>2026-02-30</cbc:IssueDate><cbc:DueDate>soon</cbc:DueDate>');
    expect(invoice.issueDate).toBeNull();
    expect(invoice.dueDates).toEqual([]);
    expect(invoice.defects).toMatchObject([
      { code: 'DATE_INVALID', term: 'BT-2', value: '2026-02-30' },
      { code: 'DATE_INVALID', term: 'BT-9', value: 'soon' },
    ]);
  });
});

describe('Whom an invoice asks to pay, and how', () => {
  test('An account keeps its blanks and case; the BIC is found where the rules want it and one level deeper.', () => {
    const branch = (id: string) => `<cac:FinancialInstitutionBranch>${id}</cac:FinancialInstitutionBranch>`;
    const account = (bic: string) =>
      means(
        `<cac:PayeeFinancialAccount><cbc:ID> nl91 ABNA </cbc:ID><cbc:Name>Seller</cbc:Name>${bic}</cac:PayeeFinancialAccount>`,
      );
    const invoice = invoiceWith(
      account(branch('<cbc:ID>ABNANL2A</cbc:ID>')) +
        account(branch('<cac:FinancialInstitution><cbc:ID>INGBNL2A</cbc:ID></cac:FinancialInstitution>')),
    );
    expect(invoice.paymentMeans.map(({ account }) => account)).toEqual([
      { id: 'nl91 ABNA', name: 'Seller', bic: 'ABNANL2A' },
      { id: 'nl91 ABNA', name: 'Seller', bic: 'INGBNL2A' },
    ]);
  });

  test("The buyer's own account never becomes an account to pay to.", () => {
    const payer =
      '<cac:PayerFinancialAccount><cbc:ID>NL91ABNA0417164300</cbc:ID></cac:PayerFinancialAccount>';
    const invoice = invoiceWith(
      means(
        `<cbc:PaymentMeansCode>59</cbc:PaymentMeansCode><cac:PaymentMandate><cbc:ID>M1</cbc:ID>${payer}</cac:PaymentMandate>`,
      ) + means(payer),
    );
    expect(invoice.paymentMeans).toMatchObject([
      { code: '59', account: null, mandate: 'M1', payerAccount: 'NL91ABNA0417164300' },
      { code: null, account: null, mandate: null, payerAccount: 'NL91ABNA0417164300' },
    ]);
  });

  test('Two account numbers in one payment means are a doubt for a person.', () => {
    const account = (id: string) =>
      `<cac:PayeeFinancialAccount><cbc:ID>${id}</cbc:ID></cac:PayeeFinancialAccount>`;
    const invoice = invoiceWith(means(account('A1') + account('B2')));
    expect(invoice.defects).toMatchObject([{ code: 'TERM_REPEATED', term: 'BT-84', value: 'A1 | B2' }]);
  });

  test('A name or BIC without an account number is no account.', () => {
    const invoice = invoiceWith(
      means('<cac:PayeeFinancialAccount><cbc:ID/><cbc:Name>Seller</cbc:Name></cac:PayeeFinancialAccount>'),
    );
    expect(invoice.paymentMeans[0]?.account).toBeNull();
    expect(invoice.unmapped).toEqual(['cac:PaymentMeans/cac:PayeeFinancialAccount/cbc:Name']);
  });

  test('A payment reference counts once per instruction; the Belgian e-FFF element only stands in for it.', () => {
    const id = '<cbc:PaymentID>R1</cbc:PaymentID>';
    const instruction = '<cbc:InstructionID>+++123/4567/89002+++</cbc:InstructionID>';
    const invoice = invoiceWith(
      means(`${id}${id}<cbc:PaymentID>R2</cbc:PaymentID>`) + means(instruction) + means(id + instruction),
    );
    expect(invoice.paymentMeans.map(({ references }) => references)).toEqual([
      ['R1', 'R2'],
      ['+++123/4567/89002+++'],
      ['R1'],
    ]);
    expect(invoice.unmapped).toEqual(['cac:PaymentMeans/cbc:InstructionID']);
  });

  test('The amounts per payment means of a g-account are read with the terms they stand in.', () => {
    const invoice = invoiceWith(
      '<cac:PaymentTerms><cbc:PaymentMeansID>GACCOUNT</cbc:PaymentMeansID><cbc:Note>a</cbc:Note><cbc:Note>b</cbc:Note><cbc:Amount currencyID="EUR">193.00</cbc:Amount><cbc:InstallmentDueDate>2026-10-15</cbc:InstallmentDueDate></cac:PaymentTerms>',
    );
    expect(invoice.paymentTerms).toEqual([
      { note: 'a\nb', paymentMeansId: 'GACCOUNT', amount: '193.00', dueDate: '2026-10-15', discount: null },
    ]);
    expect(invoice.dueDates).toEqual(['2026-10-15']);
  });
});

describe('Who the parties are', () => {
  test('The creditor id of a direct debit is no identifier of the seller.', () => {
    const seller = sellerWith(
      '<cac:PartyIdentification><cbc:ID schemeID="SEPA">NL98ZZZ</cbc:ID></cac:PartyIdentification><cac:PartyIdentification><cbc:ID schemeID="0088">871</cbc:ID></cac:PartyIdentification><cac:PartyIdentification><cbc:ID>K7</cbc:ID></cac:PartyIdentification>',
    );
    expect(seller.identifiers).toEqual([
      { scheme: '0088', value: '871' },
      { scheme: null, value: 'K7' },
    ]);
  });

  test('Only the tax scheme VAT gives the VAT number; the others are tax registrations.', () => {
    const scheme = (id: string, company: string) =>
      `<cac:PartyTaxScheme><cbc:CompanyID>${company}</cbc:CompanyID><cac:TaxScheme><cbc:ID>${id}</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>`;
    const seller = sellerWith(
      scheme('TAX', 'Godkänd för F-skatt') + scheme(' vat ', 'SE556') + scheme('', 'X1'),
    );
    expect(seller.vatId).toBe('SE556');
    expect(seller.taxRegistrations).toEqual(['Godkänd för F-skatt', 'X1']);
  });

  test('A payee has no nested party; with a legal name only, that is its name.', () => {
    expect(invoiceWith('').payee).toBeNull();
    const { payee } = invoiceWith(
      '<cac:PayeeParty><cac:PartyLegalEntity><cbc:RegistrationName>Factor</cbc:RegistrationName><cbc:CompanyID schemeID="0106">1</cbc:CompanyID></cac:PartyLegalEntity></cac:PayeeParty>',
    );
    expect(payee).toMatchObject({ name: 'Factor', legalId: { scheme: '0106', value: '1' } });
  });

  test('Two sellers in one document are a doubt for a person.', () => {
    const seller = (name: string) =>
      `<cac:AccountingSupplierParty><cac:Party><cac:PartyName><cbc:Name>${name}</cbc:Name></cac:PartyName></cac:Party></cac:AccountingSupplierParty>`;
    expect(invoiceWith(seller('A') + seller('B')).defects).toMatchObject([
      { code: 'TERM_REPEATED', term: 'BG-4' },
    ]);
  });
});

describe('When something stands twice about a party', () => {
  const legalEntity = (name: string, id: string) =>
    `<cac:PartyLegalEntity><cbc:RegistrationName>${name}</cbc:RegistrationName><cbc:CompanyID schemeID="0106">${id}</cbc:CompanyID></cac:PartyLegalEntity>`;
  const vat = (id: string) =>
    `<cac:PartyTaxScheme><cbc:CompanyID>${id}</cbc:CompanyID><cac:TaxScheme><cbc:ID>VAT</cbc:ID></cac:TaxScheme></cac:PartyTaxScheme>`;
  const endpoint = (id: string, scheme = '0106') =>
    `<cbc:EndpointID schemeID="${scheme}">${id}</cbc:EndpointID>`;
  const seller = (content: string) =>
    invoiceWith(
      `<cac:AccountingSupplierParty><cac:Party>${content}</cac:Party></cac:AccountingSupplierParty>`,
    );
  const buyer = (content: string) =>
    invoiceWith(
      `<cac:AccountingCustomerParty><cac:Party>${content}</cac:Party></cac:AccountingCustomerParty>`,
    );
  const payee = (content: string) => invoiceWith(`<cac:PayeeParty>${content}</cac:PayeeParty>`);

  test.each([
    ['The name of the seller', seller(legalEntity('A', '1') + legalEntity('B', '1')), 'BT-27', 'A | B'],
    [
      'The legal id of the seller',
      seller(legalEntity('A', '1') + legalEntity('A', '2')),
      'BT-30',
      '0106:1 | 0106:2',
    ],
    ['The VAT id of the seller', seller(vat('NL1') + vat('NL2')), 'BT-31', 'NL1 | NL2'],
    ['The address of the seller', seller(endpoint('1') + endpoint('2')), 'BT-34', '0106:1 | 0106:2'],
    [
      'The scheme of the address of the seller',
      seller(endpoint('1') + endpoint('1', '0190')),
      'BT-34',
      '0106:1 | 0190:1',
    ],
    ['The name of the buyer', buyer(legalEntity('A', '1') + legalEntity('B', '1')), 'BT-44', 'A | B'],
    [
      'The legal id of the buyer',
      buyer(legalEntity('A', '1') + legalEntity('A', '2')),
      'BT-47',
      '0106:1 | 0106:2',
    ],
    ['The VAT id of the buyer', buyer(vat('NL1') + vat('NL2')), 'BT-48', 'NL1 | NL2'],
    ['The address of the buyer', buyer(endpoint('1') + endpoint('2')), 'BT-49', '0106:1 | 0106:2'],
    [
      'The legal id of the payee',
      payee(legalEntity('A', '1') + legalEntity('A', '2')),
      'BT-61',
      '0106:1 | 0106:2',
    ],
  ])('%s, otherwise the second time, is a doubt for a person.', (_name, { defects }, term, value) => {
    expect(defects).toMatchObject([{ code: 'TERM_REPEATED', term, value }]);
  });

  test('The same value twice is none, and neither are several identifiers or tax registrations.', () => {
    const same = legalEntity('A', '1') + vat('NL1') + endpoint('1');
    const id = (text: string) =>
      `<cac:PartyIdentification><cbc:ID>${text}</cbc:ID></cac:PartyIdentification>`;
    const other = (text: string) => vat(text).replace('VAT', 'TAX');
    expect(seller(same + same + id('1') + id('2') + other('1') + other('2')).defects).toEqual([]);
  });
});

describe('Whether the document is a copy of one sent before', () => {
  test.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
    ['', false],
  ])('A CopyIndicator of %j says so or not.', (text, isCopy) => {
    const indicator = `<cbc:CopyIndicator>${text}</cbc:CopyIndicator>`;
    expect(invoiceWith(indicator)).toMatchObject({ isCopy, unmapped: [] });
    expect(creditNoteWith(indicator).isCopy).toBe(isCopy);
  });
});

describe('How much an invoice asks for', () => {
  test('Amounts keep the sign and the decimals of the document.', () => {
    const { totals: read } = invoiceWith(
      totals(
        '<cbc:PrepaidAmount>-0.00</cbc:PrepaidAmount><cbc:PayableRoundingAmount>+0.10</cbc:PayableRoundingAmount><cbc:PayableAmount> 1210.000 </cbc:PayableAmount>',
      ),
    );
    expect(read).toMatchObject({
      prepaid: '-0.00',
      rounding: '+0.10',
      payable: '1210.000',
      taxInclusive: null,
    });
  });

  test.each(['1,210.00', '1.210,00', '12 EUR', '1e3', 'zero'])(
    'The amount %j is a defect, not a number.',
    (text) => {
      const invoice = invoiceWith(totals(`<cbc:PayableAmount>${text}</cbc:PayableAmount>`));
      expect(invoice.totals.payable).toBeNull();
      expect(invoice.defects).toMatchObject([{ code: 'AMOUNT_INVALID', term: 'BT-115', value: text }]);
    },
  );

  test('Two different amounts to pay are a doubt for a person; the same one twice is none.', () => {
    const amount = (text: string) => `<cbc:PayableAmount>${text}</cbc:PayableAmount>`;
    expect(codes(invoiceWith(totals(amount('1.00') + amount('1.00'))))).toEqual([]);
    expect(codes(invoiceWith(totals(amount('1.00')) + totals(amount('9.00'))))).toEqual(['TERM_REPEATED']);
  });

  test('A value of a megabyte is cut where it is reported.', () => {
    const [defect] = invoiceWith(
      totals(`<cbc:PayableAmount>${'x'.repeat(900_000)}</cbc:PayableAmount>`),
    ).defects;
    expect(defect?.value).toHaveLength(101);
  });

  test('VAT counts in the document currency; the total in the tax currency is kept apart, in either order.', () => {
    const taxTotal = (currency: string, amount: string) =>
      `<cac:TaxTotal><cbc:TaxAmount currencyID="${currency}">${amount}</cbc:TaxAmount><cac:TaxSubtotal><cbc:TaxAmount currencyID="${currency}">${amount}</cbc:TaxAmount></cac:TaxSubtotal></cac:TaxTotal>`;
    const currencies =
      '<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:TaxCurrencyCode>SEK</cbc:TaxCurrencyCode>';
    for (const both of [
      taxTotal('EUR', '21.00') + taxTotal('SEK', '230.00'),
      taxTotal('SEK', '230.00') + taxTotal('EUR', '21.00'),
    ]) {
      const invoice = invoiceWith(currencies + both);
      expect(invoice.totals).toMatchObject({ vat: '21.00', vatInTaxCurrency: '230.00' });
      expect(invoice.vatBreakdown.map(({ amount }) => amount)).toEqual(['21.00']);
      expect(invoice.foreignCurrencies).toEqual([]);
    }
  });

  test('A tax currency that is the document currency gives no second VAT total out of the first.', () => {
    const { totals: read } = invoiceWith(
      '<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode><cbc:TaxCurrencyCode>EUR</cbc:TaxCurrencyCode><cac:TaxTotal><cbc:TaxAmount currencyID="EUR">21.00</cbc:TaxAmount></cac:TaxTotal>',
    );
    expect(read).toMatchObject({ vat: '21.00', vatInTaxCurrency: null });
  });

  test('Two VAT totals in the document currency are a doubt for a person when they differ.', () => {
    const total = (amount: string) =>
      `<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">${amount}</cbc:TaxAmount></cac:TaxTotal>`;
    const currency = '<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>';
    expect(invoiceWith(currency + total('21.00') + total('5.00')).defects).toMatchObject([
      { code: 'TERM_REPEATED', term: 'BT-110', value: '21.00 | 5.00' },
    ]);
    expect(invoiceWith(total('21.00') + total('5.00')).defects).toMatchObject([{ term: 'BT-110' }]);
    expect(invoiceWith(currency + total('21.00') + total('21.00')).defects).toEqual([]);
  });

  test('The payable told again in another currency makes no amount foreign.', () => {
    const invoice = invoiceWith(
      `<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>${totals('<cbc:PayableAlternativeAmount currencyID="USD">1</cbc:PayableAlternativeAmount>')}`,
    );
    expect(invoice.foreignCurrencies).toEqual([]);
    expect(invoice.unmapped).toEqual(['cac:LegalMonetaryTotal/cbc:PayableAlternativeAmount']);
  });

  test('An amount in another currency than the document is reported, wherever it stands.', () => {
    const invoice = invoiceWith(
      `<cbc:DocumentCurrencyCode>EUR</cbc:DocumentCurrencyCode>${totals('<cbc:PayableAmount currencyID="USD">1</cbc:PayableAmount>')}<cac:InvoiceLine><cac:Price><cbc:PriceAmount currencyID="GBP">1</cbc:PriceAmount></cac:Price></cac:InvoiceLine>`,
    );
    expect(invoice.foreignCurrencies).toEqual(['USD', 'GBP']);
  });

  test('An old file without a currency has its VAT read and no currency invented.', () => {
    const invoice = invoiceWith(
      '<cac:TaxTotal><cbc:TaxAmount currencyID="EUR">7.50</cbc:TaxAmount></cac:TaxTotal>',
    );
    expect(invoice.currency).toBeNull();
    expect(invoice.totals.vat).toBe('7.50');
    expect(invoice.foreignCurrencies).toEqual([]);
  });

  test('Third-party amounts belong to the payable in the XRechnung extension only.', () => {
    const profile = (id: string) => `<cbc:CustomizationID>${id}</cbc:CustomizationID>`;
    const paid = '<cac:PrepaidPayment><cbc:PaidAmount>29.96</cbc:PaidAmount></cac:PrepaidPayment>';
    const extension = 'urn:cen.eu:en16931:2017#conformant#urn:xeinkauf.de:kosit:extension:xrechnung_3.0';
    expect(invoiceWith(profile(extension) + paid).thirdPartyPayments).toEqual(['29.96']);
    const other = invoiceWith(profile('urn:cen.eu:en16931:2017') + paid);
    expect(other.thirdPartyPayments).toEqual([]);
    expect(other.unmapped).toEqual(['cac:PrepaidPayment/cbc:PaidAmount']);
  });
});

describe('Whether prices include the tax', () => {
  test.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['', false],
  ])('The PINT indicator %j says so or not.', (text, isTaxIncluded) => {
    const invoice = invoiceWith(
      `<cac:TaxTotal><cbc:TaxIncludedIndicator>${text}</cbc:TaxIncludedIndicator></cac:TaxTotal>`,
    );
    expect(invoice.isTaxIncluded).toBe(isTaxIncluded);
    expect(invoice.unmapped).toEqual([]);
  });
});

describe('Allowances, charges and lines', () => {
  const allowance = (indicator: string) =>
    `<cac:AllowanceCharge><cbc:ChargeIndicator>${indicator}</cbc:ChargeIndicator><cbc:AllowanceChargeReasonCode>FC</cbc:AllowanceChargeReasonCode><cbc:Amount>5</cbc:Amount></cac:AllowanceCharge>`;

  test.each([
    ['true', true],
    ['1', true],
    ['false', false],
    ['0', false],
  ])('The charge indicator %s is understood.', (indicator, isCharge) => {
    const { allowancesAndCharges } = invoiceWith(allowance(indicator));
    expect(allowancesAndCharges).toMatchObject([{ isCharge, amount: '5', reasonCode: 'FC' }]);
  });

  test.each(['', 'yes', 'TRUE'])('The charge indicator %j is a defect, not a guess.', (indicator) => {
    const invoice = invoiceWith(allowance(indicator));
    expect(invoice.allowancesAndCharges).toEqual([]);
    expect(codes(invoice)).toEqual(['INDICATOR_INVALID']);
  });

  test('Sub lines repeat the money of their parent and are no lines of their own.', () => {
    const amount = (text: string) => `<cbc:LineExtensionAmount>${text}</cbc:LineExtensionAmount>`;
    const { lines, unmapped } = invoiceWith(
      `<cac:InvoiceLine>${amount('10')}<cac:SubInvoiceLine>${amount('4')}</cac:SubInvoiceLine><cac:SubInvoiceLine>${amount('6')}</cac:SubInvoiceLine></cac:InvoiceLine>`,
    );
    expect(lines.map((line) => line.amount)).toEqual(['10']);
    expect(unmapped).toEqual(['cac:InvoiceLine/cac:SubInvoiceLine/cbc:LineExtensionAmount']);
  });

  test('The lines of a credit note have credited quantities.', () => {
    const { kind, lines } = creditNoteWith(
      '<cac:CreditNoteLine><cbc:CreditedQuantity unitCode="HUR">2.5</cbc:CreditedQuantity></cac:CreditNoteLine>',
    );
    expect(kind).toBe('credit-note');
    expect(lines).toMatchObject([{ quantity: '2.5', unit: 'HUR' }]);
  });
});

describe('References and attachments', () => {
  test('The project of a credit note is a document reference of type 50.', () => {
    const reference = (id: string, type: string) =>
      `<cac:AdditionalDocumentReference><cbc:ID>${id}</cbc:ID><cbc:DocumentTypeCode>${type}</cbc:DocumentTypeCode></cac:AdditionalDocumentReference>`;
    expect(creditNoteWith(reference('OBJ', '130') + reference('P-7', '50')).projectReference).toBe('P-7');
    expect(
      invoiceWith('<cac:ProjectReference><cbc:ID>P-8</cbc:ID></cac:ProjectReference>').projectReference,
    ).toBe('P-8');
  });

  test.each([
    ['plain', 'QUJD\nREVG', 9],
    ['on lines of its own', '\n  QUJDREVG\n', 8],
    ['in CDATA', '<![CDATA[QUJDREVG]]>', 8],
  ])('An attachment, %s, is told by its name, type and size only.', (_name, content, size) => {
    const { attachments } = invoiceWith(
      `<cac:AdditionalDocumentReference><cbc:ID>A1</cbc:ID><cac:Attachment><cbc:EmbeddedDocumentBinaryObject mimeCode="application/pdf" filename="../../etc/passwd">${content}</cbc:EmbeddedDocumentBinaryObject></cac:Attachment></cac:AdditionalDocumentReference>`,
    );
    expect(attachments).toEqual([
      { id: 'A1', fileName: '../../etc/passwd', mimeCode: 'application/pdf', size },
    ]);
  });

  test('Preceding invoices have a number; a reference without one is left unread.', () => {
    const { precedingInvoices } = invoiceWith(
      '<cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID>F1</cbc:ID><cbc:IssueDate>2026-01-02</cbc:IssueDate></cac:InvoiceDocumentReference></cac:BillingReference><cac:BillingReference><cac:InvoiceDocumentReference><cbc:ID/></cac:InvoiceDocumentReference></cac:BillingReference>',
    );
    expect(precedingInvoices).toEqual([{ number: 'F1', issueDate: '2026-01-02' }]);
  });
});

describe('Nothing is dropped quietly', () => {
  test('What no term read is listed by its path, once, in document order and without its value.', () => {
    const contact =
      '<cac:AccountingSupplierParty><cac:Party><cac:Contact><cbc:Telephone>1</cbc:Telephone></cac:Contact></cac:Party></cac:AccountingSupplierParty>';
    const line = '<cac:InvoiceLine><cbc:Note>x</cbc:Note><cbc:UUID/></cac:InvoiceLine>';
    expect(
      invoiceWith(`<cbc:UUID>u</cbc:UUID><cbc:ID>1</cbc:ID>${contact}${line}${line}<cbc:UUID>v</cbc:UUID>`)
        .unmapped,
    ).toEqual([
      'cbc:UUID',
      'cac:AccountingSupplierParty/cac:Party/cac:Contact/cbc:Telephone',
      'cac:InvoiceLine/cbc:Note',
    ]);
  });

  test('The second of two values of which a term takes one is listed.', () => {
    const item =
      '<cac:Item><cbc:Description>a</cbc:Description><cbc:Description>b</cbc:Description></cac:Item>';
    expect(invoiceWith(`<cac:InvoiceLine>${item}</cac:InvoiceLine>`).unmapped).toEqual([
      'cac:InvoiceLine/cac:Item/cbc:Description',
    ]);
  });

  test('Two numbers for one invoice are a doubt for a person.', () => {
    expect(invoiceWith('<cbc:ID>1</cbc:ID><cbc:ID>2</cbc:ID>').defects).toMatchObject([
      { code: 'TERM_REPEATED', term: 'BT-1', value: '1 | 2' },
    ]);
  });

  test('White space around and inside the profile is no part of it.', () => {
    expect(invoiceWith('<cbc:CustomizationID>\n urn:a#b \n c\n</cbc:CustomizationID>').profile).toBe(
      'urn:a#b c',
    );
  });

  test('An empty invoice has every term absent, every group empty and no defect.', () => {
    const { seller, buyer, totals: none, ...invoice } = invoiceOf(ubl('Invoice', ''));
    expect(Object.values(none).every((amount) => amount === null)).toBe(true);
    expect(seller).toEqual(buyer);
    expect(
      Object.values(seller)
        .flat()
        .every((term) => term === null),
    ).toBe(true);
    expect(invoice).toMatchObject({
      number: null,
      dueDates: [],
      lines: [],
      payee: null,
      unmapped: [],
      defects: [],
    });
  });
});
