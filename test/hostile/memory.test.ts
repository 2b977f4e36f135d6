import { execFileSync } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { expect, test } from 'vitest';
import { honestTwin } from './honest-twin.ts';
import { hostileP7m } from './hostile-p7m.ts';
import { hostilePdf } from './hostile-pdf.ts';
import { hostileXml } from './hostile-xml.ts';

// Hostile files may take at most 100 MB more than honest files of their kind and sizes. What is measured is the peak
// of resident memory of a whole process (maxRSS), which sees the heap, buffers and zlib alike: one process reads the
// hostile files of a kind, another their honest twins. Short and long files are measured apart, so that what a long
// one needs does not hide what a short one takes.
const script = fileURLToPath(new URL('./print-peak-memory.ts', import.meta.url));
const megabytes = 100;
const long = 1_000_000;

function peak(files: readonly Uint8Array[], folder: string): number {
  mkdirSync(folder);
  for (const [index, file] of files.entries()) writeFileSync(join(folder, String(index)), file);
  return Number(execFileSync(process.execPath, [script, folder], { encoding: 'utf8' })) / 1024;
}

test.each([
  ['short XML files', 'xml', hostileXml, (size: number) => size < long],
  ['long XML files', 'xml', hostileXml, (size: number) => size >= long],
  ['short PDFs', 'pdf', hostilePdf, (size: number) => size < long],
  ['long PDFs', 'pdf', hostilePdf, (size: number) => size >= long],
  ['short signed envelopes', 'p7m', hostileP7m, (size: number) => size < long],
  ['long signed envelopes', 'p7m', hostileP7m, (size: number) => size >= long],
] as const)(
  'Hostile %s take hardly more memory than honest ones.',
  { timeout: 60_000 },
  (_name, kind, files, isMeant) => {
    const hostile = files.map(({ bytes }) => bytes()).filter(({ length }) => isMeant(length));
    const honest = hostile.map(({ length }) => honestTwin(kind, length));
    const folder = mkdtempSync(join(tmpdir(), 'acquit-hostile-'));
    try {
      const honestPeak = peak(honest, join(folder, 'honest'));
      expect(peak(hostile, join(folder, 'hostile'))).toBeLessThan(honestPeak + megabytes);
    } finally {
      rmSync(folder, { recursive: true });
    }
  },
);
