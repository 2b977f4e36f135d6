import { type ChildProcess, fork } from 'node:child_process';
import { availableParallelism } from 'node:os';
import { fileURLToPath } from 'node:url';
import type { Job, JobResult } from './job.ts';

const script = fileURLToPath(new URL('./child.ts', import.meta.url));

/** After so many runs a child makes room for a fresh one. */
const jobsPerChild = 250;

/**
 * Does jobs in child processes, one for each core, and gives each result as it comes. A run belongs to a process that
 * does nothing else, because the ids and the logs of the whole process are its own.
 */
export async function inChildren<J extends Job>(
  jobs: readonly J[],
  onResult: (job: J, result: JobResult) => void,
  children: number = availableParallelism(),
): Promise<void> {
  const waiting = [...jobs];
  await Promise.all(Array.from({ length: Math.min(children, jobs.length) }, work));

  async function work(): Promise<void> {
    let child = start();
    let done = 0;
    for (let job = waiting.shift(); job !== undefined; job = waiting.shift()) {
      if (done >= jobsPerChild) {
        child.kill();
        child = start();
        done = 0;
      }
      done += 1;
      onResult(job, await ask(child, job));
    }
    child.kill();
  }
}

const start = (): ChildProcess => fork(script, { stdio: ['ignore', 'inherit', 'inherit', 'ipc'] });

function ask(child: ChildProcess, job: Job): Promise<JobResult> {
  const { promise, resolve, reject } = Promise.withResolvers<JobResult>();
  const ended = (code: number | null) =>
    reject(new Error(`A child of the simulation ended with ${code} over ${JSON.stringify(job)}.`));
  child.once('exit', ended);
  // Written by child.ts.
  child.once('message', ({ result, error }: { result?: JobResult; error?: string }) => {
    child.off('exit', ended);
    if (result === undefined) reject(new Error(`The run ${JSON.stringify(job)} broke: ${error}`));
    else resolve(result);
  });
  child.send(job);
  return promise;
}
