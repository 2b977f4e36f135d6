/** What is known of a payment at the bank that is not final yet. */
export interface PollFacts {
  /** When the PSU was sent to the bank, or when the payment was made where nobody was. */
  readonly redirectedAt: Date;
  /** When the PSU came back; absent while nobody did. */
  readonly callbackAt?: Date | undefined;
  /** The SCA time-out of the bank (psd2.md U-19). */
  readonly authoriseBy: Date;
}

/** How often is read in the long run, in seconds: 30 and 3600 but on one machine, where minutes are seconds. */
export interface PollPace {
  /** Twice it after the redirect comes the first read without a callback; every ten times it the next. */
  readonly retrySeconds: number;
  /** Once the PSU is late. */
  readonly retryLimitSeconds: number;
}

export interface PollPlan {
  /** When to read the status next; null when reading it alone will not end it: the booked entries decide. */
  readonly nextAt: Date | null;
  /**
   * The PSU cannot authorise it any more as far as we know: RCVD is shown as expired from here on, but never taken
   * for failed, because the bank may see it otherwise.
   */
  readonly expired: boolean;
}

const seconds = 1_000;
const hours = 3600 * seconds;

/** Waits of 1, 2, 4, 8, 15, 30 and 60 s behind each other: most payments are done then (psd2.md 4.8). */
const dense = [1, 3, 7, 15, 30, 60, 120].map((after) => after * seconds);
/** Longer than the page of the bank takes, where no callback came. */
const firstWithoutCallback = ({ retrySeconds }: PollPace): number => 2 * retrySeconds * seconds;
const steadyPeriod = ({ retrySeconds }: PollPace): number => 10 * retrySeconds * seconds;
const latePeriod = ({ retryLimitSeconds }: PollPace): number => retryLimitSeconds * seconds;
/** Longer than any bank waits for its PSU (psd2.md U-19), and for a settlement over a weekend. */
const end = 72 * hours;

/**
 * When the status of a payment is read next (psd2.md 4.8): densely after the callback, from a minute after the
 * redirect where none came, then every few minutes until the SCA time-out, then every hour for three days (at the usual
 * pace). Pure: the same facts at the same `now` give the same plan, always later than `now` and never within a second of another.
 */
export function pollPlan(facts: PollFacts, now: Date, pace: PollPace): PollPlan {
  const expired = now >= facts.authoriseBy;
  const lastAt = (facts.callbackAt ?? facts.redirectedAt).getTime() + end;
  const nextAt = Math.min(...candidates(facts, now.getTime(), pace));
  return { nextAt: nextAt > lastAt ? null : new Date(nextAt), expired };
}

/** The next read of each rhythm. */
function candidates(
  { redirectedAt, callbackAt, authoriseBy }: PollFacts,
  now: number,
  pace: PollPace,
): number[] {
  const [steady, late] = [steadyPeriod(pace), latePeriod(pace)];
  const since = callbackAt ?? redirectedAt;
  const offsets = callbackAt === undefined ? [firstWithoutCallback(pace)] : dense;
  const dated = offsets.map((offset) => since.getTime() + offset).filter((at) => at > now);
  const from = since.getTime() + (offsets.at(-1) ?? 0);
  const timeOut = authoriseBy.getTime();
  const steadyAt = nextOf(from, steady, now);
  // The read at the time-out itself tells whether the bank has given up as well; banks want a second between two.
  const lateAt = nextOf(Math.max(from, timeOut) - late, late, now);
  return [...dated, ...(steadyAt + seconds <= timeOut ? [steadyAt] : []), lateAt];
}

/** The first beat after `now` of a rhythm whose first beat is one period after `from`. */
const nextOf = (from: number, period: number, now: number): number =>
  from + period * (Math.floor(Math.max(0, now - from) / period) + 1);
