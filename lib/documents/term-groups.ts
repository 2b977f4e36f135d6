import { ciiPaths } from './cii-paths.ts';
import type { CiiPaths } from './cross-industry-paths.ts';
import { enTermGroups } from './en-term-groups.ts';
import { fatturaPaGroups } from './fatturapa-paths.ts';
import type { Syntax } from './invoice.ts';
import type { TermGroup } from './term-path.ts';
import { type UblPaths, ublCreditNotePaths, ublInvoicePaths } from './ubl-paths.ts';
import { zugferd1Paths } from './zugferd-1-paths.ts';

/** Where each syntax has which term, from the very tables that the readers read through. */
export const termGroups: Readonly<Record<Syntax, readonly TermGroup[]>> = {
  'ubl-invoice': ublGroups(ublInvoicePaths),
  'ubl-creditnote': ublGroups(ublCreditNotePaths),
  cii: ciiGroups(ciiPaths),
  'zugferd-1': ciiGroups(zugferd1Paths),
  fatturapa: fatturaPaGroups,
  'fatturapa-simplified': fatturaPaGroups,
};

function ublGroups(paths: UblPaths): readonly TermGroup[] {
  const { groups, dueDates, isCopy, meansIds, isTaxIncluded, thirdPartyPayments } = paths;
  const additions = {
    document: { dueDates, isCopy },
    paymentMeans: meansIds,
    totals: { isTaxIncluded },
    line: {},
    vatBreakdownBase: `${groups.taxTotals.paths[0]}/${groups.vatBreakdown.paths[0]}`,
  };
  return [
    ...enTermGroups(paths, additions),
    { title: 'Payment terms (BT-20)', base: groups.paymentTerms.paths[0], terms: paths.paymentTerms },
    {
      title: 'Third-party payment (XRechnung extension)',
      base: thirdPartyPayments.paths[0],
      terms: paths.thirdPartyPayment,
    },
    { title: 'Groups', base: '', terms: groups },
  ];
}

function ciiGroups(paths: CiiPaths): readonly TermGroup[] {
  const { groups, payment, lineStatus, discounts, freightCharges, payers, isTest, isCopy } = paths;
  const paymentTerms = groups.paymentTerms.paths[0];
  const additions = {
    document: { ...payment, isTest, isCopy },
    paymentMeans: {},
    totals: {},
    line: { lineStatus },
    vatBreakdownBase: groups.vatBreakdown.paths[0],
  };
  return [
    ...enTermGroups(paths, additions),
    { title: 'Payment terms (BT-20)', base: paymentTerms, terms: paths.paymentTerms },
    {
      title: 'Cash discount (EXTENDED)',
      base: `${paymentTerms}/${discounts.paths[0]}`,
      terms: paths.discount,
    },
    { title: 'Freight charge (EXTENDED)', base: freightCharges.paths[0], terms: paths.freightCharge },
    { title: 'Payer (French extension)', base: payers.paths[0], terms: paths.payer },
    { title: 'Groups', base: '', terms: groups },
  ];
}

/**
 * Where a syntax has a term, for people: the path from the root to its first place,
 * `cac:LegalMonetaryTotal/cbc:PayableAmount`. Null when the table has no such term.
 */
export function pathOf(syntax: Syntax, term: string): string | null {
  for (const { base, terms } of termGroups[syntax]) {
    const found = Object.values(terms).find((path) => path.term.split(', ').includes(term));
    if (found !== undefined) return joined(base, found.paths[0]);
  }
  return null;
}

const joined = (base: string, path: string): string =>
  [base, path].filter((part) => part !== '' && part !== '.').join('/');
