import type { HostedFunction } from './start-function.ts';

/**
 * Invokes a function at its declared rate, never twice at once (its reserved concurrency is one).
 * `minuteMilliseconds` is how long a declared minute lasts here. Returns a function that stops it.
 */
export function runSchedule(
  hosted: HostedFunction,
  minutes: number,
  minuteMilliseconds: number,
): () => Promise<void> {
  let running: Promise<unknown> | undefined;
  const timer = setInterval(() => {
    running ??= hosted
      .invoke({
        source: 'aws.events',
        'detail-type': 'Scheduled Event',
        time: new Date().toISOString(),
        detail: {},
      })
      .catch(() => undefined) // the function's own log tells why
      .finally(() => {
        running = undefined;
      });
  }, minutes * minuteMilliseconds);
  return async () => {
    clearInterval(timer);
    await running;
  };
}
