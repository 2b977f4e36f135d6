import type { FindingCode } from '../../findings/catalogue.ts';
import { type Finding, finding } from '../../findings/finding.ts';
import { absolute } from '../../money/decimal.ts';
import { amountInWords } from '../in-words.ts';
import type { BookedEntry } from './booked-entry.ts';
import { type BookingWindow, dayOf } from './booking-window.ts';
import type { Conclusion } from './conclusion.ts';
import type { Doubt } from './slot.ts';
import type { Words } from '../explanation.ts';

type Facts = Omit<Conclusion, 'findings'> & {
  /** How many times the money is out. */
  readonly net: number;
  readonly window: BookingWindow;
};

const codes: Readonly<Partial<Record<Doubt, FindingCode>>> = {
  'amount-differs': 'BANK_BOOKED_AMOUNT_DIFFERS',
  'booked-again': 'BANK_BOOKED_TWICE',
  'earlier-attempt': 'BANK_BOOKED_AFTER_REJECTION',
};

const reasons: Readonly<Record<Doubt, Words>> = {
  'amount-differs': {
    en: 'it carries the id of the payment and another amount',
    nl: 'zij draagt de id van de betaling en een ander bedrag',
  },
  'booked-again': {
    en: 'it looks like a second payment of what is booked already',
    nl: 'zij lijkt een tweede betaling van wat al geboekt is',
  },
  'direction-unknown': {
    en: 'the bank does not say whether the money went out or came in',
    nl: 'de bank zegt niet of het geld eraf ging of erbij kwam',
  },
  'earlier-attempt': {
    en: 'it belongs to an earlier attempt, which the bank gave up',
    nl: 'zij hoort bij een eerdere poging, die de bank opgaf',
  },
  'not-authorised': {
    en: 'amount and payee fit, but the bank says that nobody authorised the payment; it may be for something else',
    nl: 'bedrag en begunstigde passen, maar volgens de bank heeft niemand de betaling geautoriseerd; zij kan voor iets anders zijn',
  },
  'other-account': {
    en: 'it stands on another account of ours',
    nl: 'zij staat op een andere rekening van ons',
  },
  'other-creditor': {
    en: 'the money went to another account than the payee has',
    nl: 'het geld ging naar een andere rekening dan die van de begunstigde',
  },
  'other-id': {
    en: 'it carries the id of another payment; somebody may have paid by hand',
    nl: 'zij draagt de id van een andere betaling; misschien betaalde iemand met de hand',
  },
  'outside-window': {
    en: 'its date is missing, or later than this payment can be booked',
    nl: 'haar datum ontbreekt, of is later dan deze betaling geboekt kan worden',
  },
  'reversal-unclear': {
    en: 'money came back, and it is not clear for which payment',
    nl: 'er kwam geld terug, en het is niet duidelijk voor welke betaling',
  },
  several: {
    en: 'more than one booking or more than one payment fits',
    nl: 'er past meer dan één boeking of meer dan één betaling',
  },
  'shared-id': {
    en: 'another payment has the same id',
    nl: 'een andere betaling heeft dezelfde id',
  },
};

/** The incidents of one payment (psd2.md 6.5), the doubts among them; none when all is well or may still be. */
export function incidentsOf(facts: Facts): Finding[] {
  const { payment, outcome, entry, reversal, net, doubts } = facts;
  const found = doubts.map(({ doubt, entries, count }) =>
    aboutEntry(codes[doubt] ?? 'BANK_BOOKING_AMBIGUOUS', entries[0], reasons[doubt], count),
  );
  const isOut = outcome === 'MATCHED' && net > 0;
  if (isOut && net > 1) found.push(aboutEntry('BANK_BOOKED_TWICE', entry, reasons['booked-again'], net));
  if (isOut && payment.said === 'failed') {
    const reason = { en: 'the bank called the payment failed', nl: 'de bank noemde de betaling mislukt' };
    found.push(aboutEntry('BANK_BOOKED_AFTER_REJECTION', entry, reason, 1));
  }
  // A payment that failed and came back is as the bank said.
  if (reversal !== null && payment.said !== 'failed') {
    const reason = { en: 'the money of the payment came back', nl: 'het geld van de betaling kwam terug' };
    found.push(aboutEntry('BANK_PAYMENT_REVERSED', reversal, reason, 1));
  }
  return [...found, ...missing(facts)];
}

/** Nothing booked by the end of the window: wrong after ACSC, remarkable while the bank only accepted it. */
function missing({ payment, outcome, reversal, isWaiting, window }: Facts): Finding[] {
  if (outcome !== 'UNMATCHED' || reversal !== null || isWaiting) return [];
  if (payment.said !== 'settled' && payment.said !== 'accepted') return [];
  const until = inWords(window.until);
  return [
    finding(payment.said === 'settled' ? 'BANK_NOT_BOOKED' : 'BANK_BOOKING_LATE', {
      value: payment.endToEndId ?? payment.reference,
      message: `No booking of ${amountOf(payment).en} was found until ${until.en}.`,
      nl: `Tot en met ${until.nl} is geen boeking van ${amountOf(payment).nl} gevonden.`,
    }),
  ];
}

function aboutEntry(
  code: FindingCode,
  entry: BookedEntry | null | undefined,
  reason: Words,
  count: number,
): Finding {
  if (entry === null || entry === undefined) return finding(code);
  const day = inWords(dayOf(entry));
  const others = count > 1 ? count - 1 : 0;
  const more = {
    en:
      others === 0
        ? ''
        : ` There ${others === 1 ? 'is 1 more such booking' : `are ${others} more such bookings`}.`,
    nl:
      others === 0
        ? ''
        : ` Er ${others === 1 ? 'is nog 1 zulke boeking' : `zijn nog ${others} zulke boekingen`}.`,
  };
  return finding(code, {
    // Stable from one reconciliation to the next, so that the same thing is told once.
    value: `${dayOf(entry) ?? '-'} ${absolute(entry.amount)} ${entry.currency} ${entry.fingerprint.slice(0, 12)}`,
    message: `About the booking of ${amountOf(entry).en} on ${day.en}: ${reason.en}.${more.en}`,
    nl: `Over de boeking van ${amountOf(entry).nl} op ${day.nl}: ${reason.nl}.${more.nl}`,
  });
}

const amountOf = ({ amount, currency }: Pick<BookedEntry, 'amount' | 'currency'>): Words =>
  amountInWords(absolute(amount), currency);

const inWords = (day: string | null): Words =>
  day === null ? { en: 'a day unknown', nl: 'een onbekende dag' } : { en: day, nl: day };
