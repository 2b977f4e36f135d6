import { type IsoDate, parseIsoDate } from '../documents/iso-date.ts';

/** Swedes write days as ISO 8601 does. */
const brussels = new Intl.DateTimeFormat('sv-SE', { timeZone: 'Europe/Brussels', dateStyle: 'short' });

/** The day at the bank of a moment: its dates are local, not UTC (psd2.md 10.1.12). */
export function bankDay(moment: Date): IsoDate {
  const day = parseIsoDate(brussels.format(moment));
  if (day === undefined) throw new RangeError('A moment without a day.');
  return day;
}
