import type { Clock } from '../clock.ts';
import type { Net } from '../net.ts';
import { type Hook, splitAction } from './hook.ts';
import { psbDate } from './psb-date.ts';
import type { PsbEvent } from './psb-entry.ts';
import { signWebhook } from './sign-webhook.ts';

const answerTimeoutMs = 3000;

/** One attempt to hand an event to a webhook: the status of the receiver, null without one within 3 seconds. */
export async function postWebhook(
  hook: Hook,
  event: PsbEvent,
  { clock, net, stopping }: { clock: Clock; net: Pick<Net, 'fetch'>; stopping: AbortSignal },
): Promise<number | null> {
  const { target, secret } = splitAction(hook.action);
  const { createdOn, sentOn = psbDate(clock.now()), ...rest } = event;
  // sentOn is renewed per attempt, so each attempt has its own bytes and signature (psb.md 2.5).
  const body = JSON.stringify({ ...rest, hookId: hook.id, createdOn, sentOn });
  const signature = secret === undefined ? {} : { 'X-EConnect-Signature': signWebhook(body, secret) };
  const timeout = new AbortController();
  const cancel = clock.after(answerTimeoutMs, () => timeout.abort());
  try {
    const response = await net.fetch(target, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json; charset=utf-8', ...signature },
      redirect: 'manual',
      signal: AbortSignal.any([timeout.signal, stopping]),
    });
    await response.arrayBuffer();
    return response.status;
  } catch {
    return null;
  } finally {
    cancel();
  }
}
