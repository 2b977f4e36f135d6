import type { IsoDate } from '../documents/iso-date.ts';
import type { Organisation, Supplier } from './directory.ts';
import type { ExecutionDate } from './execution-date.ts';
import type { Cite, Statement, Words } from './explanation.ts';
import { dayInWords, weekdayInWords } from './in-words.ts';

/** On which day it is paid and why on this one; null while no day is known (documents.md 8.4). */
export function explainDate(
  when: ExecutionDate,
  {
    supplier,
    organisation,
    today,
  }: { supplier: Supplier | null; organisation: Organisation | null; today: IsoDate },
  cite: Cite,
): Statement | null {
  const { date, due, basis } = when;
  if (date === null || due === null || basis === null) return null;
  const day = weekdayInWords(date);
  const why = {
    'due-date': dueDate,
    'supplier-term': term(supplier?.paymentTermDays, {
      en: 'our payment term for this supplier',
      nl: 'onze betaaltermijn voor deze leverancier',
    }),
    'organisation-term': term(organisation?.paymentTermDays, {
      en: 'our usual payment term',
      nl: 'onze gewone betaaltermijn',
    }),
  }[basis];
  const moved = shift(due, date, today);
  return {
    label: { en: 'On', nl: 'Op' },
    text: { en: `${day.en}: ${why.en}${moved.en}`, nl: `${day.nl}: ${why.nl}${moved.nl}` },
    sources: cite(basis === 'due-date' ? 'BT-9' : 'BT-2'),
  };
}

const dueDate: Words = { en: 'the due date', nl: 'de vervaldatum' };

const term = (days: number | undefined, whose: Words): Words => ({
  en: `the document has no due date, and ${whose.en} is ${days} days after its date`,
  nl: `het document heeft geen vervaldatum, en ${whose.nl} is ${days} dagen na de datum ervan`,
});

/** Why the day of payment is not the day on which it is due. */
function shift(due: IsoDate, date: IsoDate, today: IsoDate): Words {
  if (date === due) return { en: '', nl: '' };
  if (due < today) {
    const day = dayInWords(due);
    return {
      en: `; ${day.en} has passed, so it goes out on the next banking day`,
      nl: `; ${day.nl} is voorbij, dus de betaling vertrekt op de volgende bankwerkdag`,
    };
  }
  const day = weekdayInWords(due);
  return {
    en: `; ${day.en} is no banking day, so it is the next one`,
    nl: `; ${day.nl} is geen bankwerkdag, dus wordt het de volgende`,
  };
}
