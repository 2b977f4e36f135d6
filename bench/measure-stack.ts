import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { informative, type Result } from './result.ts';

const script = fileURLToPath(new URL('./run-stack.ts', import.meta.url));
const counts = [50, 100, 200] as const;

const runSchema = z.object({
  count: z.number(),
  paid: z.number(),
  seconds: z.number(),
  peakBytes: z.number(),
  functionBytes: z.number(),
  sandboxBytes: z.number(),
  databasePeakBytes: z.number(),
});

/** The whole journey for 50, 100 and 200 invoices, each run in a fresh process: the memory must not follow the count. */
export function measureStack(): Result[] {
  return counts.map((count) => {
    const output = execFileSync(process.execPath, ['--expose-gc', script, String(count)], {
      encoding: 'utf8',
    });
    const run = runSchema.parse(JSON.parse(output));
    const rate = run.count / run.seconds;
    const inUse = `functions hold ${megabytes(run.functionBytes)}, sandbox ${megabytes(run.sandboxBytes)}`;
    const peaks = `peak ${megabytes(run.peakBytes)} + database ${megabytes(run.databasePeakBytes)}`;
    return {
      name: `${count} invoices through the embedded stack, ${run.paid} of them to PAID`,
      measured: `${rate.toFixed(1)} per second\n${inUse}\n${peaks}`,
      ...informative,
      figures: { ...run, perSecond: rate },
    };
  });
}

const megabytes = (bytes: number): string => `${Math.round(bytes / 1024 ** 2)} MB`;
