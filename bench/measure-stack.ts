import { execFileSync } from 'node:child_process';
import { join } from 'node:path';
import * as z from 'zod';
import { informative, type Result } from './result.ts';
import { root } from './root.ts';

const counts = [50, 100, 200] as const;

const runSchema = z.object({
  count: z.number(),
  paid: z.number(),
  seconds: z.number(),
  peakBytes: z.number(),
  endBytes: z.number(),
  heapBytes: z.number(),
  databasePeakBytes: z.number(),
});

/** The whole journey for 50, 100 and 200 invoices, each run in a fresh process: the memory must not follow the count. */
export function measureStack(): Result[] {
  return counts.map((count) => {
    const output = execFileSync(
      process.execPath,
      ['--expose-gc', join(root, 'bench/run-stack.ts'), String(count)],
      { encoding: 'utf8' },
    );
    const run = runSchema.parse(JSON.parse(output));
    const rate = run.count / run.seconds;
    const memory = `peak ${megabytes(run.peakBytes)}, at the end ${megabytes(run.endBytes)}`;
    return {
      name: `${count} invoices through the embedded stack, ${run.paid} of them to PAID`,
      measured: `${rate.toFixed(1)} per second; ${memory}, database ${megabytes(run.databasePeakBytes)}`,
      ...informative,
      figures: { ...run, perSecond: rate },
    };
  });
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MB`;
