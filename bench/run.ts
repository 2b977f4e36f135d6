import { cpus, totalmem } from 'node:os';
import { printTable } from '../cli/print-table.ts';
import { requireNode24 } from '../lib/config/require-node-24.ts';
import { checkBundles } from './bundle-sizes.ts';
import { measureDocuments } from './measure-documents.ts';
import { measureModuleLoad } from './measure-module-load.ts';
import { measureStack } from './measure-stack.ts';
import { measureWebhook } from './measure-webhook.ts';
import type { Result } from './result.ts';

/**
 * `npm run bench`, or with `-- --json` for machines. A missed target is shown and does not fail the run, because a
 * busy machine misses one now and then; only a measurement that breaks does. See docs/benchmark.md.
 */
requireNode24();
const asJson = process.argv.includes('--json');
const machine = `Node ${process.versions.node}, ${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GB`;

const measurements: readonly [string, () => Result[] | Promise<Result[]>][] = [
  ['the webhook', async () => [await measureWebhook()]],
  ['the documents', measureDocuments],
  ['the loading of the functions', measureModuleLoad],
  ['what is in the bundles', async () => [toResult(await checkBundles())]],
  ['runs of the whole stack', measureStack],
];

const results: Result[] = [];
for (const [what, measure] of measurements) {
  process.stderr.write(`Measuring ${what}…\n`);
  results.push(...(await measure()));
}
process.stdout.write(asJson ? `${JSON.stringify({ machine, results }, null, 2)}\n` : asTable());

function toResult(faults: readonly string[]): Result {
  return {
    name: 'faults in the bundles: size of the webhook, rooms in it, locales of zod',
    measured: faults.join('\n') || 'none',
    target: 'none',
    met: faults.length === 0,
    figures: { faults: faults.length },
  };
}

function asTable(): string {
  const rows = results.map(({ name, measured, target, met }) => [
    name,
    measured,
    target ?? '–',
    met === null ? '' : met ? 'ok' : 'MISSED',
  ]);
  return `${printTable([['NAME', 'MEASURED', 'TARGET', ''], ...rows])}\n${machine}\n`;
}
