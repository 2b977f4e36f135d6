import { mkdirSync, mkdtempSync, rmSync } from 'node:fs';
import { join } from 'node:path';
import { randomUUID } from 'node:crypto';
import { sandboxDirectory } from '../cli/sandbox-directory.ts';
import { startStack } from '../sandbox/start-stack.ts';
import { root } from './root.ts';
import { signedEvent } from './webhook-event.ts';

/**
 * A process of its own: `node bench/run-acknowledgements.ts SENDERS COUNT` posts so many signed webhooks, of so many
 * senders at once, to the embedded stack and prints seconds and the slowest answers as JSON. Every one must be
 * answered 200 at its first attempt.
 */
const senders = Number(process.argv[2]);
const count = Number(process.argv[3]);
mkdirSync(join(root, '.acquit'), { recursive: true });
const dataFolder = mkdtempSync(join(root, '.acquit/bench-'));
const stack = await startStack({ root, dataFolder, directory: sandboxDirectory(root) });
try {
  const [secret = ''] = stack.secrets['psb-webhook'].secrets;
  await post(secret); // the function is warm and connected
  const milliseconds: number[] = [];
  let left = count;
  const start = performance.now();
  const work = async () => {
    while (left > 0) {
      left -= 1;
      const before = performance.now();
      await post(secret);
      milliseconds.push(performance.now() - before);
    }
  };
  await Promise.all(Array.from({ length: senders }, work));
  const seconds = (performance.now() - start) / 1000;
  milliseconds.sort((a, b) => a - b);
  const p99 = milliseconds[Math.floor(milliseconds.length * 0.99)] ?? 0;
  process.stdout.write(JSON.stringify({ senders, count, seconds, p99 }));
} finally {
  await stack.stop();
  rmSync(dataFolder, { recursive: true, force: true });
}

/** A topic that is recorded and no more, so that the workers behind the queue have little to do meanwhile. */
async function post(secret: string): Promise<void> {
  const { body, signature } = signedEvent(secret, randomUUID(), 'OrderReceived');
  const answer = await fetch(`${stack.host.url}/psb/webhook`, {
    method: 'POST',
    body: new Uint8Array(body),
    headers: { 'content-type': 'application/json', 'x-econnect-signature': signature },
  });
  await answer.arrayBuffer();
  if (answer.status !== 200) throw new Error(`A webhook was answered ${answer.status}`);
}
