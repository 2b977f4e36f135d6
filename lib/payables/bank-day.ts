import { type IsoDate, parseIsoDate } from '../documents/iso-date.ts';

const format = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels' });

/** The day in Amsterdam and Brussels, where due dates, banking days and booking days count (psd2.md 10.1.12). */
export function bankDay(at: Date): IsoDate {
  const day = parseIsoDate(format.format(at));
  if (day === undefined) throw new RangeError('The clock gives no day.');
  return day;
}
