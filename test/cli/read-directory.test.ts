import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, onTestFinished, test } from 'vitest';
import { readDirectory } from '../../cli/read-directory.ts';

test('a directory from a Windows code page is refused, because its names would reach the bank garbled', () => {
  const folder = mkdtempSync(join(tmpdir(), 'acquit-directory-'));
  onTestFinished(() => rmSync(folder, { recursive: true }));
  const file = join(folder, 'suppliers.csv');
  const text =
    'organisation,number,site,name,identifiers,ibans\nACME,1,A,M\u00FCller,0106:1,NL91ABNA0417164300\n';
  writeFileSync(file, Buffer.from(text, 'latin1'));
  expect(() => readDirectory(file)).toThrow(/is not UTF-8/);
  writeFileSync(file, text, 'utf8');
  expect(readDirectory(file).suppliers[0]?.name).toBe('M\u00FCller');
});
