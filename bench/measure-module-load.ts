import { execFileSync } from 'node:child_process';
import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { queueArn } from '../sandbox/embedded/start-sqs-and-s3.ts';
import { type DeclaredFunction, readDeclaredStack } from '../sandbox/host/declared-stack.ts';
import { median } from './median.ts';
import { kilobytes, milliseconds, type Result, within } from './result.ts';
import { root } from './root.ts';

const script = fileURLToPath(new URL('./load-module.mjs', import.meta.url));
const processes = 11;
const limitOf = (name: string): number => (name === 'receivePsbWebhook' ? 45 : 75);

interface Loaded {
  readonly name: string;
  readonly file: string;
  readonly environment: Readonly<Record<string, string>>;
  readonly times: number[];
}

/**
 * Loads each bundle of dist in fresh processes, in turns with a function that does nothing. What counts is the time
 * until the handler is there, clients made, above that of the empty one; the first two rounds warm the disk cache.
 */
export function measureModuleLoad(): Result[] {
  const folder = mkdtempSync(join(tmpdir(), 'acquit-bench-'));
  try {
    const empty: Loaded = { name: 'empty', file: join(folder, 'index.mjs'), environment: {}, times: [] };
    writeFileSync(empty.file, 'export const handler = async () => undefined;\n');
    const functions = declaredFunctions().map(toLoad);
    for (let round = -2; round < processes; round += 1) {
      for (const each of [empty, ...functions]) {
        const time = loadOnce(each);
        if (round >= 0) each.times.push(time);
      }
    }
    return functions.map((each) => toResult(each, median(empty.times)));
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function declaredFunctions(): readonly DeclaredFunction[] {
  const printed: unknown = JSON.parse(readFileSync(join(root, 'dist/serverless.local.json'), 'utf8'));
  return readDeclaredStack(printed, queueArn).functions;
}

/** Deployed, a function has no endpoints of an emulator, and a client for its secrets. Nothing is called. */
function toLoad({ name, module, environment }: DeclaredFunction): Loaded {
  const settings = Object.entries(environment).filter(([setting]) => !setting.endsWith('_ENDPOINT'));
  const secrets = 'SECRETS' in environment ? { SECRETS: '/acquit/bench/' } : {};
  return {
    name,
    file: join(root, `${module}.js`),
    environment: { ...Object.fromEntries(settings), ...secrets, AWS_REGION: 'eu-central-1' },
    times: [],
  };
}

const loadOnce = ({ file, environment }: Loaded): number =>
  Number(
    execFileSync(process.execPath, [script, file], {
      env: environment,
      encoding: 'utf8',
    }),
  );

function toResult({ name, file, times }: Loaded, empty: number): Result {
  const value = median(times) - empty;
  // Other work on the machine only ever adds: far apart, the two say that it was busy.
  const fastest = Math.min(...times) - empty;
  const { size } = statSync(file);
  return {
    name: `module load of ${name}, ${kilobytes(size)}, above an empty function`,
    measured: `${milliseconds(value)} (fastest ${milliseconds(fastest)})`,
    ...within({ value, limit: limitOf(name) }, milliseconds),
    figures: { milliseconds: value, fastestMilliseconds: fastest, emptyMilliseconds: empty, bytes: size },
  };
}
