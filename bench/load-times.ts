import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { median } from './median.ts';

const script = fileURLToPath(new URL('./load-module.mjs', import.meta.url));
const processes = 11;

export interface Module {
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
}

export interface LoadTime {
  /** Milliseconds until the handler is there, its clients made. */
  readonly median: number;
  /** Other work on the machine only ever adds: far from the median, it says that the machine was busy. */
  readonly fastest: number;
}

/** Loads each module in fresh processes, in turns; the first two rounds warm the disk cache and do not count. */
export function loadTimes(modules: readonly Module[]): LoadTime[] {
  const times = modules.map((): number[] => []);
  for (let round = -2; round < processes; round += 1) {
    for (const [index, each] of modules.entries()) {
      const time = loadOnce(each);
      if (round >= 0) times[index]?.push(time);
    }
  }
  return times.map((each) => ({ median: median(each), fastest: Math.min(...each) }));
}

const loadOnce = ({ file, environment }: Module): number =>
  Number(execFileSync(process.execPath, [script, file], { env: environment, encoding: 'utf8' }));
