#!/usr/bin/env node
// The bin of the package: hands over to Node 24, the one that comes with the install where the running one is older.
import { spawnSync } from 'node:child_process';
import { existsSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

const here = dirname(fileURLToPath(import.meta.url));
const program = join(here, 'acquit.ts');
const installed = join(here, '../node_modules/.bin/node');

if (Number(process.versions.node.split('.')[0]) >= 24) {
  await import(program);
} else if (existsSync(installed)) {
  const { status } = spawnSync(installed, [program, ...process.argv.slice(2)], { stdio: 'inherit' });
  process.exit(status ?? 1);
} else {
  process.stderr.write(
    `Acquit needs Node 24 or newer; this is Node ${process.versions.node}. Run "npm start" once, or install Node 24.\n`,
  );
  process.exit(2);
}
