import { add, type Decimal, decimal, negate, subtract } from '../../lib/money/decimal.ts';
import type { BankContext } from './bank-context.ts';
import { bankDay } from './bank-day.ts';
import { settledAt } from './payment-status.ts';
import type { StoredPayment } from './stored.ts';

/** A booked entry of an account; `amount` has a minus when money left it. */
export interface Booking {
  readonly id: string;
  readonly amount: Decimal;
  readonly bookingDate: string;
  readonly valueDate: string;
  readonly endToEndId?: string | undefined;
  readonly counterpartyName?: string | undefined;
  readonly counterpartyIban?: string | undefined;
  readonly remittance?: string | undefined;
  readonly structuredRemittance?: string | undefined;
}

type Bank = Pick<BankContext, 'state' | 'now' | 'stepMs' | 'quirks' | 'openingBalance'>;

/** The booked entries of an account at this moment, newest first: executed payments and what was seeded. */
export function bookingsOf(iban: string, bank: Bank): Booking[] {
  const executed = bank.state.payments().flatMap((payment) => executedTransfers(payment, iban, bank));
  const seeded = bank.state.seeded
    .filter((booking) => booking.iban === iban)
    .map(({ amount, valueDate, ...booking }) => ({
      ...booking,
      amount: decimal(amount),
      valueDate: valueDate ?? booking.bookingDate,
    }));
  const newestFirst = (a: Booking, b: Booking) => (a.bookingDate < b.bookingDate ? 1 : -1);
  return [...executed, ...seeded]
    .toReversed()
    .toSorted((a, b) => (a.bookingDate === b.bookingDate ? 0 : newestFirst(a, b)));
}

/** What is on an account. */
export const balanceOf = (iban: string, bank: Bank): Decimal =>
  bookingsOf(iban, bank).reduce((balance, { amount }) => add(balance, amount), bank.openingBalance);

/** A standing order is booked once, at its first day; what the bank rejected after all is booked nowhere. */
function executedTransfers(payment: StoredPayment, iban: string, bank: Bank): Booking[] {
  const { runsFrom, decision } = payment;
  if (runsFrom === undefined || decision === 'withdrawn' || decision === 'rejected') return [];
  const settled = settledAt(runsFrom, bank);
  if (bank.now().getTime() < settled) return [];
  const bookingDate = bankDay(new Date(settled));
  return payment.transfers.flatMap((transfer, place): Booking[] => {
    if (transfer.debtorAccount.iban !== iban || payment.failed.includes(place)) return [];
    return [
      {
        id: `${payment.id}-${place}`,
        amount: negate(decimal(transfer.instructedAmount.amount)),
        bookingDate,
        valueDate: bookingDate,
        endToEndId: transfer.endToEndIdentification,
        counterpartyName: transfer.creditorName,
        counterpartyIban: transfer.creditorAccount.iban,
        remittance: transfer.remittanceInformationUnstructured,
      },
    ];
  });
}

/** Whether the account holds this much. */
export const isCovered = (iban: string, amount: Decimal, bank: Bank): boolean =>
  !subtract(balanceOf(iban, bank), amount).startsWith('-');
