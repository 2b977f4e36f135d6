import type { Settings } from '../../config/settings.ts';

export const turnSettings = ['STEP_LEASE_SECONDS', 'POLL_SECONDS', 'POLL_LIMIT_SECONDS'] as const;

/** The timing of steps, by the settings of a function, on the real clock. */
export const connectTurns = (settings: Settings<(typeof turnSettings)[number]>) => ({
  now: () => new Date(),
  leaseSeconds: settings.STEP_LEASE_SECONDS,
  retrySeconds: settings.POLL_SECONDS,
  retryLimitSeconds: settings.POLL_LIMIT_SECONDS,
});
