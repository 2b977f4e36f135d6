import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
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

async function ask(child: ChildProcess, job: Job): Promise<JobResult> {
  const answered = once(child, 'message');
  const ended = once(child, 'exit').then(([code]) => {
    throw new Error(`A child of the simulation ended with ${String(code)} over ${JSON.stringify(job)}.`);
  });
  child.send(job);
  // Written by child.ts.
  const [message] = (await Promise.race([answered, ended])) as [{ result?: JobResult; error?: string }];
  if (message.result === undefined) throw new Error(`The run ${JSON.stringify(job)} broke: ${message.error}`);
  return message.result;
}
