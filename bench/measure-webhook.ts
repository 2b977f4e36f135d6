import { createHmac } from 'node:crypto';
import { webhookKeys } from '../lib/psb/webhook-signature.ts';
import type { DocumentsMessage } from '../lib/queues/messages.ts';
import { receivePsbWebhook } from '../lib/steps/receive-psb-webhook.ts';
import { compareSpeed } from './compare-speed.ts';
import { type Result, times, within } from './result.ts';
import { signedEvent } from './webhook-event.ts';

/** What receive-psb-webhook does while PSB waits, but for the queue, against the least that anybody could do. */
export async function measureWebhook(): Promise<Result> {
  const secret = 'a secret of the bench, not of anybody';
  const { body, signature } = signedEvent(secret);
  const keys = webhookKeys([secret]);
  const [key] = keys;
  if (key === undefined) throw new Error('webhookKeys made no key');

  let sent: DocumentsMessage | undefined;
  const documents = {
    send: async (message: DocumentsMessage) => {
      sent = message;
    },
  };
  const services = {
    keys,
    freshKeys: async () => keys,
    windowSeconds: 300,
    documents,
    now: () => new Date(),
  };
  const receive = () => receivePsbWebhook({ body, signature }, services);
  const bare = () => {
    createHmac('sha256', key).update(body).digest();
    return JSON.parse(body.toString('utf8'));
  };

  const { status } = await receive();
  if (status !== 200 || sent === undefined) throw new Error(`The webhook was answered ${status}`);
  const { subject, baseline, ratio } = await compareSpeed(receive, bare);
  return {
    name: `webhook of ${body.length} bytes: verify, parse, decide ÷ bare HMAC and JSON.parse`,
    measured: `${times(ratio)} (${subject.toFixed(1)} ÷ ${baseline.toFixed(1)} µs)`,
    ...within({ value: ratio, limit: 3 }, times),
    figures: { ratio, subjectMicroseconds: subject, baselineMicroseconds: baseline },
  };
}
