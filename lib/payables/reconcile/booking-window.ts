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

/** The days of an account whose entries were all read; without a first one, as far back as anything counts. */
export interface DaysRead {
  readonly from?: IsoDate | undefined;
  readonly until?: IsoDate | undefined;
}

/** Whether the account was read beyond the window, so that an entry that is not there will not come any more. */
export const isOver = (window: BookingWindow, { until }: DaysRead): boolean =>
  until !== undefined && until > window.until;

/** Whether what lies in the window was seen from its first day on. */
export const isReadFromItsStart = (window: BookingWindow, { from }: DaysRead): boolean =>
  from === undefined || from <= window.from;
