import { describe, expect, it } from 'vitest';
import { decimal } from '../../../lib/money/decimal.ts';
import {
  afterTheWindow,
  codes,
  concluded,
  day,
  entry,
  found,
  ours,
  outcomes,
  payment,
} from './an-account.ts';

const out = (fingerprint: string, bookingDate = '2026-11-17') =>
  entry(fingerprint, { endToEndId: 'ACQUIT1', bookingDate });
const back = (fingerprint: string, bookingDate = '2026-11-19') =>
  entry(fingerprint, { endToEndId: 'ACQUIT1', bookingDate, direction: 'credit', amount: decimal('100.00') });

describe('a reversal', () => {
  it.each([
    ['after', [out('a'), back('b')]],
    ['before', [back('b'), out('a')]],
  ])('takes the proof of the payment back, read %s the booking', (_, entries) => {
    const conclusion = concluded([payment(1, { said: 'settled' })], entries);
    expect(conclusion.reversal?.fingerprint).toBe('b');
    expect(codes(conclusion)).toEqual(['BANK_PAYMENT_REVERSED']);
  });

  it('counts on the day of the booking, and with a date before it', () => {
    for (const date of ['2026-11-17', '2026-11-16']) {
      expect(concluded([payment(1)], [out('a'), back('b', date)]).reversal?.fingerprint).toBe('b');
    }
  });

  it('is found by the reference, where the bank drops the id', () => {
    const returned = entry('b', {
      remittance: 'RETURN INV-1001',
      direction: 'credit',
      amount: decimal('100.00'),
    });
    const conclusion = concluded([payment(1)], [out('a'), returned]);
    expect(conclusion.reversal?.fingerprint).toBe('b');
  });

  it('is found days after the proof, without the booking', () => {
    const proof = { fingerprint: 'a', rule: 'end-to-end-id', bookingDate: '2026-11-17' } as const;
    const conclusion = concluded([payment(1, { said: 'settled', proof })], [back('b')]);
    expect(codes(conclusion)).toEqual(['BANK_PAYMENT_REVERSED']);
  });

  it('counts where the bank said ACSC and the booking was never read', () => {
    expect(codes(concluded([payment(1, { said: 'settled' })], [back('b')]))).toEqual([
      'BANK_PAYMENT_REVERSED',
    ]);
  });

  it('is for a person when no booking and no ACSC came before it', () => {
    const conclusion = concluded([payment(1)], [back('b')]);
    expect(conclusion).toMatchObject({ outcome: 'AMBIGUOUS', reversal: null });
    expect(codes(conclusion)).toEqual(['BANK_BOOKING_AMBIGUOUS']);
  });

  it('is none any more when the payment went out again', () => {
    const conclusion = concluded([payment(1)], [back('b'), out('c', '2026-11-20'), out('a')]);
    expect(conclusion).toMatchObject({ outcome: 'MATCHED', reversal: null, findings: [] });
  });

  it('of another amount is an incident and no reversal', () => {
    const part = { ...back('b'), amount: decimal('99.99') };
    const conclusion = concluded([payment(1)], [out('a'), part]);
    expect(conclusion).toMatchObject({ outcome: 'MATCHED', reversal: null });
    expect(codes(conclusion)).toEqual(['BANK_BOOKED_AMOUNT_DIFFERS']);
  });

  it('that fits two payments is for a person, and neither is confirmed', () => {
    const payments = [payment(1, { reference: 'RENT' }), payment(2, { reference: 'RENT' })];
    const entries = [
      out('a'),
      entry('b', { endToEndId: 'ACQUIT2' }),
      entry('c', { remittance: 'RENT', direction: 'credit', amount: decimal('100.00') }),
    ];
    expect(outcomes(found(payments, entries))).toEqual(['AMBIGUOUS', 'AMBIGUOUS']);
  });

  it('is no incident where the bank said RJCT: both say that the money stayed', () => {
    const conclusion = concluded([payment(1, { said: 'failed' })], [out('a'), back('b')]);
    expect(codes(conclusion)).toEqual([]);
  });
});

describe('a payment that the bank called rejected', () => {
  it('is an incident when it is booked all the same', () => {
    const conclusion = concluded([payment(1, { said: 'failed' })], [out('a')]);
    expect(codes(conclusion)).toEqual(['BANK_BOOKED_AFTER_REJECTION']);
    expect(conclusion.outcome).toBe('MATCHED');
  });

  it('is none when it is not booked', () => {
    const conclusion = concluded([payment(1, { said: 'failed' })], [], afterTheWindow);
    expect(conclusion).toMatchObject({ outcome: 'UNMATCHED', findings: [] });
  });

  it('is an incident when an earlier attempt is booked, and the payment waits for a person', () => {
    const again = payment(1, { endToEndId: 'ACQUIT1B', earlierEndToEndIds: ['ACQUIT1'] });
    const conclusion = concluded([again], [out('a')]);
    expect(conclusion.outcome).toBe('AMBIGUOUS');
    expect(codes(conclusion)).toEqual(['BANK_BOOKED_AFTER_REJECTION']);
  });

  it('is none when an earlier attempt was booked and came back', () => {
    const again = payment(1, { endToEndId: 'ACQUIT1B', earlierEndToEndIds: ['ACQUIT1'] });
    const entries = [back('b'), entry('c', { endToEndId: 'ACQUIT1B', bookingDate: '2026-11-20' }), out('a')];
    expect(concluded([again], entries)).toMatchObject({ outcome: 'MATCHED', reversal: null, findings: [] });
  });
});

describe('a payment without a booking', () => {
  it('waits while its window is open', () => {
    const readUntil = new Map([[ours, day('2026-11-23')]]);
    const conclusion = concluded([payment(1, { said: 'settled' })], [], readUntil);
    expect(conclusion).toMatchObject({ outcome: 'UNMATCHED', isWaiting: true, findings: [] });
  });

  it('is an incident after ACSC, once the account was read beyond the window', () => {
    const conclusion = concluded([payment(1, { said: 'settled' })], [], afterTheWindow);
    expect(conclusion).toMatchObject({ outcome: 'UNMATCHED', isWaiting: false });
    expect(codes(conclusion)).toEqual(['BANK_NOT_BOOKED']);
  });

  it('is remarkable when the bank only accepted it', () => {
    expect(codes(concluded([payment(1)], [], afterTheWindow))).toEqual(['BANK_BOOKING_LATE']);
  });

  it('is nothing special before the SCA', () => {
    expect(concluded([payment(1, { said: 'open' })], [], afterTheWindow).findings).toEqual([]);
  });

  it('is not missed on an account that was not read', () => {
    expect(concluded([payment(1, { said: 'settled' })], []).isWaiting).toBe(true);
  });

  it('tells in both languages what was looked for, without account numbers', () => {
    const [told] = concluded([payment(1, { said: 'settled' })], [], afterTheWindow).findings;
    expect(told?.message).toBe('No booking of 100.00 EUR was found until 2026-11-23.');
    expect(told?.nl.message).toBe('Tot en met 2026-11-23 is geen boeking van 100,00 EUR gevonden.');
    expect(JSON.stringify(told)).not.toContain(ours);
  });
});
