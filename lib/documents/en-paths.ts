import type { TermPath } from './term-path.ts';

/**
 * Where a syntax has the terms of EN 16931. UBL, CII and ZUGFeRD 1 are each one table of this shape, and the
 * readers read through it; terms of a group are below its element, all others below the root.
 */
export interface EnPaths {
  readonly document: Terms<
    | 'profile'
    | 'process'
    | 'typeCode'
    | 'number'
    | 'issueDate'
    | 'currency'
    | 'taxCurrency'
    | 'buyerReference'
    | 'projectReference'
    | 'contractReference'
    | 'orderReference'
    | 'accountingReference'
    | 'notes'
  >;
  readonly groups: Terms<
    | 'seller'
    | 'buyer'
    | 'payee'
    | 'precedingInvoices'
    | 'paymentMeans'
    | 'paymentTerms'
    | 'allowancesAndCharges'
    | 'taxTotals'
    | 'vatBreakdown'
    | 'lines'
    | 'lineAllowancesAndCharges'
    | 'attachments'
  >;
  readonly seller: PartyPaths;
  readonly buyer: PartyPaths;
  readonly payee: PartyPaths;
  readonly precedingInvoice: Terms<'number' | 'issueDate'>;
  readonly paymentMeans: PaymentMeansPaths;
  readonly allowance: AllowancePaths;
  readonly charge: AllowancePaths;
  readonly totals: Terms<
    | 'lineExtension'
    | 'allowances'
    | 'charges'
    | 'taxExclusive'
    | 'taxInclusive'
    | 'prepaid'
    | 'rounding'
    | 'payable'
    | 'payableWithoutPrepaid'
  >;
  readonly taxTotal: Terms<'vat' | 'vatInTaxCurrency'>;
  readonly vatRow: Terms<'base' | 'amount' | 'category' | 'rate'>;
  readonly line: Terms<
    | 'id'
    | 'quantity'
    | 'unit'
    | 'amount'
    | 'accountingReference'
    | 'price'
    | 'baseQuantity'
    | 'vatCategory'
    | 'vatRate'
    | 'name'
    | 'description'
  >;
  readonly lineAllowance: AllowancePaths;
  readonly lineCharge: AllowancePaths;
  readonly attachment: Terms<'id' | 'file' | 'fileName' | 'mimeCode'>;
}

export type Terms<Names extends string> = { readonly [Name in Names]: TermPath };

/** A payee has no trading name of its own, and its name may be that. */
export type PartyPaths = Terms<
  'name' | 'identifiers' | 'legalId' | 'vatId' | 'taxRegistrations' | 'endpoint' | 'country'
> & { readonly tradingName?: TermPath };

export type PaymentMeansPaths = Terms<
  'code' | 'text' | 'account' | 'accountName' | 'bic' | 'card' | 'payerAccount'
> & {
  /** CII has one mandate for the document instead. */
  readonly mandate?: TermPath;
};

export type AllowancePaths = Terms<
  'isCharge' | 'amount' | 'reasonCode' | 'reason' | 'vatCategory' | 'vatRate'
>;
