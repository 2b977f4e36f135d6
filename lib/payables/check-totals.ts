import type { AllowanceOrCharge, Invoice } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import {
  add,
  type Decimal,
  decimal,
  equals,
  isNegative,
  round,
  subtract,
  sum,
  zero,
} from '../money/decimal.ts';
import { isBookingAid, type ProfileKind } from './profile.ts';

type RuleName = `BR-CO-1${0 | 1 | 2 | 3 | 4 | 5 | 6}`;

interface Rule {
  readonly name: RuleName;
  readonly term: string;
  readonly stated: Decimal | null;
  readonly computed: Decimal;
}

/**
 * The sums of EN 16931, BR-CO-10 to BR-CO-16, to the cent, and one currency throughout (Peppol R051). What is
 * absent counts as zero (documents.md 9.1). The third-party amounts of the XRechnung extension are part of the
 * amount due, and then a person decides: TOTALS_EXTENSION. Not for FatturaPA, which has sums of its own (6.2).
 */
export function checkTotals(invoice: Invoice, profile: ProfileKind): Finding[] {
  const exempt = rulesThatCannotHold(invoice, profile);
  return [
    ...rulesFor(invoice)
      .filter((one) => !exempt.has(one.name) && isBroken(one))
      .map(toFinding),
    ...checkCurrencies(invoice),
    ...checkThirdPartyAmounts(invoice),
  ];
}

/** By the shape of the document: prices that include the tax (4), profiles without lines or more (5.2, 9.1). */
function rulesThatCannotHold({ isTaxIncluded }: Invoice, profile: ProfileKind): ReadonlySet<RuleName> {
  const exempt = new Set<RuleName>(isTaxIncluded ? ['BR-CO-13', 'BR-CO-15'] : []);
  if (isBookingAid(profile)) exempt.add('BR-CO-10');
  // MINIMUM has neither the sum of lines, nor VAT rows, nor what was paid before.
  if (profile === 'minimum') exempt.add('BR-CO-13').add('BR-CO-14').add('BR-CO-16');
  return exempt;
}

function rulesFor(invoice: Invoice): Rule[] {
  const { totals } = invoice;
  const net = add(subtract(orZero(totals.lineExtension), orZero(totals.allowances)), orZero(totals.charges));
  const due = add(subtract(orZero(totals.taxInclusive), orZero(totals.prepaid)), orZero(totals.rounding));
  return [
    rule('BR-CO-10', 'BT-106', totals.lineExtension, sumOf(invoice.lines.map((line) => line.amount))),
    rule('BR-CO-11', 'BT-107', totals.allowances, sumOf(amounts(invoice.allowancesAndCharges, false))),
    rule('BR-CO-12', 'BT-108', totals.charges, sumOf(amounts(invoice.allowancesAndCharges, true))),
    rule('BR-CO-13', 'BT-109', totals.taxExclusive, net),
    rule('BR-CO-14', 'BT-110', totals.vat, sumOf(invoice.vatBreakdown.map((row) => row.amount))),
    rule('BR-CO-15', 'BT-112', totals.taxInclusive, add(orZero(totals.taxExclusive), orZero(totals.vat))),
    rule('BR-CO-16', 'BT-115', totals.payable, add(due, sum(invoice.thirdPartyPayments))),
  ];
}

const rule = (name: RuleName, term: string, stated: Decimal | null, computed: Decimal): Rule => ({
  name,
  term,
  stated,
  computed,
});

const orZero = (amount: Decimal | null): Decimal => amount ?? zero;
const sumOf = (values: readonly (Decimal | null)[]): Decimal => sum(values.map(orZero));
const amounts = (all: readonly AllowanceOrCharge[], isCharge: boolean): (Decimal | null)[] =>
  all.filter((one) => one.isCharge === isCharge).map((one) => one.amount);

const isBroken = ({ stated, computed }: Rule): boolean =>
  !equals(orZero(stated), computed) &&
  !roundings(orZero(stated)).some((a) => roundings(computed).some((b) => equals(a, b)));

const halfCent = decimal('0.005');
const cent = decimal('0.01');

/** Commercial rounding, and beside it that of XPath, which takes −0.125 to −0.12 (documents.md 9.2). */
function roundings(value: Decimal): Decimal[] {
  const rounded = round(value, 2);
  const isNegativeHalf = isNegative(value) && equals(subtract(value, rounded), halfCent);
  return isNegativeHalf ? [rounded, add(rounded, cent)] : [rounded];
}

const toFinding = ({ name, term, stated, computed }: Rule): Finding =>
  finding('TOTALS_INCONSISTENT', {
    term,
    value: stated,
    message: `${term} is ${stated ?? 'absent'}, but by ${name} the amounts give ${computed}.`,
    nl: `${term} is ${stated ?? 'niet vermeld'}, maar volgens ${name} geven de bedragen ${computed}.`,
  });

function checkCurrencies({ foreignCurrencies, currency }: Invoice): Finding[] {
  if (currency === null || foreignCurrencies.length === 0) return [];
  const value = foreignCurrencies.join(', ');
  const message = `Amounts are in ${value}, but the invoice is in ${currency} (PEPPOL-EN16931-R051).`;
  const nl = `Er staan bedragen in ${value}, maar de factuur is in ${currency} (PEPPOL-EN16931-R051).`;
  return [finding('TOTALS_INCONSISTENT', { term: 'BT-5', value, message, nl })];
}

function checkThirdPartyAmounts({ thirdPartyPayments }: Invoice): Finding[] {
  return thirdPartyPayments.length === 0
    ? []
    : [finding('TOTALS_EXTENSION', { value: sum(thirdPartyPayments) })];
}
