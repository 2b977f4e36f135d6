import { type ChildProcess, spawn } from 'node:child_process';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, expect, test } from 'vitest';
import { endLeftOverDynamoDb } from '../../sandbox/embedded/start-dynamodb.ts';
import { createErpState, erpEntrySchema } from '../../sandbox/erp/erp-state.ts';
import { openJournal } from '../../sandbox/journal.ts';
import { dataFolderOfFile, eventually, root, sampleFile } from './test-stack.ts';

const folder = dataFolderOfFile();
const data = join(folder, 'data');
const running = new Set<ChildProcess>();
afterAll(async () => {
  for (const child of running) child.kill('SIGKILL');
  await endLeftOverDynamoDb(data);
});

/** Fifteen invoices, five of them for the bank. */
function writeInvoices(): string[] {
  const invoices = join(folder, 'invoices');
  mkdirSync(invoices);
  const kinds = [
    ['nlcius-betalingskenmerk', '2026-110017'],
    ['pint-eu-reference', 'PINT-2026-118'],
    ['bis3-belgian-ogm', 'VH-2026-1142'],
  ] as const;
  return kinds.flatMap(([name, number]) =>
    Array.from({ length: 5 }, (_, index) => {
      const file = join(invoices, `${name}-${index}.xml`);
      writeFileSync(
        file,
        sampleFile(name).toString('utf8').replaceAll(`<cbc:ID>${number}<`, `<cbc:ID>K-${index}<`),
      );
      return file;
    }),
  );
}

/** Starts `acquit run` on the data folder as a process of its own. */
function run(files: readonly string[]) {
  const child = spawn(
    process.execPath,
    [join(root, 'cli/acquit.ts'), 'run', ...files, '--data', data, '--json'],
    {
      stdio: ['ignore', 'pipe', 'pipe'],
    },
  );
  running.add(child);
  const said = { out: '', progress: '' };
  child.stdout.on('data', (chunk: Buffer) => (said.out += chunk.toString('utf8')));
  child.stderr.on('data', (chunk: Buffer) => (said.progress += chunk.toString('utf8')));
  const ended = new Promise<number | null>((resolve) => child.once('exit', (code) => resolve(code)));
  return { child, said, ended };
}

/** Kills a run as soon as its progress shows so many changes: no handler, no goodbye. */
async function killAfter(files: readonly string[], changes: number): Promise<void> {
  const { child, said, ended } = run(files);
  await eventually(async () => said.progress.split('\n').length > changes, `${changes} changes\n`, 40);
  expect(child.exitCode, said.progress).toBeNull();
  child.kill('SIGKILL');
  await ended;
}

test('a machine that is killed twice in the middle of its work brings every invoice to rest at the third start', {
  timeout: 90_000,
}, async () => {
  const files = writeInvoices();
  await killAfter(files, 6);
  await killAfter(files, 12);
  const last = run(files);
  expect(await last.ended, last.said.progress).toBe(0);
  const { atRest, rows } = JSON.parse(last.said.out) as { atRest: boolean; rows: { status: string }[] };
  expect(atRest).toBe(true);
  expect(rows.map(({ status }) => status)).toEqual(Array(15).fill('PAID'));

  const atErp = createErpState();
  openJournal({ dataFolder: data, name: 'erp', entry: erpEntrySchema, apply: atErp.apply }).close();
  const ids = [...atErp.records.values()].map(({ submission }) => submission.external_request_id);
  expect(ids).toHaveLength(15);
  expect(new Set(ids).size).toBe(15);
});
