import type { AllowancePaths } from './en-paths.ts';
import type { AllowanceOrCharge } from './invoice.ts';
import type { TermPath } from './term-path.ts';
import type { TermReader } from './term-reader.ts';
import type { XmlElement } from './xml-element.ts';

/**
 * BG-20 and BG-21 of the document, or BG-27 and BG-28 of a line; one without a readable indicator is left out. The
 * tables of an allowance and of a charge differ in their numbers only.
 */
export function readAllowancesAndCharges(
  parent: XmlElement,
  group: TermPath,
  allowance: AllowancePaths,
  charge: AllowancePaths,
  terms: TermReader,
): readonly AllowanceOrCharge[] {
  return terms.groups(parent, group).flatMap((row) => {
    const isCharge = terms.isCharge(row, allowance.isCharge);
    if (isCharge === null) return [];
    const paths = isCharge ? charge : allowance;
    return {
      isCharge,
      isFreight: false,
      amount: terms.amount(row, paths.amount),
      reasonCode: terms.text(row, paths.reasonCode),
      reason: terms.text(row, paths.reason),
      vatCategory: terms.text(row, paths.vatCategory),
      vatRate: terms.amount(row, paths.vatRate),
    };
  });
}
