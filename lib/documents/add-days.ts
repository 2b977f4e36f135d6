import type { IsoDate } from './iso-date.ts';

const last = '9999-12-31' as IsoDate; // a real day; dates of invoices end here

/** The day `days` days later (earlier when negative); never beyond 9999-12-31, which four digits can hold. */
export function addDays(day: IsoDate, days: number): IsoDate {
  const moment = new Date(`${day}T00:00:00Z`);
  moment.setUTCDate(moment.getUTCDate() + days);
  if (moment.getUTCFullYear() > 9999) return last;
  return moment.toISOString().slice(0, 10) as IsoDate; // an ISO timestamp begins with a day that exists
}
