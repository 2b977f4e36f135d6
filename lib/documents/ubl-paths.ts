import {
  type AllowanceNumbers,
  allowanceNumbers,
  buyerNumbers,
  chargeNumbers,
  lineAllowanceNumbers,
  lineChargeNumbers,
  type PartyNumbers,
  payeeNumbers,
  sellerNumbers,
} from './en-numbers.ts';
import type { AllowancePaths, EnPaths, PartyPaths, Terms } from './en-paths.ts';
import { at, type TermPath } from './term-path.ts';

/** The terms that only UBL has, or has elsewhere than CII. */
export interface UblPaths extends EnPaths {
  readonly dueDates: TermPath;
  readonly isCopy: TermPath;
  readonly isTaxIncluded: TermPath;
  readonly meansIds: Terms<'id' | 'reference' | 'instruction'>;
  readonly paymentTerms: Terms<'note' | 'paymentMeansId' | 'amount' | 'dueDate'>;
  readonly thirdPartyPayments: TermPath;
  readonly thirdPartyPayment: Terms<'amount'>;
}

const party = (bt: PartyNumbers): PartyPaths & Terms<'tradingName'> => ({
  name: at(bt.name, 'cac:PartyLegalEntity/cbc:RegistrationName'),
  tradingName: at(bt.tradingName, 'cac:PartyName/cbc:Name'),
  // The scheme SEPA marks BT-90, the creditor id of a direct debit, which names no party (documents.md 4).
  identifiers: at(bt.identifiers, "cac:PartyIdentification/cbc:ID[@schemeID!='SEPA']"),
  legalId: at(bt.legalId, 'cac:PartyLegalEntity/cbc:CompanyID'),
  vatId: at(bt.vatId, "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID='VAT']/cbc:CompanyID"),
  taxRegistrations: at(bt.taxRegistrations, "cac:PartyTaxScheme[cac:TaxScheme/cbc:ID!='VAT']/cbc:CompanyID"),
  endpoint: at(bt.endpoint, 'cbc:EndpointID'),
  country: at(bt.country, 'cac:PostalAddress/cac:Country/cbc:IdentificationCode'),
});

/** A payee's name is its party name, or the legal name if that is all it has. */
const payee = (): PartyPaths => {
  const { name, tradingName, ...others } = party(payeeNumbers);
  return { name: at(name.term, ...tradingName.paths, ...name.paths), ...others };
};

const allowance = (bt: AllowanceNumbers): AllowancePaths => ({
  isCharge: at(bt.isCharge, 'cbc:ChargeIndicator'),
  amount: at(bt.amount, 'cbc:Amount'),
  reasonCode: at(bt.reasonCode, 'cbc:AllowanceChargeReasonCode'),
  reason: at(bt.reason, 'cbc:AllowanceChargeReason'),
  vatCategory: at(bt.vatCategory, 'cac:TaxCategory/cbc:ID'),
  vatRate: at(bt.vatRate, 'cac:TaxCategory/cbc:Percent'),
});

const M = 'cac:LegalMonetaryTotal';
const account = 'cac:PayeeFinancialAccount';
const branch = `${account}/cac:FinancialInstitutionBranch`;
const attached = 'cac:Attachment/cbc:EmbeddedDocumentBinaryObject';

