import { addDays } from '../documents/add-days.ts';
import { type IsoDate, parseIsoDate } from '../documents/iso-date.ts';

/**
 * Why a consent ended: nobody authorised it, its tokens are lost (psd2.md S6), the bank says so, a newer one took its
 * place (6.1), or we gave it back.
 */
export const endReasons = ['never-given', 'tokens-lost', 'ended-by-bank', 'replaced', 'withdrawn'] as const;
export type EndReason = (typeof endReasons)[number];

/** What renewal needs to know of a consent; the record of the store has it all. */
export interface RenewableConsent {
  readonly bank: string;
  readonly organisation: string;
  readonly consentId: string;
  readonly service: 'ais' | 'piis' | 'pis';
  readonly recurring: boolean;
  readonly ibans: readonly string[];
  readonly validUntil: string | null;
  /** ISO timestamps; null while the PSU has not authorised it, and while it has not ended. */
  readonly authorisedAt: string | null;
  readonly endedAt: string | null;
  /** Somebody wants it ended. */
  readonly withdrawAskedAt?: string | null | undefined;
  readonly endedBecause: EndReason | null;
}

/** A new consent that somebody with access to the accounts has to give at the bank. */
export interface Renewal {
  readonly bank: string;
  readonly organisation: string;
  /** All accounts that the new consent must name: it ends every earlier recurring one of the PSU (psd2.md 6.1). */
  readonly ibans: readonly string[];
  /** The last day on which all of them can be read; null when one cannot be read any more already. */
  readonly readableUntil: IsoDate | null;
}

/** SCA of the PSU opens accounts for 180 days, of which it falls on the first (psd2.md 6.4, (EU) 2022/2360). */
const scaDays = 180;

/**
 * Who must renew when: one renewal per bank and organisation, from `noticeDays` before the first of its accounts
 * could not be read any more. Consents that somebody gave back are not renewed.
 */
export function planRenewals(
  consents: readonly RenewableConsent[],
  { today, noticeDays = 14 }: { readonly today: IsoDate; readonly noticeDays?: number },
): Renewal[] {
  const groups = Map.groupBy(consents.filter(isRenewable), ({ bank, organisation }) =>
    JSON.stringify([bank, organisation]),
  );
  return [...groups.values()].flatMap((group) => {
    const [{ bank, organisation } = { bank: '', organisation: '' }] = group;
    const named = [...new Set(group.flatMap((consent) => consent.ibans))];
    const ibans = named.filter((iban) => !isGivenUp(iban, { bank, organisation }, consents)).toSorted();
    const until = ibans.map((iban) => readableUntil(iban, group, today));
    // What cannot be read any more sorts first.
    const [first = null] = until.toSorted((a, b) => (a ?? '').localeCompare(b ?? ''));
    const isDue = ibans.length > 0 && (first === null || first <= addDays(today, noticeDays));
    return isDue ? [{ bank, organisation, ibans, readableUntil: first }] : [];
  });
}

/** Whether the latest consent that named the account was given back: an older one that died is not missed then. */
function isGivenUp(
  iban: string,
  owner: Pick<RenewableConsent, 'bank' | 'organisation'>,
  consents: readonly RenewableConsent[],
): boolean {
  const latest = consents
    .filter(({ bank, organisation }) => bank === owner.bank && organisation === owner.organisation)
    .filter(({ service, recurring, ibans }) => service === 'ais' && recurring && ibans.includes(iban))
    .filter(({ authorisedAt }) => authorisedAt !== null)
    .toSorted((a, b) => (a.authorisedAt ?? '').localeCompare(b.authorisedAt ?? ''))
    .at(-1);
  return latest !== undefined && isGivenBack(latest);
}

/** The accounts that a new recurring consent has to name beside those it is asked for, so that none is lost. */
export const ibansToKeep = (
  consents: readonly RenewableConsent[],
  owner: Pick<RenewableConsent, 'bank' | 'organisation'>,
): string[] => [
  ...new Set(
    consents
      .filter(({ bank, organisation }) => bank === owner.bank && organisation === owner.organisation)
      .filter((consent) => isRenewable(consent) && consent.endedAt === null)
      .flatMap(({ ibans }) => ibans),
  ),
];

/** Why a consent ended that the bank reports as ended: a newer one that covers its accounts explains it. */
export const endReasonOf = (
  ended: RenewableConsent,
  consents: readonly RenewableConsent[],
): Extract<EndReason, 'replaced' | 'ended-by-bank'> =>
  consents.some(
    (other) =>
      other.bank === ended.bank &&
      other.organisation === ended.organisation &&
      isRenewable(other) &&
      other.endedAt === null &&
      (other.authorisedAt ?? '') > (ended.authorisedAt ?? '') &&
      ended.ibans.every((iban) => other.ibans.includes(iban)),
  )
    ? 'replaced'
    : 'ended-by-bank';

/** What somebody needs again when it ends. */
const isRenewable = (consent: RenewableConsent): boolean =>
  consent.service === 'ais' &&
  consent.recurring &&
  consent.authorisedAt !== null &&
  !isGivenBack(consent) &&
  consent.endedBecause !== 'replaced';

const isGivenBack = ({ withdrawAskedAt, endedBecause }: RenewableConsent): boolean =>
  (withdrawAskedAt ?? null) !== null || endedBecause === 'withdrawn';

/** The last day on which some live consent opens the account; null when none does today. */
function readableUntil(iban: string, group: readonly RenewableConsent[], today: IsoDate): IsoDate | null {
  const days = group
    .filter((consent) => consent.endedAt === null && consent.ibans.includes(iban))
    .flatMap((consent) => lastDay(consent) ?? [])
    .filter((day) => day >= today);
  return days.toSorted().at(-1) ?? null;
}

/** The last day of a consent: what ends first, the days of the SCA or what the bank granted; none before the SCA. */
export function lastDay({
  authorisedAt,
  validUntil,
}: Pick<RenewableConsent, 'authorisedAt' | 'validUntil'>): IsoDate | undefined {
  const authorised = parseIsoDate((authorisedAt ?? '').slice(0, 10));
  const granted = parseIsoDate(validUntil ?? '9999-12-31');
  if (authorised === undefined || granted === undefined) return undefined;
  const bySca = addDays(authorised, scaDays - 1);
  return bySca < granted ? bySca : granted;
}
