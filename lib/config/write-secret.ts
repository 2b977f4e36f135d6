import {
  PutSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { randomUUID } from 'node:crypto';
import { rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AcquitError } from '../findings/acquit-error.ts';
import type { Secret, SecretName } from './secrets.ts';

export type SecretWriter = <Name extends SecretName>(name: Name, secret: Secret<Name>) => Promise<void>;

/**
 * Puts a new version of a secret where createSecretReader finds it: of a secret that exists in AWS Secrets Manager,
 * or a file that only this user may read. Readers see the old one or the new one, nothing between. Throws
 * CONFIGURATION_INVALID when it cannot be written, never with a value.
 */
export const createSecretWriter = (source: string): SecretWriter =>
  source.startsWith('file:') ? toFolder(source.slice(5)) : toSecretsManager(source);

const toFolder =
  (folder: string): SecretWriter =>
  async (name, secret) => {
    const file = join(folder, `${name}.json`);
    const draft = `${file}.${randomUUID()}`;
    try {
      await writeFile(draft, JSON.stringify(secret), { mode: 0o600, flush: true });
      await rename(draft, file);
    } catch (cause) {
      await rm(draft, { force: true });
      throw new AcquitError('CONFIGURATION_INVALID', `The secret "${name}" cannot be written.`, { cause });
    }
  };

function toSecretsManager(prefix: string): SecretWriter {
  const client = new SecretsManagerClient({});
  return async (name, secret) => {
    const SecretId = `${prefix}${name}`;
    await client
      .send(new PutSecretValueCommand({ SecretId, SecretString: JSON.stringify(secret) }))
      .catch((cause: unknown) => {
        if (!(cause instanceof ResourceNotFoundException)) throw cause;
        throw new AcquitError(
          'CONFIGURATION_INVALID',
          `There is no secret "${SecretId}" yet; create it as docs/deploy.md says.`,
          { cause },
        );
      });
  };
}
