import { createHash } from 'node:crypto';
import { type Hook, splitAction } from './hook.ts';
import type { PsbEvent } from './psb-entry.ts';

/** One attempt to deliver a webhook, in the order of their start. */
export interface LoggedWebhook {
  readonly at: Date;
  readonly hookId: string;
  readonly topic: string;
  readonly documentId: string | undefined;
  /** Which secret signed it, without saying the secret; undefined when the hook has none. */
  readonly secretFingerprint: string | undefined;
  /** What the receiver answered; null while there is no answer, and when none came. */
  status: number | null;
}

export function loggedWebhook(hook: Hook, event: PsbEvent, at: Date): LoggedWebhook {
  const { secret } = splitAction(hook.action);
  return {
    at,
    hookId: hook.id,
    topic: event.topic,
    documentId: event.documentId,
    secretFingerprint: secret === undefined ? undefined : secretFingerprint(secret),
    status: null,
  };
}

/** The first 8 hexadecimal digits of the SHA-256 of a webhook secret, to tell one from another. */
export function secretFingerprint(secret: string): string {
  return createHash('sha256').update(secret, 'utf8').digest('hex').slice(0, 8);
}
