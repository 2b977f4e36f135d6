import { existsSync, mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { type Secret, type SecretName, secrets as schemas } from '../lib/config/secrets.ts';
import type { RunSettings } from './run-settings.ts';

export type RunSecrets = { [Name in Exclude<SecretName, 'psb-webhook'>]: Secret<Name> } & {
  'psb-webhook': { secrets: string[] };
};

/**
 * Secrets of the embedded stack. They are no secrets: they protect servers that listen on this machine only, and
 * the sample events are signed with them. A settings file puts real ones in their place.
 */
export function runSecrets({ psb, erp, bank }: RunSettings): RunSecrets {
  return {
    'psb-webhook': { secrets: psb.webhookSecrets ?? ['embeddedStackOnlyWebhookSecret00'] },
    psb: {
      clientId: psb.clientId ?? 'acquit-sandbox',
      clientSecret: psb.clientSecret ?? 'embedded-stack-only',
      ...(psb.subscriptionKey === undefined ? {} : { subscriptionKey: psb.subscriptionKey }),
    },
    erp: {
      clientId: erp.clientId ?? 'acquit-sandbox',
      clientSecret: erp.clientSecret ?? 'embedded-stack-only',
    },
    bank: { apiKey: bank.apiKey ?? 'embedded-stack-only', clientId: bank.clientId ?? 'PSDNL-DNB-SANDBOX1' },
    sealing: { key: `embedded:${Buffer.from('embeddedStackOnlySealingKeyOf32B').toString('base64')}` },
  };
}

/** Writes them where the functions look for them, readable by this user alone; returns the setting that says where. */
export function writeRunSecrets(dataFolder: string, secrets: RunSecrets): string {
  const folder = join(dataFolder, 'secrets');
  mkdirSync(folder, { recursive: true, mode: 0o700 });
  const all = { ...secrets, 'psb-webhook': withMadeSecrets(folder, secrets['psb-webhook']) };
  for (const [name, secret] of Object.entries(all)) {
    writeFileSync(join(folder, `${name}.json`), JSON.stringify(secret), { mode: 0o600 });
  }
  return `file:${folder}`;
}

/**
 * What `acquit hooks sync` left stands, because the hooks that have it stay in the journal of the sandbox PSB: a
 * configured secret that was rotated away must not come back with a restart.
 */
function withMadeSecrets(folder: string, configured: RunSecrets['psb-webhook']): Secret<'psb-webhook'> {
  const file = join(folder, 'psb-webhook.json');
  if (!existsSync(file)) return configured;
  const kept = schemas['psb-webhook'].parse(JSON.parse(readFileSync(file, 'utf8')));
  const isRotated = kept.secrets.some((one) => typeof one !== 'string');
  return isRotated ? kept : configured;
}
