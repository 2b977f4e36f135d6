import type { IsoDate } from '../documents/iso-date.ts';
import { addDays } from '../documents/add-days.ts';

/** Days on which TARGET, and with it SEPA, is closed every year: New Year, Labour Day, Christmas. */
const fixedHolidays: ReadonlySet<string> = new Set(['01-01', '05-01', '12-25', '12-26']);

/** Easter Sunday of a year by the Gregorian computus (Meeus, Jones, Butcher). */
function easterSunday(year: number): IsoDate {
  const golden = year % 19;
  const century = Math.floor(year / 100);
  const ofCentury = year % 100;
  const correction = Math.floor((century - Math.floor((century + 8) / 25) + 1) / 3);
  const epact = (19 * golden + century - Math.floor(century / 4) - correction + 15) % 30;
  const weekday = (32 + 2 * (century % 4) + 2 * Math.floor(ofCentury / 4) - epact - (ofCentury % 4)) % 7;
  const shift = Math.floor((golden + 11 * epact + 22 * weekday) / 451);
  const dayOfYear = epact + weekday - 7 * shift + 114;
  const month = String(Math.floor(dayOfYear / 31)).padStart(2, '0');
  const day = String((dayOfYear % 31) + 1).padStart(2, '0');
  return `${String(year).padStart(4, '0')}-${month}-${day}` as IsoDate; // the computus yields a day in March or April
}

/** Whether SEPA transfers settle on this day: no weekend, no TARGET holiday. */
export function isBankingDay(day: IsoDate): boolean {
  const weekday = new Date(`${day}T00:00:00Z`).getUTCDay();
  if (weekday === 0 || weekday === 6 || fixedHolidays.has(day.slice(5))) return false;
  const easter = easterSunday(Number(day.slice(0, 4)));
  return day !== addDays(easter, -2) && day !== addDays(easter, 1);
}

/** The first banking day on or after a day. */
export function nextBankingDay(day: IsoDate): IsoDate {
  let candidate = day;
  while (!isBankingDay(candidate)) candidate = addDays(candidate, 1);
  return candidate;
}
