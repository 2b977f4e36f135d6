import { addDays } from '../../documents/add-days.ts';
import type { IsoDate } from '../../documents/iso-date.ts';
import { nextBankingDay } from '../target-calendar.ts';
import type { BookedEntry } from './booked-entry.ts';
import type { ExpectedPayment } from './expected-payment.ts';

/** Days from and until, both included. */
export interface BookingWindow {
  readonly from: string;
  readonly until: string;
}

const bankingDaysAfter = 5;

/**
 * When a payment can be booked (psd2.md 6.5): from the day before its initiation until five banking days after it,
 * or after the day of execution that was asked for, when that is later.
 */
export function bookingWindow({
  initiated,
  executionDate,
}: Pick<ExpectedPayment, 'initiated' | 'executionDate'>): BookingWindow {
  let until = executionDate !== null && executionDate > initiated ? executionDate : initiated;
  for (let day = 0; day < bankingDaysAfter; day += 1) until = nextBankingDay(addDays(until, 1));
  return { from: addDays(initiated, -1), until };
}

/** The day by which an entry is placed in a window; null when the bank dated it nowhere. */
export const dayOf = ({
  bookingDate,
  valueDate,
}: Pick<BookedEntry, 'bookingDate' | 'valueDate'>): string | null => bookingDate ?? valueDate;

/** Whether the account was read beyond the window, so that an entry that is not there will not come any more. */
export const isOver = (window: BookingWindow, readUntil: IsoDate | undefined): boolean =>
  readUntil !== undefined && readUntil > window.until;
