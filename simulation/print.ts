import type { Job, JobResult } from './job.ts';
import type { MatrixResult } from './run-matrix.ts';

/** A line for every run that broke a promise, and one now and then to show how far it is. */
export function printResult(job: Job, result: JobResult, done: number, all: number): void {
  for (const fault of result.faults) process.stdout.write(`✗ seed ${job.seed}: ${fault}\n`);
  if (done % 100 === 0 && done < all) process.stderr.write(`${done} of ${all} runs…\n`);
}

/** What all runs came to. */
export function printTotals(results: readonly JobResult[], seconds: number): void {
  const sum = (count: (result: JobResult) => number): string =>
    results.reduce((total, result) => total + count(result), 0).toLocaleString('en');
  const struck = new Map<string, number>();
  for (const result of results) {
    for (const [fault, count] of Object.entries(result.struck))
      struck.set(fault, (struck.get(fault) ?? 0) + count);
  }
  const broken = results.filter(({ faults }) => faults.length > 0).length;
  const kinds = [...struck]
    .sort(([, a], [, b]) => b - a)
    .map(([fault, count]) => `${fault} ${count.toLocaleString('en')}`);
  process.stdout.write(
    `${results.length.toLocaleString('en')} runs, ${broken} of them broke a promise.\n` +
      `${sum(({ documents }) => documents)} documents, ${sum(({ deliveries }) => deliveries)} deliveries of webhooks, ` +
      `${sum(({ deaths }) => deaths)} workers died, ${sum(({ redriven }) => redriven)} dead letters sent back, ${sum(({ happened }) => happened)} things happened.\n` +
      `Faults: ${kinds.join(', ')}.\n` +
      `${seconds.toFixed(0)} s, ${((results.length / seconds) * 60).toFixed(0)} runs a minute.\n`,
  );
}

/** A line for every journey of the crash matrix, and one for every promise that was broken. */
export function printMatrix(results: readonly MatrixResult[]): void {
  for (const { journey, calls, runs, faults } of results) {
    process.stdout.write(
      `${faults.length === 0 ? '✓' : '✗'} ${journey}: ${calls} calls, ${runs} runs with a crash\n`,
    );
    for (const fault of faults) process.stdout.write(`    ${fault}\n`);
    if (faults.length > 0) process.exitCode = 1;
  }
}
