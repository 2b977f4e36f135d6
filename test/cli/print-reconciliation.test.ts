import { parse } from 'csv-parse/sync';
import { describe, expect, it } from 'vitest';
import { csv } from '../../cli/csv.ts';
import {
  reconciliationCsv,
  reconciliationJson,
  reconciliationTable,
} from '../../cli/print-reconciliation.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { reconcile } from '../../lib/payables/reconcile/reconcile.ts';
import { reportOf } from '../../lib/payables/reconcile/report.ts';
import { afterTheWindow, entry, payment } from '../payables/reconcile/an-account.ts';

const proof = { fingerprint: 'p', rule: 'reference', bookingDate: '2026-11-16' } as const;

const report = reportOf(
  reconcile({
    payments: [
      payment(1),
      payment(2, { said: 'settled', amount: decimal('0.10') }),
      payment(3, { amount: decimal('0.20') }),
      payment(4, { proof }),
      payment(5, {
        reference: '=HYPERLINK("http://x.example";"pay, now")',
        amount: decimal('3'),
        said: 'open',
      }),
      payment(6, { amount: decimal('0.10'), initiated: payment(1).initiated, debtorIban: 'NL00OTHER' }),
    ],
    entries: [
      entry('a', { endToEndId: 'ACQUIT1' }),
      entry('b', { endToEndId: 'ACQUIT3', amount: decimal('-0.20') }),
      entry('c', { endToEndId: 'ACQUIT3', amount: decimal('0.20'), direction: 'credit' }),
      entry('d', { remittance: 'card' }),
      entry('d', { remittance: 'card' }),
    ],
    readUntil: afterTheWindow,
  }),
  '2026-11-24',
);

describe('the report of a reconciliation', () => {
  it('has a row for each payment with news, and totals that add up to the rows', () => {
    expect(report.rows.map(({ payable, standing }) => `${payable.slice(-1)} ${standing}`)).toEqual([
      '1 MATCHED',
      '2 UNMATCHED',
      '3 REVERSED',
      '5 UNMATCHED',
      '6 WAITING',
    ]);
    expect(report.totals).toEqual([
      { standing: 'MATCHED', currency: 'EUR', count: 1, amount: '100' },
      { standing: 'REVERSED', currency: 'EUR', count: 1, amount: '0.2' },
      { standing: 'UNMATCHED', currency: 'EUR', count: 2, amount: '3.1' },
      { standing: 'WAITING', currency: 'EUR', count: 1, amount: '0.1' },
    ]);
    expect(report.entries).toEqual({ read: 5, repeated: 1, unexplained: 1 });
  });

  it('is a table for people', () => {
    expect(reconciliationTable(report)).toBe(`Reconciliation of 2026-11-24

PAYABLE                   STANDING   BY             AMOUNT      BOOKED                       FINDINGS
0106:12345678/document-1  MATCHED    end-to-end-id  100.00 EUR  2026-11-17
0106:12345678/document-2  UNMATCHED  –              0.10 EUR    –                            BANK_NOT_BOOKED
0106:12345678/document-3  REVERSED   end-to-end-id  0.20 EUR    2026-11-17, back 2026-11-17  BANK_PAYMENT_REVERSED
0106:12345678/document-5  UNMATCHED  –              3.00 EUR    –
0106:12345678/document-6  WAITING    –              0.10 EUR    –

MATCHED    1  100.00 EUR
REVERSED   1  0.20 EUR
UNMATCHED  2  3.10 EUR
WAITING    1  0.10 EUR

5 entries read, 1 of them repeated, 1 of no payment of ours.
`);
  });

  it('says so when there is nothing new', () => {
    const nothing = reportOf(reconcile({ payments: [], entries: [], readUntil: new Map() }), '2026-11-24');
    expect(reconciliationTable(nothing)).toContain('Nothing new.');
  });

  it('is CSV that a reader of RFC 4180 reads back, with formulas as text', () => {
    const text = reconciliationCsv(report);
    const [header, ...rows]: string[][] = parse(text, { record_delimiter: '\r\n' });
    expect(header?.slice(0, 3)).toEqual(['day', 'payable', 'standing']);
    expect(rows).toHaveLength(report.rows.length);
    expect(rows[3]?.[7]).toBe(`'=HYPERLINK("http://x.example";"pay, now")`);
    expect(rows[0]?.[4]).toBe('100.00');
  });

  it('is JSON that keeps amounts as text', () => {
    expect(JSON.parse(reconciliationJson(report))).toEqual(report);
    expect(reconciliationJson(report)).toContain('"amount": "100.00"');
  });

  it('leaves account numbers out', () => {
    for (const print of [reconciliationTable, reconciliationCsv, reconciliationJson]) {
      expect(print(report)).not.toContain(payment(1).creditorIban);
    }
  });
});

describe('a cell of CSV', () => {
  it.each([
    ['a formula', '=1+1', "'=1+1"],
    ['a formula after a blank', ' =1+1', "' =1+1"],
    ['a full-width formula', '＝1+1', "'＝1+1"],
    ['a plus', '+cmd', "'+cmd"],
    ['a minus', '-2+3', "'-2+3"],
    ['an at', '@SUM(A1)', "'@SUM(A1)"],
    ['a tab', '\t=1', "'\t=1"],
    ['a negative amount', '-12.50', '-12.50'],
    ['quotes and commas', 'a "b", c', '"a ""b"", c"'],
    ['a line break', 'a\nb', '"a\nb"'],
  ])('with %s is safe', (_, given, written) => {
    expect(csv([[given]])).toBe(`${written}\r\n`);
  });
});
