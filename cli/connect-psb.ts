import { randomInt } from 'node:crypto';
import { createSecretReader } from '../lib/config/create-secret-reader.ts';
import { readSettings } from '../lib/config/settings.ts';
import { createSecretWriter } from '../lib/config/write-secret.ts';
import type { WebhookSecrets } from '../lib/config/webhook-secrets.ts';
import { connectPsbAdministration } from '../lib/steps/connect/psb-administration.ts';
import { psbSettings } from '../lib/steps/connect/psb.ts';
import { houseEnvironment } from './house-environment.ts';

/**
 * PSB as its administrator has it, and the secrets of the webhooks, for the commands that need no table: of the
 * stage that the environment names, or of the kept stack. Throws CONFIGURATION_INVALID.
 */
export async function connectPsb() {
  const settings = readSettings([...psbSettings, 'PUBLIC_URL', 'SECRETS'], houseEnvironment());
  const readSecret = createSecretReader(settings.SECRETS, Date.now);
  const writeSecret = createSecretWriter(settings.SECRETS);
  return {
    psb: connectPsbAdministration(settings, await readSecret('psb')),
    secrets: {
      read: () => readSecret('psb-webhook', 0),
      write: (document: WebhookSecrets) => writeSecret('psb-webhook', document),
    },
    webhookUrl: `${settings.PUBLIC_URL}/psb/webhook`,
    makeSecret: () => webhookSecret(randomInt),
    now: () => new Date(),
  };
}

const alphabet = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

/** 48 letters and digits, 285 bits. `draw` gives a whole number from 0 up to but without its argument, evenly. */
export const webhookSecret = (draw: (below: number) => number): string =>
  Array.from({ length: 48 }, () => alphabet.charAt(draw(alphabet.length))).join('');
