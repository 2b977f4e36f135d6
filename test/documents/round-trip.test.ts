import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Invoice } from '../../lib/documents/invoice.ts';
import { add, equals, subtract, sum, zero } from '../../lib/money/decimal.ts';
import { invoices } from './random-invoice.ts';
import { invoiceOf } from './ubl-document.ts';
import { writeCii } from './write-cii.ts';
import { writeUbl } from './write-ubl.ts';
import { styles } from './write-xml.ts';

/** UBL has the due date apart from the payment terms. */
const asUbl = (invoice: Invoice): Invoice => ({
  ...invoice,
  syntax: invoice.kind === 'invoice' ? 'ubl-invoice' : 'ubl-creditnote',
  paymentTerms: invoice.paymentTerms.map((terms) => ({ ...terms, dueDate: null })),
});

/** In CII only the type code tells a credit note. */
const asCii = (invoice: Invoice): Invoice => ({ ...invoice, kind: 'invoice' });

/** Without what the two syntaxes say in different places. */
const inCommon = (invoice: Invoice): Invoice => ({ ...asUbl(invoice), syntax: 'cii', kind: 'invoice' });

describe('Whatever an invoice says, under any prefixes and with any characters', () => {
  test('is read from UBL as it was written, to the last term, with nothing left over.', () => {
    fc.assert(
      fc.property(invoices, styles, (invoice, style) => {
        expect(invoiceOf(writeUbl(invoice, style))).toEqual(asUbl(invoice));
      }),
      { numRuns: 200 },
    );
  });

  test('is read from CII as it was written, to the last term, with nothing left over.', () => {
    fc.assert(
      fc.property(invoices, styles, (invoice, style) => {
        expect(invoiceOf(writeCii(invoice, style))).toEqual(asCii(invoice));
      }),
      { numRuns: 200 },
    );
  });

  test('is the same invoice in both syntaxes.', () => {
    fc.assert(
      fc.property(invoices, styles, styles, (invoice, one, other) => {
        const ubl = invoiceOf(writeUbl(invoice, one));
        const cii = invoiceOf(writeCii(invoice, other));
        expect(inCommon(ubl)).toEqual(inCommon(cii));
      }),
      { numRuns: 100 },
    );
  });
});

describe('The random invoices themselves', () => {
  test('have totals that hold to the cent, so that other tests may rest on them.', () => {
    fc.assert(
      fc.property(invoices, ({ totals, lines, vatBreakdown, allowancesAndCharges }) => {
        const of = (isCharge: boolean) =>
          sum(
            allowancesAndCharges
              .filter((row) => row.isCharge === isCharge)
              .map(({ amount }) => amount ?? zero),
          );
        const net = subtract(add(totals.lineExtension ?? zero, of(true)), of(false));
        const due = subtract(
          add(totals.taxInclusive ?? zero, totals.rounding ?? zero),
          totals.prepaid ?? zero,
        );
        expect(equals(sum(lines.map(({ amount }) => amount ?? zero)), totals.lineExtension ?? zero)).toBe(
          true,
        );
        expect(equals(sum(vatBreakdown.map(({ base }) => base ?? zero)), totals.taxExclusive ?? zero)).toBe(
          true,
        );
        expect(equals(net, totals.taxExclusive ?? zero)).toBe(true);
        expect(equals(add(net, totals.vat ?? zero), totals.taxInclusive ?? zero)).toBe(true);
        expect(equals(due, totals.payable ?? zero)).toBe(true);
      }),
    );
  });
});
