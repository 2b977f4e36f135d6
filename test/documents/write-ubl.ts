import type {
  AllowanceOrCharge,
  Identifier,
  Invoice,
  InvoiceLine,
  Party,
} from '../../lib/documents/invoice.ts';
import { base64, createTag, euro, type Style, type Tag } from './write-xml.ts';

const oasis = 'urn:oasis:names:specification:ubl:schema:xsd';

/** Writes an invoice or credit note as UBL 2.1, from the terms of the standard and not from Acquit's tables. */
export function writeUbl(invoice: Invoice, style: Style): string {
  const isInvoice = invoice.kind === 'invoice';
  const document = isInvoice ? 'Invoice' : 'CreditNote';
  const { tag, declarations } = createTag(style, {
    ubl: `${oasis}:${document}-2`,
    cbc: `${oasis}:CommonBasicComponents-2`,
    cac: `${oasis}:CommonAggregateComponents-2`,
  });
  const id = (name: string, value: string | null) => within(tag, name, tag('cbc:ID', value));
  const root = [
    tag('cbc:CustomizationID', invoice.profile),
    tag('cbc:ProfileID', invoice.process),
    tag('cbc:ID', invoice.number),
    tag('cbc:IssueDate', invoice.issueDate),
    isInvoice ? tag('cbc:DueDate', invoice.dueDates[0] ?? null) : '',
    tag(`cbc:${document}TypeCode`, invoice.typeCode),
    ...invoice.notes.map((note) => tag('cbc:Note', note)),
    tag('cbc:DocumentCurrencyCode', invoice.currency),
    tag('cbc:TaxCurrencyCode', invoice.taxCurrency),
    tag('cbc:AccountingCost', invoice.accountingReference),
    tag('cbc:BuyerReference', invoice.buyerReference),
    id('cac:OrderReference', invoice.orderReference),
    ...invoice.precedingInvoices.map(({ number, issueDate }) =>
      tag('cac:BillingReference', [
        tag('cac:InvoiceDocumentReference', [tag('cbc:ID', number), tag('cbc:IssueDate', issueDate)]),
      ]),
    ),
    id('cac:ContractDocumentReference', invoice.contractReference),
    ...attachments(tag, invoice),
    isInvoice ? id('cac:ProjectReference', invoice.projectReference) : projectDocument(tag, invoice),
    tag('cac:AccountingSupplierParty', [tag('cac:Party', party(tag, invoice.seller))]),
    tag('cac:AccountingCustomerParty', [tag('cac:Party', party(tag, invoice.buyer))]),
    invoice.payee === null ? '' : tag('cac:PayeeParty', payee(tag, invoice.payee)),
    ...paymentMeans(tag, invoice),
    ...invoice.paymentTerms.map(({ note }) => tag('cac:PaymentTerms', [tag('cbc:Note', note)])),
    ...invoice.allowancesAndCharges.map((row) => allowance(tag, row)),
    ...taxTotals(tag, invoice),
    totals(tag, invoice),
    ...invoice.lines.map((row) => line(tag, row, isInvoice)),
  ];
  return `<?xml version="1.0" encoding="UTF-8"?>\n${tag(`ubl:${document}`, root, declarations)}\n`;
}

/** A group around what may not be there; without it, no group. */
const within = (tag: Tag, name: string, content: string): string =>
  content === '' ? '' : tag(name, [content]);

const identifier = (tag: Tag, name: string, id: Identifier | null): string =>
  tag(name, id?.value ?? null, { schemeID: id?.scheme ?? null });

function party(tag: Tag, { name, tradingName, identifiers, legalId, country, ...rest }: Party): string[] {
  const taxScheme = (scheme: string, id: string) =>
    tag('cac:PartyTaxScheme', [tag('cbc:CompanyID', id), tag('cac:TaxScheme', [tag('cbc:ID', scheme)])]);
  return [
    identifier(tag, 'cbc:EndpointID', rest.endpoint),
    ...identifiers.map((id) => tag('cac:PartyIdentification', [identifier(tag, 'cbc:ID', id)])),
    within(tag, 'cac:PartyName', tag('cbc:Name', tradingName)),
    tag('cac:PostalAddress', [tag('cac:Country', [tag('cbc:IdentificationCode', country)])]),
    ...rest.taxRegistrations.map((id) => taxScheme('TAX', id)),
    rest.vatId === null ? '' : taxScheme('VAT', rest.vatId),
    tag('cac:PartyLegalEntity', [
      tag('cbc:RegistrationName', name),
      identifier(tag, 'cbc:CompanyID', legalId),
    ]),
  ];
}

const payee = (tag: Tag, { name, identifiers, legalId }: Party): string[] => [
  ...identifiers.map((id) => tag('cac:PartyIdentification', [identifier(tag, 'cbc:ID', id)])),
  tag('cac:PartyName', [tag('cbc:Name', name)]),
  tag('cac:PartyLegalEntity', [identifier(tag, 'cbc:CompanyID', legalId)]),
];

