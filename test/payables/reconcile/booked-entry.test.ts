import { describe, expect, it } from 'vitest';
import { decimal } from '../../../lib/money/decimal.ts';
import { bookedEntrySchema } from '../../../lib/payables/reconcile/booked-entry.ts';
import { bookingWindow } from '../../../lib/payables/reconcile/booking-window.ts';
import { normaliseReference, referencesIn } from '../../../lib/payables/reconcile/references-in.ts';
import { entrySchema } from '../../../lib/psd2/ais/entry-schema.ts';
import { transactionsOfEntry } from '../../../lib/psd2/ais/transactions-of-entry.ts';
import { withFingerprints } from '../../../lib/psd2/ais/with-fingerprints.ts';
import { concluded, day, entry, ours, payment, supplier } from './an-account.ts';

/** As the bank sends it, through the reading of entries to the end of the reconciliation. */
function concludedFrom(...sent: readonly object[]) {
  const read = sent.flatMap((each) => {
    const parsed = entrySchema.parse({ bookingDate: '2026-11-17', ...each });
    return transactionsOfEntry(parsed, { account: ours, amountSign: 'infer' });
  });
  return concluded([payment(1)], withFingerprints(read));
}

describe('an entry as the bank sends it', () => {
  const amount = (text: string) => ({ transactionAmount: { currency: 'EUR', amount: text } });
  const out = { ...amount('-100.00'), creditorAccount: { iban: supplier } };

  it.each([
    ['structured remittance as text', { remittanceInformationStructured: 'INV-1001' }],
    ['structured remittance as an object', { remittanceInformationStructured: { reference: 'INV-1001' } }],
    [
      'structured remittance in a list',
      { remittanceInformationStructuredArray: [{ reference: 'INV-1001' }] },
    ],
    ['unstructured remittance', { remittanceInformationUnstructured: 'Invoice INV-1001' }],
    ['lines of it', { remittanceInformationUnstructuredArray: ['Invoice', 'INV-1001'] }],
  ])('is found by its %s', (_, remittance) => {
    const { outcome, proof } = concludedFrom({ ...out, ...remittance });
    expect([outcome, proof?.rule]).toEqual(['MATCHED', 'reference']);
  });

  it.each([
    ['a minus', amount('-100.00'), 'MATCHED'],
    ['the creditor that it names', { ...amount('100.00'), creditorName: 'Supplier' }, 'MATCHED'],
    ['nothing', amount('100.00'), 'AMBIGUOUS'],
  ])('is money out by %s', (_, given, outcome) => {
    expect(concludedFrom({ ...given, endToEndId: 'ACQUIT1' }).outcome).toBe(outcome);
  });

  it('is a reversal by the debtor that it names', () => {
    const back = { ...amount('100.00'), debtorName: 'Supplier', endToEndId: 'ACQUIT1' };
    expect(concludedFrom({ ...out, endToEndId: 'ACQUIT1' }, back).reversal).not.toBeNull();
  });

  it('is for a person when it comes twice, and counts once when it stands on two pages', () => {
    const bare = { ...out, remittanceInformationUnstructured: '' };
    expect(concludedFrom({ ...bare, transactionId: 'T1' }, { ...bare, transactionId: 'T2' }).outcome).toBe(
      'AMBIGUOUS',
    );
    expect(concludedFrom({ ...bare, transactionId: 'T1' }, { ...bare, transactionId: 'T1' }).outcome).toBe(
      'MATCHED',
    );
  });
});

describe('a booked entry that comes back from somewhere', () => {
  it('is what it was', () => {
    const kept = entry('a', { amount: decimal('-12345678901234.10') });
    expect(bookedEntrySchema.parse(JSON.parse(JSON.stringify(kept)))).toEqual(kept);
  });

  it.each([
    ['an amount that is a number of JSON', { amount: 100 }],
    ['an amount with a comma', { amount: '100,00' }],
    ['a day that does not exist', { bookingDate: '2026-02-30' }],
    ['no fingerprint', { fingerprint: '' }],
  ])('is refused with %s', (_, given) => {
    expect(bookedEntrySchema.safeParse({ ...entry('a'), ...given }).success).toBe(false);
  });
});

describe('the booking window', () => {
  it.each([
    ['over a weekend', '2026-11-16', null, '2026-11-15', '2026-11-23'],
    ['over Christmas and New Year', '2026-12-23', null, '2026-12-22', '2026-12-31'],
    ['over Easter', '2026-04-01', null, '2026-03-31', '2026-04-10'],
    ['up to a later day of execution', '2026-11-16', '2026-12-01', '2026-11-15', '2026-12-08'],
    ['whatever an earlier day of execution says', '2026-11-16', '2026-11-10', '2026-11-15', '2026-11-23'],
  ])('runs five banking days %s', (_, initiated, execution, from, until) => {
    const executionDate = execution === null ? null : day(execution);
    expect(bookingWindow({ initiated: day(initiated), executionDate })).toEqual({ from, until });
  });
});

describe('the references in a remittance', () => {
  it('are its runs of whole words, without blanks and in capitals', () => {
    expect([...referencesIn('inv-1 / 22')]).toEqual(['INV-1/22', 'INV-1', '1/22']);
  });

  it('are counted right after letters that get longer in capitals', () => {
    expect(referencesIn('straße ßß INV-1001')).toContain('INV-1001');
  });

  it('are few, however long the text of a bank is', () => {
    expect(referencesIn('abcd '.repeat(10_000)).size).toBeLessThanOrEqual(71);
  });

  it('leave nothing of a text without words', () => {
    expect([normaliseReference(' /-/ '), referencesIn('  ').size]).toEqual(['', 0]);
  });
});
