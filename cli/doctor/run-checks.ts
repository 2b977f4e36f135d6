import type { Patient } from './connect-patient.ts';
import { failureVerdict } from './failure-verdict.ts';
import { skipped, type Verdict, wrong } from './verdict.ts';

export interface Check {
  /** As it is printed and documented in docs/doctor.md. */
  readonly name: string;
  /** Checks before it in the list; unless they are well, what this one would find is their fault. */
  readonly after: readonly string[];
  run(patient: Patient): Promise<Verdict>;
}

export type Diagnosis = Verdict & { readonly check: string };

/**
 * Runs all checks side by side, each as soon as those that it comes after are well, and each for at most `limitMs`
 * milliseconds. Gives one diagnosis per check, in their order; what a check throws is its own diagnosis.
 */
export function runChecks(
  checks: readonly Check[],
  patient: Patient,
  { limitMs }: { limitMs: number },
): Promise<Diagnosis[]> {
  const running = new Map<string, Promise<Verdict>>();
  for (const check of checks) running.set(check.name, runInTurn(check, running, { patient, limitMs }));
  return Promise.all([...running].map(async ([check, verdict]) => ({ check, ...(await verdict) })));
}

async function runInTurn(
  check: Check,
  running: ReadonlyMap<string, Promise<Verdict>>,
  { patient, limitMs }: { patient: Patient; limitMs: number },
): Promise<Verdict> {
  const before = await Promise.all(
    check.after.map(async (name) => ({ name, state: (await running.get(name))?.state })),
  );
  const ill = before.filter(({ state }) => state !== 'ok' && state !== 'warning');
  if (ill.length > 0) return skipped(`Needs ${ill.map(({ name }) => name).join(' and ')} to be ok first.`);
  return inTime(
    check.run(patient).catch((error: unknown) => failureVerdict(error)),
    limitMs,
  );
}

async function inTime(verdict: Promise<Verdict>, limitMs: number): Promise<Verdict> {
  const { promise: limit, resolve } = Promise.withResolvers<Verdict>();
  const timer = setTimeout(() => resolve(tooLate(limitMs)), limitMs);
  try {
    return await Promise.race([verdict, limit]);
  } finally {
    clearTimeout(timer);
  }
}

const tooLate = (limitMs: number): Verdict =>
  wrong(
    `No result within ${limitMs / 1000} seconds.`,
    'Look whether this machine reaches the other one: its network, proxy and firewall. Then run it again.',
  );
