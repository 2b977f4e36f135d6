import { performance } from 'node:perf_hooks';
import { median } from './median.ts';

/** Odd, so that the median is a block that was really measured. */
const rounds = 31;
const blockMilliseconds = 40;

type Work = () => unknown;

export interface Comparison {
  /** Microseconds per call: medians over the blocks. */
  readonly subject: number;
  readonly baseline: number;
  /** Median over the pairs of neighbouring blocks, which a slow second of a shared machine hits alike. */
  readonly ratio: number;
}

/**
 * How many times as long `subject` takes as `baseline`. Their blocks alternate within one run, after a warm-up of
 * both, and each pair starts with the other one.
 */
export async function compareSpeed(subject: Work, baseline: Work): Promise<Comparison> {
  const subjectCalls = await callsPerBlock(subject);
  const baselineCalls = await callsPerBlock(baseline);
  const pairs: { subject: number; baseline: number }[] = [];
  for (let round = 0; round < rounds; round += 1) {
    if (round % 2 === 0) {
      const first = await microsecondsPerCall(subject, subjectCalls);
      pairs.push({ subject: first, baseline: await microsecondsPerCall(baseline, baselineCalls) });
    } else {
      const first = await microsecondsPerCall(baseline, baselineCalls);
      pairs.push({ subject: await microsecondsPerCall(subject, subjectCalls), baseline: first });
    }
  }
  return {
    subject: median(pairs.map((pair) => pair.subject)),
    baseline: median(pairs.map((pair) => pair.baseline)),
    ratio: median(pairs.map((pair) => pair.subject / pair.baseline)),
  };
}

/** Warms up for ten blocks, and tells how many calls of warm code fill one. */
async function callsPerBlock(work: Work): Promise<number> {
  const until = performance.now() + 9 * blockMilliseconds;
  while (performance.now() < until) await work();
  const warm = performance.now() + blockMilliseconds;
  let calls = 0;
  for (; performance.now() < warm; calls += 1) await work();
  return Math.max(1, calls);
}

async function microsecondsPerCall(work: Work, calls: number): Promise<number> {
  const start = performance.now();
  for (let call = 0; call < calls; call += 1) {
    const result = work();
    if (result instanceof Promise) await result; // a wait that the work does not need would count as its own
  }
  return ((performance.now() - start) * 1000) / calls;
}
