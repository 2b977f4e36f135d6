import { describe, expect, it } from 'vitest';
import { decimal } from '../../../lib/money/decimal.ts';
import { reconcile } from '../../../lib/payables/reconcile/reconcile.ts';
import {
  afterTheWindow,
  codes,
  concluded,
  entry,
  found,
  ours,
  outcomes,
  payment,
  stranger,
  supplier,
} from './an-account.ts';

describe('an entry with the endToEndId of a payment', () => {
  it('proves that it was booked', () => {
    const { outcome, proof, findings } = concluded([payment(1)], [entry('a', { endToEndId: 'ACQUIT1' })]);
    expect({ outcome, proof, findings }).toEqual({
      outcome: 'MATCHED',
      proof: { fingerprint: 'a', rule: 'end-to-end-id', bookingDate: '2026-11-17' },
      findings: [],
    });
  });

  it('proves it when the bank writes the id with blanks and in small letters', () => {
    expect(concluded([payment(1)], [entry('a', { endToEndId: ' acquit1 ' })]).outcome).toBe('MATCHED');
  });

  it('proves it on whatever day it is booked', () => {
    const late = entry('a', { endToEndId: 'ACQUIT1', bookingDate: '2027-03-01' });
    expect(concluded([payment(1)], [late]).outcome).toBe('MATCHED');
  });

  it('proves it when the bank writes the outgoing amount without a minus', () => {
    const unsigned = entry('a', { endToEndId: 'ACQUIT1', amount: decimal('100') });
    expect(concluded([payment(1)], [unsigned]).outcome).toBe('MATCHED');
  });

  it('goes before an entry that only has the reference', () => {
    const byId = entry('b', { endToEndId: 'ACQUIT1' });
    const byReference = entry('a', { remittance: 'INV-1001' });
    const conclusion = concluded([payment(1)], [byReference, byId]);
    expect(outcomes([conclusion])).toEqual(['MATCHED b']);
    expect(codes(conclusion)).toEqual(['BANK_BOOKED_TWICE']);
  });

  it.each([
    ['one cent more', '-100.01'],
    ['one cent less', '-99.99'],
    ['a tenth of a cent more', '-100.001'],
  ])('proves nothing with %s, and that is an incident', (_, amount) => {
    const conclusion = concluded(
      [payment(1)],
      [entry('a', { endToEndId: 'ACQUIT1', amount: decimal(amount) })],
    );
    expect(conclusion).toMatchObject({ outcome: 'AMBIGUOUS', proof: null });
    expect(codes(conclusion)).toEqual(['BANK_BOOKED_AMOUNT_DIFFERS']);
  });

  it('proves nothing in another currency', () => {
    const conclusion = concluded([payment(1)], [entry('a', { endToEndId: 'ACQUIT1', currency: 'USD' })]);
    expect(codes(conclusion)).toEqual(['BANK_BOOKED_AMOUNT_DIFFERS']);
  });

  it('with another amount stays an incident beside the booking that is right', () => {
    const right = entry('a', { endToEndId: 'ACQUIT1' });
    const wrong = entry('b', { endToEndId: 'ACQUIT1', amount: decimal('-1.00') });
    const conclusion = concluded([payment(1)], [wrong, right]);
    expect(outcomes([conclusion])).toEqual(['MATCHED a']);
    expect(codes(conclusion)).toEqual(['BANK_BOOKED_AMOUNT_DIFFERS']);
  });

  it('never goes to another payment, whatever its remittance says', () => {
    const conclusions = found(
      [payment(1), payment(2, { amount: decimal('40.00') })],
      [entry('a', { endToEndId: 'ACQUIT1', amount: decimal('-40.00'), remittance: 'INV-1002' })],
    );
    expect(outcomes(conclusions)).toEqual(['AMBIGUOUS', 'UNMATCHED']);
  });

  it('is for a person when the money went to another account than the payee has', () => {
    const conclusion = concluded(
      [payment(1)],
      [entry('a', { endToEndId: 'ACQUIT1', creditorIban: stranger })],
    );
    expect(conclusion.outcome).toBe('AMBIGUOUS');
    expect(codes(conclusion)).toEqual(['BANK_BOOKING_AMBIGUOUS']);
  });

  it('is for a person when it stands on another account of ours', () => {
    const elsewhere = entry('a', { endToEndId: 'ACQUIT1', account: stranger });
    expect(concluded([payment(1)], [elsewhere]).outcome).toBe('AMBIGUOUS');
  });

  it('is for a person when nobody knows whether money went out or came in', () => {
    const undirected = entry('a', { endToEndId: 'ACQUIT1', direction: 'unknown', amount: decimal('100.00') });
    expect(concluded([payment(1)], [undirected]).outcome).toBe('AMBIGUOUS');
  });

  it('is for a person when two payments have that id', () => {
    const payments = [payment(1), payment(2, { endToEndId: 'ACQUIT1' })];
    expect(outcomes(found(payments, [entry('a', { endToEndId: 'ACQUIT1' })]))).toEqual([
      'AMBIGUOUS',
      'AMBIGUOUS',
    ]);
  });

  it('is no reversal when it is the arrival on another account of ours', () => {
    const between = payment(1, { creditorIban: stranger });
    const out = entry('a', { endToEndId: 'ACQUIT1', creditorIban: stranger });
    const arrival = entry('b', {
      account: stranger,
      direction: 'credit',
      amount: decimal('100.00'),
      endToEndId: 'ACQUIT1',
    });
    const conclusion = concluded([between], [arrival, out]);
    expect(conclusion).toMatchObject({ outcome: 'MATCHED', reversal: null, findings: [] });
  });

  it('booked a second time is an incident, and the payment is proved all the same', () => {
    const twice = [entry('b', { endToEndId: 'ACQUIT1' }), entry('a', { endToEndId: 'ACQUIT1' })];
    const conclusion = concluded([payment(1)], twice);
    expect(outcomes([conclusion])).toEqual(['MATCHED a']);
    expect(codes(conclusion)).toEqual(['BANK_BOOKED_TWICE']);
  });
});

