import type { KeyObject } from 'node:crypto';
import type { SecretReader } from '../../config/create-secret-reader.ts';
import { isAccepted, type WebhookSecrets, webhookSecrets } from '../../config/webhook-secrets.ts';
import { webhookKeys } from '../../psb/webhook-signature.ts';

/** How old a look into the secret store may be when a signature fits no key. */
const lookAgainMilliseconds = 1000;

export interface WebhookKeyring {
  /** The keys that are accepted now; the secret store is read for them every five minutes. */
  keys(): Promise<KeyObject[]>;
  /** The same as the secret store has them at most a second ago. */
  freshKeys(): Promise<KeyObject[]>;
}

/**
 * The keys of webhooks in one process, made once per secret document: making them costs more than checking a
 * signature. `now` is in milliseconds.
 *
 * A warm function may hold keys that are five minutes old, and `acquit hooks sync` puts a new secret at PSB two
 * seconds after it stored it (lib/steps/sync-hooks.ts). None of its webhooks is refused: one that comes at t was
 * stored before t − 2 s. Its signature fits none of the old keys, so freshKeys() is asked, and that gives a reading
 * that began after t − 1 s and so has the new secret, however many strangers asked before; the second in between is
 * for a store that does not show everyone the new version at once. Strangers cost one reading a second in each
 * process, and no more, also while the store fails.
 */
export function connectWebhookKeys(readSecret: SecretReader, now: () => number): WebhookKeyring {
  let made: { from: WebhookSecrets; keys: { key: KeyObject; until?: string | undefined }[] } | undefined;
  let failed: { at: number; keys: Promise<KeyObject[]> } | undefined;

  async function keys(maxAge?: number): Promise<KeyObject[]> {
    const from = await readSecret('psb-webhook', maxAge);
    if (made?.from !== from) made = { from, keys: makeKeys(from) };
    const at = now();
    return made.keys.filter((one) => isAccepted(one, at)).map(({ key }) => key);
  }

  return {
    keys: () => keys(),
    freshKeys() {
      const at = now();
      if (failed !== undefined && at - failed.at < lookAgainMilliseconds) return failed.keys;
      const looked = keys(lookAgainMilliseconds);
      looked.catch(() => (failed = { at, keys: looked }));
      return looked;
    },
  };
}

function makeKeys(document: WebhookSecrets) {
  const secrets = webhookSecrets(document);
  const keys = webhookKeys(secrets.map(({ value }) => value));
  return keys.map((key, index) => ({ key, until: secrets[index]?.until }));
}
