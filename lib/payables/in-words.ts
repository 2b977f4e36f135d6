import type { IsoDate } from '../documents/iso-date.ts';
import { type Decimal, significantDecimals } from '../money/decimal.ts';
import { cents } from './draft-line.ts';
import type { Language, Words } from './explanation.ts';
import { oneLine } from './one-line.ts';

const locales: Readonly<Record<Language, string>> = { en: 'en-GB', nl: 'nl-NL' };
const inEach = (word: (language: Language) => string): Words => ({ en: word('en'), nl: word('nl') });

/** `2 December 2026`. */
export const dayInWords = (day: IsoDate): Words =>
  inEach((language) => format(day, language, { day: 'numeric', month: 'long', year: 'numeric' }));

/** `Wednesday 2 December 2026`: for days on which a bank may be closed. */
export const weekdayInWords = (day: IsoDate): Words =>
  inEach((language) =>
    format(day, language, { weekday: 'long', day: 'numeric', month: 'long', year: 'numeric' }),
  );

const format = (day: IsoDate, language: Language, options: Intl.DateTimeFormatOptions): string =>
  new Intl.DateTimeFormat(locales[language], { ...options, timeZone: 'UTC' })
    .format(new Date(`${day}T00:00:00Z`))
    .replace(',', '');

const separators: Readonly<Record<Language, { thousands: string; decimal: string }>> = {
  en: { thousands: ',', decimal: '.' },
  nl: { thousands: '.', decimal: ',' },
};

/** `1,210.00 EUR`, in Dutch `1.210,00 EUR`: every digit that counts, at least the cents. */
export function amountInWords(amount: Decimal, currency: string | null): Words {
  const written = significantDecimals(amount) > 2 ? amount : cents(amount);
  const [whole = '', fraction = ''] = written.replace('+', '').split('.');
  return inEach((language) => {
    const { thousands, decimal } = separators[language];
    const grouped = whole.replace(/\B(?=(\d{3})+$)/g, thousands);
    return `${grouped}${decimal}${fraction}${currency === null ? '' : ` ${currency}`}`;
  });
}

/** An IBAN in groups of four, as people read it. */
export const ibanInWords = (iban: string): string => iban.replace(/(.{4})(?=.)/g, '$1 ');

/** Text of a document for people: on one line, without control characters, cut where only a novel would go on. */
export const quoted = (text: string): string => {
  const line = oneLine(text);
  return line.length > 200 ? `${oneLine(line, 199)}…` : line;
};