describe('an entry with the reference of a payment', () => {
  it.each([
    ['alone', 'INV-1001'],
    ['in small letters with blanks', 'inv - 10 01'],
    ['inside what the bank wraps around it', '/TRTP/SEPA OVERBOEKING/REMI/INV-1001/EREF/NOTPROVIDED'],
    ['in a sentence', 'Payment of invoice INV-1001, thank you'],
  ])('proves it when the reference stands %s', (_, remittance) => {
    const { outcome, proof } = concluded([payment(1)], [entry('a', { remittance })]);
    expect([outcome, proof?.rule]).toEqual(['MATCHED', 'reference']);
  });

  it.each([
    ['a longer number begins with it', 'INV-10011'],
    ['a longer word ends in it', 'PROINV-1001'],
    ['it is spelled with other marks', 'INV/1001'],
  ])('proves nothing when %s', (_, remittance) => {
    expect(concluded([payment(1)], [entry('a', { remittance })]).outcome).toBe('UNMATCHED');
  });

  it('is found by a Belgian structured reference with and without its marks', () => {
    const structured = payment(1, { reference: '+++090/9337/55493+++' });
    for (const remittance of [
      '090933755493',
      '+++090/9337/55493+++',
      'OGM 090/9337/55493',
      '***090/9337/55493***',
    ]) {
      expect(concluded([structured], [entry('a', { remittance })]).outcome).toBe('MATCHED');
    }
  });

  it('is not found by a reference of three characters in a longer text', () => {
    const short = payment(1, { reference: '12' });
    expect(concluded([short], [entry('a', { remittance: 'page 12 of 30' })]).outcome).toBe('UNMATCHED');
    expect(concluded([short], [entry('a', { remittance: '12' })]).outcome).toBe('MATCHED');
  });

  it('proves nothing with one cent difference', () => {
    const close = entry('a', { remittance: 'INV-1001', amount: decimal('-100.01') });
    expect(concluded([payment(1)], [close]).outcome).toBe('UNMATCHED');
  });

  it('proves nothing on another account of ours', () => {
    expect(concluded([payment(1)], [entry('a', { remittance: 'INV-1001', account: stranger })]).outcome).toBe(
      'UNMATCHED',
    );
  });

  it('is for a person when two entries have it', () => {
    const twice = [entry('a', { remittance: 'INV-1001' }), entry('b', { remittance: 'INV-1001' })];
    const conclusion = concluded([payment(1)], twice);
    expect(conclusion).toMatchObject({
      outcome: 'AMBIGUOUS',
      proof: null,
      doubts: [{ doubt: 'several', count: 2 }],
    });
  });

  it('is for a person when it holds the references of two payments of that amount', () => {
    const both = entry('a', { remittance: 'INV-1001 INV-1002' });
    expect(outcomes(found([payment(1), payment(2)], [both]))).toEqual(['AMBIGUOUS', 'AMBIGUOUS']);
  });

  it('goes by the creditor when two suppliers use one invoice number', () => {
    const payments = [payment(1), payment(2, { reference: 'INV-1001', creditorIban: stranger })];
    const entries = [
      entry('a', { remittance: 'INV-1001', creditorIban: stranger }),
      entry('b', { remittance: 'INV-1001', creditorIban: supplier }),
    ];
    expect(outcomes(found(payments, entries))).toEqual(['MATCHED b', 'MATCHED a']);
  });

  it('is for a person when it names another creditor', () => {
    const elsewhere = entry('a', { remittance: 'INV-1001', creditorIban: stranger });
    expect(concluded([payment(1)], [elsewhere]).outcome).toBe('AMBIGUOUS');
  });

  it('is for a person when it is another payment by its id: somebody paid by hand', () => {
    const byHand = entry('a', { remittance: 'INV-1001', endToEndId: 'BYHAND7' });
    expect(concluded([payment(1)], [byHand]).doubts).toMatchObject([{ doubt: 'other-id' }]);
  });

  it('proves what the ERP paid under an id of its own', () => {
    const byErp = payment(1, { endToEndId: null });
    expect(concluded([byErp], [entry('a', { remittance: 'INV-1001', endToEndId: 'ERP7' })]).outcome).toBe(
      'MATCHED',
    );
  });

  it('tells the months of a subscription apart, which have one reference and one amount', () => {
    const october = payment(1, { reference: 'SUBSCRIPTION' });
    const november = payment(2, {
      reference: 'SUBSCRIPTION',
      initiated: '2026-12-14' as typeof october.initiated,
    });
    const entries = [
      entry('a', { remittance: 'SUBSCRIPTION', bookingDate: '2026-12-15' }),
      entry('b', { remittance: 'SUBSCRIPTION' }),
    ];
    expect(outcomes(found([october, november], entries))).toEqual(['MATCHED b', 'MATCHED a']);
  });

  it('proves nothing when it was booked before the payment was initiated', () => {
    const before = entry('a', { remittance: 'INV-1001', bookingDate: '2026-11-14' });
    expect(concluded([payment(1)], [before]).outcome).toBe('UNMATCHED');
  });

  it.each([
    ['after the window', { bookingDate: '2026-11-24' }],
    ['on no day that the bank tells', { bookingDate: null, valueDate: null }],
  ])('is for a person when it was booked %s', (_, dates) => {
    expect(concluded([payment(1)], [entry('a', { remittance: 'INV-1001', ...dates })]).outcome).toBe(
      'AMBIGUOUS',
    );
  });
});