/** A UBL 2.1 Invoice (documents.md 4). */
export const ublInvoicePaths: UblPaths = {
  document: {
    profile: at('BT-24', 'cbc:CustomizationID'),
    process: at('BT-23', 'cbc:ProfileID'),
    number: at('BT-1', 'cbc:ID'),
    issueDate: at('BT-2', 'cbc:IssueDate'),
    typeCode: at('BT-3', 'cbc:InvoiceTypeCode'),
    currency: at('BT-5', 'cbc:DocumentCurrencyCode'),
    taxCurrency: at('BT-6', 'cbc:TaxCurrencyCode'),
    buyerReference: at('BT-10', 'cbc:BuyerReference'),
    // A credit note has no ProjectReference, only the second.
    projectReference: at(
      'BT-11',
      'cac:ProjectReference/cbc:ID',
      "cac:AdditionalDocumentReference[cbc:DocumentTypeCode='50']/cbc:ID",
    ),
    contractReference: at('BT-12', 'cac:ContractDocumentReference/cbc:ID'),
    orderReference: at('BT-13', 'cac:OrderReference/cbc:ID'),
    accountingReference: at('BT-19', 'cbc:AccountingCost'),
    notes: at('BT-22', 'cbc:Note'),
  },
  dueDates: at(
    'BT-9',
    'cbc:DueDate',
    'cac:PaymentMeans/cbc:PaymentDueDate',
    'cac:PaymentTerms/cbc:InstallmentDueDate',
    'cac:PaymentTerms/cbc:PaymentDueDate',
  ),
  isCopy: at('CopyIndicator', 'cbc:CopyIndicator'),
  groups: {
    precedingInvoices: at('BG-3', 'cac:BillingReference/cac:InvoiceDocumentReference'),
    seller: at('BG-4', 'cac:AccountingSupplierParty/cac:Party'),
    buyer: at('BG-7', 'cac:AccountingCustomerParty/cac:Party'),
    // Without a nested cac:Party.
    payee: at('BG-10', 'cac:PayeeParty'),
    paymentMeans: at('BG-16', 'cac:PaymentMeans'),
    paymentTerms: at('BT-20', 'cac:PaymentTerms'),
    allowancesAndCharges: at('BG-20, BG-21', 'cac:AllowanceCharge'),
    taxTotals: at('BG-22', 'cac:TaxTotal'),
    // Below the TaxTotal in BT-5: the other one says the same money again.
    vatBreakdown: at('BG-23', 'cac:TaxSubtotal'),
    attachments: at('BG-24', 'cac:AdditionalDocumentReference'),
    lines: at('BG-25', 'cac:InvoiceLine'),
    lineAllowancesAndCharges: at('BG-27, BG-28', 'cac:AllowanceCharge'),
  },
  precedingInvoice: { number: at('BT-25', 'cbc:ID'), issueDate: at('BT-26', 'cbc:IssueDate') },
  seller: party(sellerNumbers),
  buyer: party(buyerNumbers),
  payee: payee(),
  paymentMeans: {
    code: at('BT-81', 'cbc:PaymentMeansCode'),
    text: at('BT-82', 'cbc:PaymentMeansCode/@name'),
    account: at('BT-84', `${account}/cbc:ID`),
    accountName: at('BT-85', `${account}/cbc:Name`),
    bic: at('BT-86', `${branch}/cbc:ID`, `${branch}/cac:FinancialInstitution/cbc:ID`),
    card: at('BT-87', 'cac:CardAccount/cbc:PrimaryAccountNumberID'),
    mandate: at('BT-89', 'cac:PaymentMandate/cbc:ID'),
    // Both are the buyer's own account; neither is ever a beneficiary (documents.md 4, BT-91).
    payerAccount: at(
      'BT-91',
      'cac:PaymentMandate/cac:PayerFinancialAccount/cbc:ID',
      'cac:PayerFinancialAccount/cbc:ID',
    ),
  },
  meansIds: {
    id: at('BG-16', 'cbc:ID'),
    reference: at('BT-83', 'cbc:PaymentID'),
    // Where the legacy Belgian e-FFF has it; beside a PaymentID it means something else.
    instruction: at('BT-83', 'cbc:InstructionID'),
  },
  paymentTerms: {
    note: at('BT-20', 'cbc:Note'),
    paymentMeansId: at('BT-20', 'cbc:PaymentMeansID'),
    amount: at('BT-20', 'cbc:Amount'),
    dueDate: at('BT-9', 'cbc:InstallmentDueDate', 'cbc:PaymentDueDate'),
  },
  allowance: allowance(allowanceNumbers),
  charge: allowance(chargeNumbers),
  totals: {
    lineExtension: at('BT-106', `${M}/cbc:LineExtensionAmount`),
    allowances: at('BT-107', `${M}/cbc:AllowanceTotalAmount`),
    charges: at('BT-108', `${M}/cbc:ChargeTotalAmount`),
    taxExclusive: at('BT-109', `${M}/cbc:TaxExclusiveAmount`),
    taxInclusive: at('BT-112', `${M}/cbc:TaxInclusiveAmount`),
    prepaid: at('BT-113', `${M}/cbc:PrepaidAmount`),
    rounding: at('BT-114', `${M}/cbc:PayableRoundingAmount`),
    payable: at('BT-115', `${M}/cbc:PayableAmount`),
    payableWithoutPrepaid: at('BT-115', `${M}/cbc:PayableAmount`),
  },
  isTaxIncluded: at('TaxIncludedIndicator', 'cac:TaxTotal/cbc:TaxIncludedIndicator'),
  taxTotal: { vat: at('BT-110', 'cbc:TaxAmount'), vatInTaxCurrency: at('BT-111', 'cbc:TaxAmount') },
  vatRow: {
    base: at('BT-116', 'cbc:TaxableAmount'),
    amount: at('BT-117', 'cbc:TaxAmount'),
    category: at('BT-118', 'cac:TaxCategory/cbc:ID'),
    rate: at('BT-119', 'cac:TaxCategory/cbc:Percent'),
  },
  // The XRechnung extension adds them to BT-115.
  thirdPartyPayments: at('BT-115', 'cac:PrepaidPayment'),
  thirdPartyPayment: { amount: at('BT-115', 'cbc:PaidAmount') },
  attachment: {
    id: at('BT-122', 'cbc:ID'),
    file: at('BT-125', attached),
    mimeCode: at('BT-125-1', `${attached}/@mimeCode`),
    fileName: at('BT-125-2', `${attached}/@filename`),
  },
  line: {
    id: at('BT-126', 'cbc:ID'),
    quantity: at('BT-129', 'cbc:InvoicedQuantity'),
    unit: at('BT-130', 'cbc:InvoicedQuantity/@unitCode'),
    amount: at('BT-131', 'cbc:LineExtensionAmount'),
    accountingReference: at('BT-133', 'cbc:AccountingCost'),
    price: at('BT-146', 'cac:Price/cbc:PriceAmount'),
    baseQuantity: at('BT-149', 'cac:Price/cbc:BaseQuantity'),
    vatCategory: at('BT-151', 'cac:Item/cac:ClassifiedTaxCategory/cbc:ID'),
    vatRate: at('BT-152', 'cac:Item/cac:ClassifiedTaxCategory/cbc:Percent'),
    name: at('BT-153', 'cac:Item/cbc:Name'),
    description: at('BT-154', 'cac:Item/cbc:Description'),
  },
  lineAllowance: allowance(lineAllowanceNumbers),
  lineCharge: allowance(lineChargeNumbers),
};

/** A UBL 2.1 CreditNote: where it differs from an Invoice (documents.md 4, last column). */
export const ublCreditNotePaths: UblPaths = {
  ...ublInvoicePaths,
  document: { ...ublInvoicePaths.document, typeCode: at('BT-3', 'cbc:CreditNoteTypeCode') },
  // It has no cbc:DueDate; one that stands there all the same must agree.
  dueDates: at(
    'BT-9',
    'cac:PaymentMeans/cbc:PaymentDueDate',
    'cbc:DueDate',
    'cac:PaymentTerms/cbc:InstallmentDueDate',
    'cac:PaymentTerms/cbc:PaymentDueDate',
  ),
  groups: { ...ublInvoicePaths.groups, lines: at('BG-25', 'cac:CreditNoteLine') },
  line: {
    ...ublInvoicePaths.line,
    quantity: at('BT-129', 'cbc:CreditedQuantity'),
    unit: at('BT-130', 'cbc:CreditedQuantity/@unitCode'),
  },
};
