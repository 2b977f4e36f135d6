// `npm run mutation`: changes the code of lib/documents and lib/payables in thousands of small ways, one at a time,
// and counts how many the tests notice (docs/mutation.md). Words behind it go to Stryker: `-- --mutate lib/…`.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('.', import.meta.url));
const root = resolve(folder, '..');
const stryker = join(folder, 'node_modules/@stryker-mutator/core/bin/stryker.js');

if (!existsSync(stryker)) {
  process.stderr.write('Installing the mutation tools (once)…\n');
  spawnSync('npm', ['ci', '--ignore-scripts', '--loglevel=error'], { cwd: folder, stdio: 'inherit' });
}
const { status } = spawnSync(
  process.execPath,
  [stryker, 'run', join(folder, 'stryker.config.json'), ...process.argv.slice(2)],
  { cwd: root, stdio: 'inherit' },
);
process.exitCode = status ?? 1;
