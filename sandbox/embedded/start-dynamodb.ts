import { type ChildProcess, spawn } from 'node:child_process';
import { existsSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';

export interface EmbeddedDynamoDb {
  readonly endpoint: string;
  stop(): Promise<void>;
}

/**
 * Starts the embedded DynamoDB (dynoxide) as a child process with its data in `dataFolder`; see
 * endLeftOverDynamoDb for a folder that a killed run may have used.
 */
export async function startDynamoDb(dataFolder: string, port = 0): Promise<EmbeddedDynamoDb> {
  const pidFile = pidFileOf(dataFolder);
  const chosen = port === 0 ? await freePort() : port;
  const child = spawn(
    binary(),
    ['--port', String(chosen), '--db-path', join(dataFolder, 'dynamodb.sqlite')],
    // A process group of its own: Ctrl-C is for the run, which ends its database in order.
    {
      stdio: 'ignore',
      detached: true,
    },
  );
  writeFileSync(pidFile, String(child.pid));
  // A parent that ends by itself takes the child along; a killed one leaves the pid file for the next start.
  const endWithParent = () => child.kill('SIGKILL');
  process.once('exit', endWithParent);
  const endpoint = `http://127.0.0.1:${chosen}`;
  await untilAnswering(endpoint, child);
  return {
    endpoint,
    async stop() {
      process.off('exit', endWithParent);
      if (child.exitCode === null) {
        const ended = new Promise((resolve) => child.once('exit', resolve));
        child.kill();
        await ended;
      }
      rmSync(pidFile, { force: true });
    },
  };
}

function binary(): string {
  const name = `@dynoxide/${process.platform}-${process.arch}`;
  try {
    return createRequire(import.meta.url).resolve(`${name}/dynoxide`);
  } catch {
    throw new Error(`The embedded DynamoDB has no build for this machine (${name}); Linux on x64 has one.`);
  }
}

const pidFileOf = (dataFolder: string): string => join(dataFolder, 'dynamodb.pid');

/** Ends the process that an earlier, killed run left behind on the same folder: only one may have the data. */
export async function endLeftOverDynamoDb(dataFolder: string): Promise<void> {
  const pidFile = pidFileOf(dataFolder);
  if (!existsSync(pidFile)) return;
  const pid = Number(readFileSync(pidFile, 'utf8'));
  if (isDynoxide(pid)) process.kill(pid, 'SIGKILL');
  for (let tries = 0; tries < 100 && isDynoxide(pid); tries += 1) await wait(20);
  rmSync(pidFile, { force: true });
}

/** The pid may belong to something else by now: only a dynoxide is ended. */
function isDynoxide(pid: number): boolean {
  try {
    return readFileSync(`/proc/${pid}/cmdline`, 'utf8').includes('dynoxide');
  } catch {
    return false;
  }
}

function freePort(): Promise<number> {
  return new Promise((resolve, reject) => {
    const server = createServer();
    server.once('error', reject);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address !== null && typeof address === 'object' ? resolve(address.port) : reject(),
      );
    });
  });
}

async function untilAnswering(endpoint: string, child: ChildProcess): Promise<void> {
  for (let tries = 0; tries < 500; tries += 1) {
    if (child.exitCode !== null) break;
    const answered = await fetch(endpoint).then(
      () => true,
      () => false,
    );
    if (answered) return;
    await wait(10);
  }
  throw new Error(`The embedded DynamoDB did not start on ${endpoint}; is the port in use?`);
}
