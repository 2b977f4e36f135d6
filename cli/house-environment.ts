import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import * as z from 'zod';
import { AcquitError } from '../lib/findings/acquit-error.ts';

/** Where a kept stack writes down how to reach it. */
const keptStackFile = join('.acquit', 'kept', 'environment.json');

/**
 * The settings that a command works with: those of the environment when it names a stage (on AWS), or else those
 * of the stack that `npm start -- --keep` keeps up in this folder. Throws CONFIGURATION_INVALID when there is neither.
 */
export function houseEnvironment(): Readonly<Record<string, string | undefined>> {
  const { env } = process;
  // One of them is enough: half a stage must not lead to the sandbox.
  if (env['TABLE_NAME'] !== undefined || env['PSB_URL'] !== undefined) return env;
  if (!existsSync(keptStackFile)) {
    throw new AcquitError(
      'CONFIGURATION_INVALID',
      'There is no Acquit to talk to: set TABLE_NAME and the other settings of docs/configure.md, or keep one up here with "npm start -- --keep".',
    );
  }
  return z.record(z.string(), z.string()).parse(JSON.parse(readFileSync(keptStackFile, 'utf8')));
}
