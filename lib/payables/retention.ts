import type { Payable } from './payable.ts';

type Kept = Pick<Payable, 'receivedAt' | 'download'>;

const hour = 3600 * 1000;
const day = 24 * hour;

/**
 * When PSB deletes the document of a payable at the earliest: 90 days after it arrived, and 7 after a download that
 * may have succeeded (psb.md 1.4).
 */
export function keptUntil({ receivedAt, download }: Kept): Date {
  const unread = Date.parse(receivedAt) + 90 * day;
  const read = download?.startedAt === undefined ? unread : Date.parse(download.startedAt) + 7 * day;
  return new Date(Math.min(unread, read));
}

/** So long a document may be on its way into the archive before somebody is told. */
export const isOverdue = ({ receivedAt }: Kept, now: Date): boolean =>
  now.getTime() - Date.parse(receivedAt) >= day;

/**
 * Less than three days are left, or none for certain: a weekend, and the day and a half that a webhook may be late.
 */
export const isEndangered = (payable: Kept, now: Date): boolean =>
  keptUntil(payable).getTime() - now.getTime() < 3 * day;

/** An hourly schedule is not on time to the minute. */
const everyRun = 50 * 60 * 1000;

/**
 * Whether the document of a payable that is held without it is to be asked for again: at every run while it is young
 * or its last days run, and ever more seldom, once a day at the least, in between and after. PSB may keep it longer
 * than we fear, so that only after 97 days there is nothing left to ask for.
 */
export function isFetchDue(payable: Kept, now: Date): boolean {
  const triedAt = payable.download?.triedAt;
  const age = now.getTime() - Date.parse(payable.receivedAt);
  if (age >= 97 * day) return false;
  if (triedAt === undefined) return true;
  const hasTimeLeft = keptUntil(payable).getTime() > now.getTime();
  const wait =
    isEndangered(payable, now) && hasTimeLeft ? everyRun : Math.min(Math.max(age / 12, everyRun), day - hour);
  return now.getTime() - Date.parse(triedAt) >= wait;
}
