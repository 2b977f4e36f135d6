import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import {
  GetSecretValueCommand,
  InternalServiceError,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { mockClient } from 'aws-sdk-client-mock';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createSecretReader } from '../../lib/config/create-secret-reader.ts';

let folder: string;
let time: number;
const now = () => time;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'acquit-secrets-'));
  time = Date.parse('2026-11-20T10:00:00Z');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const put = (name: string, content: string) => writeFileSync(join(folder, `${name}.json`), content);
const erp = (clientSecret: string) => JSON.stringify({ clientId: 'acquit', clientSecret });
const minutes = (count: number) => count * 60_000;

describe('a secret', () => {
  test('is kept for five minutes and then read anew, so that a rotated one comes into use', async () => {
    const read = createSecretReader(`file:${folder}`, now);
    put('erp', erp('old'));
    const first = await read('erp');
    put('erp', erp('new'));
    time += minutes(5) - 1;
    expect(await read('erp')).toBe(first);
    time += 1;
    expect(await read('erp')).toEqual({ clientId: 'acquit', clientSecret: 'new' });
  });

  test('is fetched once for all who ask at the same time', async () => {
    put('erp', erp('one'));
    const read = createSecretReader(`file:${folder}`, now);
    const [first, second] = await Promise.all([read('erp'), read('erp')]);
    expect(first).toBe(second);
  });

  test('is read anew for who wants it younger, once for all who want that', async () => {
    const read = createSecretReader(`file:${folder}`, now);
    put('erp', erp('old'));
    await read('erp');
    put('erp', erp('new'));
    time += 999;
    expect(await read('erp', 1000)).toMatchObject({ clientSecret: 'old' });
    time += 1;
    const [first, second] = await Promise.all([read('erp', 1000), read('erp', 1000)]);
    expect(first).toMatchObject({ clientSecret: 'new' });
    expect(second).toBe(first);
    expect(await read('erp')).toBe(first);
  });

  test('that cannot be read anew goes on as it was for who is content with that', async () => {
    const read = createSecretReader(`file:${folder}`, now);
    put('erp', erp('old'));
    await read('erp');
    put('erp', 'damaged');
    time += 2000;
    await expect(read('erp', 1000)).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
    expect(await read('erp')).toMatchObject({ clientSecret: 'old' });
  });

  test('that could not be read is asked for again, not remembered as a failure', async () => {
    const read = createSecretReader(`file:${folder}`, now);
    await expect(read('erp')).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
    put('erp', erp('there now'));
    expect(await read('erp')).toMatchObject({ clientSecret: 'there now' });
  });

  test.each([
    ['that is no JSON', 'mellon'],
    ['that lacks a field', '{"clientId":"mellon"}'],
    ['with an empty field', '{"clientId":"mellon","clientSecret":""}'],
    ['of another shape', '["mellon"]'],
  ])('%s is refused by its name and never quoted', async (_what, content) => {
    put('erp', content);
    const error: unknown = await createSecretReader(
      `file:${folder}`,
      now,
    )('erp').catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'CONFIGURATION_INVALID', message: expect.stringContaining('"erp"') });
    const told = error instanceof Error ? `${error.message} ${String(error.cause)} ${error.stack}` : '';
    expect(told).not.toContain('mellon');
  });

  test.each([
    [{}, true],
    [{ username: 'anna', password: 'p' }, true],
    [{ username: 'anna' }, false],
    [{ password: 'p' }, false],
    [{ username: '', password: '' }, false],
  ])('of PSB takes a user with name and password or none at all: %j is %s', async (user, isTaken) => {
    put('psb', JSON.stringify({ clientId: 'acquit', clientSecret: 's', ...user }));
    const outcome = await createSecretReader(
      `file:${folder}`,
      now,
    )('psb').then(
      () => true,
      () => false,
    );
    expect(outcome).toBe(isTaken);
  });

  test('of the webhook that is too short to protect anything is refused', async () => {
    put('psb-webhook', JSON.stringify({ secrets: ['short'] }));
    await expect(createSecretReader(`file:${folder}`, now)('psb-webhook')).rejects.toMatchObject({
      code: 'CONFIGURATION_INVALID',
    });
  });
});

describe('a secret in AWS Secrets Manager', () => {
  const manager = mockClient(SecretsManagerClient);
  beforeEach(() => {
    manager.reset();
    process.env['AWS_REGION'] = 'eu-central-1';
  });

  test('is asked for under the prefix of its stage', async () => {
    manager
      .on(GetSecretValueCommand, { SecretId: 'acquit/acceptance/erp' })
      .resolves({ SecretString: erp('aws') });
    expect(await createSecretReader('acquit/acceptance/', now)('erp')).toMatchObject({ clientSecret: 'aws' });
  });

  test('that nobody put there, or that is empty, is a fault of the configuration', async () => {
    manager
      .on(GetSecretValueCommand)
      .rejectsOnce(new ResourceNotFoundException({ message: 'none', $metadata: {} }))
      .resolves({});
    const read = createSecretReader('acquit/acceptance/', now);
    await expect(read('erp')).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
    await expect(read('erp')).rejects.toMatchObject({ code: 'CONFIGURATION_INVALID' });
  });

  test('that AWS cannot give now is asked for again at the next call', async () => {
    manager
      .on(GetSecretValueCommand)
      .rejectsOnce(new InternalServiceError({ message: 'away', $metadata: {} }))
      .resolves({ SecretString: erp('aws') });
    const read = createSecretReader('acquit/acceptance/', now);
    await expect(read('erp')).rejects.toBeInstanceOf(InternalServiceError);
    expect(await read('erp')).toMatchObject({ clientSecret: 'aws' });
  });
});
