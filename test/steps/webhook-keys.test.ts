import { GetSecretValueCommand, SecretsManagerClient } from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { beforeEach, describe, expect, onTestFinished, test } from 'vitest';
import { createSecretReader } from '../../lib/config/create-secret-reader.ts';
import type { WebhookSecrets } from '../../lib/config/webhook-secrets.ts';
import { verifyWebhookSignature } from '../../lib/psb/webhook-signature.ts';
import { connectWebhookKeys } from '../../lib/steps/connect/webhook-keys.ts';
import { signWebhook } from '../../sandbox/psb/sign-webhook.ts';

const body = Buffer.from('{"topic":"InvoiceReceived"}');
const former = 'the former secret';
const current = 'the current secret';

/** A keyring over a real secret reader on a folder, with its clock. */
function startKeyring(...secrets: WebhookSecrets['secrets']) {
  const folder = mkdtempSync(join(tmpdir(), 'acquit-keys-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  const store = (document: unknown) =>
    writeFileSync(join(folder, 'psb-webhook.json'), JSON.stringify(document));
  store({ secrets });
  const clock = { ms: Date.parse('2026-11-20T10:00:00Z') };
  const keyring = connectWebhookKeys(
    createSecretReader(`file:${folder}`, () => clock.ms),
    () => clock.ms,
  );
  const accepts = async (secret: string, keys = keyring.keys()) =>
    verifyWebhookSignature(body, signWebhook(body, secret), await keys);
  return { store, clock, keyring, accepts };
}

describe('the keys of a warm function', () => {
  test('are the very same objects from one webhook to the next', async () => {
    const { keyring } = startKeyring(former);
    const [first] = await keyring.keys();
    const [second] = await keyring.keys();
    expect(second).toBe(first);
  });

  test('lose a secret the moment its overlap is over, without a look into the store', async () => {
    const until = '2026-11-20T10:00:01.000Z';
    const { store, clock, accepts } = startKeyring({ value: former, until }, current);
    expect([await accepts(former), await accepts(current)]).toEqual([true, true]);
    store('damaged');
    clock.ms += 999;
    expect([await accepts(former), await accepts(current)]).toEqual([true, true]);
    clock.ms += 1;
    expect([await accepts(former), await accepts(current)]).toEqual([false, true]);
  });

  test('have a secret that was stored two seconds before its first webhook, whatever strangers did meanwhile', async () => {
    const { store, clock, keyring, accepts } = startKeyring(former);
    await keyring.keys();
    // A stranger asks at any moment around the store, so that the next look comes as late as it can.
    for (const before of [0, 1, 500, 999, 1000, 1001]) {
      clock.ms += 60_000;
      store({ secrets: [former] });
      await keyring.freshKeys();
      clock.ms += before;
      store({ secrets: [former, current] });
      for (let time = 0; time < 2000; time += 100) {
        await keyring.freshKeys();
        clock.ms += 100;
      }
      expect(await accepts(current, keyring.freshKeys())).toBe(true);
      expect(await accepts(former)).toBe(true);
    }
  });
});

describe('a flood of strangers', () => {
  const manager = mockClient(SecretsManagerClient);
  beforeEach(() => {
    manager.reset();
    process.env['AWS_REGION'] = 'eu-central-1';
  });

  /** At which milliseconds the store is read while a thousand strangers come within ten seconds. */
  async function flood(answer: () => Promise<{ SecretString: string }>) {
    const clock = { ms: 0 };
    const readAt: number[] = [];
    manager.on(GetSecretValueCommand).callsFake(async () => {
      readAt.push(clock.ms);
      return answer();
    });
    const now = () => clock.ms;
    const keyring = connectWebhookKeys(createSecretReader('acquit/', now), now);
    const outcomes = new Set<string>();
    for (let stranger = 0; stranger < 1000; stranger += 1) {
      const looked = [keyring.freshKeys(), keyring.freshKeys()];
      for (const { status } of await Promise.allSettled(looked)) outcomes.add(status);
      clock.ms += 10;
    }
    return { readAt, outcomes: [...outcomes] };
  }
  const everySecond = [0, 1000, 2000, 3000, 4000, 5000, 6000, 7000, 8000, 9000];

  test('has the store read once a second and no more', async () => {
    const SecretString = JSON.stringify({ secrets: [current] });
    const { readAt, outcomes } = await flood(async () => ({ SecretString }));
    expect(readAt).toEqual(everySecond);
    expect(outcomes).toEqual(['fulfilled']);
  });

  test('has a store that fails asked once a second and no more', async () => {
    const { readAt, outcomes } = await flood(async () => Promise.reject(new Error('throttled')));
    expect(readAt).toEqual(everySecond);
    expect(outcomes).toEqual(['rejected']);
  });

  test('does not hide a new secret behind a reading that hangs since before it was stored', async () => {
    const clock = { ms: 0 };
    const now = () => clock.ms;
    manager
      .on(GetSecretValueCommand)
      .resolvesOnce({ SecretString: JSON.stringify({ secrets: [former] }) })
      .callsFakeOnce(() => new Promise(() => undefined))
      .resolves({ SecretString: JSON.stringify({ secrets: [former, current] }) });
    const keyring = connectWebhookKeys(createSecretReader('acquit/', now), now);
    await keyring.keys();
    clock.ms += 60_000;
    void keyring.freshKeys();
    clock.ms += 2000;
    expect(await keyring.freshKeys()).toHaveLength(2);
    expect(await keyring.keys()).toHaveLength(2);
  });
});
