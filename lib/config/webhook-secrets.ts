import type { Secret, WebhookSecret } from './secrets.ts';

export type WebhookSecrets = Secret<'psb-webhook'>;

const asObject = (entry: WebhookSecrets['secrets'][number]): WebhookSecret =>
  typeof entry === 'string' ? { value: entry } : entry;

/** The secrets of webhooks, those that stand there as a plain text, too. */
export const webhookSecrets = ({ secrets }: WebhookSecrets): WebhookSecret[] => secrets.map(asObject);

/** Whether a webhook that is signed with it is taken at that moment, in milliseconds since the epoch. */
export const isAccepted = ({ until }: Pick<WebhookSecret, 'until'>, now: number): boolean =>
  until === undefined || now < Date.parse(until);

/** The document without the secrets that are refused by now, and with a new one for each hook. */
export function addSecrets(
  document: WebhookSecrets,
  added: readonly { readonly hook: string; readonly value: string }[],
  now: Date,
): WebhookSecrets {
  const since = now.toISOString();
  return {
    secrets: [
      ...document.secrets.filter((entry) => isAccepted(asObject(entry), now.getTime())),
      ...added.map(({ hook, value }) => ({ value, hook, since })),
    ],
  };
}

/** A secret that a hook has at PSB now, and the one without a hook that it is known to have had before. */
export interface PutSecret {
  readonly hook: string;
  readonly value: string;
  readonly former?: string | undefined;
}

/**
 * Notes that PSB has these secrets. Only now do the earlier ones of their hooks get an end: had they one before, a
 * PUT that never came through would leave a hook with a secret that is refused one day. A later one was stored by
 * a run that went on beside this one; which of the two PSB has is not certain, so it will be put again.
 */
export function notePut(
  document: WebhookSecrets,
  put: readonly PutSecret[],
  { now, overlapSeconds }: { now: Date; overlapSeconds: number },
): WebhookSecrets {
  const putAt = now.toISOString();
  const until = new Date(now.getTime() + overlapSeconds * 1000).toISOString();
  const values = webhookSecrets(document).map(({ value }) => value);
  const secrets = document.secrets.map((entry, index) => {
    const { putAt: wasPutAt, until: hadUntil, ...secret } = asObject(entry);
    if (put.some(({ value }) => value === secret.value)) return { ...secret, putAt: wasPutAt ?? putAt };
    const successor = put.find(({ hook, former }) =>
      secret.hook === undefined ? secret.value === former : secret.hook === hook,
    );
    if (successor === undefined || hadUntil !== undefined) return entry;
    if (secret.hook !== undefined && index > values.indexOf(successor.value)) return secret;
    return { ...secret, ...(wasPutAt !== undefined && { putAt: wasPutAt }), until };
  });
  return { secrets };
}
