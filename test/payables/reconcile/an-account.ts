import { type IsoDate, parseIsoDate } from '../../../lib/documents/iso-date.ts';
import { decimal } from '../../../lib/money/decimal.ts';
import type { BookedEntry } from '../../../lib/payables/reconcile/booked-entry.ts';
import type { Conclusion } from '../../../lib/payables/reconcile/conclusion.ts';
import type { ExpectedPayment } from '../../../lib/payables/reconcile/expected-payment.ts';
import { reconcile } from '../../../lib/payables/reconcile/reconcile.ts';

export const ours = 'NL91ABNA0417164300';
export const supplier = 'BE68539007547034';
export const stranger = 'DE89370400440532013000';

export function day(text: string) {
  const parsed = parseIsoDate(text);
  if (parsed === undefined) throw new RangeError(`${text} is no day`);
  return parsed;
}

/** A payment of 100.00 to the supplier, initiated on Monday 16 November 2026; its window is 15 to 23 November. */
export const payment = (number: number, given: Partial<ExpectedPayment> = {}): ExpectedPayment => ({
  payable: { party: '0106:12345678', documentId: `document-${number}` },
  endToEndId: `ACQUIT${number}`,
  earlierEndToEndIds: [],
  reference: `INV-${1000 + number}`,
  amount: decimal('100.00'),
  currency: 'EUR',
  debtorIban: ours,
  creditorIban: supplier,
  initiated: day('2026-11-16'),
  executionDate: null,
  said: 'accepted',
  proof: null,
  ...given,
});

/** An entry of 100.00 out, to nobody known, about nothing. */
export const entry = (fingerprint: string, given: Partial<BookedEntry> = {}): BookedEntry => ({
  account: ours,
  amount: decimal('-100.00'),
  currency: 'EUR',
  direction: 'debit',
  bookingDate: '2026-11-17',
  valueDate: '2026-11-17',
  endToEndId: null,
  remittance: '',
  creditorIban: null,
  creditorName: null,
  debtorIban: null,
  entryReference: null,
  transactionId: null,
  fingerprint,
  ...given,
});

export const afterTheWindow = new Map([[ours, day('2026-11-24')]]);

export const found = (
  payments: readonly ExpectedPayment[],
  entries: readonly BookedEntry[],
  readUntil: ReadonlyMap<string, IsoDate> = new Map(),
): readonly Conclusion[] => reconcile({ payments, entries, readUntil }).conclusions;

/** What became of the only payment. */
export function concluded(...given: Parameters<typeof found>): Conclusion {
  const [only, ...others] = found(...given);
  if (only === undefined || others.length > 0) throw new RangeError('There is not one payment');
  return only;
}

export const outcomes = (conclusions: readonly Conclusion[]): string[] =>
  conclusions.map(({ outcome, entry: by }) => (by === null ? outcome : `${outcome} ${by.fingerprint}`));

export const codes = ({ findings }: Pick<Conclusion, 'findings'>): string[] =>
  findings.map(({ code }) => code);
