import { readSettings } from '../../lib/config/settings.ts';
import { checks } from './checks.ts';
import { connectPatient } from './connect-patient.ts';
import { failureVerdict } from './failure-verdict.ts';
import { patientSettings } from './patient-settings.ts';
import { type Diagnosis, runChecks } from './run-checks.ts';
import { ok, skipped } from './verdict.ts';

/** More than two calls in turn at their limit. */
const limitMs = 10_000;

/**
 * Looks at a whole stage: first whether its settings are complete and readable, and then, with those, at everything
 * else. One diagnosis per check. Never throws.
 */
export async function diagnose(
  environment: Readonly<Record<string, string | undefined>>,
  now: () => Date,
): Promise<Diagnosis[]> {
  const check = 'settings';
  try {
    const settings = readSettings(patientSettings, environment);
    const others = await runChecks(checks, connectPatient(settings, now), { limitMs });
    return [{ check, ...ok('Complete and readable.') }, ...others];
  } catch (error) {
    return [
      { check, ...failureVerdict(error) },
      ...checks.map(({ name }) => ({ check: name, ...skipped('Needs settings to be ok first.') })),
    ];
  }
}
