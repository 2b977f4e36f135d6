import { parseArgs } from 'node:util';
import { inChildren } from './in-children.ts';
import type { Job, JobResult } from './job.ts';
import { printMatrix, printResult, printTotals } from './print.ts';
import { runMatrix } from './run-matrix.ts';
import { shrink } from './shrink.ts';

/**
 * `npm run simulate -- --seeds 500 --from 1 --documents 50`: so many lives of the whole house, each from a seed.
 * `--matrix` crashes every call of every journey once instead. `--trace` prints everything that happens, for one seed. Ends with 1 when a promise was broken, and prints the
 * shortest run that still breaks it; the same seed fails in the same way again.
 */
const { values } = parseArgs({
  options: {
    seeds: { type: 'string', default: '100' },
    from: { type: 'string', default: '1' },
    documents: { type: 'string', default: '50' },
    plant: { type: 'string' },
    trace: { type: 'boolean', default: false },
    matrix: { type: 'boolean', default: false },
  },
});

const [seeds, from, documents] = [values.seeds, values.from, values.documents].map(Number);
if (![seeds, from, documents].every((number) => Number.isInteger(number) && (number ?? 0) > 0)) {
  process.stderr.write('--seeds, --from and --documents are whole numbers above zero.\n');
  process.exit(2);
}

if (values.matrix) {
  printMatrix(await runMatrix({ pairsOneIn: null }));
  process.exit();
}

const jobs = Array.from(
  { length: seeds ?? 0 },
  (_, index): Job => ({
    seed: String((from ?? 1) + index),
    documents: documents ?? 50,
    ...(values.plant === undefined ? {} : { plant: values.plant }),
    ...(values.trace ? { traced: true } : {}),
  }),
);

const began = performance.now();
const results: JobResult[] = [];
const failing: { job: Job; result: JobResult }[] = [];
await inChildren(jobs, (job, result) => {
  results.push(result);
  if (values.trace) process.stdout.write(`${result.trace.join('\n')}\n`);
  if (result.faults.length > 0) failing.push({ job, result });
  printResult(job, result, results.length, jobs.length);
});
printTotals(results, (performance.now() - began) / 1000);

const [first] = failing;
if (first !== undefined) {
  process.exitCode = 1;
  process.stdout.write(`\nLooking for the shortest run like seed ${first.job.seed} that fails…\n`);
  const { job, result } = await shrink(first.job, runOne);
  process.stdout.write(
    `${job.documents} invoices, ${job.strikes?.length} faults:\n${result.trace.join('\n')}\n${result.faults.join('\n')}\n` +
      `Again: npm run simulate -- --seeds 1 --from ${first.job.seed}\n`,
  );
}

async function runOne(job: Job): Promise<JobResult> {
  const given: JobResult[] = [];
  await inChildren([job], (_, result) => given.push(result), 1);
  const [result] = given;
  if (result === undefined) throw new Error('The run gave no result.');
  return result;
}
