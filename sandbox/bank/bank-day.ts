const format = new Intl.DateTimeFormat('en-CA', { timeZone: 'Europe/Brussels', dateStyle: 'short' });

/** The day at the bank, `YYYY-MM-DD` (psd2.md 10.1.12). */
export const bankDay = (at: Date): string => format.format(at);

/** Days later or, with a minus, earlier. */
export function addDays(day: string, days: number): string {
  const date = new Date(`${day}T00:00:00Z`);
  date.setUTCDate(date.getUTCDate() + days);
  return date.toISOString().slice(0, 10);
}
