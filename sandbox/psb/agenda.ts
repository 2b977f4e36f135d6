import type { Clock } from '../clock.ts';

export interface Agenda {
  /** Runs the task at `dueAt` (milliseconds since the epoch), or now when that has passed. */
  at(dueAt: number, task: () => void): void;
  /** Forgets what has not been run. */
  stop(): void;
}

/** What is to be done later; who keeps it across restarts is up to the caller. */
export function createAgenda(clock: Clock): Agenda {
  const waits = new Set<() => void>();
  return {
    at(dueAt, task) {
      const wait = dueAt - clock.now().getTime();
      if (wait <= 0) return task();
      const cancel = clock.after(wait, () => {
        waits.delete(cancel);
        task();
      });
      waits.add(cancel);
    },
    stop() {
      for (const cancel of waits) cancel();
      waits.clear();
    },
  };
}
