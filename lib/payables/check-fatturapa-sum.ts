import type { Invoice } from '../documents/invoice.ts';
import { type Finding, finding } from '../findings/finding.ts';
import { absolute, compare, decimal, subtract, sum, zero } from '../money/decimal.ts';

const cent = decimal('0.01');

/**
 * FatturaPA has no BT-115: what is transferred is the sum of the instalments, which must be the document total less
 * the taxes that are withheld for the state, to a cent for each instalment (documents.md 6.2).
 */
export function checkFatturapaSum({ totals, withholdings, paymentTerms }: Invoice): Finding[] {
  const { payable, taxInclusive } = totals;
  if (payable === null) return [finding('NO_PAYMENT_DATA')];
  if (taxInclusive === null) {
    const message =
      'The invoice does not state its total (ImportoTotaleDocumento) to check the instalments by.';
    const nl =
      'De factuur vermeldt geen totaal (ImportoTotaleDocumento) waarmee de termijnen te controleren zijn.';
    return [finding('NO_PAYMENT_DATA', { term: 'BT-112', message, nl })];
  }
  const expected = subtract(taxInclusive, sum(withholdings.map(({ amount }) => amount ?? zero)));
  const instalments = paymentTerms.filter(({ amount }) => amount !== null);
  const tolerance = sum(instalments.map(() => cent));
  if (compare(absolute(subtract(payable, expected)), tolerance) <= 0) return [];
  const message = `The instalments add up to ${payable}, but the total less the withheld taxes is ${expected}.`;
  const nl = `De termijnen zijn samen ${payable}, maar het totaal min de ingehouden belastingen is ${expected}.`;
  return [finding('PAYMENT_SUM_DEVIATES', { value: payable, message, nl })];
}