const paymentMeans = (tag: Tag, { paymentMeans: all, kind, dueDates }: Invoice): string[] =>
  all.map(({ code, text, references, account, card, mandate, payerAccount }) =>
    tag('cac:PaymentMeans', [
      tag('cbc:PaymentMeansCode', code, { name: text }),
      kind === 'invoice' ? '' : tag('cbc:PaymentDueDate', dueDates[0] ?? null),
      ...references.map((reference) => tag('cbc:PaymentID', reference)),
      within(tag, 'cac:CardAccount', tag('cbc:PrimaryAccountNumberID', card)),
      account === null
        ? ''
        : tag('cac:PayeeFinancialAccount', [
            tag('cbc:ID', account.id),
            tag('cbc:Name', account.name),
            within(tag, 'cac:FinancialInstitutionBranch', tag('cbc:ID', account.bic)),
          ]),
      tag('cac:PaymentMandate', [
        tag('cbc:ID', mandate),
        within(tag, 'cac:PayerFinancialAccount', tag('cbc:ID', payerAccount)),
      ]),
    ]),
  );

const allowance = (tag: Tag, row: AllowanceOrCharge): string =>
  tag('cac:AllowanceCharge', [
    tag('cbc:ChargeIndicator', row.isCharge ? 'true' : 'false'),
    tag('cbc:AllowanceChargeReasonCode', row.reasonCode),
    tag('cbc:AllowanceChargeReason', row.reason),
    euro(tag, 'cbc:Amount', row.amount),
    tag('cac:TaxCategory', [tag('cbc:ID', row.vatCategory), tag('cbc:Percent', row.vatRate)]),
  ]);

const taxTotals = (tag: Tag, { totals: { vat, vatInTaxCurrency }, vatBreakdown, taxCurrency }: Invoice) => [
  vatInTaxCurrency === null
    ? ''
    : tag('cac:TaxTotal', [tag('cbc:TaxAmount', vatInTaxCurrency, { currencyID: taxCurrency })]),
  tag('cac:TaxTotal', [
    euro(tag, 'cbc:TaxAmount', vat),
    ...vatBreakdown.map(({ base, amount, category, rate }) =>
      tag('cac:TaxSubtotal', [
        euro(tag, 'cbc:TaxableAmount', base),
        euro(tag, 'cbc:TaxAmount', amount),
        tag('cac:TaxCategory', [tag('cbc:ID', category), tag('cbc:Percent', rate)]),
      ]),
    ),
  ]),
];

const totals = (tag: Tag, { totals: of }: Invoice): string =>
  tag('cac:LegalMonetaryTotal', [
    euro(tag, 'cbc:LineExtensionAmount', of.lineExtension),
    euro(tag, 'cbc:TaxExclusiveAmount', of.taxExclusive),
    euro(tag, 'cbc:TaxInclusiveAmount', of.taxInclusive),
    euro(tag, 'cbc:AllowanceTotalAmount', of.allowances),
    euro(tag, 'cbc:ChargeTotalAmount', of.charges),
    euro(tag, 'cbc:PrepaidAmount', of.prepaid),
    euro(tag, 'cbc:PayableRoundingAmount', of.rounding),
    euro(tag, 'cbc:PayableAmount', of.payable),
  ]);

const line = (tag: Tag, row: InvoiceLine, isInvoice: boolean): string =>
  tag(isInvoice ? 'cac:InvoiceLine' : 'cac:CreditNoteLine', [
    tag('cbc:ID', row.id),
    tag(isInvoice ? 'cbc:InvoicedQuantity' : 'cbc:CreditedQuantity', row.quantity, { unitCode: row.unit }),
    euro(tag, 'cbc:LineExtensionAmount', row.amount),
    tag('cbc:AccountingCost', row.accountingReference),
    ...row.allowancesAndCharges.map((each) => allowance(tag, each)),
    tag('cac:Item', [
      tag('cbc:Description', row.description),
      tag('cbc:Name', row.name),
      tag('cac:ClassifiedTaxCategory', [tag('cbc:ID', row.vatCategory), tag('cbc:Percent', row.vatRate)]),
    ]),
    tag('cac:Price', [euro(tag, 'cbc:PriceAmount', row.price), tag('cbc:BaseQuantity', row.baseQuantity)]),
  ]);

const attachments = (tag: Tag, { attachments: all }: Invoice): string[] =>
  all.map(({ id, fileName, mimeCode, size }) =>
    tag('cac:AdditionalDocumentReference', [
      tag('cbc:ID', id),
      tag('cac:Attachment', [
        tag('cbc:EmbeddedDocumentBinaryObject', base64(size), { mimeCode, filename: fileName }),
      ]),
    ]),
  );

/** BT-11 of a credit note. */
const projectDocument = (tag: Tag, { projectReference }: Invoice): string =>
  projectReference === null
    ? ''
    : tag('cac:AdditionalDocumentReference', [
        tag('cbc:ID', projectReference),
        tag('cbc:DocumentTypeCode', '50'),
      ]);
