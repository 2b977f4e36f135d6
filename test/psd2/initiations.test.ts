import * as fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { AcquitError } from '../../lib/findings/acquit-error.ts';
import { decimal } from '../../lib/money/decimal.ts';
import { buildInitiation, type InitiationOrder } from '../../lib/psd2/initiation/build-initiation.ts';
import type { PaymentProduct } from '../../lib/psd2/bank-settings.ts';
import { bulk, debtorIban, payment, schedule, xml } from './initiation-samples.ts';

const sct = 'sepa-credit-transfers';
const everything: PaymentProduct[] = (['payments', 'bulk-payments', 'periodic-payments'] as const).flatMap(
  (service) =>
    [sct, `instant-${sct}`, `pain.001-${sct}`, `pain.001-instant-${sct}`].map((product) => ({
      service,
      product,
    })),
);
const settings = { products: everything, futureDated: true };
const periodic = { ...payment, schedule };
const jsonOf = (order: InitiationOrder, given = settings) =>
  JSON.parse(Buffer.from(buildInitiation(given, order).bytes).toString());

function faultOf(order: InitiationOrder, given = settings): AcquitError {
  try {
    throw new Error(`no error but ${buildInitiation(given, order).contentType}`);
  } catch (error) {
    if (error instanceof AcquitError) return error;
    throw error;
  }
}

describe('the products of the bank', () => {
  test('an instant payment has the same body as an ordinary one, and only its address differs', () => {
    const ordinary = buildInitiation(settings, { service: 'payments', product: sct, payment });
    const instant = buildInitiation(settings, { service: 'payments', product: `instant-${sct}`, payment });
    expect(instant.bytes).toEqual(ordinary.bytes);
    expect(instant).toMatchObject({
      product: { product: `instant-${sct}` },
      contentType: 'application/json',
    });
  });

  test('a product that was not selected at the bank is refused, with the ones that were', () => {
    const given = { products: everything.slice(0, 1), futureDated: false };
    const fault = faultOf({ service: 'bulk-payments', product: sct, bulk }, given);
    expect(fault.code).toBe('CONFIGURATION_INVALID');
    expect(fault.message).toContain(`bulk-payments/${sct}`);
    expect(fault.message).toContain(`(payments/${sct})`);
  });

  test('a configured product that is not SEPA is refused: its rules are others', () => {
    const products = [{ service: 'payments' as const, product: 'target-2-payments' }];
    const fault = faultOf(
      { service: 'payments', product: 'target-2-payments', payment },
      { products, futureDated: false },
    );
    expect([fault.code, fault.message]).toEqual([
      'CONFIGURATION_INVALID',
      expect.stringContaining('target-2-payments'),
    ]);
  });

  test('a later day is written where the bank takes one', () => {
    const later = { ...payment, requestedExecutionDate: '2026-12-01' };
    const body = jsonOf({ service: 'payments', product: sct, payment: later });
    expect(body.requestedExecutionDate).toBe('2026-12-01');
  });

  test.each<[string, InitiationOrder]>([
    [
      'a payment',
      { service: 'payments', product: sct, payment: { ...payment, requestedExecutionDate: '2026-12-01' } },
    ],
    [
      'a bulk',
      { service: 'bulk-payments', product: sct, bulk: { ...bulk, requestedExecutionDate: '2026-12-01' } },
    ],
  ])('a later day for %s is refused at a bank that takes none', (_, order) => {
    const fault = faultOf(order, { ...settings, futureDated: false });
    expect(fault.detail).toMatchObject({ field: 'requestedExecutionDate', value: '2026-12-01' });
  });

  test('a day that does not exist is refused', () => {
    for (const requestedExecutionDate of [
      '2026-02-29',
      '2026-13-01',
      '2026-1-1',
      '20261201',
      'x2026-12-01',
    ]) {
      const fault = faultOf({
        service: 'payments',
        product: sct,
        payment: { ...payment, requestedExecutionDate },
      });
      expect(fault.detail).toMatchObject({ field: 'requestedExecutionDate' });
    }
  });
});

describe('a refusal', () => {
  test('names field, value, rule and what to do, and masks account numbers and names', () => {
    const name = 'Café Zilverberg & Zonen';
    const fault = faultOf({ service: 'payments', product: sct, payment: { ...payment, creditorName: name } });
    expect(fault.code).toBe('BANK_PAYMENT_UNFIT');
    expect(fault.detail).toEqual({
      field: 'creditorName',
      value: '"Caf…", 23 characters',
      rule: 'must not hold the character "é"',
      remedy: expect.stringMatching(/^Write it with letters/),
    });
    for (const part of Object.values(fault.detail)) expect(fault.message).toContain(part);
    expect(fault.message).not.toContain('Zilver');
  });
});

