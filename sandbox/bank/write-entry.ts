import { absolute, round } from '../../lib/money/decimal.ts';
import type { Booking } from './bookings.ts';
import type { Quirks } from './quirks.ts';

/** A booked entry as AIS shows it (psd2.md 6.3). */
export function writeEntry(booking: Booking, iban: string, quirks: Quirks): object {
  const { amount, counterpartyName: name, counterpartyIban, structuredRemittance } = booking;
  const leaves = amount.startsWith('-');
  const other = counterpartyIban === undefined ? undefined : { iban: counterpartyIban };
  const parties = leaves
    ? { creditorName: name, creditorAccount: other, debtorAccount: { iban } }
    : { debtorName: name, debtorAccount: other, creditorAccount: { iban } };
  const structured =
    quirks.structuredRemittance === 'object' && structuredRemittance !== undefined
      ? { reference: structuredRemittance, referenceType: 'SCOR' }
      : structuredRemittance;
  return {
    ...(quirks.entryIds && { transactionId: booking.id, entryReference: booking.id.slice(0, 35) }),
    endToEndId: booking.endToEndId,
    bookingDate: booking.bookingDate,
    valueDate: booking.valueDate,
    transactionAmount: {
      currency: 'EUR',
      amount: round(quirks.amountSign === 'signed' ? amount : absolute(amount), 2),
    },
    ...parties,
    remittanceInformationUnstructured: booking.remittance,
    remittanceInformationStructured: structured,
    bankTransactionCode: leaves ? 'PMNT-ICDT-ESCT' : 'PMNT-RCDT-ESCT',
  };
}
