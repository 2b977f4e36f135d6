// `npm test`: every check and every test, in the order in which a fault is cheapest to find. The last line counts
// them: `N passed, N failed`. `npm test -- --quick` leaves the tests out; other words go to vitest as filters.
import { spawnSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import * as z from 'zod';
import { requireNode24 } from '../lib/config/require-node-24.ts';
import { judgeKeptRequests } from '../test/contract/judge-kept-requests.ts';
import { folderSetting } from '../test/contract/journeys.ts';
import { dependencyFaults } from './check-dependencies.ts';
import { lockfileFaults, readLockfile } from './check-lockfile.ts';

requireNode24();

const root = fileURLToPath(new URL('..', import.meta.url));
const words = process.argv.slice(2);
const filters = words.filter((word) => word !== '--quick');

const checks: readonly (readonly [name: string, faults: () => string[]])[] = [
  ['the lockfile records no download addresses', () => lockfileFaults(readLockfile())],
  ['the code is formatted', () => tool('biome', 'format', '.')],
  ['the types hold', () => tool('tsc', '--noEmit', '-p', '.')],
  ['the linter finds nothing', () => tool('oxlint', '--type-aware', '--deny-warnings', '.')],
  ['no arrow points up', () => dependencyFaults()],
  ['nothing is unused', () => tool('knip')],
];

const reportSchema = z.object({
  numPassedTests: z.int(),
  numFailedTests: z.int(),
  numPendingTests: z.int(),
  numTodoTests: z.int(),
  testResults: z.array(z.object({ status: z.string(), assertionResults: z.array(z.unknown()) })),
});

const total = { passed: 0, failed: 0, skipped: 0 };

if (filters.length === 0) for (const [name, faults] of checks) report(name, faults());
if (!words.includes('--quick')) await countTests();

const skipped = total.skipped > 0 ? `, ${total.skipped} skipped` : '';
process.stdout.write(`\n${total.passed} passed, ${total.failed} failed${skipped}\n`);
process.exitCode = total.failed === 0 && total.passed > 0 ? 0 : 1;

function report(name: string, faults: readonly string[]): void {
  const sound = faults.length === 0;
  process.stdout.write(`${sound ? '✓' : '✗'} ${name}\n${faults.map((fault) => `    ${fault}\n`).join('')}`);
  total[sound ? 'passed' : 'failed'] += 1;
}

/** Runs a tool of the install; its output is the fault when it fails. */
function tool(name: string, ...parameters: string[]): string[] {
  const { status, stdout, stderr, error } = spawnSync(join(root, 'node_modules/.bin', name), parameters, {
    cwd: root,
    encoding: 'utf8',
    maxBuffer: 64 * 1024 * 1024,
  });
  if (error) return [error.message];
  return status === 0 ? [] : `${stdout}${stderr}`.trim().split('\n');
}

/**
 * Runs vitest with its own output and counts what its report says; a run without a report counts as a failure. What the
 * tests sent to a bank with our client is judged afterwards.
 */
async function countTests(): Promise<void> {
  const folder = mkdtempSync(join(tmpdir(), 'acquit-test-'));
  const file = join(folder, 'report.json');
  const vitest = join(root, 'node_modules/vitest/vitest.mjs');
  const reporters = ['--reporter=default', '--reporter=json', `--outputFile.json=${file}`];
  const { status } = spawnSync(process.execPath, [vitest, 'run', ...reporters, ...filters], {
    cwd: root,
    stdio: 'inherit',
    env: { ...process.env, [folderSetting]: folder },
  });
  try {
    const counted = reportSchema.parse(JSON.parse(readFileSync(file, 'utf8')));
    // A file that does not load has no tests in it, and an unhandled error belongs to none.
    const broken = counted.testResults.filter(
      (result) => result.status === 'failed' && result.assertionResults.length === 0,
    );
    const failed = counted.numFailedTests + broken.length;
    total.passed += counted.numPassedTests;
    total.skipped += counted.numPendingTests + counted.numTodoTests;
    total.failed += failed > 0 || status === 0 ? failed : 1;
  } catch {
    total.failed += 1;
  }
  try {
    await judgeRequests(folder);
  } finally {
    rmSync(folder, { recursive: true, force: true });
  }
}

/** Counts as one more check; where the documents are absent, as one that was skipped. */
async function judgeRequests(folder: string): Promise<void> {
  const name = 'the requests to the bank are as the standard wants';
  try {
    const { outcome, faults, told } = await judgeKeptRequests(folder, filters.length === 0);
    if (outcome === 'judged') report(faults.length === 0 ? told : name, faults);
    if (outcome === 'no documents') {
      process.stdout.write(`↓ ${told}\n`);
      total.skipped += 1;
    }
  } catch (error) {
    report(name, [`They could not be judged: ${String(error)}`]);
  }
}
