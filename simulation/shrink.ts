import type { Job, JobResult } from './job.ts';

type Run = (job: Job) => Promise<JobResult>;

/**
 * The smallest run like a failing one that still fails: fewer invoices first, then only those of its faults without
 * which it would not fail (delta debugging, Zeller and Hildebrandt 2002). The answer is traced.
 */
export async function shrink(
  failing: Job,
  run: Run,
): Promise<{ readonly job: Job; readonly result: JobResult }> {
  const fails = async (job: Job) => (await run(job)).faults.length > 0;
  let job: Job = failing;
  for (let documents = Math.floor(job.documents / 2); documents >= 1; documents = Math.floor(documents / 2)) {
    const smaller = { ...job, documents };
    if (!(await fails(smaller))) break;
    job = smaller;
  }
  const { struck } = await run(job);
  const total = Object.values(struck).reduce((sum, count) => sum + count, 0);
  const strikes = await fewest(
    Array.from({ length: total }, (_, index) => index),
    (some) => fails({ ...job, strikes: some }),
  );
  const least: Job = { ...job, strikes, traced: true };
  return { job: least, result: await run(least) };
}

/** The runs that shrinking may take: a trace that is nearly the shortest today is worth more than the shortest tomorrow. */
const patience = 120;

async function fewest(
  all: readonly number[],
  fails: (some: readonly number[]) => Promise<boolean>,
): Promise<readonly number[]> {
  let left = all;
  let runs = 0;
  for (let size = Math.ceil(left.length / 2); size >= 1 && runs < patience; ) {
    let removed = false;
    for (let start = 0; start < left.length && runs < patience; ) {
      const without = left.filter((_, index) => index < start || index >= start + size);
      runs += 1;
      if (without.length < left.length && (await fails(without))) {
        left = without;
        removed = true;
      } else start += size;
    }
    if (size === 1 && !removed) break;
    if (size > 1) size = Math.ceil(size / 2);
  }
  return left;
}
