import type { IsoDate } from '../documents/iso-date.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import { logger } from '../observability/logger.ts';
import { firstDayToRead } from '../payables/first-day-to-read.ts';
import type { ReadReason } from '../payables/read-budget.ts';
import type { BookedEntry } from '../payables/reconcile/booked-entry.ts';
import type { Account } from '../psd2/ais/accounts.ts';
import type { AccountDataRead } from '../psd2/ais/read-account-data.ts';
import type { ConsentClient } from '../psd2/consent-client.ts';
import type { ConsentKey } from '../storage/consent-store.ts';
import type { ReadBudgetStore } from '../storage/read-budget-store.ts';
import { type ConsentServices, useConsent } from './use-consent.ts';

export interface ReadEntriesServices extends ConsentServices {
  readonly budget: ReadBudgetStore;
  readonly bank: ConsentServices['bank'] & Pick<ConsentClient, 'readAccounts' | 'readBookedTransactions'>;
  readonly today: IsoDate;
  readonly maxHistoryDays: number;
}

export interface ReadEntries {
  readonly reason: Exclude<ReadReason, 'attended'>;
  /** The last booking day that was read of an account, by its IBAN. */
  readonly lastBooked: (iban: string) => IsoDate | undefined;
  /** The first day of an account on which something can be booked that is still waited for. */
  readonly since?: ((iban: string) => IsoDate | undefined) | undefined;
}

export interface EntriesRead {
  readonly entries: readonly BookedEntry[];
  /** The accounts whose entries these are: of the others nothing is known by this read. */
  readonly ibans: readonly string[];
  /** The first day that was asked for, by IBAN. */
  readonly from: ReadonlyMap<string, IsoDate>;
  /** When there is a read again for what was left out; undefined when nothing was. */
  readonly notBefore: Date | undefined;
  /** Why an account was not read, other than for the budget; the first reason when there are several. */
  readonly failure: AcquitError | undefined;
}

interface Reading extends ReadEntries {
  readonly key: ConsentKey;
  readonly services: ReadEntriesServices;
}

/** The outcome of a read of the budget: what the bank gave, or from when on it may be asked. */
type Budgeted<T> = { readonly value: T } | { readonly notBefore: Date };

/**
 * Reads the booked entries of the accounts of a consent without its PSU, within the budget of each resource (psd2.md
 * 6.3, 6.4). What the budget or the bank does not give today is left for the next slot and named; nothing of it
 * counts as "not booked". Throws as useConsent while nothing was read; what fails after the first account keeps
 * nothing from the accounts that were read, and a bank that is away is not asked on.
 */
export async function readBookedEntries(
  key: ConsentKey,
  read: ReadEntries,
  services: ReadEntriesServices,
): Promise<EntriesRead> {
  const reading = { ...read, key, services };
  const accounts = await withinBudget(reading, 'accounts', (access) => services.bank.readAccounts(access));
  const none = { entries: [], ibans: [], from: new Map(), failure: undefined };
  if ('notBefore' in accounts) return { ...none, notBefore: accounts.notBefore };
  const consented = (await services.consents.read(key))?.ibans ?? [];

  const done: { iban: string; from: IsoDate; entries: readonly BookedEntry[] }[] = [];
  const waits: Date[] = [];
  let failure: AcquitError | undefined;
  for (const account of accounts.value) {
    const { iban } = account;
    if (iban === undefined || !consented.includes(iban)) continue;
    const found = await readAccountEntries(reading, { ...account, iban }).catch(knownFailure);
    if (found instanceof AcquitError) {
      failure ??= found;
      if (isAway(found)) break;
    } else if ('notBefore' in found) waits.push(found.notBefore);
    else done.push({ iban, ...found.value });
  }
  return {
    entries: done.flatMap(({ entries }) => entries),
    ibans: done.map(({ iban }) => iban),
    from: new Map(done.map(({ iban, from }) => [iban, from])),
    failure,
    notBefore: waits.toSorted((a, b) => a.getTime() - b.getTime())[0],
  };
}

/** What is wrong with one account is no reason to leave the next one; a bank or a consent that is away is. */
const isAway = ({ code, class: kind }: AcquitError): boolean =>
  kind === 'configuration' || (kind === 'retry' && code !== 'BANK_RESOURCE_UNKNOWN');

function knownFailure(error: unknown): AcquitError {
  if (error instanceof AcquitError) return error;
  throw error;
}

function readAccountEntries(
  reading: Reading,
  account: Account & { readonly iban: string },
): Promise<Budgeted<{ readonly from: IsoDate; readonly entries: readonly BookedEntry[] }>> {
  const { bank, today, maxHistoryDays } = reading.services;
  const lastBooked = reading.lastBooked(account.iban);
  const since = reading.since?.(account.iban);
  const dateFrom = firstDayToRead({ today, lastBooked, since, maxHistoryDays });
  return withinBudget(reading, `accounts/${account.resourceId}/transactions`, async (access) => {
    const { transactions, notes } = await bank.readBookedTransactions({ ...access, account, dateFrom });
    for (const note of notes) logger.info(note, { resource: account.resourceId });
    // The same type, told by its shape: the room of the bank does not know the one of the payables.
    return { from: dateFrom, entries: transactions satisfies readonly BookedEntry[] };
  });
}

/**
 * Counts the read before it is made, once however often its token must be renewed for it, and closes the resource
 * for the day when the bank says that it is over.
 */
async function withinBudget<T>(
  { key, reason, services }: Reading,
  name: string,
  call: (access: AccountDataRead) => Promise<T>,
): Promise<Budgeted<T>> {
  const { budget, now, newRequestId } = services;
  const resource = { bank: key.bank, consentId: key.consentId, resource: name };
  const plan = await budget.take(resource, { reason, now: now() });
  if (!plan.allowed) return { notBefore: plan.notBefore };
  try {
    const value = await useConsent(key, services, ({ accessToken }) =>
      call({ consentId: key.consentId, accessToken, newRequestId }),
    );
    return { value };
  } catch (error) {
    if (!(error instanceof AcquitError) || error.code !== 'BANK_ACCESS_EXCEEDED') throw error;
    return { notBefore: await budget.close(resource, now()) };
  }
}
