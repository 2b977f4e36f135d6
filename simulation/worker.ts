import type { Chaos, Fault, System } from './chaos.ts';
import type { Scheduler } from './scheduler.ts';

/** Where one worker is to die, whatever else happens: at its how-manieth call, and before or after its effect. */
export type CrashPlan = (call: {
  readonly worker: string;
  readonly label: string;
}) => 'crash-before' | 'crash-after' | undefined;

export interface WorkerOptions {
  readonly name: string;
  readonly scheduler: Scheduler;
  readonly chaos: Chaos;
  /** Milliseconds by which its clock is off. */
  readonly skewMs: number;
  readonly crashPlan: CrashPlan | undefined;
  readonly trace: (line: string) => void;
}

export interface Call<T> {
  readonly system: System;
  /** What is called, for the trace. */
  readonly label: string;
  readonly effect: () => Promise<T>;
  /** What the caller sees of a fault. */
  readonly failure: (fault: Fault) => T | Promise<T>;
  /** After so many milliseconds the caller waits no longer. */
  readonly timeoutMs: number;
}

/** One instance of a function: its own clock, and a life that may end at any call. */
export interface Worker {
  readonly name: string;
  readonly now: () => Date;
  readonly isDead: () => boolean;
  /** Ends it: whatever it waits for never comes. */
  kill(why: string): void;
  /** Resolves when it is dead. */
  readonly died: Promise<void>;
  call<T>(call: Call<T>): Promise<T>;
}

export function createWorker(options: WorkerOptions): Worker {
  const { name, scheduler, chaos, skewMs, crashPlan, trace } = options;
  const death = Promise.withResolvers<void>();
  let dead = false;

  function kill(why: string): void {
    if (dead) return;
    dead = true;
    trace(`${name} dies: ${why}`);
    death.resolve();
  }

  /** A promise that is settled by nothing once the worker is dead: its code stops right there. */
  function settle<T>(
    promise: Promise<T>,
    resolve: (value: T) => void,
    reject: (error: unknown) => void,
  ): void {
    promise.then(
      (value) => dead || resolve(value),
      (error: unknown) => dead || reject(error),
    );
  }

  async function call<T>({ system, label, effect, failure, timeoutMs }: Call<T>): Promise<T> {
    if (dead) return new Promise<never>(() => undefined);
    const planned = crashPlan?.({ worker: name, label });
    const fault = planned ?? chaos.faultOf(system);
    const { promise, resolve, reject } = Promise.withResolvers<T>();
    const there = chaos.latency(system);
    const back = fault === 'too-late' ? timeoutMs : chaos.latency(system);
    scheduler.after(there, async () => {
      trace(`${name} ${label}${fault === undefined ? '' : ` [${fault}]`}`);
      if (fault === 'crash-before') return kill(label);
      // What has left reaches the other side, also when its sender is no more.
      const first = hasEffect(fault) ? await attempt(effect) : undefined;
      const answer = fault === 'asked-twice' ? await attempt(effect) : first;
      if (fault === 'crash-after') return kill(label);
      scheduler.after(back, () => settle(told(fault, answer), resolve, reject));
    });
    return promise;

    async function told(struck: Fault | undefined, answer: Attempt<T> | undefined): Promise<T> {
      if (struck === undefined || struck === 'asked-twice') return given(answer);
      return failure(struck);
    }
  }

  return {
    name,
    now: () => new Date(scheduler.time() + skewMs),
    isDead: () => dead,
    kill,
    died: death.promise,
    call,
  };
}

type Attempt<T> = { readonly ok: true; readonly value: T } | { readonly ok: false; readonly error: unknown };

const attempt = <T>(effect: () => Promise<T>): Promise<Attempt<T>> =>
  effect().then(
    (value) => ({ ok: true as const, value }),
    (error: unknown) => ({ ok: false as const, error }),
  );

function given<T>(answer: Attempt<T> | undefined): T {
  if (answer === undefined) throw new Error('There is no answer of a call that had no effect.');
  if (!answer.ok) throw answer.error;
  return answer.value;
}

const hasEffect = (fault: Fault | undefined): boolean =>
  fault === undefined ||
  ['crash-after', 'lost-answer', 'asked-twice', 'too-late', 'http-502-after'].includes(fault);
