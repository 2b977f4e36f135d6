import { addDays } from '../documents/add-days.ts';
import { type IsoDate, parseIsoDate } from '../documents/iso-date.ts';
import { logger } from '../observability/logger.ts';
import { bankDay } from '../payables/bank-day.ts';
import { normaliseIban } from '../payables/iban.ts';
import { payableName } from '../payables/payable.ts';
import type { BookedEntry } from '../payables/reconcile/booked-entry.ts';
import { bookingWindow, isOver } from '../payables/reconcile/booking-window.ts';
import type { Conclusion } from '../payables/reconcile/conclusion.ts';
import type { RunReport } from '../payables/reconcile/day-report.ts';
import { type Reconciliation, reconcile } from '../payables/reconcile/reconcile.ts';
import { rowsOf } from '../payables/reconcile/report.ts';
import type { AccountReading, AccountReadingStore } from '../storage/account-reading-store.ts';
import type { Consent } from '../storage/consent-store.ts';
import { type EntryOwner, ownersOfEntries } from '../storage/entry-claim-store.ts';
import type { ReconciliationStore } from '../storage/reconciliation-store.ts';
import { type Applied, applyConclusion, type ApplyServices, type Concluded } from './apply-conclusion.ts';
import { type Expected, expectedPayments } from './expected-payments.ts';
import { inTurns } from './in-turns.ts';
import type { ReadEntriesServices } from './read-booked-entries.ts';
import { type AccountsRead, readableConsents, readConsentedAccounts } from './read-consented-accounts.ts';
import { stopWatching } from './stop-watching.ts';

export interface ReconcileServices extends ApplyServices, Omit<ReadEntriesServices, 'today'> {
  readonly accounts: AccountReadingStore;
  readonly reports: ReconciliationStore;
  /** Whether the bank is given the day that was asked for (psd2.md U-17). */
  readonly futureDated: boolean;
}

/** What a run did: accounts read, payments looked for on them, payables changed, and those not watched any more. */
export interface Reconciled {
  readonly accounts: number;
  readonly payments: number;
  readonly written: number;
  readonly stopped: number;
}

const nothing = { accounts: 0, payments: 0, written: 0 };
const writesAtOnce = 10;

/**
 * Finds the booked entries of our payments on the accounts that may be read now, and lets them prove, doubt or undo
 * what is believed of each (psd2.md 6.5). Only a matched entry makes a payable PAID (design.md 2.4). Everything may
 * stop at any moment and come again: a run that found nothing new writes nothing but its report.
 */
export async function reconcilePayments(services: ReconcileServices): Promise<Reconciled> {
  const consents = await readableConsents(services);
  const done = consents.length === 0 ? nothing : await reconcileWith(consents, services);
  return { ...done, stopped: await stopWatching(services) };
}

async function reconcileWith(
  consents: readonly Consent[],
  services: ReconcileServices,
): Promise<Omit<Reconciled, 'stopped'>> {
  const at = services.now();
  const today = bankDay(at);
  const expected = await expectedPayments(services);
  const wanted = consents.filter(({ ibans }) => ibans.some((iban) => isOfInterest(iban, expected)));
  if (wanted.length === 0) return nothing;
  const known = await services.accounts.readMany(wanted.flatMap(({ ibans }) => ibans));
  const read = await readConsentedAccounts(wanted, daysToRead(expected, known), { ...services, today });
  const owners = await ownersOfEntries(
    services.table,
    read.entries.map(({ fingerprint }) => fingerprint),
  );
  const entries = read.entries.filter(isStillOpen(expected, owners));
  const reconciliation = reconcile({
    payments: expected.map(({ payment }) => payment),
    entries,
    // Today is not over, and not found before the next business day means nothing (psd2.md 6.5).
    readUntil: new Map([...read.from.keys()].map((iban) => [iban, addDays(today, -1)])),
    readFrom: read.from,
  });
  const concluded = concludedOn(read, reconciliation, expected, owners);
  // Before the payables: once they know it, it is no news any more, and a run that dies in between reports it again.
  await services.reports.add(today, reportOfRun(at, read, entries, reconciliation, concluded));
  const applied = await inTurns(concluded, writesAtOnce, (one) => applyConclusion(one, services));
  await noteReadings({ read, known, applied, at }, services);
  const written = applied.filter((one) => one === 'written').length;
  const found = { accounts: read.from.size, payments: concluded.length, written };
  logger.info('payments reconciled', { ...found, entries: entries.length });
  return found;
}

const isOfInterest = (iban: string, expected: readonly Expected[]): boolean =>
  expected.some(({ payment, isWatched }) => isWatched && payment.debtorIban === normaliseIban(iban));

