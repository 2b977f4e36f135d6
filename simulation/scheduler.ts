import type { Clock } from '../sandbox/clock.ts';

interface Planned {
  readonly at: number;
  readonly order: number;
  readonly run: () => unknown;
  cancelled: boolean;
}

export interface Scheduler extends Clock {
  /** Milliseconds since the epoch. */
  readonly time: () => number;
  /** Plans something for a moment from now; the answer takes it back. */
  after(delayMs: number, task: () => unknown): () => void;
  sleep(delayMs: number): Promise<void>;
  /** Lets everything happen that is planned until then, and all that follows from it. */
  runUntil(time: number): Promise<void>;
  /** How many things have happened. */
  happened(): number;
}

/**
 * Virtual time: one thing happens at a time, in the order of its moment, and what it sets free has come to its next
 * wait before the next thing happens. So a run depends on nothing but what is planned.
 */
export function createScheduler(start: Date): Scheduler {
  let time = start.getTime();
  let order = 0;
  let happened = 0;
  /** A binary heap, the next one first. */
  const heap: Planned[] = [];

  const isBefore = (a: Planned, b: Planned) => a.at < b.at || (a.at === b.at && a.order < b.order);

  function push(planned: Planned): void {
    heap.push(planned);
    let at = heap.length - 1;
    while (at > 0) {
      const parent = (at - 1) >> 1;
      const above = heap[parent];
      if (above === undefined || !isBefore(planned, above)) break;
      heap[at] = above;
      at = parent;
    }
    heap[at] = planned;
  }

  function pop(): Planned | undefined {
    const [first] = heap;
    const last = heap.pop();
    if (first === undefined || last === undefined || heap.length === 0) return first;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      let least = last;
      let place = at;
      for (const child of [left, left + 1]) {
        const one = heap[child];
        if (one !== undefined && isBefore(one, least)) [least, place] = [one, child];
      }
      heap[at] = least;
      if (place === at) return first;
      at = place;
    }
  }

  function after(delayMs: number, run: () => unknown): () => void {
    order += 1;
    const planned: Planned = { at: time + Math.max(0, delayMs), order, run, cancelled: false };
    push(planned);
    return () => {
      planned.cancelled = true;
    };
  }

  return {
    now: () => new Date(time),
    time: () => time,
    happened: () => happened,
    after,
    sleep: (delayMs) => new Promise((resolve) => void after(delayMs, resolve)),
    async runUntil(until) {
      while ((heap[0]?.at ?? Number.POSITIVE_INFINITY) <= until) {
        const next = pop();
        if (next === undefined || next.cancelled) continue;
        time = Math.max(time, next.at);
        happened += 1;
        await next.run();
        await quiet();
      }
      time = Math.max(time, until);
    },
  };
}

/** Everything that waits for nothing but other code of this process has run when this resolves. */
const quiet = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));
