import { mkdtempSync, readFileSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { queueArn } from '../sandbox/embedded/start-sqs-and-s3.ts';
import { type DeclaredFunction, readDeclaredStack } from '../sandbox/host/declared-stack.ts';
import { type LoadTime, loadTimes, type Module } from './load-times.ts';
import { kilobytes, milliseconds, type Result, within } from './result.ts';
import { root } from './root.ts';

const limitOf = (name: string): number => (name === 'receivePsbWebhook' ? 45 : 75);

/**
 * Loads each bundle of dist in fresh processes, in turns with a function that does nothing. What counts is the time
 * until the handler is there, clients made, above that of the empty one.
 */
export function measureModuleLoad(): Result[] {
  const folder = mkdtempSync(join(tmpdir(), 'acquit-bench-'));
  try {
    const empty = { file: join(folder, 'index.mjs'), environment: {} };
    writeFileSync(empty.file, 'export const handler = async () => undefined;\n');
    const functions = declaredFunctions();
    const [none, ...times] = loadTimes([empty, ...functions.map(toLoad)]);
    if (none === undefined) throw new TypeError('the empty function was loaded first');
    return functions.flatMap((each, index) => {
      const time = times[index];
      return time === undefined ? [] : [toResult(each, time, none.median)];
    });
  } finally {
    rmSync(folder, { recursive: true });
  }
}

function declaredFunctions(): readonly DeclaredFunction[] {
  const printed: unknown = JSON.parse(readFileSync(join(root, 'dist/serverless.local.json'), 'utf8'));
  return readDeclaredStack(printed, queueArn).functions;
}

/** Deployed, a function has no endpoints of an emulator, and a client for its secrets. Nothing is called. */
function toLoad({ module, environment }: DeclaredFunction): Module {
  const settings = Object.entries(environment).filter(([setting]) => !setting.endsWith('_ENDPOINT'));
  const secrets = 'SECRETS' in environment ? { SECRETS: '/acquit/bench/' } : {};
  return {
    file: join(root, `${module}.js`),
    environment: { ...Object.fromEntries(settings), ...secrets, AWS_REGION: 'eu-central-1' },
  };
}

function toResult({ name, module }: DeclaredFunction, time: LoadTime, empty: number): Result {
  const value = time.median - empty;
  const fastest = time.fastest - empty;
  const { size } = statSync(join(root, `${module}.js`));
  return {
    name: `module load of ${name}, ${kilobytes(size)}, above an empty function`,
    measured: `${milliseconds(value)} (fastest ${milliseconds(fastest)})`,
    ...within({ value, limit: limitOf(name) }, milliseconds),
    figures: { milliseconds: value, fastestMilliseconds: fastest, emptyMilliseconds: empty, bytes: size },
  };
}
