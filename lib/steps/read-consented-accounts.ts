import type { IsoDate } from '../documents/iso-date.ts';
import { AcquitError } from '../findings/acquit-error.ts';
import { describeError, logger } from '../observability/logger.ts';
import { count } from '../observability/metrics.ts';
import type { BookedEntry } from '../payables/reconcile/booked-entry.ts';
import type { RunReport } from '../payables/reconcile/day-report.ts';
import type { Consent } from '../storage/consent-store.ts';
import { isToEnd } from './is-to-end.ts';
import { readBookedEntries, type ReadEntries, type ReadEntriesServices } from './read-booked-entries.ts';

const reason = 'scheduled';

/** What the accounts of several consents say. */
export interface AccountsRead {
  readonly entries: readonly BookedEntry[];
  /** The accounts that were read, by IBAN, with the first day that was asked for. */
  readonly from: ReadonlyMap<string, IsoDate>;
  readonly consents: RunReport['consents'];
}

/** The live consents for account information that may be read by schedule now; asks the bank nothing. */
export async function readableConsents({
  consents,
  budget,
  now,
}: Pick<ReadEntriesServices, 'consents' | 'budget' | 'now'>): Promise<readonly Consent[]> {
  const live = (await consents.all()).filter(
    (consent) =>
      consent.service === 'ais' &&
      // A list of accounts is given once and opens no entries (psd2.md 6.1).
      consent.recurring &&
      consent.endedAt === null &&
      consent.generation > 0 &&
      !isToEnd(consent),
  );
  const allowed = await Promise.all(
    live.map(({ bank, consentId }) =>
      budget.mayTake({ bank, consentId, resource: 'accounts' }, { reason, now: now() }),
    ),
  );
  return live.filter((_, index) => allowed[index]);
}

/**
 * Reads the booked entries of every consent, one after the other. A consent that has ended, or a bank that is away,
 * is told and keeps nothing from the others (psd2.md 8.3).
 */
export async function readConsentedAccounts(
  consents: readonly Consent[],
  days: Pick<ReadEntries, 'lastBooked' | 'since'>,
  services: ReadEntriesServices,
): Promise<AccountsRead> {
  const entries: BookedEntry[] = [];
  const from = new Map<string, IsoDate>();
  const tried: { consentId: string; code: string | null }[] = [];
  for (const consent of consents) {
    const read = await readOne(consent, days, services);
    entries.push(...read.entries);
    for (const [iban, day] of read.from) from.set(iban, earlier(from.get(iban), day));
    tried.push({ consentId: consent.consentId, code: read.code });
  }
  return { entries, from, consents: tried };
}

const earlier = (known: IsoDate | undefined, day: IsoDate): IsoDate =>
  known !== undefined && known < day ? known : day;

async function readOne(
  { bank, consentId, ibans }: Consent,
  days: Pick<ReadEntries, 'lastBooked' | 'since'>,
  services: ReadEntriesServices,
) {
  const none = { entries: [], from: new Map<string, IsoDate>() };
  try {
    const read = await readBookedEntries({ bank, consentId }, { reason, ...days }, services);
    if (read.failure !== undefined) tell(consentId, read.failure);
    // Nothing fails when the budget or the bank has no more for today, and still not all is known.
    const isAll = read.ibans.length === ibans.length;
    const code = read.failure?.code ?? (isAll ? null : notAll(consentId, read.notBefore));
    return { ...read, code };
  } catch (error) {
    if (!(error instanceof AcquitError)) throw error;
    tell(consentId, error);
    return { ...none, code: error.code };
  }
}

function notAll(consentId: string, notBefore: Date | undefined): string {
  logger.warn('not every account of a consent was read', { consentId, notBefore });
  return notBefore === undefined ? 'BANK_RESOURCE_UNKNOWN' : 'BANK_ACCESS_EXCEEDED';
}

function tell(consentId: string, error: AcquitError): void {
  logger.warn('the accounts of a consent were not read', { consentId, ...describeError(error) });
  count('StepFailed');
  if (error.class === 'configuration' && error.code !== 'BANK_CONSENT_REFUSED') count('ConfigurationFault');
}
