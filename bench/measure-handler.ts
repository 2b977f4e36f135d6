import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, mkdtempSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath, pathToFileURL } from 'node:url';
import type { Metafile } from 'esbuild';
import { compareSpeed } from './compare-speed.ts';
import { loadTimes } from './load-times.ts';
import { informative, kilobytes, milliseconds, type Result, times } from './result.ts';
import { root } from './root.ts';
import { signedEvent } from './webhook-event.ts';

const secret = 'a secret of the bench, not of anybody';

/**
 * What the webhook function costs as a whole: warm, its handler against one that only sends the message, and that
 * against a call signed by hand, all to a queue on this machine; cold, its loading and size against the same two
 * and an empty one. PSB keeps one request in flight per environment hook, so this is the throughput (psb.md 1.4).
 */
export async function measureHandler(): Promise<Result[]> {
  const folder = mkdtempSync(join(tmpdir(), 'acquit-bench-'));
  const queue = spawn(process.execPath, [fileURLToPath(new URL('./queue-server.ts', import.meta.url))]);
  try {
    const [ours, sdk, byHand] = await bundles(folder);
    Object.assign(process.env, await environment(folder, queue));
    return [...(await warm(ours, sdk, byHand)), ...cold(folder, ours, sdk, byHand)];
  } finally {
    queue.kill();
    rmSync(folder, { recursive: true });
  }
}

async function bundles(folder: string): Promise<[string, string, string]> {
  const script = join(root, 'scripts/build.mjs');
  // By a computed name: the script is plain JavaScript, of which the type check knows nothing.
  const { bundle } = (await import(script)) as {
    bundle: (file: string, outdir: string) => Promise<Metafile>; // what the script says of itself
  };
  const build = async (file: string, name: string): Promise<string> => {
    await bundle(join(root, file), join(folder, name));
    return join(folder, name, 'index.js');
  };
  writeFileSync(join(folder, 'package.json'), '{"type":"module"}\n');
  return Promise.all([
    build('functions/receive-psb-webhook.ts', 'ours'),
    build('bench/handlers/only-send.ts', 'sdk'),
    build('bench/handlers/signed-call.ts', 'by-hand'),
  ]);
}

async function environment(folder: string, queue: ChildProcess): Promise<Record<string, string>> {
  const [port]: unknown[] = await once(queue.stdout ?? queue, 'data');
  const secrets = join(folder, 'secrets');
  mkdirSync(secrets);
  writeFileSync(join(secrets, 'psb-webhook.json'), JSON.stringify({ secrets: [secret] }));
  return {
    SQS_ENDPOINT: `http://127.0.0.1:${String(port)}`,
    DOCUMENTS_QUEUE_URL: `http://127.0.0.1:${String(port)}/000000000000/DocumentsQueue`,
    WEBHOOK_WINDOW_SECONDS: '300',
    SECRETS: `file:${secrets}`,
    // Invocations are logged as on Lambda; the terminal is no part of the measurement.
    POWERTOOLS_LOG_LEVEL: 'SILENT',
  };
}

type Handler = (event: unknown, context: unknown) => Promise<{ statusCode: number }>;

async function handlerOf(file: string): Promise<() => Promise<unknown>> {
  const { handler } = (await import(pathToFileURL(file).href)) as { handler: Handler }; // a bundle of ours
  const { body, signature } = signedEvent(secret);
  const event = {
    body: body.toString('utf8'),
    isBase64Encoded: false,
    headers: { 'x-econnect-signature': signature },
    rawPath: '/psb/webhook',
    requestContext: { http: { method: 'POST' } },
  };
  const context = { functionName: 'bench', awsRequestId: 'bench', getRemainingTimeInMillis: () => 10_000 };
  const { statusCode } = await handler(event, context);
  if (statusCode !== 200) throw new Error(`${file} answered ${statusCode}`);
  return () => handler(event, context);
}

async function warm(ours: string, sdk: string, byHand: string): Promise<Result[]> {
  const [receive, send, call] = await Promise.all([ours, sdk, byHand].map(handlerOf));
  if (receive === undefined || send === undefined || call === undefined)
    throw new TypeError('three handlers');
  return [
    await line('receivePsbWebhook, the whole handler ÷ one that only sends the message', receive, send),
    await line('sending by the AWS SDK ÷ a call signed by hand', send, call),
  ];
}

async function line(name: string, subject: () => unknown, baseline: () => unknown): Promise<Result> {
  const compared = await compareSpeed(subject, baseline);
  return {
    name,
    measured: `${times(compared.ratio)} (${compared.subject.toFixed(0)} ÷ ${compared.baseline.toFixed(0)} µs)`,
    ...informative,
    figures: {
      ratio: compared.ratio,
      subjectMicroseconds: compared.subject,
      baselineMicroseconds: compared.baseline,
    },
  };
}

function cold(folder: string, ours: string, sdk: string, byHand: string): Result[] {
  const empty = join(folder, 'empty.mjs');
  writeFileSync(empty, 'export const handler = async () => undefined;\n');
  // Deployed: no endpoint of an emulator, and a client for the secrets.
  const environmentOf = {
    AWS_REGION: 'eu-central-1',
    SECRETS: '/acquit/bench/',
    DOCUMENTS_QUEUE_URL: 'https://sqs.eu-central-1.amazonaws.com/1/DocumentsQueue',
    WEBHOOK_WINDOW_SECONDS: '300',
  };
  const files = [empty, ours, sdk, byHand].map((file) => ({ file, environment: environmentOf }));
  const [none = 0, own = 0, only = 0, hand = 0] = loadTimes(files).map(({ median }) => median);
  const size = (file: string) => kilobytes(statSync(file).size);
  const above = (value: number) => milliseconds(value - none);
  return [
    {
      name: 'module load above an empty function: receivePsbWebhook, the SDK alone, a call signed by hand',
      measured: `${above(own)} (${size(ours)}), ${above(only)} (${size(sdk)}), ${above(hand)} (${size(byHand)})`,
      ...informative,
      figures: {
        emptyMilliseconds: none,
        oursMilliseconds: own - none,
        sdkMilliseconds: only - none,
        byHandMilliseconds: hand - none,
        oursBytes: statSync(ours).size,
        sdkBytes: statSync(sdk).size,
        byHandBytes: statSync(byHand).size,
      },
    },
  ];
}
