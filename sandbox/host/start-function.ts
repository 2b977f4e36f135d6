import { createWriteStream, type WriteStream } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { Worker } from 'node:worker_threads';
import * as z from 'zod';
import type { DeclaredFunction } from './declared-stack.ts';

export interface HostedFunction {
  readonly declared: DeclaredFunction;
  /** Runs one invocation. Throws what the function threw, or that it took longer than its declared time. */
  invoke(event: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

const answerSchema = z.union([
  z.object({ ready: z.literal(true) }),
  z.object({ id: z.number(), error: z.string() }),
  z.object({ id: z.number(), result: z.unknown() }),
]);

interface Pending {
  readonly resolve: (result: unknown) => void;
  readonly reject: (error: Error) => void;
  readonly timer: NodeJS.Timeout;
}

/**
 * Hosts one function in a thread of its own, with exactly the environment it is given: a setting that
 * serverless.yml forgot is missing here too. What it prints goes to a log file of its name. Like Lambda it gets
 * a new thread when the old one died.
 */
export async function startFunction(
  declared: DeclaredFunction,
  { root, environment, logFolder }: { root: string; environment: Record<string, string>; logFolder: string },
): Promise<HostedFunction> {
  const log = createWriteStream(join(logFolder, `${declared.name}.log`), { flags: 'a' });
  const start = () => startThread(declared, { root, environment, log });
  let thread = await start();
  return {
    declared,
    async invoke(event) {
      if (thread.isDead()) thread = await start();
      return thread.invoke(event);
    },
    async stop() {
      await thread.stop();
      log.end();
    },
  };
}

interface Thread {
  isDead(): boolean;
  invoke(event: unknown): Promise<unknown>;
  stop(): Promise<void>;
}

async function startThread(
  { name, module, timeoutSeconds }: DeclaredFunction,
  { root, environment, log }: { root: string; environment: Record<string, string>; log: WriteStream },
): Promise<Thread> {
  const worker = new Worker(new URL('./function-worker.ts', import.meta.url), {
    workerData: { modulePath: pathToFileURL(join(root, `${module}.js`)).href, name, timeoutSeconds },
    env: { ...environment, AWS_LAMBDA_FUNCTION_NAME: `acquit-local-${name}`, AWS_REGION: 'eu-central-1' },
    // Eight functions that keep large nurseries would be most of the memory of the whole stack.
    resourceLimits: { maxYoungGenerationSizeMb: 8 },
    stdout: true,
    stderr: true,
  });
  worker.stdout.pipe(log, { end: false });
  worker.stderr.pipe(log, { end: false });

  const pending = new Map<number, Pending>();
  let lastId = 0;
  let death: Error | undefined;
  let verb = 'does not start';
  const die = (error: Error) => {
    death ??= error;
    for (const { reject, timer } of pending.values()) {
      clearTimeout(timer);
      reject(death);
    }
    pending.clear();
  };

  await new Promise<void>((resolve, reject) => {
    worker.once('error', (error) => {
      die(new Error(`${name} ${verb}: ${String(error)}`));
      reject(death);
    });
    worker.once('exit', () => {
      die(new Error(`${name} ${verb}.`));
      reject(death);
    });
    worker.on('message', (message: unknown) => {
      const answer = answerSchema.parse(message);
      if ('ready' in answer) {
        verb = 'died';
        return resolve();
      }
      const waiting = pending.get(answer.id);
      if (waiting === undefined) return; // it answered after its time was up
      pending.delete(answer.id);
      clearTimeout(waiting.timer);
      if ('error' in answer) waiting.reject(new Error(answer.error));
      else waiting.resolve(answer.result);
    });
  });

  return {
    isDead: () => death !== undefined,
    invoke(event) {
      return new Promise((resolve, reject) => {
        const id = ++lastId;
        // Lambda would end the environment, which has this one invocation. This thread may have others under
        // way, which must not fail with it: so this one is left to run on, and nobody hears its answer.
        const timer = setTimeout(() => {
          pending.delete(id);
          reject(new Error(`${name} took longer than ${timeoutSeconds} s`));
        }, timeoutSeconds * 1000);
        pending.set(id, { resolve, reject, timer });
        worker.postMessage({ id, event });
      });
    },
    async stop() {
      await worker.terminate();
    },
  };
}