describe('an entry with the amount and the account of a payment', () => {
  const bare = { creditorIban: supplier };

  it('proves it when nothing else fits', () => {
    const { outcome, proof } = concluded([payment(1)], [entry('a', bare)]);
    expect([outcome, proof?.rule]).toEqual(['MATCHED', 'amount-and-account']);
  });

  it.each(['2026-11-15', '2026-11-23'])('proves it at the edge of the window, on %s', (bookingDate) => {
    expect(concluded([payment(1)], [entry('a', { ...bare, bookingDate })]).outcome).toBe('MATCHED');
  });

  it.each(['2026-11-14', '2026-11-24'])('proves nothing outside it, on %s', (bookingDate) => {
    expect(concluded([payment(1)], [entry('a', { ...bare, bookingDate })]).outcome).toBe('UNMATCHED');
  });

  it.each([
    ['with one cent difference', { ...bare, amount: decimal('-100.01') }],
    ['to another account', { creditorIban: stranger }],
    ['to no account', { creditorIban: null }],
    ['coming in', { ...bare, direction: 'credit' as const }],
    ['with the reference of another payment', { ...bare, remittance: 'INV-1002' }],
    ['with the id of another payment', { ...bare, endToEndId: 'ELSEWHERE' }],
  ])('proves nothing %s', (_, given) => {
    const other = payment(2, { amount: decimal('7.00') });
    expect(outcomes(found([payment(1), other], [entry('a', given)]))).toEqual(['UNMATCHED', 'UNMATCHED']);
  });

  it('is for a person when the same amount left twice on a day', () => {
    const entries = [entry('a', bare), entry('b', bare)];
    expect(outcomes(found([payment(1)], entries))).toEqual(['AMBIGUOUS']);
    expect(outcomes(found([payment(1), payment(2)], entries))).toEqual(['AMBIGUOUS', 'AMBIGUOUS']);
  });

  it('is told apart by the reference when the same amount left twice on a day', () => {
    const entries = [
      entry('a', { ...bare, remittance: 'INV-1002' }),
      entry('b', { ...bare, remittance: 'INV-1001' }),
    ];
    expect(outcomes(found([payment(1), payment(2)], entries))).toEqual(['MATCHED b', 'MATCHED a']);
  });

  it('is what is left when the other of two was found by its id', () => {
    const entries = [entry('a', bare), entry('b', { ...bare, endToEndId: 'ACQUIT1' })];
    expect(outcomes(found([payment(1), payment(2)], entries))).toEqual(['MATCHED b', 'MATCHED a']);
  });
});

