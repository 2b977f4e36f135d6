import { absolute, type Decimal } from '../../money/decimal.ts';
import { normaliseIban } from '../iban.ts';
import { payableName } from '../payable.ts';
import type { BookedEntry } from './booked-entry.ts';
import { type BookingWindow, bookingWindow, dayOf } from './booking-window.ts';
import type { MatchRule } from './booked-proof.ts';
import type { ExpectedPayment } from './expected-payment.ts';
import { normaliseReference, referencesIn } from './references-in.ts';

/** Why an entry that has to do with a payment proves nothing, or not all: a person must look. */
export type Doubt =
  | 'amount-differs'
  | 'booked-again'
  | 'direction-unknown'
  | 'earlier-attempt'
  | 'not-authorised'
  | 'other-account'
  | 'other-creditor'
  | 'other-id'
  | 'outside-window'
  | 'reversal-unclear'
  | 'several'
  | 'shared-id';

export interface Doubted {
  readonly doubt: Doubt;
  /** The first few, to show. */
  readonly entries: readonly BookedEntry[];
  readonly count: number;
}

/** A payment on its way through the rules, with what they found for it. */
export interface Slot {
  readonly payment: ExpectedPayment;
  readonly name: string;
  readonly window: BookingWindow;
  readonly account: string;
  /** Account, amount and currency as one text: equal when the money is. */
  readonly money: string;
  readonly creditor: string;
  readonly reference: string;
  readonly debits: { readonly entry: BookedEntry; readonly rule: MatchRule }[];
  readonly credits: BookedEntry[];
  readonly doubts: Doubted[];
}

/** An entry as the rules compare it. */
export interface Line {
  readonly entry: BookedEntry;
  readonly direction: BookedEntry['direction'];
  readonly account: string;
  readonly money: string;
  readonly creditor: string | null;
  /** Null when there is none: `NOTPROVIDED` is what ISO 20022 writes then. */
  readonly id: string | null;
  readonly day: string | null;
  readonly references: ReadonlySet<string>;
}

const moneyOf = (account: string, amount: Decimal, currency: string): string =>
  `${account} ${absolute(amount)} ${currency}`;

export const normaliseId = (id: string): string => id.replace(/\s+/g, '').toUpperCase();

export function slotOf(payment: ExpectedPayment): Slot {
  const account = normaliseIban(payment.debtorIban);
  return {
    payment,
    name: payableName(payment.payable),
    window: bookingWindow(payment),
    account,
    money: moneyOf(account, payment.amount, payment.currency),
    creditor: normaliseIban(payment.creditorIban),
    reference: normaliseReference(payment.reference),
    debits: [],
    credits: [],
    doubts: [],
  };
}

export function lineOf(entry: BookedEntry): Line {
  const account = normaliseIban(entry.account);
  const id = normaliseId(entry.endToEndId ?? '');
  return {
    entry,
    direction: entry.direction,
    account,
    money: moneyOf(account, entry.amount, entry.currency),
    creditor: entry.creditorIban === null ? null : normaliseIban(entry.creditorIban),
    id: id === '' || id === 'NOTPROVIDED' ? null : id,
    day: dayOf(entry),
    references: referencesIn(entry.remittance),
  };
}

/** A booking proves it, found now or by an earlier reconciliation. */
export const isBooked = ({ payment, debits }: Slot): boolean => payment.proof !== null || debits.length > 0;

/** Nothing was found for it yet, neither a booking nor a doubt. */
export const isOpen = (slot: Slot): boolean => !isBooked(slot) && slot.doubts.length === 0;

const shown = 5;

export function doubtAbout(slot: Slot, doubt: Doubt, lines: readonly Line[], count = lines.length): void {
  slot.doubts.push({ doubt, entries: lines.slice(0, shown).map(({ entry }) => entry), count });
}
