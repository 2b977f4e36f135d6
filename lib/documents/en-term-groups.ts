import type { EnPaths } from './en-paths.ts';
import type { TermGroup } from './term-path.ts';

type GroupTerms = TermGroup['terms'];

/** What one syntax adds to the groups that UBL and CII have in common. */
interface Additions {
  readonly document: GroupTerms;
  readonly paymentMeans: GroupTerms;
  readonly totals: GroupTerms;
  readonly line: GroupTerms;
  readonly vatBreakdownBase: string;
}

/** The groups of a table that UBL and CII have in common, in the order of EN 16931. */
export function enTermGroups(paths: EnPaths, additions: Additions): readonly TermGroup[] {
  const { groups } = paths;
  const line = groups.lines.paths[0];
  const lineRow = `${line}/${groups.lineAllowancesAndCharges.paths[0]}`;
  const row = groups.allowancesAndCharges.paths[0];
  return [
    { title: 'Document', base: '', terms: { ...paths.document, ...additions.document } },
    {
      title: 'Preceding invoice (BG-3)',
      base: groups.precedingInvoices.paths[0],
      terms: paths.precedingInvoice,
    },
    { title: 'Seller (BG-4)', base: groups.seller.paths[0], terms: paths.seller },
    { title: 'Buyer (BG-7)', base: groups.buyer.paths[0], terms: paths.buyer },
    { title: 'Payee (BG-10)', base: groups.payee.paths[0], terms: paths.payee },
    {
      title: 'Payment means (BG-16)',
      base: groups.paymentMeans.paths[0],
      terms: { ...paths.paymentMeans, ...additions.paymentMeans },
    },
    { title: 'Allowance (BG-20)', base: row, terms: paths.allowance },
    { title: 'Charge (BG-21)', base: row, terms: paths.charge },
    { title: 'Totals (BG-22)', base: '', terms: { ...paths.totals, ...additions.totals } },
    { title: 'VAT totals', base: groups.taxTotals.paths[0], terms: paths.taxTotal },
    { title: 'VAT breakdown (BG-23)', base: additions.vatBreakdownBase, terms: paths.vatRow },
    { title: 'Attachment (BG-24)', base: groups.attachments.paths[0], terms: paths.attachment },
    { title: 'Line (BG-25)', base: line, terms: { ...paths.line, ...additions.line } },
    { title: 'Line allowance (BG-27)', base: lineRow, terms: paths.lineAllowance },
    { title: 'Line charge (BG-28)', base: lineRow, terms: paths.lineCharge },
  ];
}
