import { readFileSync } from 'node:fs';
import { dirname, resolve } from 'node:path';
import { parse } from 'yaml';
import * as z from 'zod';
import { AcquitError } from '../lib/findings/acquit-error.ts';

const text = z.string().min(1);
const url = z.url({ protocol: /^https?$/ }).transform((value) => value.replace(/\/+$/, ''));

/**
 * The file of `npm start -- --settings FILE`: other peers than the sandbox's, for any address, with their
 * credentials. What is left out stays with the sandbox. YAML or JSON; every field is optional.
 */
const runSettingsSchema = z.strictObject({
  psb: z
    .strictObject({
      url: url.optional(),
      identityUrl: url.optional(),
      clientId: text.optional(),
      clientSecret: text.optional(),
      subscriptionKey: text.optional(),
      webhookSecrets: z.array(z.string().min(16)).min(1).optional(),
    })
    .default({}),
  erp: z
    .strictObject({
      url: url.optional(),
      tokenUrl: url.optional(),
      clientId: text.optional(),
      clientSecret: text.optional(),
    })
    .default({}),
  bank: z
    .strictObject({
      url: url.optional(),
      tokenUrl: url.optional(),
      hosts: z.array(text).min(1).optional(),
      apiKey: text.optional(),
      clientId: text.optional(),
    })
    .default({}),
  /** Our own address as the peers see it, when a tunnel or a proxy is in front. */
  publicUrl: url.optional(),
  /** The directory to load instead of sandbox/directory.yml. */
  directory: text.optional(),
});
export type RunSettings = z.output<typeof runSettingsSchema>;

export const noSettings: RunSettings = runSettingsSchema.parse({});

/** Reads a settings file. Throws CONFIGURATION_INVALID with every fault at once, and never a value. */
export function readRunSettings(file: string): RunSettings {
  let content: unknown;
  try {
    content = parse(readFileSync(file, 'utf8'));
  } catch {
    throw new AcquitError('CONFIGURATION_INVALID', `${file} cannot be read as YAML or JSON.`);
  }
  const result = runSettingsSchema.safeParse(content ?? {});
  if (result.success) {
    const { directory, ...settings } = result.data;
    // A path in the file is meant from where the file is.
    return directory === undefined ? settings : { ...settings, directory: resolve(dirname(file), directory) };
  }
  const faults = result.error.issues.map((issue) => `${issue.path.join('.') || 'file'}: ${issue.message}`);
  throw new AcquitError('CONFIGURATION_INVALID', `Settings to correct in ${file}: ${faults.join('; ')}.`);
}