describe('a bulk in JSON', () => {
  test('has one debtor and each payment without one', () => {
    const body = jsonOf({
      service: 'bulk-payments',
      product: sct,
      bulk: { ...bulk, batchBookingPreferred: false },
    });
    expect(body).toEqual({
      batchBookingPreferred: false,
      debtorAccount: { iban: debtorIban },
      payments: [
        {
          instructedAmount: { currency: 'EUR', amount: '123.50' },
          creditorName: 'Merchant123',
          creditorAccount: { iban: 'BE71096123456769' },
          endToEndIdentification: 'INV20240001',
          remittanceInformationUnstructured: 'INV-2024-0001',
        },
        {
          instructedAmount: { currency: 'EUR', amount: '0.01' },
          creditorName: "Drukkerij O'Neill (Gent)",
          creditorAccount: { iban: 'NL91ABNA0417164300' },
          creditorAgent: 'ABNANL2A',
          endToEndIdentification: 'INV20240002',
          remittanceInformationUnstructured: '+++090/9337/55493+++',
        },
      ],
    });
  });

  test.each<[string, Partial<typeof bulk>, string]>([
    ['nothing in it', { transfers: [] }, 'payments'],
    ['the same payment twice', { transfers: [payment, payment] }, 'endToEndIdentification'],
    ['a debtor without IBAN', { debtorIban: '' }, 'debtorAccount'],
    ['a wrong BIC', { transfers: [{ ...payment, creditorBic: 'ABNANL2A ' }] }, 'creditorAgent'],
    ['an amount of nothing', { transfers: [{ ...payment, amount: decimal('0') }] }, 'instructedAmount'],
  ])('is refused with %s', (_, change, field) => {
    const fault = faultOf({ service: 'bulk-payments', product: sct, bulk: { ...bulk, ...change } });
    expect([fault.code, fault.detail['field']]).toEqual(['BANK_PAYMENT_UNFIT', field]);
  });
});

describe('a periodic payment in JSON', () => {
  test('is a single payment with a schedule', () => {
    const body = jsonOf({ service: 'periodic-payments', product: sct, periodic });
    expect(body).toMatchObject({
      instructedAmount: { amount: '123.50' },
      debtorAccount: { iban: debtorIban },
      startDate: '2026-12-01',
      endDate: '2027-11-30',
      executionRule: 'following',
      frequency: 'Monthly',
      dayOfExecution: '1',
    });
    expect(body).not.toHaveProperty('schedule');
    expect(body).not.toHaveProperty('monthsOfExecution');
  });

  test('may run in some months of the year', () => {
    const variable = {
      ...schedule,
      frequency: 'MonthlyVariable' as const,
      monthsOfExecution: ['1', '4', '10'],
    };
    const body = jsonOf({
      service: 'periodic-payments',
      product: sct,
      periodic: { ...payment, schedule: variable },
    });
    expect(body.monthsOfExecution).toEqual(['1', '4', '10']);
  });

  const variable = { frequency: 'MonthlyVariable' as const };
  test.each<[string, Partial<typeof schedule>, string]>([
    ['a start that is no day', { startDate: '2026-11-31' }, 'startDate'],
    ['an end before its start', { endDate: '2026-11-30' }, 'endDate'],
    // Files and forms may bring what the types forbid.
    ['a frequency in lower case', { frequency: 'monthly' as 'Monthly' }, 'frequency'],
    ['a wrong rule', { executionRule: 'latest' as 'following' }, 'executionRule'],
    ['a day with a leading zero', { dayOfExecution: '01' }, 'dayOfExecution'],
    ['day 32', { dayOfExecution: '32' }, 'dayOfExecution'],
    ['months beside a monthly frequency', { monthsOfExecution: ['1'] }, 'monthsOfExecution'],
    ['no months where they vary', variable, 'monthsOfExecution'],
    ['an empty list of months', { ...variable, monthsOfExecution: [] }, 'monthsOfExecution'],
    ['a month twice', { ...variable, monthsOfExecution: ['1', '1'] }, 'monthsOfExecution'],
    ['month 13', { ...variable, monthsOfExecution: ['13'] }, 'monthsOfExecution'],
    [
      'all twelve months',
      { ...variable, monthsOfExecution: ['1', '2', '3', '4', '5', '6', '7', '8', '9', '10', '11', '12'] },
      'monthsOfExecution',
    ],
  ])('is refused with %s', (_, change, field) => {
    const changed = { ...payment, schedule: { ...schedule, ...change } };
    const fault = faultOf({ service: 'periodic-payments', product: sct, periodic: changed });
    expect([fault.code, fault.detail['field']]).toEqual(['BANK_PAYMENT_UNFIT', field]);
  });
});

describe('whatever is built', () => {
  const cents = fc.bigInt(1n, 99_999_999_999n);
  const text = (value: bigint) => `${value / 100n}.${String(value % 100n).padStart(2, '0')}`;
  const texts = fc.stringMatching(/^[a-zA-Z0-9\-?:().,'+ ]{1,80}$/);

  const named = (creditorName: string, value: bigint): InitiationOrder => {
    const one = { ...payment, creditorName, amount: decimal(text(value)) };
    return { service: 'payments', product: sct, payment: one };
  };

  test('has the texts and amounts that fit as they are', () => {
    const fitting = texts.filter((name) => name.trim() !== '' && name.length <= 70);
    fc.assert(
      fc.property(fitting, cents, (creditorName, value) => {
        const body = jsonOf(named(creditorName, value));
        expect(body).toMatchObject({ creditorName, instructedAmount: { amount: text(value) } });
      }),
    );
  });

  test('has no text that does not fit, not even shortened', () => {
    const unfit = fc.oneof(fc.stringMatching(/^[a-z ]{71,200}$/), fc.stringMatching(/^ {0,70}$/));
    fc.assert(
      fc.property(unfit, cents, (creditorName, value) => {
        expect(faultOf(named(creditorName, value)).detail['field']).toBe('creditorName');
      }),
    );
  });

  test('has no amount of more than SEPA carries', () => {
    fc.assert(
      fc.property(fc.bigInt(100_000_000_000n, 10n ** 20n), (value) => {
        expect(faultOf(named('A', value)).detail['field']).toBe('instructedAmount');
      }),
    );
  });

  test('is the same bytes for the same order', () => {
    for (const { service, product } of everything) {
      const order = { service, product, payment, bulk, periodic, xml };
      const built = () => buildInitiation(settings, order);
      expect(built()).toEqual(built());
    }
  });
});
