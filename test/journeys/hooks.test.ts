import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, onTestFinished, test, vi } from 'vitest';
import { hooksCommand } from '../../cli/commands/hooks.ts';
import { secretFingerprint } from '../../sandbox/psb/webhook-log.ts';
import { eventually, root, startTestStack } from './test-stack.ts';

const { stack, psb, dataFolder, webhook, signedWebhook } = await startTestStack();
const file = join(root, 'sandbox/hooks.yml');
const secretsFile = join(dataFolder, 'secrets/psb-webhook.json');
let printed = '';

beforeEach(() => {
  printed = '';
  vi.spyOn(process.stdout, 'write').mockImplementation((text) => ((printed += String(text)), true));
  for (const name of ['PSB_URL', 'PSB_IDENTITY_URL', 'PUBLIC_URL', 'SECRETS'])
    vi.stubEnv(name, stack.environment[name]);
});
afterEach(() => {
  vi.restoreAllMocks();
  vi.unstubAllEnvs();
  process.exitCode = undefined;
});

async function acquit(...words: string[]): Promise<{ out: string; code: typeof process.exitCode }> {
  printed = '';
  process.exitCode = undefined;
  await hooksCommand().parseAsync(words, { from: 'user' });
  return { out: printed, code: process.exitCode ?? 0 };
}

const stored = () => JSON.parse(readFileSync(secretsFile, 'utf8')).secrets;
const putsAtPsb = () => psb.requests.filter(({ method, path }) => method === 'PUT' && path.endsWith('/hook'));
/** The secret that PSB signs with now, without saying it. */
const fingerprint = () => {
  const action = psb.hooks().find(({ id }) => id === 'acquit')?.action ?? '';
  return secretFingerprint(action.split('#')[1] ?? '');
};

test('Hooks synced twice are as the file says after the first time, and nothing changes the second time.', async () => {
  expect((await acquit('plan', '--file', file)).code).toBe(1);
  expect((await acquit('sync', '--file', file)).code).toBe(0);
  const [puts, secrets, hooks] = [putsAtPsb().length, stored(), psb.hooks()];
  expect(puts).toBe(2);
  expect((await acquit('plan', '--file', file)).code).toBe(0);
  expect((await acquit('sync', '--file', file)).out).toBe('Nothing to change.\n');
  expect([putsAtPsb().length, stored(), psb.hooks()]).toEqual([puts, secrets, hooks]);
});

test('A secret rotated in the middle of a thousand webhooks has none refused, with strangers at the door.', {
  timeout: 120_000,
}, async () => {
  const before = psb.webhooks.length;
  const sent = () => psb.webhooks.slice(before);
  let announced = 0;
  /** So many more webhooks, eight on their way at a time; resolves when no more than twenty wait for theirs. */
  async function announce(count: number): Promise<void> {
    for (let one = 0; one < count; one += 1) psb.deliver({ topic: 'OrderReceived' });
    announced += count;
    await eventually(async () => psb.undelivered() <= 20, 'PSB has told nearly all', 60);
  }
  /** A stranger keeps every function looking for a key that does not exist. */
  const over = new AbortController();
  onTestFinished(() => over.abort());
  const stranger = (async () => {
    const answers = new Set<number>();
    while (!over.signal.aborted) {
      const { status } = await webhook('{"topic":"Stranger"}', {
        'x-econnect-signature': `sha256=${'0'.repeat(64)}`,
      });
      answers.add(status);
      await new Promise((resolve) => setTimeout(resolve, 20));
    }
    return answers;
  })();

  const former = fingerprint();
  await announce(300); // the function is warm and has the former keys, for five minutes
  const synced = new AbortController();
  const rotation = acquit('sync', '--file', file, '--rotate').finally(() => synced.abort());
  while (!synced.signal.aborted && announced < 800) {
    await announce(20);
    await new Promise((resolve) => setTimeout(resolve, 60));
  }
  expect(await rotation).toEqual({ out: 'environment/acquit: updated (secret)\n', code: 0 });
  await announce(1000 - announced);
  await eventually(async () => psb.undelivered() === 0, 'PSB has told all');
  over.abort();

  const current = fingerprint();
  expect(current).not.toBe(former);
  // One attempt each, so every one was answered 200 at the first.
  const toUs = sent().filter(({ hookId }) => hookId === 'acquit');
  expect(toUs).toHaveLength(1000);
  expect(new Set(toUs.map(({ status }) => status))).toEqual(new Set([200]));
  const signedWith = (one: string) => toUs.filter(({ secretFingerprint: signed }) => signed === one).length;
  expect(signedWith(former) + signedWith(current)).toBe(1000);
  expect(signedWith(former)).toBeGreaterThan(300);
  expect(signedWith(current)).toBeGreaterThan(100);
  expect(await stranger).toEqual(new Set([401]));
});

test('The former secret serves until its overlap ends, is refused from that moment on, and leaves with the next sync.', async () => {
  const body = JSON.stringify({ topic: 'Ping', sentOn: new Date().toISOString() });
  expect((await signedWebhook(body)).status).toBe(200);
  const over = stored().map((one: { until?: string }) =>
    one.until === undefined ? one : { ...one, until: new Date().toISOString() },
  );
  expect(over).not.toEqual(stored());
  writeFileSync(secretsFile, JSON.stringify({ secrets: over }));
  // A stranger has the function look into the store again.
  await eventually(async () => {
    await webhook(body, { 'x-econnect-signature': `sha256=${'0'.repeat(64)}` });
    return (await signedWebhook(body)).status === 401;
  }, 'the former secret is refused');
  const { out } = await acquit('sync', '--file', file);
  expect(out).toBe('Nothing to change.\n');
  expect(stored()).toHaveLength(over.length - 1);
});
