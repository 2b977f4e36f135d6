import { mkdtempSync, readdirSync, rmSync, statSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  InternalServiceError,
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSecretReader } from '../../lib/config/create-secret-reader.ts';
import { createSecretWriter } from '../../lib/config/write-secret.ts';

const document = {
  secrets: ['a secret of sixteen', { value: 'another of sixteen', hook: 'environment/acquit' }],
};

describe('a secret that is written to a folder', () => {
  let folder: string;
  beforeEach(() => {
    folder = mkdtempSync(join(tmpdir(), 'acquit-secrets-'));
  });
  afterEach(() => rmSync(folder, { recursive: true, force: true }));

  test('is what is read from there next, for this user alone, and leaves no draft', async () => {
    writeFileSync(join(folder, 'psb-webhook.json'), '{"secrets":["the one before this"]}', { mode: 0o644 });
    await createSecretWriter(`file:${folder}`)('psb-webhook', document);
    expect(await createSecretReader(`file:${folder}`, () => 0)('psb-webhook')).toEqual(document);
    expect(readdirSync(folder)).toEqual(['psb-webhook.json']);
    expect(statSync(join(folder, 'psb-webhook.json')).mode & 0o777).toBe(0o600);
  });

  test('is never half there for who reads at the same time', async () => {
    const write = createSecretWriter(`file:${folder}`);
    const large = { secrets: Array.from({ length: 2000 }, (_, index) => `a secret of sixteen ${index}`) };
    await write('psb-webhook', document);
    const over = new AbortController();
    const reading = (async () => {
      const seen = new Set<number>();
      while (!over.signal.aborted) {
        const { secrets } = await createSecretReader(`file:${folder}`, () => 0)('psb-webhook');
        seen.add(secrets.length);
      }
      return seen;
    })();
    for (let time = 0; time < 20; time += 1) await write('psb-webhook', time % 2 === 0 ? large : document);
    over.abort();
    for (const length of await reading) expect([2, 2000]).toContain(length);
  });

  test('that cannot be written is a fault of the configuration that quotes nothing', async () => {
    const failed = createSecretWriter(`file:${join(folder, 'nowhere')}`)('psb-webhook', document);
    await expect(failed).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: 'The secret "psb-webhook" cannot be written.',
    });
  });
});

describe('a secret that is written to AWS Secrets Manager', () => {
  const manager = mockClient(SecretsManagerClient);
  beforeEach(() => {
    manager.reset();
    process.env['AWS_REGION'] = 'eu-central-1';
  });

  test('is a new version of the one that exists', async () => {
    manager.on(PutSecretValueCommand).resolves({});
    await createSecretWriter('acquit/acceptance/')('psb-webhook', document);
    expect(manager.commandCalls(PutSecretValueCommand).map(({ args }) => args[0].input)).toEqual([
      { SecretId: 'acquit/acceptance/psb-webhook', SecretString: JSON.stringify(document) },
    ]);
  });

  test('that does not exist has to be created first', async () => {
    manager
      .on(PutSecretValueCommand)
      .rejects(new ResourceNotFoundException({ message: 'none', $metadata: {} }));
    await expect(createSecretWriter('acquit/')('psb-webhook', document)).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
      message: expect.stringContaining('no secret "acquit/psb-webhook" yet'),
    });
  });

  test('that AWS cannot take now fails as AWS says', async () => {
    manager.on(PutSecretValueCommand).rejects(new InternalServiceError({ message: 'away', $metadata: {} }));
    await expect(createSecretWriter('acquit/')('psb-webhook', document)).rejects.toThrow('away');
  });
});
