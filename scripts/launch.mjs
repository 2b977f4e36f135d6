// The way in for the commands of package.json (`npm start`, `npm test`, …). Runs on the Node that happens to be there,
// installs what is missing, builds what is stale, and hands over to the Node 24 that comes with the install.
import { spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { existsSync, mkdirSync, readdirSync, readFileSync, statSync, writeFileSync } from 'node:fs';
import { dirname, join, resolve } from 'node:path';
import { fileURLToPath } from 'node:url';

const root = resolve(dirname(fileURLToPath(import.meta.url)), '..');
const modules = join(root, 'node_modules');
const bin = join(modules, '.bin');
const [task = '', ...args] = process.argv.slice(2);

const tasks = {
  start: [join(root, 'cli/acquit.ts'), 'run'],
  test: [join(root, 'scripts/test.ts')],
  bench: [join(root, 'bench/run.ts')],
  simulate: [join(root, 'simulation/run.ts')],
  mutation: [join(root, 'mutation/run.ts')],
  build: [join(root, 'scripts/build.mjs')],
};
if (!(task in tasks)) fail(`Unknown task "${task}"; it is one of ${Object.keys(tasks).join(', ')}.`);

install();
const node = node24();
if (task !== 'build') buildWhenStale();
process.exit(run(node, [...tasks[task], ...args]));

function run(command, parameters, quiet = false) {
  const env = {
    ...process.env,
    PATH: `${bin}${process.platform === 'win32' ? ';' : ':'}${process.env.PATH ?? ''}`,
  };
  // Ctrl-C goes to the child, which ends in order; this process waits for it.
  process.on('SIGINT', () => {});
  const { status, signal, error } = spawnSync(command, parameters, {
    cwd: task === 'start' ? process.cwd() : root,
    env,
    stdio: quiet ? ['ignore', 2, 2] : 'inherit',
  });
  if (error) fail(`${command} does not start: ${error.message}`);
  return status ?? (signal === 'SIGINT' ? 130 : 1);
}

/** Installs exactly what the lockfile says, when it was not yet or the lockfile changed since. */
function install() {
  const stamp = join(modules, '.acquit-installed');
  const wanted = hash([join(root, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('Installing what Acquit needs (once, about half a minute)…\n');
  const npm = process.platform === 'win32' ? 'npm.cmd' : 'npm';
  const { status, stderr } = spawnSync(
    npm,
    ['ci', '--ignore-scripts', '--no-audit', '--no-fund', '--loglevel=error'],
    {
      cwd: root,
      stdio: ['ignore', 'ignore', 'pipe'],
      encoding: 'utf8',
    },
  );
  if (status !== 0) fail(`npm ci failed:\n${stderr}`);
  writeFileSync(stamp, wanted);
}

/** The Node that came with the install; where there is none for this machine, the running one if it is new enough. */
function node24() {
  for (const name of ['node', 'node.exe']) if (existsSync(join(bin, name))) return join(bin, name);
  if (Number(process.versions.node.split('.')[0]) >= 24) return process.execPath;
  return fail(
    `Acquit needs Node 24 or newer; this is Node ${process.versions.node}, and no Node comes with the install on ` +
      `${process.platform}-${process.arch}. Install Node 24 and try again.`,
  );
}

/** Bundles the functions and resolves serverless.yml, when a source is newer than the last time. */
function buildWhenStale() {
  const stamp = join(root, 'dist', '.built');
  const sources = ['functions', 'lib', 'scripts'].flatMap((folder) => filesIn(join(root, folder)));
  const wanted = hash([...sources, join(root, 'serverless.yml'), join(root, 'package-lock.json')]);
  if (existsSync(stamp) && readFileSync(stamp, 'utf8') === wanted) return;
  process.stderr.write('Building the functions…\n');
  mkdirSync(join(root, 'dist'), { recursive: true });
  if (run(node, [join(root, 'scripts/build.mjs')], true) !== 0) fail('The functions cannot be built.');
  writeFileSync(stamp, wanted);
}

function filesIn(folder) {
  return readdirSync(folder, { recursive: true })
    .map((name) => join(folder, String(name)))
    .filter((file) => statSync(file).isFile())
    .sort();
}

function hash(files) {
  const sum = createHash('sha256');
  for (const file of files) sum.update(file).update(readFileSync(file));
  return sum.digest('hex');
}

function fail(message) {
  process.stderr.write(`${message}\n`);
  process.exit(2);
}
