import type { Invoice } from '../../lib/documents/invoice.ts';
import { invoiceOf } from './ubl-document.ts';

const standard = 'urn:un:unece:uncefact:data:standard';

/** What a test puts into a document, by the part that it stands in. */
interface Parts {
  readonly context?: string;
  readonly document?: string;
  readonly lines?: string;
  readonly agreement?: string;
  readonly settlement?: string;
  readonly summation?: string;
}

/** A CII D16B document with the given content, in the usual prefixes. */
const cii = (parts: Parts): string =>
  `<?xml version="1.0" encoding="UTF-8"?>
<rsm:CrossIndustryInvoice xmlns:rsm="${standard}:CrossIndustryInvoice:100" xmlns:ram="${standard}:ReusableAggregateBusinessInformationEntity:100" xmlns:udt="${standard}:UnqualifiedDataType:100" xmlns:qdt="${standard}:QualifiedDataType:100"><rsm:ExchangedDocumentContext>${parts.context ?? ''}</rsm:ExchangedDocumentContext><rsm:ExchangedDocument>${parts.document ?? ''}</rsm:ExchangedDocument><rsm:SupplyChainTradeTransaction>${parts.lines ?? ''}<ram:ApplicableHeaderTradeAgreement>${parts.agreement ?? ''}</ram:ApplicableHeaderTradeAgreement><ram:ApplicableHeaderTradeSettlement>${parts.settlement ?? ''}<ram:SpecifiedTradeSettlementHeaderMonetarySummation>${parts.summation ?? ''}</ram:SpecifiedTradeSettlementHeaderMonetarySummation></ram:ApplicableHeaderTradeSettlement></rsm:SupplyChainTradeTransaction></rsm:CrossIndustryInvoice>`;

/** A ZUGFeRD 1.0 document with the given content. */
const zugferd1 = (parts: Parts): string =>
  `<rsm:CrossIndustryDocument xmlns:rsm="urn:ferd:CrossIndustryDocument:invoice:1p0" xmlns:ram="${standard}:ReusableAggregateBusinessInformationEntity:12" xmlns:udt="${standard}:UnqualifiedDataType:15"><rsm:SpecifiedExchangedDocumentContext>${parts.context ?? ''}</rsm:SpecifiedExchangedDocumentContext><rsm:HeaderExchangedDocument>${parts.document ?? ''}</rsm:HeaderExchangedDocument><rsm:SpecifiedSupplyChainTradeTransaction><ram:ApplicableSupplyChainTradeAgreement>${parts.agreement ?? ''}</ram:ApplicableSupplyChainTradeAgreement><ram:ApplicableSupplyChainTradeSettlement>${parts.settlement ?? ''}<ram:SpecifiedTradeSettlementMonetarySummation>${parts.summation ?? ''}</ram:SpecifiedTradeSettlementMonetarySummation></ram:ApplicableSupplyChainTradeSettlement>${parts.lines ?? ''}</rsm:SpecifiedSupplyChainTradeTransaction></rsm:CrossIndustryDocument>`;

export const ciiWith = (parts: Parts): Invoice => invoiceOf(cii(parts));
export const zugferd1With = (parts: Parts): Invoice => invoiceOf(zugferd1(parts));
