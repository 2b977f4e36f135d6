import { expect, test } from 'vitest';
import { findPlanted } from '../../simulation/find-planted.ts';
import { inChildren } from '../../simulation/in-children.ts';
import type { Job, JobResult } from '../../simulation/job.ts';

async function run(jobs: readonly Job[]): Promise<JobResult[]> {
  const results: JobResult[] = [];
  await inChildren(jobs, (_, result) => results.push(result));
  return results;
}

const seeds = Array.from({ length: 12 }, (_, index) => String(index + 1));

test('a dozen lives of the house, with faults and crashes, break no promise', {
  timeout: 120_000,
}, async () => {
  const results = await run(seeds.map((seed) => ({ seed, documents: 10 })));
  expect(results.flatMap(({ faults }) => faults)).toEqual([]);
  const paid = results.map(({ ends }) => ends['PAID'] ?? 0);
  expect(Math.min(...paid)).toBeGreaterThan(0);
  expect(results.some(({ deaths }) => deaths > 0)).toBe(true);
});

test('the same seed goes the same way again', { timeout: 60_000 }, async () => {
  const [one, other] = await run([
    { seed: '3', documents: 5 },
    { seed: '3', documents: 5 },
  ]);
  expect(one?.fingerprint).toBe(other?.fingerprint);
});

test('mistakes that are made on purpose are found', { timeout: 180_000 }, async () => {
  const found = await findPlanted({ documents: 12, seeds: 2 });
  const names = [...found].filter(([, fault]) => fault !== undefined).map(([name]) => name);
  expect(names).toEqual(
    expect.arrayContaining([
      'the request is built anew at every send',
      'a message is deleted before the work is done, and nothing sweeps',
      'nothing sweeps',
      'ACSP is taken for paid',
      'what the ERP built is taken for paid',
      'a payment that is under way is taken for cancelled',
      'an entry of the history is rewritten',
      'the history starts anew at every move',
      'the account of a supplier is logged',
      'a failure of the ERP is swallowed',
      'a lost answer of the bank holds the payable for good',
    ]),
  );
});
