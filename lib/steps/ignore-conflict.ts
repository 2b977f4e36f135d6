import { AcquitError } from '../findings/acquit-error.ts';

/** Lets a STATE_CONFLICT pass: somebody else was faster, and the next poll sees what they wrote. */
export function ignoreConflict(error: unknown): void {
  if (!(error instanceof AcquitError) || error.code !== 'STATE_CONFLICT') throw error;
}
