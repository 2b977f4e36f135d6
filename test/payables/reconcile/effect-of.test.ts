import { describe, expect, it } from 'vitest';
import { decimal } from '../../../lib/money/decimal.ts';
import type { Status } from '../../../lib/payables/lifecycle.ts';
import { bookedProofSchema } from '../../../lib/payables/reconcile/booked-proof.ts';
import { effectOf } from '../../../lib/payables/reconcile/effect-of.ts';
import { afterTheWindow, concluded, entry, payment } from './an-account.ts';

const payable = (status: Status) => ({ status, findings: [] });
const out = entry('a', { endToEndId: 'ACQUIT1' });
const back = entry('b', { endToEndId: 'ACQUIT1', direction: 'credit', amount: decimal('100.00') });

describe('what reconciliation does to a payable', () => {
  it.each(['AUTHORISING', 'INITIATED', 'SUBMITTED', 'PAYMENT_BUILT', 'PAID'] as const)(
    'makes %s PAID by a booked entry, and keeps the proof',
    (status) => {
      expect(effectOf(concluded([payment(1)], [out]), payable(status))).toEqual({
        to: 'PAID',
        what: 'booked on 2026-11-17, found by end-to-end-id',
        proof: { fingerprint: 'a', rule: 'end-to-end-id', bookingDate: '2026-11-17' },
        findings: [],
      });
    },
  );

  it('gives a proof that a record can keep', () => {
    const proof = effectOf(concluded([payment(1)], [out]), payable('INITIATED'))?.proof;
    expect(bookedProofSchema.parse(JSON.parse(JSON.stringify(proof)))).toEqual(proof);
  });

  it('never makes an ambiguous one PAID: it tells a person', () => {
    const twice = [entry('a', { remittance: 'INV-1001' }), entry('b', { remittance: 'INV-1001' })];
    expect(effectOf(concluded([payment(1)], twice), payable('INITIATED'))).toMatchObject({
      to: 'INITIATED',
      proof: null,
      findings: [{ code: 'BANK_BOOKING_AMBIGUOUS' }],
    });
  });

  it('never makes one PAID that the bank rejected', () => {
    const conclusion = concluded([payment(1, { said: 'failed' })], [out]);
    expect(effectOf(conclusion, payable('FAILED'))).toMatchObject({
      to: 'FAILED',
      findings: [{ code: 'BANK_BOOKED_AFTER_REJECTION' }],
    });
    expect(effectOf(conclusion, payable('INITIATED'))?.to).toBe('INITIATED');
  });

  it.each(['AUTHORISING', 'INITIATED', 'PAID'] as const)(
    'gives %s back to a person when the money came back',
    (status) => {
      const proof = { fingerprint: 'a', rule: 'end-to-end-id', bookingDate: '2026-11-17' } as const;
      const conclusion = concluded([payment(1, { said: 'settled', proof })], [out, back]);
      expect(effectOf(conclusion, payable(status))).toMatchObject({
        to: 'FAILED',
        proof: null,
        findings: [{ code: 'BANK_PAYMENT_REVERSED' }],
      });
    },
  );

  it('writes nothing while nothing is found', () => {
    expect(effectOf(concluded([payment(1)], []), payable('INITIATED'))).toBeNull();
  });

  it.each([
    ['proof', [out], 'accepted'],
    ['reversal', [out, back], 'settled'],
    ['missing booking', [], 'settled'],
    ['second booking', [out, entry('c', { endToEndId: 'ACQUIT1' })], 'accepted'],
  ] as const)('writes a %s once, however often it is found', (_, entries, said) => {
    const first = concluded([payment(1, { said })], entries, afterTheWindow);
    const effect = effectOf(first, payable('INITIATED'));
    expect(effect).not.toBeNull();
    const again = concluded([payment(1, { said, proof: effect?.proof ?? null })], entries, afterTheWindow);
    expect(
      effectOf(again, { status: effect?.to ?? 'INITIATED', findings: [...(effect?.findings ?? [])] }),
    ).toBeNull();
  });

  it('takes no proof away for a doubt that comes later', () => {
    const proof = { fingerprint: 'a', rule: 'end-to-end-id', bookingDate: '2026-11-17' } as const;
    const strange = entry('c', { endToEndId: 'ACQUIT1', direction: 'unknown', amount: decimal('100.00') });
    const conclusion = concluded([payment(1, { proof })], [out, strange]);
    expect(effectOf(conclusion, payable('PAID'))).toMatchObject({ to: 'PAID', proof });
  });

  it('holds one that waits for another attempt when the one before was booked after all', () => {
    const conclusion = concluded([payment(1, { said: 'failed' })], [out]);
    expect(effectOf(conclusion, payable('PAYMENT_BUILT'))).toMatchObject({
      to: 'HELD',
      findings: [{ code: 'BANK_BOOKED_AFTER_REJECTION' }],
    });
    const approved = new Set(['BANK_BOOKED_AFTER_REJECTION']);
    expect(effectOf(conclusion, { ...payable('PAYMENT_BUILT'), approved })).toMatchObject({
      to: 'PAYMENT_BUILT',
      findings: [],
    });
  });

  it('tells of a payment that failed here, and whose money is out again', () => {
    const twice = [out, back, entry('c', { endToEndId: 'ACQUIT1' })];
    const conclusion = concluded([payment(1, { said: 'settled' })], twice);
    expect(effectOf(conclusion, payable('FAILED'))).toMatchObject({
      to: 'FAILED',
      findings: [{ code: 'BANK_BOOKED_AFTER_REJECTION' }],
    });
  });
});
