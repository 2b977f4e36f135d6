import {
  GetSecretValueCommand,
  ResourceNotFoundException,
  SecretsManagerClient,
} from '@aws-sdk/client-secrets-manager';
import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AcquitError } from '../findings/acquit-error.ts';
import { type Secret, type SecretName, secrets } from './secrets.ts';

/** A rotated secret is in use everywhere after this long, without a new deployment. */
const keepMilliseconds = 5 * 60_000;

/**
 * Reads secrets from AWS Secrets Manager (`source` is the prefix of their names) or from a folder
 * (`file:FOLDER`, one NAME.json each), keeps them for five minutes, and checks them. Throws
 * CONFIGURATION_INVALID that names the secret and the fault, never a value.
 */
export function createSecretReader(source: string, now: () => number) {
  const fetchText = source.startsWith('file:') ? fromFolder(source.slice(5)) : fromSecretsManager(source);
  const kept = new Map<SecretName, { value: Promise<unknown>; until: number }>();
  const last = new Map<SecretName, { text: string; secret: unknown }>();

  /** The very same object as long as the text is the same, so that what was made of it can be kept, too. */
  function checkOnce<Name extends SecretName>(name: Name, text: string): Secret<Name> {
    const known = last.get(name);
    if (known?.text === text) return known.secret as Secret<Name>; // set below
    const secret = check(name, text);
    last.set(name, { text, secret });
    return secret;
  }

  return function readSecret<Name extends SecretName>(name: Name): Promise<Secret<Name>> {
    const known = kept.get(name);
    if (known !== undefined && known.until > now()) return known.value as Promise<Secret<Name>>; // set below
    const value = fetchText(name).then((text) => checkOnce(name, text));
    kept.set(name, { value, until: now() + keepMilliseconds });
    value.catch(() => kept.delete(name)); // a failure is not kept
    return value;
  };
}

function check<Name extends SecretName>(name: Name, text: string): Secret<Name> {
  try {
    return secrets[name].parse(JSON.parse(text)) as Secret<Name>; // parsed by the schema of this very name
  } catch {
    // The cause is left out on purpose: parser messages may quote the secret.
    throw new AcquitError(
      'CONFIGURATION_INVALID',
      `The secret "${name}" is not the JSON document described in docs/configure.md.`,
    );
  }
}

const fromFolder = (folder: string) => (name: SecretName) =>
  readFile(join(folder, `${name}.json`), 'utf8').catch((cause: unknown) => {
    throw new AcquitError('CONFIGURATION_INVALID', `The secret "${name}" cannot be read.`, { cause });
  });

function fromSecretsManager(prefix: string) {
  const client = new SecretsManagerClient({});
  return async (name: SecretName): Promise<string> => {
    const { SecretString } = await client
      .send(new GetSecretValueCommand({ SecretId: `${prefix}${name}` }))
      .catch((cause: unknown) => {
        if (!(cause instanceof ResourceNotFoundException)) throw cause;
        throw new AcquitError('CONFIGURATION_INVALID', `There is no secret "${name}".`, { cause });
      });
    if (SecretString === undefined)
      throw new AcquitError('CONFIGURATION_INVALID', `The secret "${name}" is empty.`);
    return SecretString;
  };
}
