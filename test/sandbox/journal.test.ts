import { spawn } from 'node:child_process';
import { appendFileSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, test } from 'vitest';
import * as z from 'zod';
import { openJournal } from '../../sandbox/journal.ts';
import { temporaryFolder } from './kit.ts';

const entry = z.object({ number: z.number() });

function open(dataFolder: string | undefined) {
  const numbers: number[] = [];
  const journal = openJournal({
    dataFolder,
    name: 'ledger',
    entry,
    apply: ({ number }) => void numbers.push(number),
  });
  return { journal, numbers };
}

describe('The journal of a sandbox server', () => {
  test('what was recorded is there again after a restart, in order', () => {
    const folder = temporaryFolder();
    const first = open(folder);
    for (const number of [1, 2, 3]) first.journal.record({ number });
    first.journal.close();
    expect(open(folder).numbers).toEqual([1, 2, 3]);
  });

  test('a last line that was torn off is dropped and the next entry starts on a line of its own', () => {
    const folder = temporaryFolder();
    const first = open(folder);
    first.journal.record({ number: 1 });
    first.journal.close();
    appendFileSync(join(folder, 'ledger.jsonl'), '{"numb');

    const second = open(folder);
    second.journal.record({ number: 2 });
    second.journal.close();
    expect(open(folder).numbers).toEqual([1, 2]);
    expect(readFileSync(join(folder, 'ledger.jsonl'), 'utf8')).toBe('{"number":1}\n{"number":2}\n');
  });

  test('a damaged line in the middle is reported with its place instead of being skipped', () => {
    const folder = temporaryFolder();
    writeFileSync(join(folder, 'ledger.jsonl'), '{"number":1}\n{"number":"two"}\n{"number":3}\n');
    expect(() => open(folder)).toThrow(/ledger\.jsonl:2/);
  });

  test('without a data folder nothing is written and the entries still count', () => {
    const { journal, numbers } = open(undefined);
    journal.record({ number: 7 });
    expect(numbers).toEqual([7]);
  });

  test('every entry that was acknowledged outlives kill -9', async () => {
    const folder = temporaryFolder();
    const program = `
      import * as z from 'zod';
      import { openJournal } from './sandbox/journal.ts';
      const entry = z.object({ number: z.number() });
      const journal = openJournal({ dataFolder: ${JSON.stringify(folder)}, name: 'ledger', entry, apply: () => {} });
      for (let number = 1; ; number += 1) {
        journal.record({ number });
        process.stdout.write(number + '\\n');
        if (number % 50 === 0) await new Promise((resolve) => setImmediate(resolve));
      }`;
    const child = spawn(process.execPath, ['--input-type=module', '--eval', program], {
      cwd: join(import.meta.dirname, '../..'),
    });
    let acknowledged = 0;
    child.stdout.on('data', (chunk: Buffer) => {
      acknowledged = Number(chunk.toString('utf8').trim().split('\n').at(-1));
      if (acknowledged >= 200) child.kill('SIGKILL');
    });
    await new Promise((resolve) => {
      child.on('close', resolve);
    });
    const { numbers } = open(folder);
    expect(acknowledged).toBeGreaterThanOrEqual(200);
    expect(numbers.length).toBeGreaterThanOrEqual(acknowledged);
    expect(numbers).toEqual(numbers.map((_, index) => index + 1));
  });
});
