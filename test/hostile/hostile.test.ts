import { describe, expect, test } from 'vitest';
import { readDocument } from '../../lib/documents/read-document.ts';
import type { HostileFile } from './hostile-file.ts';
import { hostileP7m } from './hostile-p7m.ts';
import { hostilePdf } from './hostile-pdf.ts';
import { hostileXml } from './hostile-xml.ts';
import { honestTwin } from './honest-twin.ts';

// A hostile file may cost at most 100 ms more than an honest file of its kind and size. What is measured is the
// processor time of this thread (process.threadCpuUsage), which other work on the machine does not change, and of
// three runs the quickest, which leaves out the compiler and the garbage of the runs before.
const milliseconds = 100;
const runs = 3;

/** The quickest run in milliseconds. */
async function cost(bytes: Uint8Array): Promise<number> {
  let quickest = Number.POSITIVE_INFINITY;
  for (let run = 0; run < runs; run += 1) {
    const start = process.threadCpuUsage();
    await readDocument(bytes);
    const { user, system } = process.threadCpuUsage(start);
    quickest = Math.min(quickest, (user + system) / 1000);
  }
  return quickest;
}

const honestCosts = new Map<string, Promise<number>>();

/** Measured once for each kind and step of size: a tenth of a megabyte, or a whole one for long files. */
function honestCost(kind: HostileFile['kind'], size: number): Promise<number> {
  const step = size < 1_000_000 ? 100_000 : 1_000_000;
  const rounded = Math.floor(size / step) * step;
  const key = `${kind} ${rounded}`;
  const known = honestCosts.get(key) ?? costOfHonest(honestTwin(kind, rounded));
  honestCosts.set(key, known);
  return known;
}

async function costOfHonest(bytes: Uint8Array): Promise<number> {
  expect(await readDocument(bytes)).toMatchObject({ readable: true });
  return cost(bytes);
}

describe.each([
  ['XML', hostileXml],
  ['PDF', hostilePdf],
  ['signed envelope', hostileP7m],
])(
  'A hostile %s costs hardly more than an honest one of its size and is answered with its code',
  (_kind, files) => {
    test.for(files)('$name', { timeout: 60_000 }, async ({ kind, bytes, answer }) => {
      const file = bytes();
      const reading = await readDocument(file);
      expect(reading.readable ? 'read' : reading.findings[0].code).toBe(answer);
      expect(await cost(file)).toBeLessThan((await honestCost(kind, file.length)) + milliseconds);
    });
  },
);
