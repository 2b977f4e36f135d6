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
 * Gives a secret as it was `maxAge` milliseconds ago or later; without it, five minutes. Who asks while a reading
 * that is young enough is under way gets that one. Throws CONFIGURATION_INVALID that names the secret and the fault,
 * never a value; a failure is not kept, nor does it put out what was read before.
 */
export type SecretReader = <Name extends SecretName>(name: Name, maxAge?: number) => Promise<Secret<Name>>;

interface Reading {
  readonly startedAt: number;
  readonly value: Promise<unknown>;
}

/**
 * Reads secrets from AWS Secrets Manager (`source` is the prefix of their names) or from a folder
 * (`file:FOLDER`, one NAME.json each), and checks them. `now` is in milliseconds.
 */
export function createSecretReader(source: string, now: () => number): SecretReader {
  const fetchText = source.startsWith('file:') ? fromFolder(source.slice(5)) : fromSecretsManager(source);
  const kept = new Map<SecretName, Reading>();
  const underway = new Map<SecretName, Reading>();
  const last = new Map<SecretName, { text: string; secret: unknown }>();

  /** The very same object as long as the text is the same, so that what was made of it can be kept, too. */
  function checkOnce<Name extends SecretName>(name: Name, text: string): Secret<Name> {
    const known = last.get(name);
    if (known?.text === text) return known.secret as Secret<Name>; // set below
    const secret = check(name, text);
    last.set(name, { text, secret });
    return secret;
  }

  function start(name: SecretName): Reading {
    const reading = { startedAt: now(), value: fetchText(name).then((text) => checkOnce(name, text)) };
    underway.set(name, reading);
    void keep(name, reading);
    return reading;
  }

  /** Keeps a reading that succeeds; of two that overtook each other the one that began later. */
  async function keep(name: SecretName, reading: Reading): Promise<void> {
    const [{ status }] = await Promise.allSettled([reading.value]);
    if (underway.get(name) === reading) underway.delete(name);
    const isLater = (kept.get(name)?.startedAt ?? reading.startedAt) <= reading.startedAt;
    if (status === 'fulfilled' && isLater) kept.set(name, reading);
  }

  return function readSecret<Name extends SecretName>(
    name: Name,
    maxAge = keepMilliseconds,
  ): Promise<Secret<Name>> {
    const readings = [kept.get(name), underway.get(name)];
    const young = readings.find((one) => one !== undefined && now() - one.startedAt < maxAge);
    return (young ?? start(name)).value as Promise<Secret<Name>>; // checked by the schema of this very name
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
