import { execFileSync } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { informative, milliseconds, type Result } from './result.ts';

const script = fileURLToPath(new URL('./run-acknowledgements.ts', import.meta.url));

const runSchema = z.object({ senders: z.number(), count: z.number(), seconds: z.number(), p99: z.number() });

/** Webhooks acknowledged per second on the embedded stack, of one sender after the other and of fifty at once. */
export function measureAcknowledgements(): Result[] {
  return ([1, 50] as const).map((senders) => {
    const output = execFileSync(process.execPath, [script, String(senders), senders === 1 ? '500' : '2000'], {
      encoding: 'utf8',
    });
    const run = runSchema.parse(JSON.parse(output));
    const perSecond = run.count / run.seconds;
    return {
      name: `webhooks acknowledged by the embedded stack, ${senders === 1 ? 'one sender, one after the other' : '50 senders at once'}`,
      measured: `${perSecond.toFixed(0)} per second (99 in 100 within ${milliseconds(run.p99)})`,
      ...informative,
      figures: { ...run, perSecond },
    };
  });
}
