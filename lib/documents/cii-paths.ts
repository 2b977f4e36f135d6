import { pathsWith } from './cross-industry-paths.ts';

/** CII D16B: Factur-X, ZUGFeRD 2.x, XRechnung and NLCIUS in CII (documents.md 5.1). */
export const ciiPaths = pathsWith({
  context: 'rsm:ExchangedDocumentContext',
  document: 'rsm:ExchangedDocument',
  transaction: 'rsm:SupplyChainTradeTransaction',
  agreement: 'ram:ApplicableHeaderTradeAgreement',
  settlement: 'ram:ApplicableHeaderTradeSettlement',
  summation: 'ram:SpecifiedTradeSettlementHeaderMonetarySummation',
  lineAgreement: 'ram:SpecifiedLineTradeAgreement',
  lineDelivery: 'ram:SpecifiedLineTradeDelivery',
  lineSettlement: 'ram:SpecifiedLineTradeSettlement',
  lineSummation: 'ram:SpecifiedTradeSettlementLineMonetarySummation',
  reference: 'ram:IssuerAssignedID',
  referenceDate: ['ram:FormattedIssueDateTime/qdt:DateTimeString'],
  rate: 'ram:RateApplicablePercent',
});
