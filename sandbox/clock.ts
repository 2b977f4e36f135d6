/** Time for the sandbox: what it is now, and a call once after a while. Tests pass a virtual one. */
export interface Clock {
  now(): Date;
  /** Runs `task` once, `delayMs` milliseconds from now; calling the answer cancels it. */
  after(delayMs: number, task: () => void): () => void;
}

/** The time of the machine. */
export const systemClock: Clock = {
  now: () => new Date(),
  after(delayMs, task) {
    const timer = setTimeout(task, delayMs);
    return () => clearTimeout(timer);
  },
};

/** Waits `delayMs` milliseconds by the given clock. */
export function pause(clock: Clock, delayMs: number): Promise<void> {
  return new Promise((resolve) => {
    clock.after(delayMs, resolve);
  });
}