/**
 * From the last day that was worked off on, and as far back as a payment can be booked that is not proved: the next run
 * sees the same evidence, whatever became of this one. A failed payment whose window was read to its end is not
 * waited for.
 */
function daysToRead(expected: readonly Expected[], known: ReadonlyMap<string, AccountReading>) {
  const since = new Map<string, IsoDate>();
  for (const { payment, isWatched } of expected) {
    if (!isWatched || payment.proof !== null) continue;
    const window = bookingWindow(payment);
    const isDone =
      payment.said === 'failed' && isOver(window, { until: known.get(payment.debtorIban)?.readUntil });
    const first = addDays(payment.initiated, -1);
    const earliest = since.get(payment.debtorIban);
    if (!isDone && (earliest === undefined || first < earliest)) since.set(payment.debtorIban, first);
  }
  return {
    lastBooked: (iban: string) => known.get(iban)?.lastBooked,
    since: (iban: string) => since.get(normaliseIban(iban)),
  };
}

/**
 * Whether an entry still has something to say. One that is the proof of a payable which is not watched any more, or
 * belongs to an attempt before the one that runs, proves nothing else: a person knew of it when the payable was
 * released (psd2.md 6.5).
 */
function isStillOpen(expected: readonly Expected[], owners: ReadonlyMap<string, EntryOwner>) {
  const byName = new Map(expected.map((one) => [payableName(one.payment.payable), one]));
  return ({ fingerprint }: BookedEntry): boolean => {
    const owner = owners.get(fingerprint);
    if (owner === undefined) return true;
    const of = byName.get(payableName(owner));
    return of?.attempt === owner.attempt && of.isWatched && of.payable.status !== 'PAYMENT_BUILT';
  };
}

/** What was concluded of the payments that reconciliation acts on; of an account that was not read nothing is known. */
function concludedOn(
  read: AccountsRead,
  { conclusions }: Reconciliation,
  expected: readonly Expected[],
  owners: ReadonlyMap<string, EntryOwner>,
): readonly Concluded[] {
  const accounts = new Set([...read.from.keys()].map(normaliseIban));
  const byName = new Map(expected.map((one) => [payableName(one.payment.payable), one]));
  return conclusions.flatMap((conclusion) => {
    const of = byName.get(payableName(conclusion.payment.payable));
    const isKnown = of?.isWatched === true && accounts.has(conclusion.payment.debtorIban);
    return isKnown ? [{ conclusion, expected: of, owners }] : [];
  });
}

function reportOfRun(
  at: Date,
  read: AccountsRead,
  entries: readonly BookedEntry[],
  { unexplained }: Reconciliation,
  concluded: readonly { readonly conclusion: Conclusion }[],
): RunReport {
  const counts = [...read.from.keys()].map((iban) => {
    const onIt = entries.filter(({ account }) => account === iban);
    const distinct = new Set(onIt.map(({ fingerprint }) => fingerprint)).size;
    const unknown = unexplained.filter(({ account }) => account === iban).length;
    return [iban, { read: onIt.length, repeated: onIt.length - distinct, unexplained: unknown }] as const;
  });
  return {
    at: at.toISOString(),
    rows: rowsOf(concluded.map(({ conclusion }) => conclusion)),
    entries: Object.fromEntries(counts),
    consents: read.consents,
  };
}

/**
 * Notes how far each account is worked off, only when everything that it said was written down: otherwise the next
 * read begins where this one began.
 */
async function noteReadings(
  {
    read,
    known,
    applied,
    at,
  }: {
    readonly read: AccountsRead;
    readonly known: ReadonlyMap<string, AccountReading>;
    readonly applied: readonly Applied[];
    readonly at: Date;
  },
  { accounts }: ReconcileServices,
): Promise<void> {
  if (applied.includes('left')) return;
  const today = bankDay(at);
  for (const iban of read.from.keys()) {
    const lastBooked = lastDay(read.entries, iban, today) ?? known.get(iban)?.lastBooked;
    await accounts.note({
      iban,
      readUntil: addDays(today, -1),
      readAt: at.toISOString(),
      ...(lastBooked === undefined ? {} : { lastBooked }),
    });
  }
}

/** A bank that dates an entry later than today must not make us miss what comes in between. */
function lastDay(entries: readonly BookedEntry[], iban: string, today: IsoDate): IsoDate | undefined {
  const days = entries.flatMap(({ account, bookingDate }) => {
    const day = account === iban && bookingDate !== null ? parseIsoDate(bookingDate) : undefined;
    return day === undefined || day > today ? [] : [day];
  });
  return days.toSorted().at(-1);
}
