import type { Decimal } from '../money/decimal.ts';
import type { Finding } from '../findings/finding.ts';
import type { IsoDate } from './iso-date.ts';

/**
 * An invoice or credit note in the terms of EN 16931, whatever syntax it came in. Everything is still what the
 * document says: no defaults, no corrections; absent terms are null, absent groups are empty (documents.md 11).
 * BT and BG numbers name the terms.
 */
export interface Invoice {
  readonly syntax: Syntax;
  /** Its place in a file of several invoices, from 1 (FatturaPA, documents.md 6.1); 1 in every other syntax. */
  readonly body: number;
  /** The kind of document by its root element; the type code may say more (documents.md 8.1). */
  readonly kind: 'invoice' | 'credit-note';
  /** BT-24, white space removed at both ends and inside collapsed. */
  readonly profile: string | null;
  /** BT-23 */
  readonly process: string | null;
  /** BT-3; in FatturaPA the TipoDocumento as it is (`TD01`). */
  readonly typeCode: string | null;
  /** BT-1 */
  readonly number: string | null;
  /** BT-2 */
  readonly issueDate: IsoDate | null;
  /**
   * BT-9: every distinct date by which the amount, or an instalment, is due, in document order. The last day of a
   * cash discount is none: see `PaymentTerms.discount`.
   */
  readonly dueDates: readonly IsoDate[];
  /** BT-5 */
  readonly currency: string | null;
  /** BT-6: for VAT reporting only, never the payment currency. */
  readonly taxCurrency: string | null;
  /** BT-10 */
  readonly buyerReference: string | null;
  /** BT-11 */
  readonly projectReference: string | null;
  /** BT-12 */
  readonly contractReference: string | null;
  /** BT-13 */
  readonly orderReference: string | null;
  /** BT-19 */
  readonly accountingReference: string | null;
  /** BT-22 */
  readonly notes: readonly string[];
  /** BG-3 */
  readonly precedingInvoices: readonly PrecedingInvoice[];
  /** BG-4 */
  readonly seller: Party;
  /** BG-7 */
  readonly buyer: Party;
  /** BG-10 */
  readonly payee: Party | null;
  /** Who pays instead of the buyer (French CII extension, documents.md 8.6); null when nobody is named. */
  readonly payer: Party | null;
  /** FatturaPA says that the customer issued it (SoggettoEmittente CC); elsewhere the type code or profile does. */
  readonly isIssuedByBuyer: boolean;
  /** The sender marks the document as a test (CII TestIndicator). */
  readonly isTest: boolean;
  /** The sender marks the document as a copy of one sent before (CopyIndicator). */
  readonly isCopy: boolean;
  /** BG-16, one per instruction as the document has them. */
  readonly paymentMeans: readonly PaymentMeans[];
  /** BT-20, cash discounts, and in extensions and FatturaPA the parts in which the amount is to be paid. */
  readonly paymentTerms: readonly PaymentTerms[];
  /** BG-20 and BG-21 at document level. */
  readonly allowancesAndCharges: readonly AllowanceOrCharge[];
  /** BG-22 */
  readonly totals: Totals;
  /** BG-23, in the document currency. */
  readonly vatBreakdown: readonly VatRow[];
  /** Prices include the tax, so BR-CO-13 and BR-CO-15 do not hold (PINT TaxIncludedIndicator, documents.md 4). */
  readonly isTaxIncluded: boolean;
  /** Tax that the buyer keeps back from the amount due and pays to the state (FatturaPA, documents.md 6.2). */
  readonly withholdings: readonly Withholding[];
  /** BG-25: the lines that count. Nested UBL sub lines repeat money of their parent and are not among them. */
  readonly lines: readonly InvoiceLine[];
  /** CII lines that repeat the sum of others or only explain (GROUP, INFORMATION); never added up. */
  readonly uncountedLines: readonly InvoiceLine[];
  /** Third-party amounts of the XRechnung extension, which are added to the payable (documents.md 4). */
  readonly thirdPartyPayments: readonly Decimal[];
  /** BG-24 */
  readonly attachments: readonly Attachment[];
  /** Distinct currencies of amounts that differ from BT-5 (BT-111 excepted): Peppol R051. */
  readonly foreignCurrencies: readonly string[];
  /** Paths of elements that hold text and were not read into any term, without their values. */
  readonly unmapped: readonly string[];
  /** Terms that are there but cannot be read (a date that does not exist, an amount with letters). */
  readonly defects: readonly Finding[];
}

export type Syntax =
  | 'ubl-invoice'
  | 'ubl-creditnote'
  | 'cii'
  | 'zugferd-1'
  | 'fatturapa'
  | 'fatturapa-simplified';

export interface Party {
  /** BT-27, BT-44; BT-59 for a payee. */
  readonly name: string | null;
  /** BT-28, BT-45 */
  readonly tradingName: string | null;
  /** BT-29, BT-46, BT-60 */
  readonly identifiers: readonly Identifier[];
  /** BT-30, BT-47, BT-61 */
  readonly legalId: Identifier | null;
  /** BT-31, BT-48 */
  readonly vatId: string | null;
  /** BT-32 */
  readonly taxRegistrations: readonly string[];
  /** BT-34, BT-49 */
  readonly endpoint: Identifier | null;
  /** BT-40, BT-55 */
  readonly country: string | null;
}

