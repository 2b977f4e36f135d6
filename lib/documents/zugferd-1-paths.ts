import { pathsWith } from './cross-industry-paths.ts';
import { at } from './term-path.ts';

const paths = pathsWith({
  context: 'rsm:SpecifiedExchangedDocumentContext',
  document: 'rsm:HeaderExchangedDocument',
  transaction: 'rsm:SpecifiedSupplyChainTradeTransaction',
  agreement: 'ram:ApplicableSupplyChainTradeAgreement',
  settlement: 'ram:ApplicableSupplyChainTradeSettlement',
  summation: 'ram:SpecifiedTradeSettlementMonetarySummation',
  lineAgreement: 'ram:SpecifiedSupplyChainTradeAgreement',
  lineDelivery: 'ram:SpecifiedSupplyChainTradeDelivery',
  lineSettlement: 'ram:SpecifiedSupplyChainTradeSettlement',
  lineSummation: 'ram:SpecifiedTradeSettlementMonetarySummation',
  reference: 'ram:ID',
  referenceDate: ['ram:IssueDateTime', 'ram:IssueDateTime/udt:DateTimeString'],
  rate: 'ram:ApplicablePercent',
});

/** ZUGFeRD 1.0 of 2014: the ideas of CII D16B under other names (documents.md 5.2). */
export const zugferd1Paths: typeof paths = {
  ...paths,
  // The mandate stands in the means that it belongs to.
  paymentMeans: { ...paths.paymentMeans, mandate: at('BT-89', 'ram:ID') },
  totals: {
    ...paths.totals,
    // The amount due is optional, and without a prepaid amount it is the grand total.
    payableWithoutPrepaid: at('BT-115', ...paths.totals.payable.paths, ...paths.totals.taxInclusive.paths),
  },
};
