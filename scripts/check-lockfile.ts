// The lockfile says what is installed (integrity hashes), never where it was downloaded from.
import { readFileSync } from 'node:fs';
import * as z from 'zod';

const lockfileSchema = z.object({
  packages: z
    .record(
      z.string(),
      z.object({
        resolved: z.string().optional(),
        integrity: z.string().optional(),
        link: z.boolean().optional(),
        inBundle: z.boolean().optional(),
      }),
    )
    .default({}),
});

/** Faults of a lockfile, as sentences; none when it is sound. */
export function lockfileFaults(text: string): string[] {
  const { packages } = lockfileSchema.parse(JSON.parse(text));
  const entries = Object.entries(packages).filter(([name]) => name !== '');
  if (entries.length === 0) return ['package-lock.json lists no packages.'];
  return entries.flatMap(([name, { resolved, integrity, link, inBundle }]) => [
    ...(resolved === undefined
      ? []
      : [`${name} records a download address; run npm install with the project's .npmrc.`]),
    ...(integrity === undefined && link !== true && inBundle !== true
      ? [`${name} has no integrity hash.`]
      : []),
  ]);
}

/** Reads the project's own lockfile. */
export const readLockfile = (): string =>
  readFileSync(new URL('../package-lock.json', import.meta.url), 'utf8');
