import type { Decimal } from '../money/decimal.ts';
import { body, discount, pensionFund, vatRow, withholding } from './fatturapa-paths.ts';
import type { AllowanceOrCharge, VatRow, Withholding } from './invoice.ts';
import type { TermPath } from './term-path.ts';
import type { TermReader } from './term-reader.ts';
import type { XmlElement } from './xml-element.ts';

/** A DatiRiepilogo: a row of the VAT breakdown, and the money that stands in it beside the VAT. */
export interface Summary {
  readonly vat: VatRow;
  /** The buyer is a public body that pays the VAT to the state itself (documents.md 6.2). */
  readonly isSplitPayment: boolean;
  readonly freight: Decimal | null;
  readonly rounding: Decimal | null;
}

/** BG-23 with what stands beside it. */
export function readVatRows(each: XmlElement, terms: TermReader): readonly Summary[] {
  return terms.groups(each, body.vatRows).map((row) => ({
    vat: {
      base: terms.amount(row, vatRow.base),
      amount: terms.amount(row, vatRow.amount),
      category: terms.text(row, vatRow.category),
      rate: terms.amount(row, vatRow.rate),
    },
    isSplitPayment: terms.single(row, vatRow.chargeability) === 'S',
    freight: terms.amount(row, vatRow.freight),
    rounding: terms.amount(row, vatRow.rounding),
  }));
}

/** Withheld tax, and the VAT under split payment: both go to the state (documents.md 6.2). */
export function readWithholdings(
  each: XmlElement,
  vatRows: readonly Summary[],
  terms: TermReader,
): readonly Withholding[] {
  const taxes = terms.groups(each, body.withholdings).map((row) => ({
    kind: 'withholding-tax' as const,
    amount: terms.amount(row, withholding.amount),
    reason: terms.text(row, withholding.reason),
  }));
  const splitPayments = vatRows
    .filter(({ isSplitPayment }) => isSplitPayment)
    .map(({ vat }) => ({ kind: 'split-payment-vat' as const, amount: vat.amount, reason: null }));
  return [...taxes, ...splitPayments];
}

/** BG-20 and BG-21: contributions to pension funds, discounts and surcharges, freight, and rounding of VAT rows. */
export function readCharges(
  each: XmlElement,
  vatRows: readonly Summary[],
  terms: TermReader,
): readonly AllowanceOrCharge[] {
  return [
    ...terms.groups(each, body.pensionFunds).map((row) => readPensionFund(row, terms)),
    ...readDiscounts(each, body.discounts, terms),
    ...vatRows.flatMap(({ vat, freight, rounding }) => [
      ...besideVat(vat, freight, true),
      ...besideVat(vat, rounding, false),
    ]),
  ];
}

const besideVat = (vat: VatRow, amount: Decimal | null, isFreight: boolean): readonly AllowanceOrCharge[] =>
  amount === null ? [] : [{ ...charge, isFreight, amount, vatCategory: vat.category, vatRate: vat.rate }];

const charge: AllowanceOrCharge = {
  isCharge: true,
  isFreight: false,
  amount: null,
  reasonCode: null,
  reason: null,
  vatCategory: null,
  vatRate: null,
};

const readPensionFund = (row: XmlElement, terms: TermReader): AllowanceOrCharge => ({
  ...charge,
  amount: terms.amount(row, pensionFund.amount),
  reasonCode: terms.text(row, pensionFund.reasonCode),
  vatCategory: terms.text(row, pensionFund.vatCategory),
  vatRate: terms.amount(row, pensionFund.vatRate),
});

/** SC is a discount, MG a surcharge (documents.md 6.1). */
const isChargeByKind = new Map([
  ['SC', false],
  ['MG', true],
]);

/** ScontoMaggiorazione; one that states only a percentage has no amount, and nothing is worked out for it. */
export function readDiscounts(
  parent: XmlElement,
  at: TermPath,
  terms: TermReader,
): readonly AllowanceOrCharge[] {
  return terms.groups(parent, at).flatMap((row) => {
    const isCharge = terms.isCharge(row, discount.kind, isChargeByKind);
    return isCharge === null ? [] : { ...charge, isCharge, amount: terms.amount(row, discount.amount) };
  });
}
