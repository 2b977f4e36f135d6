import type {
  AllowanceOrCharge,
  Identifier,
  Invoice,
  InvoiceLine,
  Party,
} from '../../lib/documents/invoice.ts';
import { base64, createTag, type Style, type Tag } from './write-xml.ts';

const standard = 'urn:un:unece:uncefact:data:standard';

/** Writes an invoice as CII D16B, from the terms of the standard and not from Acquit's tables. */
export function writeCii(invoice: Invoice, style: Style): string {
  const { tag, declarations } = createTag(style, {
    rsm: `${standard}:CrossIndustryInvoice:100`,
    ram: `${standard}:ReusableAggregateBusinessInformationEntity:100`,
    udt: `${standard}:UnqualifiedDataType:100`,
    qdt: `${standard}:QualifiedDataType:100`,
  });
  const root = [
    tag('rsm:ExchangedDocumentContext', [
      id(tag, 'ram:BusinessProcessSpecifiedDocumentContextParameter', invoice.process),
      id(tag, 'ram:GuidelineSpecifiedDocumentContextParameter', invoice.profile),
    ]),
    tag('rsm:ExchangedDocument', [
      tag('ram:ID', invoice.number),
      tag('ram:TypeCode', invoice.typeCode),
      date(tag, 'ram:IssueDateTime', 'udt', invoice.issueDate),
      ...invoice.notes.map((note) => tag('ram:IncludedNote', [tag('ram:Content', note)])),
    ]),
    tag('rsm:SupplyChainTradeTransaction', [
      ...invoice.lines.map((row) => line(tag, row)),
      agreement(tag, invoice),
      tag('ram:ApplicableHeaderTradeDelivery', []),
      settlement(tag, invoice),
    ]),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag('rsm:CrossIndustryInvoice', root, declarations)}\n`;
}

const id = (tag: Tag, name: string, value: string | null, of = 'ram:ID'): string =>
  value === null ? '' : tag(name, [tag(of, value)]);

const date = (tag: Tag, name: string, type: 'udt' | 'qdt', day: string | null): string =>
  day === null ? '' : tag(name, [tag(`${type}:DateTimeString`, day.replaceAll('-', ''), { format: '102' })]);

const agreement = (tag: Tag, invoice: Invoice): string =>
  tag('ram:ApplicableHeaderTradeAgreement', [
    tag('ram:BuyerReference', invoice.buyerReference),
    tag('ram:SellerTradeParty', party(tag, invoice.seller)),
    tag('ram:BuyerTradeParty', party(tag, invoice.buyer)),
    id(tag, 'ram:BuyerOrderReferencedDocument', invoice.orderReference, 'ram:IssuerAssignedID'),
    id(tag, 'ram:ContractReferencedDocument', invoice.contractReference, 'ram:IssuerAssignedID'),
    ...invoice.attachments.map(({ id: number, fileName, mimeCode, size }) =>
      tag('ram:AdditionalReferencedDocument', [
        tag('ram:IssuerAssignedID', number),
        tag('ram:TypeCode', '916'),
        tag('ram:AttachmentBinaryObject', base64(size), { mimeCode, filename: fileName }),
      ]),
    ),
    id(tag, 'ram:SpecifiedProcuringProject', invoice.projectReference),
  ]);

const identifier = (tag: Tag, name: string, of: Identifier | null): string =>
  tag(name, of?.value ?? null, { schemeID: of?.scheme ?? null });

function party(tag: Tag, of: Party): string[] {
  const registration = (scheme: string, number: string) =>
    tag('ram:SpecifiedTaxRegistration', [tag('ram:ID', number, { schemeID: scheme })]);
  return [
    ...of.identifiers.map((each) => identifier(tag, each.scheme === null ? 'ram:ID' : 'ram:GlobalID', each)),
    tag('ram:Name', of.name),
    tag('ram:SpecifiedLegalOrganization', [
      identifier(tag, 'ram:ID', of.legalId),
      tag('ram:TradingBusinessName', of.tradingName),
    ]),
    tag('ram:PostalTradeAddress', [tag('ram:CountryID', of.country)]),
    tag('ram:URIUniversalCommunication', [identifier(tag, 'ram:URIID', of.endpoint)]),
    ...of.taxRegistrations.map((number) => registration('FC', number)),
    of.vatId === null ? '' : registration('VA', of.vatId),
  ];
}

const settlement = (tag: Tag, invoice: Invoice): string =>
  tag('ram:ApplicableHeaderTradeSettlement', [
    tag('ram:PaymentReference', invoice.paymentMeans[0]?.references[0] ?? null),
    tag('ram:TaxCurrencyCode', invoice.taxCurrency),
    tag('ram:InvoiceCurrencyCode', invoice.currency),
    invoice.payee === null ? '' : tag('ram:PayeeTradeParty', party(tag, invoice.payee)),
    ...paymentMeans(tag, invoice),
    ...invoice.vatBreakdown.map(({ base, amount, category, rate }) =>
      tag('ram:ApplicableTradeTax', [
        tag('ram:CalculatedAmount', amount),
        tag('ram:BasisAmount', base),
        tag('ram:CategoryCode', category),
        tag('ram:RateApplicablePercent', rate),
      ]),
    ),
    ...invoice.allowancesAndCharges.map((row) => allowance(tag, row)),
    ...invoice.paymentTerms.map(({ note, dueDate }) =>
      tag('ram:SpecifiedTradePaymentTerms', [
        tag('ram:Description', note),
        date(tag, 'ram:DueDateDateTime', 'udt', dueDate),
        tag('ram:DirectDebitMandateID', invoice.paymentMeans[0]?.mandate ?? null),
      ]),
    ),
    summation(tag, invoice),
    ...invoice.precedingInvoices.map(({ number, issueDate }) =>
      tag('ram:InvoiceReferencedDocument', [
        tag('ram:IssuerAssignedID', number),
        date(tag, 'ram:FormattedIssueDateTime', 'qdt', issueDate),
      ]),
    ),
    id(tag, 'ram:ReceivableSpecifiedTradeAccountingAccount', invoice.accountingReference),
  ]);

const paymentMeans = (tag: Tag, { paymentMeans: all }: Invoice): string[] =>
  all.map(({ code, text, account, card, payerAccount }) =>
    tag('ram:SpecifiedTradeSettlementPaymentMeans', [
      tag('ram:TypeCode', code),
      tag('ram:Information', text),
      id(tag, 'ram:ApplicableTradeSettlementFinancialCard', card),
      id(tag, 'ram:PayerPartyDebtorFinancialAccount', payerAccount, 'ram:IBANID'),
      account === null
        ? ''
        : tag('ram:PayeePartyCreditorFinancialAccount', [
            tag('ram:IBANID', account.id),
            tag('ram:AccountName', account.name),
          ]),
      id(tag, 'ram:PayeeSpecifiedCreditorFinancialInstitution', account?.bic ?? null, 'ram:BICID'),
    ]),
  );

const allowance = (tag: Tag, row: AllowanceOrCharge): string =>
  tag('ram:SpecifiedTradeAllowanceCharge', [
    tag('ram:ChargeIndicator', [tag('udt:Indicator', row.isCharge ? '1' : '0')]),
    tag('ram:ActualAmount', row.amount),
    tag('ram:ReasonCode', row.reasonCode),
    tag('ram:Reason', row.reason),
    tag('ram:CategoryTradeTax', [
      tag('ram:CategoryCode', row.vatCategory),
      tag('ram:RateApplicablePercent', row.vatRate),
    ]),
  ]);

const summation = (tag: Tag, { totals, currency, taxCurrency }: Invoice): string =>
  tag('ram:SpecifiedTradeSettlementHeaderMonetarySummation', [
    tag('ram:LineTotalAmount', totals.lineExtension),
    tag('ram:ChargeTotalAmount', totals.charges),
    tag('ram:AllowanceTotalAmount', totals.allowances),
    tag('ram:TaxBasisTotalAmount', totals.taxExclusive),
    tag('ram:TaxTotalAmount', totals.vatInTaxCurrency, { currencyID: taxCurrency }),
    tag('ram:TaxTotalAmount', totals.vat, { currencyID: currency }),
    tag('ram:RoundingAmount', totals.rounding),
    tag('ram:GrandTotalAmount', totals.taxInclusive),
    tag('ram:TotalPrepaidAmount', totals.prepaid),
    tag('ram:DuePayableAmount', totals.payable),
  ]);

const line = (tag: Tag, row: InvoiceLine): string =>
  tag('ram:IncludedSupplyChainTradeLineItem', [
    id(tag, 'ram:AssociatedDocumentLineDocument', row.id, 'ram:LineID'),
    tag('ram:SpecifiedTradeProduct', [tag('ram:Name', row.name), tag('ram:Description', row.description)]),
    tag('ram:SpecifiedLineTradeAgreement', [
      tag('ram:NetPriceProductTradePrice', [
        tag('ram:ChargeAmount', row.price),
        tag('ram:BasisQuantity', row.baseQuantity),
      ]),
    ]),
    tag('ram:SpecifiedLineTradeDelivery', [tag('ram:BilledQuantity', row.quantity, { unitCode: row.unit })]),
    tag('ram:SpecifiedLineTradeSettlement', [
      tag('ram:ApplicableTradeTax', [
        tag('ram:CategoryCode', row.vatCategory),
        tag('ram:RateApplicablePercent', row.vatRate),
      ]),
      ...row.allowancesAndCharges.map((each) => allowance(tag, each)),
      tag('ram:SpecifiedTradeSettlementLineMonetarySummation', [tag('ram:LineTotalAmount', row.amount)]),
      id(tag, 'ram:ReceivableSpecifiedTradeAccountingAccount', row.accountingReference),
    ]),
  ]);
