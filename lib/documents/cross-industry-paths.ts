import {
  type AllowanceNumbers,
  allowanceNumbers,
  buyerNumbers,
  chargeNumbers,
  lineAllowanceNumbers,
  lineChargeNumbers,
  type PartyNumbers,
  payeeNumbers,
  payerNumbers,
  sellerNumbers,
} from './en-numbers.ts';
import type { AllowancePaths, EnPaths, PartyPaths, Terms } from './en-paths.ts';
import { at, type TermPath } from './term-path.ts';

/** The terms that only CII has, or has elsewhere than UBL. */
export interface CiiPaths extends EnPaths {
  readonly isTest: TermPath;
  readonly isCopy: TermPath;
  readonly payers: TermPath;
  readonly payer: PartyPaths;
  /** BT-83 and BT-89 once for the document, not per payment means. */
  readonly payment: Terms<'references' | 'mandate'>;
  readonly paymentTerms: Terms<'note' | 'amount' | 'dueDate'>;
  readonly discounts: TermPath;
  readonly discount: Terms<'days' | 'percent' | 'amount'>;
  readonly freightCharges: TermPath;
  readonly freightCharge: Terms<'amount' | 'reason' | 'vatCategory' | 'vatRate'>;
  /** What a line of the EXTENDED profile is: DETAIL, GROUP or INFORMATION. */
  readonly lineStatus: TermPath;
}

/** What D16B and ZUGFeRD 1 call differently (documents.md 5.2); all else has the same names in both. */
interface CiiNames {
  readonly context: string;
  readonly document: string;
  readonly transaction: string;
  readonly agreement: string;
  readonly settlement: string;
  readonly summation: string;
  readonly lineAgreement: string;
  readonly lineDelivery: string;
  readonly lineSettlement: string;
  readonly lineSummation: string;
  /** The number and the date of a document referred to. */
  readonly reference: string;
  readonly referenceDate: readonly [string, ...string[]];
  readonly rate: string;
}

const party = (bt: PartyNumbers): PartyPaths => ({
  name: at(bt.name, 'ram:Name'),
  tradingName: at(bt.tradingName, 'ram:SpecifiedLegalOrganization/ram:TradingBusinessName'),
  identifiers: at(bt.identifiers, 'ram:ID', 'ram:GlobalID'),
  legalId: at(bt.legalId, 'ram:SpecifiedLegalOrganization/ram:ID'),
  vatId: at(bt.vatId, "ram:SpecifiedTaxRegistration/ram:ID[@schemeID='VA']"),
  taxRegistrations: at(bt.taxRegistrations, "ram:SpecifiedTaxRegistration/ram:ID[@schemeID='FC']"),
  endpoint: at(bt.endpoint, 'ram:URIUniversalCommunication/ram:URIID'),
  country: at(bt.country, 'ram:PostalTradeAddress/ram:CountryID'),
});

const allowance = (bt: AllowanceNumbers, rate: string): AllowancePaths => ({
  isCharge: at(bt.isCharge, 'ram:ChargeIndicator/udt:Indicator'),
  amount: at(bt.amount, 'ram:ActualAmount'),
  reasonCode: at(bt.reasonCode, 'ram:ReasonCode'),
  reason: at(bt.reason, 'ram:Reason'),
  vatCategory: at(bt.vatCategory, 'ram:CategoryTradeTax/ram:CategoryCode'),
  vatRate: at(bt.vatRate, `ram:CategoryTradeTax/${rate}`),
});

/** A mark on the whole document, in every shape that its type has: a boolean, a text, or bare. */
const indicator = (term: string, path: string): TermPath =>
  at(term, `${path}/udt:Indicator`, `${path}/udt:IndicatorString`, path);

