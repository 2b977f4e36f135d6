/**
 * Whether a webhook was sent too long before or after `now` to be no replay (psb.md 2.5: 300 seconds either
 * way). A `sentOn` that is absent, unreadable or without a zone counts as stale.
 */
export function isStale(sentOn: string | undefined, now: Date, windowSeconds: number): boolean {
  if (!/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d+)?(Z|[+-]\d\d:\d\d)$/.test(sentOn ?? '')) return true;
  const distance = Math.abs(Date.parse(sentOn ?? '') - now.getTime());
  return !(distance <= windowSeconds * 1000);
}
