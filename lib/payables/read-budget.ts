/** What one resource of AIS was read without its PSU, and what the bank said of it (psd2.md 6.4). */
export interface ReadsOfResource {
  /** Moments of unattended reads, oldest first, as ISO timestamps; those of more than a day ago do not count. */
  readonly reads: readonly string[];
  /** The bank closed it until then (ACCESS_EXCEEDED). */
  readonly closedUntil?: string | undefined;
}

/**
 * Why it is read: by the schedule; outside of it because a read before was lost or somebody asked; or because the
 * PSU is present, which is not limited.
 */
export type ReadReason = 'scheduled' | 'reserve' | 'attended';

export type ReadPlan =
  | { readonly allowed: true; readonly next: ReadsOfResource }
  | { readonly allowed: false; readonly notBefore: Date };

const dayMilliseconds = 24 * 3600 * 1000;

/**
 * Whether a resource may be read now, and what is to be written down before it is. The law permits four reads in 24
 * hours, a rolling window, without the PSU (RTS art. 36(5), psd2.md 6.4): one of the budget is kept in reserve, and
 * the scheduled ones keep their distance, so that they are spread over the day however often the schedule runs.
 */
export function planRead(
  known: ReadsOfResource,
  { reason, now, budget }: { readonly reason: ReadReason; readonly now: Date; readonly budget: number },
): ReadPlan {
  if (reason === 'attended') return { allowed: true, next: known };
  const at = now.getTime();
  const reads = known.reads.map((read) => Date.parse(read)).filter((read) => at - read < dayMilliseconds);
  const most = reason === 'scheduled' ? Math.max(budget - 1, 1) : budget;
  const notBefore = Math.max(
    0,
    ...(known.closedUntil === undefined ? [] : [Date.parse(known.closedUntil)]),
    ...freeAgain(reads, most),
    ...(reason === 'scheduled' ? reads.slice(-1).map((last) => last + dayMilliseconds / most) : []),
  );
  if (notBefore > at) return { allowed: false, notBefore: new Date(notBefore) };
  return { allowed: true, next: { reads: [...reads, at].map((read) => new Date(read).toISOString()) } };
}

/** When the oldest of a full window leaves it. */
function freeAgain(reads: readonly number[], most: number): number[] {
  const oldest = reads.at(-most);
  return reads.length < most || oldest === undefined ? [] : [oldest + dayMilliseconds];
}

/**
 * After ACCESS_EXCEEDED: closed for a day from now. That is right whether the bank counts calendar days or a rolling
 * window, which is not known (psd2.md U-23).
 */
export const closedUntil = (now: Date): Date => new Date(now.getTime() + dayMilliseconds);
