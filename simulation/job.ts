import { simulate, type SimulationResult } from './simulate.ts';
import { declaredHouse } from './declared-house.ts';
import { plantCalled } from './planted-bugs.ts';
import type { CrashPlan } from './worker.ts';

/** A worker dies at the how-manieth call of the whole run. */
export interface PlannedCrash {
  readonly call: number;
  readonly when: 'crash-before' | 'crash-after';
}

/** One run that a child process is asked for. */
export interface Job {
  readonly seed: string;
  readonly documents: number;
  /** These kinds of invoices alone. */
  readonly only?: readonly string[];
  /** No faults but the planned crashes. */
  readonly calm?: boolean;
  readonly crashes?: readonly PlannedCrash[];
  /** The only faults that strike, by their number. */
  readonly strikes?: readonly number[];
  /** A mistake that is made on purpose. */
  readonly plant?: string;
  readonly traced?: boolean;
}

export interface JobResult extends Omit<SimulationResult, 'struck'> {
  readonly struck: Readonly<Record<string, number>>;
  /** Every call in its order, when the run is traced. */
  readonly calls: readonly string[];
}

/** Does the job; an error of the simulation itself is a fault like any other. */
export async function doJob(job: Job): Promise<JobResult> {
  const { crashes = [], strikes, plant, ...rest } = job;
  const calls: string[] = [];
  let count = 0;
  const crashPlan: CrashPlan = ({ worker, label }) => {
    if (job.traced === true) calls.push(`${worker.replace(/-\d+$/, '')} ${label}`);
    count += 1;
    return crashes.find(({ call }) => call === count - 1)?.when;
  };
  const result = await simulate({
    ...rest,
    indexes: declaredHouse().indexes,
    crashPlan,
    ...(plant === undefined ? {} : { plant: plantCalled(plant) }),
    ...(strikes === undefined ? {} : { allowed: (index) => strikes.includes(index) }),
  });
  return { ...result, struck: Object.fromEntries(result.struck), calls };
}
