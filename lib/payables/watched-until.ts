/** In whole days; see watchedUntil. */
const watchedDays = 60;

/**
 * Until when the booked entries are watched for a payable that came to rest: two weeks in which it can be booked,
 * which are five banking days over the longest holidays (psd2.md 6.5), and the 45 days in which money of a SEPA
 * transfer comes back: a return within three banking days, a recall within ten and its answer within fifteen more
 * (EPC SCT rulebook). All of it lies within the 90 days that a bank shows (psd2.md U-25). Money that comes back
 * after a year, for fraud, is for people.
 */
export const watchedUntil = (at: Date): Date => new Date(at.getTime() + watchedDays * 24 * 3600 * 1000);
