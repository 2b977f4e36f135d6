import { parseIsoDate } from '../lib/documents/iso-date.ts';
import { decimal } from '../lib/money/decimal.ts';
import type { ExpectedPayment } from '../lib/payables/reconcile/expected-payment.ts';
import type { UnmarkedTransaction } from '../lib/psd2/ais/booked-transaction.ts';

export interface BookedAccount {
  readonly payments: readonly ExpectedPayment[];
  readonly facts: readonly UnmarkedTransaction[];
  /** How many of the payments are to be found, none of them twice and none by chance. */
  readonly matched: number;
}

const account = 'NL91ABNA0417164300';
const initiated = day('2026-11-16');

/**
 * An account with `count` entries and half as many payments, in groups of ten payments: five are found by their
 * endToEndId, two by their reference, one by amount and account, two fit each other's entries and are ambiguous. The
 * other half of the entries is none of ours, and half of that looks alike: the suppliers and the amounts of ours.
 */
export function bookedAccount(count: number): BookedAccount {
  const payments = Array.from({ length: count / 2 }, (_, index) => payment(index));
  const ours = payments.map((each, index) => entry(each, index % 10));
  const strange = payments.map((each, index) => strangeEntry(each, index));
  return { payments, facts: [...strange, ...ours.reverse()], matched: (count / 2) * 0.8 };
}

/** One amount, one creditor and one reference for all: everything fits everything. */
export function equalAccount(count: number): BookedAccount {
  const like = { amount: decimal('100.00'), creditorIban: ibanOf(0), reference: 'RENT' };
  const payments = Array.from({ length: count / 2 }, (_, index) => ({ ...payment(index), ...like }));
  const [first] = payments;
  const facts = Array.from({ length: count }, (_, index) => ({
    ...entry(first ?? payment(0), 5),
    transactionId: `T${index}`,
  }));
  return { payments, facts, matched: 0 };
}

function payment(index: number): ExpectedPayment {
  // The two of a group that are ambiguous are equal in all but their ids, which the bank keeps to itself.
  const twin = index % 10 === 9 ? index - 1 : index;
  return {
    payable: { party: '0106:12345678', documentId: `document-${index}` },
    endToEndId: `ACQ${String(index).padStart(12, '0')}01`,
    earlierEndToEndIds: [],
    reference: `INV-${100_000 + twin}`,
    amount: decimal(`${100 + (twin % 5000)}.${String(10 + (twin % 90))}`),
    currency: 'EUR',
    debtorIban: account,
    creditorIban: ibanOf(twin),
    initiated,
    executionDate: null,
    said: 'accepted',
    proof: null,
  };
}

/** What the bank booked for a payment: as it was ordered, without its id, or without id and reference. */
function entry(of: ExpectedPayment, kind: number): UnmarkedTransaction {
  return {
    account,
    amount: decimal(`-${of.amount}`),
    currency: of.currency,
    direction: 'debit',
    bookingDate: '2026-11-17',
    valueDate: '2026-11-17',
    endToEndId: kind < 5 ? of.endToEndId : null,
    remittance: kind === 7 ? '' : `/REMI/${of.reference.toLowerCase()}/`,
    creditorIban: of.creditorIban,
    creditorName: 'Supplier',
    debtorIban: null,
    entryReference: null,
    transactionId: `T${of.payable.documentId}`,
  };
}

function strangeEntry(of: ExpectedPayment, index: number): UnmarkedTransaction {
  const like = entry(of, 7);
  const strange = { ...like, remittance: `Order ${index} of another day`, transactionId: `S${index}` };
  if (index % 2 === 0) return { ...strange, bookingDate: '2026-10-01', valueDate: '2026-10-01' };
  return { ...strange, amount: decimal(`-${index}.07`), creditorIban: ibanOf(index + 7_000_000) };
}

/** Only ever compared, so its check digits may be anything. */
const ibanOf = (index: number): string => `NL00BANK${String(index).padStart(10, '0')}`;

function day(text: string) {
  const parsed = parseIsoDate(text);
  if (parsed === undefined) throw new RangeError(`${text} is no day`);
  return parsed;
}
