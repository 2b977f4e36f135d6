import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { finished } from 'node:stream/promises';
import type { Worker } from 'node:worker_threads';
import { authoriseAsPsu } from '../cli/run/authorise-as-psu.ts';
import { followToRest } from '../cli/run/follow.ts';
import { sandboxDirectory } from '../cli/sandbox-directory.ts';
import { normalisePartyId } from '../lib/identifiers/party-id.ts';
import { uuidV5 } from '../lib/identifiers/uuid-v5.ts';
import { type Stack, startStack } from '../sandbox/start-stack.ts';
import { root } from './root.ts';

/**
 * A process of its own per count, so that every peak is one run's: `node --expose-gc bench/run-stack.ts COUNT`
 * sends so many of our samples, each under a number of its own, through the embedded stack until all rest, and
 * prints seconds and memory in bytes as JSON.
 */
const count = Number(process.argv[2]);
const functions: Worker[] = [];
process.on('worker', (worker) => functions.push(worker));
mkdirSync(join(root, '.acquit'), { recursive: true });
const dataFolder = mkdtempSync(join(root, '.acquit/bench-'));
const stack = await startStack({ root, dataFolder, directory: sandboxDirectory(root) });
try {
  const start = performance.now();
  const { rows, atRest } = await journey(stack, invoices(count));
  const seconds = (performance.now() - start) / 1000;
  if (!atRest) throw new Error('Not every invoice came to rest');
  const paid = rows.filter(({ status }) => status === 'PAID').length;
  const peakBytes = process.resourceUsage().maxRSS * 1024;
  globalThis.gc?.();
  process.stdout.write(
    JSON.stringify({
      count,
      paid,
      seconds,
      peakBytes,
      functionBytes: await heldBy(functions),
      sandboxBytes: process.memoryUsage().heapUsed,
      databasePeakBytes: peakOfProcess(Number(readFileSync(join(dataFolder, 'dynamodb.pid'), 'utf8'))),
    }),
  );
} finally {
  await stack.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}

function invoices(wanted: number): Buffer[] {
  const folder = join(root, 'events/invoices');
  const samples = readdirSync(folder).filter((name) => name.endsWith('.xml'));
  return Array.from({ length: wanted }, (_, index) => {
    const name = samples[index % samples.length] ?? '';
    // The first ID is the number of the invoice (BT-1); a second invoice of one number would be held.
    return Buffer.from(readFileSync(join(folder, name), 'utf8').replace(/(<cbc:ID>[^<]*)/, `$1-${index}`));
  });
}

async function journey({ peers, payables, ...rest }: Stack, documents: readonly Buffer[]) {
  const { psb } = peers;
  if (psb === undefined) throw new Error('The bench needs the sandbox PSB');
  const put = await Promise.all(
    documents.map(async (bytes, index) => {
      const party = psb.partyOf(bytes);
      const documentId = uuidV5('bench document', String(index));
      await psb.receiveDocument({ party, bytes, documentId, fileName: `${index}.xml` });
      return { party: normalisePartyId(party), documentId, file: `${index}.xml` };
    }),
  );
  const started = new Set<string>();
  return followToRest(put, payables, {
    onChange: () => undefined,
    stop: AbortSignal.timeout(300_000),
    waitsForPerson: () => false,
    async onMoving(payable) {
      if (payable.status !== 'PAYMENT_BUILT' || started.has(payable.documentId)) return;
      started.add(payable.documentId);
      await authoriseAsPsu({ peers, payables, ...rest }, payable);
    },
  });
}

/**
 * What the threads of the functions still have in use after a full collection. The resident size cannot tell: V8
 * takes memory as long as there is some, and collects late.
 */
async function heldBy(threads: readonly Worker[]): Promise<number> {
  let held = 0;
  for (const thread of threads) {
    // The only way from outside to make a thread collect: a snapshot begins with it.
    await finished((await thread.getHeapSnapshot()).resume());
    held += (await thread.getHeapStatistics()).used_heap_size;
  }
  return held;
}

/** The most memory that a process had; 0 where the system does not tell (only Linux does, in this way). */
function peakOfProcess(pid: number): number {
  try {
    const kilobytes = /^VmHWM:\s*(\d+) kB/m.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1];
    return Number(kilobytes ?? 0) * 1024;
  } catch {
    return 0;
  }
}
