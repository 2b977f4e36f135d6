import type { Clock } from './clock.ts';

export interface VirtualClock extends Clock {
  /** Moves time forward and runs what falls due on the way, in order of time. */
  advance(ms: number): void;
}

/** A clock that stands still until it is told to move, so that a test of 35 hours takes no time. */
export function createVirtualClock(start: Date = new Date('2026-03-02T09:00:00Z')): VirtualClock {
  let time = start.getTime();
  const tasks = new Set<{ readonly dueAt: number; readonly run: () => void }>();

  const nextDue = (until: number) =>
    [...tasks].filter((task) => task.dueAt <= until).sort((a, b) => a.dueAt - b.dueAt)[0];

  return {
    now: () => new Date(time),
    after(delayMs, run) {
      const task = { dueAt: time + delayMs, run };
      tasks.add(task);
      return () => void tasks.delete(task);
    },
    advance(ms) {
      const until = time + ms;
      for (let task = nextDue(until); task !== undefined; task = nextDue(until)) {
        tasks.delete(task);
        time = task.dueAt;
        task.run();
      }
      time = until;
    },
  };
}
