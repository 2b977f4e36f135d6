/**
 * Milliseconds before each retry of a webhook, one attempt more than there are delays. One second that doubles to a
 * minute: eight attempts. The real schedule is not published (psb.md 2.6).
 */
export const defaultRetryDelays: readonly number[] = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000];

const minute = 60_000;
const hour = 60 * minute;

/** Eight attempts over 35 hours, as PSB says of its deliveries of documents (psb.md 2.6); only for a virtual clock. */
export const thirtyFiveHours: readonly number[] = [
  minute,
  5 * minute,
  30 * minute,
  2 * hour,
  6 * hour,
  10 * hour,
  16 * hour + 24 * minute,
];