/** An identifier with the ISO 6523 or EAS code of its scheme (`0106`), or null without one. */
export interface Identifier {
  readonly scheme: string | null;
  readonly value: string;
}

export interface PrecedingInvoice {
  /** BT-25 */
  readonly number: string;
  /** BT-26 */
  readonly issueDate: IsoDate | null;
}

export interface PaymentMeans {
  /** Id that payment terms point to (g-account: BENEFICIARY, GACCOUNT; FatturaPA: the place of the instalment). */
  readonly id: string | null;
  /** BT-81 */
  readonly code: string | null;
  /** BT-82 */
  readonly text: string | null;
  /** BT-83, every distinct one of this instruction. */
  readonly references: readonly string[];
  /** BG-17 */
  readonly account: PayeeAccount | null;
  /** BT-87: its last characters only matter; never logged. */
  readonly card: string | null;
  /** BT-89 */
  readonly mandate: string | null;
  /** BT-91: the buyer's own account, never a beneficiary. */
  readonly payerAccount: string | null;
}

export interface PayeeAccount {
  /** BT-84 as written, blanks and case included. */
  readonly id: string;
  /** BT-85 */
  readonly name: string | null;
  /** BT-86 as written: may be no BIC at all. */
  readonly bic: string | null;
}

export interface PaymentTerms {
  /** BT-20 */
  readonly note: string | null;
  /** The means that this part is to be paid by. */
  readonly paymentMeansId: string | null;
  /** The part of the amount due; null when the terms are about all of it. */
  readonly amount: Decimal | null;
  readonly dueDate: IsoDate | null;
  /** A structured offer to pay less for paying early (CII EXTENDED, FatturaPA). */
  readonly discount: CashDiscount | null;
}

/** A cash discount as offered; never taken without a person (documents.md 8.4). */
export interface CashDiscount {
  readonly until: IsoDate | null;
  /** Days from the issue date. */
  readonly days: Decimal | null;
  readonly percent: Decimal | null;
  readonly amount: Decimal | null;
}

/** A part of the gross amount that goes to the tax office and not to the supplier. */
export interface Withholding {
  readonly kind: 'withholding-tax' | 'split-payment-vat';
  readonly amount: Decimal | null;
  /** The kind of tax as the document names it (`RT01`). */
  readonly reason: string | null;
}

export interface AllowanceOrCharge {
  readonly isCharge: boolean;
  /** Freight by the element it stands in (CII SpecifiedLogisticsServiceCharge, FatturaPA SpeseAccessorie). */
  readonly isFreight: boolean;
  /** BT-92, BT-99 */
  readonly amount: Decimal | null;
  /** BT-98, BT-105 */
  readonly reasonCode: string | null;
  /** BT-97, BT-104 */
  readonly reason: string | null;
  /** BT-95, BT-102 */
  readonly vatCategory: string | null;
  /** BT-96, BT-103 */
  readonly vatRate: Decimal | null;
}

export interface Totals {
  /** BT-106 */
  readonly lineExtension: Decimal | null;
  /** BT-107 */
  readonly allowances: Decimal | null;
  /** BT-108 */
  readonly charges: Decimal | null;
  /** BT-109 */
  readonly taxExclusive: Decimal | null;
  /** BT-110 */
  readonly vat: Decimal | null;
  /** BT-111 */
  readonly vatInTaxCurrency: Decimal | null;
  /** BT-112 */
  readonly taxInclusive: Decimal | null;
  /** BT-113 */
  readonly prepaid: Decimal | null;
  /** BT-114 */
  readonly rounding: Decimal | null;
  /** BT-115 */
  readonly payable: Decimal | null;
}

export interface VatRow {
  /** BT-116 */
  readonly base: Decimal | null;
  /** BT-117 */
  readonly amount: Decimal | null;
  /** BT-118 */
  readonly category: string | null;
  /** BT-119 */
  readonly rate: Decimal | null;
}

export interface InvoiceLine {
  /** BT-126 */
  readonly id: string | null;
  /** What the line itself is by FatturaPA's TipoCessionePrestazione (AC freight, SC discount); else `item`. */
  readonly purpose: 'item' | 'freight' | 'discount';
  /** BT-129 */
  readonly quantity: Decimal | null;
  /** BT-130 */
  readonly unit: string | null;
  /** BT-131 */
  readonly amount: Decimal | null;
  /** BT-133 */
  readonly accountingReference: string | null;
  /** BT-136, BT-141: already inside BT-131. */
  readonly allowancesAndCharges: readonly AllowanceOrCharge[];
  /** BT-146 */
  readonly price: Decimal | null;
  /** BT-149 */
  readonly baseQuantity: Decimal | null;
  /** BT-151 */
  readonly vatCategory: string | null;
  /** BT-152 */
  readonly vatRate: Decimal | null;
  /** BT-153 */
  readonly name: string | null;
  /** BT-154 */
  readonly description: string | null;
}

export interface Attachment {
  /** BT-122 */
  readonly id: string | null;
  /** BT-125-2: hostile input, never used as a path. */
  readonly fileName: string | null;
  /** BT-125-1 */
  readonly mimeCode: string | null;
  /** Size of the base64 text in characters. */
  readonly size: number;
}