describe('a reconciliation', () => {
  it('counts an entry once that comes by several pages, reads or consents, whichever comes first', () => {
    const once = entry('a', { remittance: 'INV-1001', transactionId: 'T1' });
    const again = { ...once, transactionId: 'T2' };
    for (const entries of [
      [once, again],
      [again, once],
    ]) {
      const { conclusions, read } = reconcile({ payments: [payment(1)], entries, readUntil: new Map() });
      expect([conclusions[0]?.entry, read]).toEqual([once, { entries: 2, repeated: 1 }]);
    }
  });

  it('leaves an entry with the payment that it proved before', () => {
    const proof = { fingerprint: 'a', rule: 'amount-and-account', bookingDate: '2026-11-17' } as const;
    const payments = [payment(1, { proof }), payment(2)];
    const conclusions = found(payments, [entry('a', { creditorIban: supplier, remittance: 'INV-1002' })]);
    expect(outcomes(conclusions)).toEqual(['MATCHED a', 'UNMATCHED']);
  });

  it('keeps a proof whose entry is not read any more', () => {
    const proof = { fingerprint: 'a', rule: 'reference', bookingDate: '2026-11-17' } as const;
    expect(concluded([payment(1, { proof })], [])).toMatchObject({ outcome: 'MATCHED', proof, entry: null });
  });

  it('tells of a second payment that comes days after the proof', () => {
    const proof = { fingerprint: 'a', rule: 'end-to-end-id', bookingDate: '2026-11-17' } as const;
    const second = entry('b', { remittance: 'INV-1001', bookingDate: '2026-11-19' });
    const conclusion = concluded([payment(1, { proof })], [second]);
    expect(conclusion).toMatchObject({ outcome: 'MATCHED', proof });
    expect(codes(conclusion)).toEqual(['BANK_BOOKED_TWICE']);
  });

  it('takes no two proofs from one entry', () => {
    const proof = { fingerprint: 'a', rule: 'reference', bookingDate: '2026-11-17' } as const;
    const payments = [payment(1, { proof }), payment(2, { proof })];
    expect(outcomes(found(payments, [entry('a')]))).toEqual(['AMBIGUOUS', 'AMBIGUOUS']);
  });

  it('names the entries that have to do with nothing of ours', () => {
    const { unexplained } = reconcile({
      payments: [payment(1)],
      entries: [entry('b', { remittance: 'card' }), entry('a', { endToEndId: 'ACQUIT1' })],
      readUntil: new Map([[ours, payment(1).initiated]]),
    });
    expect(unexplained.map(({ fingerprint }) => fingerprint)).toEqual(['b']);
  });

  it('proves nothing but by the id, and misses nothing, where the first days of the window were not read', () => {
    const inPart = (entries: Parameters<typeof entry>[1][]) =>
      reconcile({
        payments: [payment(1, { said: 'settled' })],
        entries: entries.map((given, index) => entry(`e${index}`, given)),
        readUntil: afterTheWindow,
        readFrom: new Map([[ours, payment(1).initiated]]),
      }).conclusions[0];
    expect(inPart([])).toMatchObject({ outcome: 'UNMATCHED', isWaiting: true, findings: [] });
    expect(inPart([{ remittance: 'INV-1001' }])).toMatchObject({
      outcome: 'UNMATCHED',
      proof: null,
      findings: [],
    });
    expect(inPart([{ endToEndId: 'ACQUIT1' }])).toMatchObject({ outcome: 'MATCHED' });
  });

  it('refuses a payable that comes twice', () => {
    expect(() => found([payment(1), payment(1)], [])).toThrow(RangeError);
  });
});
