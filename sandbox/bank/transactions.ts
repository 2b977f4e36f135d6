import type { Context } from 'hono';
import * as z from 'zod';
import type { BankContext } from './bank-context.ts';
import { addDays, bankDay } from './bank-day.ts';
import { type Booking, bookingsOf } from './bookings.ts';
import type { StoredConsent } from './stored.ts';
import { TppError } from './tpp-error.ts';

/** How far back without a fresh SCA, and how long it is fresh (psd2.md 6.4). */
const historyDays = 90;
const freshMs = 20 * 60 * 1000;

interface Page {
  readonly bookings: readonly Booking[];
  /** The path of a page of this query. */
  readonly page: (number: number) => string;
  readonly next: string | undefined;
}

/** The page of booked entries that the query asks for (psd2.md 6.3). Throws a TppError. */
export function readTransactions(
  c: Context,
  { consent, iban }: { readonly consent: StoredConsent; readonly iban: string },
  context: BankContext,
): Page {
  const { bookingStatus, dateFrom, dateTo, pageIndex: number = '0' } = c.req.query();
  if (bookingStatus !== 'booked') throw notSupported('bookingStatus');
  for (const name of ['entryReferenceFrom', 'deltaList']) {
    if (c.req.query(name) !== undefined) throw notSupported(name);
  }
  const from = readDay(dateFrom, 'dateFrom');
  const to = dateTo === undefined ? bankDay(context.now()) : readDay(dateTo, 'dateTo');
  const isFresh = context.now().getTime() - (consent.approvedAt?.getTime() ?? 0) <= freshMs;
  const tooFar = from < addDays(bankDay(context.now()), -historyDays) && !isFresh;
  if (tooFar || from > to) throw new TppError(400, 'PERIOD_INVALID', 'Not this period.', 'dateFrom');
  if (!/^[0-9]{1,6}$/.test(number))
    throw new TppError(400, 'FORMAT_ERROR', 'There is no such page.', 'pageIndex');

  const all = bookingsOf(iban, context).filter(({ bookingDate }) => bookingDate >= from && bookingDate <= to);
  const { pageSize } = context.quirks;
  const start = Number(number) * pageSize;
  const page = (at: number): string => {
    const query = new URLSearchParams({ bookingStatus, dateFrom: from, dateTo: to, pageIndex: String(at) });
    return `${c.req.path}?${query.toString()}`;
  };
  const isLast = start + pageSize >= all.length;
  const next = isLast ? undefined : page(Number(number) + 1);
  return { bookings: all.slice(start, start + pageSize), page, next };
}

function readDay(text: string | undefined, name: string): string {
  const day = z.iso.date().safeParse(text);
  if (day.success) return day.data;
  throw new TppError(400, 'FORMAT_ERROR', `${name} must be a day.`, name);
}

const notSupported = (name: string) =>
  new TppError(400, 'PARAMETER_NOT_SUPPORTED', `${name} is not offered like this.`, name);
