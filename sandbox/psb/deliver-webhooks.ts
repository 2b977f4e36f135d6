import type { Clock } from '../clock.ts';
import { psbDate } from './psb-date.ts';
import type { Delivery, PsbEntry } from './psb-state.ts';
import { type Hook, splitAction } from './hook.ts';
import { signWebhook } from './sign-webhook.ts';

/** One second that doubles to a minute: eight attempts. The real schedule is not published (psb.md 2.6). */
export const defaultRetryDelays: readonly number[] = [1000, 2000, 4000, 8000, 16_000, 32_000, 60_000];

const answerTimeoutMs = 3000;

export interface WebhookSender {
  /** Takes deliveries up when they are due. */
  take(deliveries: Iterable<Delivery>): void;
  /** Resolves when no attempt is under way; retries may still wait for their time. */
  readonly settled: () => Promise<void>;
  stop(): void;
}

/**
 * Posts events to their hooks: per hook at most `inFlight` at a time and in the order they came (psb.md 1.4, one
 * queue), anything but a 200 within 3 seconds is tried again after the next of `retryDelays`.
 */
export function createWebhookSender(options: {
  clock: Clock;
  retryDelays: readonly number[];
  inFlight: number;
  findHook: (scope: string, hookId: string) => Hook | undefined;
  record: (entry: PsbEntry) => void;
}): WebhookSender {
  const { clock, retryDelays, inFlight, findHook, record } = options;
  const lanes = new Map<string, { readonly waiting: Delivery[]; busy: number }>();
  const attempts = new Set<Promise<void>>();
  const waits = new Set<() => void>();
  const stopping = new AbortController();

  function take(delivery: Delivery): void {
    const wait = delivery.dueAt - clock.now().getTime();
    if (wait <= 0) return queue(delivery);
    const cancel = clock.after(wait, () => {
      waits.delete(cancel);
      queue(delivery);
    });
    waits.add(cancel);
  }

  function queue(delivery: Delivery): void {
    const key = `${delivery.scope} ${delivery.hookId}`;
    const lane = lanes.get(key) ?? { waiting: [], busy: 0 };
    lanes.set(key, lane);
    lane.waiting.push(delivery);
    drain(lane);
  }

  function drain(lane: { readonly waiting: Delivery[]; busy: number }): void {
    while (lane.busy < inFlight && !stopping.signal.aborted) {
      const delivery = lane.waiting.shift();
      if (delivery === undefined) return;
      lane.busy += 1;
      const running = attempt(delivery).finally(() => {
        attempts.delete(running);
        lane.busy -= 1;
        drain(lane);
      });
      attempts.add(running);
    }
  }

  async function attempt(delivery: Delivery): Promise<void> {
    const hook = findHook(delivery.scope, delivery.hookId);
    const delivered = hook !== undefined && (await post(hook, delivery, clock, stopping.signal));
    // An attempt that stop() broke off is not counted: it is made again after the restart.
    if (stopping.signal.aborted) return;
    const delay = retryDelays[delivery.attempts];
    if (delivered) return record({ type: 'settled', deliveryId: delivery.id, outcome: 'delivered' });
    if (hook === undefined || delay === undefined) {
      return record({ type: 'settled', deliveryId: delivery.id, outcome: 'given-up' });
    }
    record({ type: 'attempted', deliveryId: delivery.id, retryAt: clock.now().getTime() + delay });
    take(delivery);
  }

  return {
    take: (deliveries) => {
      for (const delivery of deliveries) take(delivery);
    },
    async settled() {
      while (attempts.size > 0) await Promise.all(attempts);
    },
    stop() {
      stopping.abort();
      for (const cancel of waits) cancel();
    },
  };
}

/** One attempt: true when the receiver answered exactly 200 (psb.md 2.6). */
async function post(hook: Hook, delivery: Delivery, clock: Clock, stopping: AbortSignal): Promise<boolean> {
  const { target, secret } = splitAction(hook.action);
  const { createdOn, sentOn = psbDate(clock.now()), ...event } = delivery.event;
  // sentOn is renewed per attempt, so each attempt has its own bytes and signature (psb.md 2.5).
  const body = JSON.stringify({ ...event, hookId: hook.id, createdOn, sentOn });
  const signature = secret === undefined ? {} : { 'X-EConnect-Signature': signWebhook(body, secret) };
  const timeout = new AbortController();
  const cancel = clock.after(answerTimeoutMs, () => timeout.abort());
  try {
    const response = await fetch(target, {
      method: 'POST',
      body,
      headers: { 'Content-Type': 'application/json; charset=utf-8', ...signature },
      redirect: 'manual',
      signal: AbortSignal.any([timeout.signal, stopping]),
    });
    await response.arrayBuffer();
    return response.status === 200;
  } catch {
    return false;
  } finally {
    cancel();
  }
}
