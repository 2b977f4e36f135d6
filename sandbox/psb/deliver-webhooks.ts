import type { Clock } from '../clock.ts';
import type { Net } from '../net.ts';
import type { Agenda } from './agenda.ts';
import type { Announce } from './announce.ts';
import { type Hook, isMailHook } from './hook.ts';
import { hookSent } from './hook-sent.ts';
import { postWebhook } from './post-webhook.ts';
import type { PsbEntry } from './psb-entry.ts';
import type { Delivery } from './psb-state.ts';
import { type LoggedWebhook, loggedWebhook } from './webhook-log.ts';

export interface WebhookSender {
  /** Takes deliveries up when they are due. */
  take(deliveries: Iterable<Delivery>): void;
  /** Resolves when no attempt is under way; retries may still wait for their time. */
  readonly settled: () => Promise<void>;
  stop(): void;
}

interface Lane {
  readonly waiting: Delivery[];
  /** Put behind whatever comes next. */
  held: Delivery[];
  busy: number;
}

/**
 * Brings events to their hooks: per hook at most `inFlight` at a time and in the order they came (psb.md 1.4, one
 * queue), anything but a 200 within 3 seconds is tried again after the next of `retryDelays`. Each attempt is an
 * event of its own for the mail hooks: HookSent, HookSentRetry, HookSentError (psb.md 2.3).
 */
export function createWebhookSender(options: {
  clock: Clock;
  net: Pick<Net, 'fetch'>;
  agenda: Agenda;
  retryDelays: readonly number[];
  inFlight: number;
  findHook: (scope: string, hookId: string) => Hook | undefined;
  announce: Announce;
  log: LoggedWebhook[];
  record: (entry: PsbEntry) => void;
}): WebhookSender {
  const { clock, net, agenda, retryDelays, inFlight, findHook, announce, log, record } = options;
  const lanes = new Map<string, Lane>();
  const attempts = new Set<Promise<void>>();
  const stopping = new AbortController();

  function queue(delivery: Delivery): void {
    const key = `${delivery.scope} ${delivery.hookId}`;
    const lane = lanes.get(key) ?? { waiting: [], held: [], busy: 0 };
    lanes.set(key, lane);
    if (delivery.behindNext && delivery.attempts === 0) return void lane.held.push(delivery);
    lane.waiting.push(delivery, ...lane.held);
    lane.held = [];
    drain(lane);
  }

  function drain(lane: Lane): void {
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
    const { id: deliveryId, event } = delivery;
    const hook = findHook(delivery.scope, delivery.hookId);
    if (hook === undefined)
      return record({ type: 'settled', deliveryId, outcome: 'given-up', deliveries: [] });
    if (isMailHook(hook)) return mail(deliveryId, hook, delivery);

    const logged = loggedWebhook(hook, event, clock.now());
    log.push(logged);
    logged.status = await postWebhook(hook, event, { clock, net, stopping: stopping.signal });
    // An attempt that stop() broke off is not counted: it is made again after the restart.
    if (stopping.signal.aborted) return;
    const told = (topic: 'HookSent' | 'HookSentRetry' | 'HookSentError') =>
      announce.toSubscribers(hookSent(topic, { delivery, status: logged.status, at: clock.now() }));
    const delay = retryDelays[delivery.attempts];
    // Whether any 2xx counts is not known, so only the 200 does (psb.md 2.6).
    if (logged.status === 200) {
      return record({ type: 'settled', deliveryId, outcome: 'delivered', deliveries: told('HookSent') });
    }
    if (delay === undefined) {
      return record({ type: 'settled', deliveryId, outcome: 'given-up', deliveries: told('HookSentError') });
    }
    const retryAt = clock.now().getTime() + delay;
    record({ type: 'attempted', deliveryId, retryAt, deliveries: told('HookSentRetry') });
    take(delivery);
  }

  function mail(deliveryId: string, hook: Hook, { event }: Delivery): void {
    const to = hook.action.replace(/^mailto:/i, '').replace(/\?.*$/, '');
    const at = clock.now().toISOString();
    record({ type: 'mailed', deliveryId, mail: { to, hookId: hook.id, topic: event.topic, event, at } });
  }

  const take = (delivery: Delivery) => agenda.at(delivery.dueAt, () => queue(delivery));

  return {
    take: (deliveries) => {
      for (const delivery of deliveries) take(delivery);
    },
    async settled() {
      while (attempts.size > 0) await Promise.all(attempts);
    },
    stop: () => stopping.abort(),
  };
}
