import { cpus, totalmem } from 'node:os';
import { printTable } from '../cli/print-table.ts';
import { requireNode24 } from '../lib/config/require-node-24.ts';
import { checkBundles } from './bundle-sizes.ts';
import { measureAcknowledgements } from './measure-acknowledgements.ts';
import { measureDocuments } from './measure-documents.ts';
import { measureHandler } from './measure-handler.ts';
import { measureModuleLoad } from './measure-module-load.ts';
import { measureReconciliation } from './measure-reconciliation.ts';
import { measureStack } from './measure-stack.ts';
import { measureWebhook } from './measure-webhook.ts';
import type { Result } from './result.ts';

/**
 * `npm run bench`, with `-- --json` for machines, with words such as `-- documents` for some lines
 * only. A missed target is shown and does not fail the run, because a busy machine misses one now and then; only a
 * measurement that breaks does. See docs/benchmark.md.
 */
requireNode24();
const asJson = process.argv.includes('--json');
const machine = `Node ${process.versions.node}, ${cpus().length} cores, ${Math.round(totalmem() / 1024 ** 3)} GB`;

const words = process.argv.slice(2).filter((word) => !word.startsWith('--'));
const measurements: readonly [string, () => Result[] | Promise<Result[]>][] = [
  [
    'the webhook',
    async () => [await measureWebhook(), ...(await measureHandler()), ...measureAcknowledgements()],
  ],
  ['the documents', measureDocuments],
  ['how entries reconcile', measureReconciliation],
  ['the loading of the functions', measureModuleLoad],
  ['what is in the bundles', async () => [toResult(await checkBundles())]],
  ['runs of the whole stack', measureStack],
];

const results: Result[] = [];
const wanted = measurements.filter(
  ([what]) => words.length === 0 || words.some((word) => what.includes(word)),
);
if (wanted.length === 0) {
  process.stderr.write(
    `Nothing is called so; there are: ${measurements.map(([what]) => what).join(', ')}.\n`,
  );
  process.exitCode = 2;
}
for (const [what, measure] of wanted) {
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