/** The table of documents.md 5.1, with its abbreviations, in the names of one version. */
export function pathsWith(names: CiiNames): CiiPaths {
  const T = names.transaction;
  const A = `${T}/${names.agreement}`;
  const S = `${T}/${names.settlement}`;
  const M = `${S}/${names.summation}`;
  const account = 'ram:PayeePartyCreditorFinancialAccount';
  const payerAccount = 'ram:PayerPartyDebtorFinancialAccount';
  const netPrice = `${names.lineAgreement}/ram:NetPriceProductTradePrice`;
  const quantity = `${names.lineDelivery}/ram:BilledQuantity`;
  const lineTax = `${names.lineSettlement}/ram:ApplicableTradeTax`;
  return {
    document: {
      profile: at('BT-24', `${names.context}/ram:GuidelineSpecifiedDocumentContextParameter/ram:ID`),
      process: at('BT-23', `${names.context}/ram:BusinessProcessSpecifiedDocumentContextParameter/ram:ID`),
      number: at('BT-1', `${names.document}/ram:ID`),
      issueDate: at('BT-2', `${names.document}/ram:IssueDateTime/udt:DateTimeString`),
      typeCode: at('BT-3', `${names.document}/ram:TypeCode`),
      currency: at('BT-5', `${S}/ram:InvoiceCurrencyCode`),
      taxCurrency: at('BT-6', `${S}/ram:TaxCurrencyCode`),
      buyerReference: at('BT-10', `${A}/ram:BuyerReference`),
      projectReference: at('BT-11', `${A}/ram:SpecifiedProcuringProject/ram:ID`),
      contractReference: at('BT-12', `${A}/ram:ContractReferencedDocument/${names.reference}`),
      orderReference: at('BT-13', `${A}/ram:BuyerOrderReferencedDocument/${names.reference}`),
      accountingReference: at('BT-19', `${S}/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID`),
      notes: at('BT-22', `${names.document}/ram:IncludedNote/ram:Content`),
    },
    groups: {
      precedingInvoices: at('BG-3', `${S}/ram:InvoiceReferencedDocument`),
      seller: at('BG-4', `${A}/ram:SellerTradeParty`),
      buyer: at('BG-7', `${A}/ram:BuyerTradeParty`),
      payee: at('BG-10', `${S}/ram:PayeeTradeParty`),
      paymentMeans: at('BG-16', `${S}/ram:SpecifiedTradeSettlementPaymentMeans`),
      paymentTerms: at('BT-20', `${S}/ram:SpecifiedTradePaymentTerms`),
      allowancesAndCharges: at('BG-20, BG-21', `${S}/ram:SpecifiedTradeAllowanceCharge`),
      taxTotals: at('BG-22', `${M}/ram:TaxTotalAmount`),
      vatBreakdown: at('BG-23', `${S}/ram:ApplicableTradeTax`),
      attachments: at('BG-24', `${A}/ram:AdditionalReferencedDocument[ram:TypeCode='916']`),
      lines: at('BG-25', `${T}/ram:IncludedSupplyChainTradeLineItem`),
      lineAllowancesAndCharges: at(
        'BG-27, BG-28',
        `${names.lineSettlement}/ram:SpecifiedTradeAllowanceCharge`,
      ),
    },
    precedingInvoice: {
      number: at('BT-25', names.reference),
      issueDate: at('BT-26', ...names.referenceDate),
    },
    seller: party(sellerNumbers),
    buyer: party(buyerNumbers),
    payee: party(payeeNumbers),
    isTest: indicator('TestIndicator', `${names.context}/ram:TestIndicator`),
    isCopy: indicator('CopyIndicator', `${names.document}/ram:CopyIndicator`),
    payers: at('payer', `${S}/ram:PayerTradeParty`),
    payer: party(payerNumbers),
    payment: {
      references: at('BT-83', `${S}/ram:PaymentReference`),
      mandate: at('BT-89', `${S}/ram:SpecifiedTradePaymentTerms/ram:DirectDebitMandateID`),
    },
    paymentMeans: {
      code: at('BT-81', 'ram:TypeCode'),
      text: at('BT-82', 'ram:Information'),
      account: at('BT-84', `${account}/ram:IBANID`, `${account}/ram:ProprietaryID`),
      accountName: at('BT-85', `${account}/ram:AccountName`),
      // Of the same means: never of another one (documents.md 8.3).
      bic: at('BT-86', 'ram:PayeeSpecifiedCreditorFinancialInstitution/ram:BICID'),
      card: at('BT-87', 'ram:ApplicableTradeSettlementFinancialCard/ram:ID'),
      // The buyer's own account, which may stand beside the payee's (documents.md 5.1).
      payerAccount: at('BT-91', `${payerAccount}/ram:IBANID`, `${payerAccount}/ram:ProprietaryID`),
    },
    paymentTerms: {
      note: at('BT-20', 'ram:Description'),
      amount: at('BT-20', 'ram:PartialPaymentAmount'),
      dueDate: at('BT-9', 'ram:DueDateDateTime/udt:DateTimeString'),
    },
    discounts: at('BT-20', 'ram:ApplicableTradePaymentDiscountTerms'),
    discount: {
      days: at('BT-20', 'ram:BasisPeriodMeasure'),
      percent: at('BT-20', 'ram:CalculationPercent'),
      amount: at('BT-20', 'ram:ActualDiscountAmount'),
    },
    allowance: allowance(allowanceNumbers, names.rate),
    charge: allowance(chargeNumbers, names.rate),
    freightCharges: at('BG-21', `${S}/ram:SpecifiedLogisticsServiceCharge`),
    freightCharge: {
      amount: at('BT-99', 'ram:AppliedAmount'),
      reason: at('BT-104', 'ram:Description'),
      vatCategory: at('BT-102', 'ram:AppliedTradeTax/ram:CategoryCode'),
      vatRate: at('BT-103', `ram:AppliedTradeTax/${names.rate}`),
    },
    totals: {
      lineExtension: at('BT-106', `${M}/ram:LineTotalAmount`),
      allowances: at('BT-107', `${M}/ram:AllowanceTotalAmount`),
      charges: at('BT-108', `${M}/ram:ChargeTotalAmount`),
      taxExclusive: at('BT-109', `${M}/ram:TaxBasisTotalAmount`),
      taxInclusive: at('BT-112', `${M}/ram:GrandTotalAmount`),
      prepaid: at('BT-113', `${M}/ram:TotalPrepaidAmount`),
      rounding: at('BT-114', `${M}/ram:RoundingAmount`),
      payable: at('BT-115', `${M}/ram:DuePayableAmount`),
      payableWithoutPrepaid: at('BT-115', `${M}/ram:DuePayableAmount`),
    },
    taxTotal: { vat: at('BT-110', '.'), vatInTaxCurrency: at('BT-111', '.') },
    vatRow: {
      base: at('BT-116', 'ram:BasisAmount'),
      amount: at('BT-117', 'ram:CalculatedAmount'),
      category: at('BT-118', 'ram:CategoryCode'),
      rate: at('BT-119', names.rate),
    },
    attachment: {
      id: at('BT-122', names.reference),
      file: at('BT-125', 'ram:AttachmentBinaryObject'),
      mimeCode: at('BT-125-1', 'ram:AttachmentBinaryObject/@mimeCode'),
      fileName: at('BT-125-2', 'ram:AttachmentBinaryObject/@filename'),
    },
    lineStatus: at('LineStatusReasonCode', 'ram:AssociatedDocumentLineDocument/ram:LineStatusReasonCode'),
    line: {
      id: at('BT-126', 'ram:AssociatedDocumentLineDocument/ram:LineID'),
      quantity: at('BT-129', quantity),
      unit: at('BT-130', `${quantity}/@unitCode`),
      amount: at('BT-131', `${names.lineSettlement}/${names.lineSummation}/ram:LineTotalAmount`),
      accountingReference: at(
        'BT-133',
        `${names.lineSettlement}/ram:ReceivableSpecifiedTradeAccountingAccount/ram:ID`,
      ),
      price: at('BT-146', `${netPrice}/ram:ChargeAmount`),
      baseQuantity: at('BT-149', `${netPrice}/ram:BasisQuantity`),
      vatCategory: at('BT-151', `${lineTax}/ram:CategoryCode`),
      vatRate: at('BT-152', `${lineTax}/${names.rate}`),
      name: at('BT-153', 'ram:SpecifiedTradeProduct/ram:Name'),
      description: at('BT-154', 'ram:SpecifiedTradeProduct/ram:Description'),
    },
    lineAllowance: allowance(lineAllowanceNumbers, names.rate),
    lineCharge: allowance(lineChargeNumbers, names.rate),
  };
}
