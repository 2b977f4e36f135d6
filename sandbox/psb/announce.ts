import { randomUUID } from 'node:crypto';
import { type Hook, wants } from './hook.ts';
import { partyKey } from './party-key.ts';
import { environment, type PsbEntry, type PsbEvent, type PsbState } from './psb-state.ts';

type NewDelivery = Extract<PsbEntry, { type: 'announced' }>['deliveries'][number];

export interface Announce {
  /** The deliveries that an event leads to, one per hook that wants its topic, to be stored with their cause. */
  plan(event: PsbEvent): NewDelivery[];
  /** Sends an event to every hook that wants its topic. */
  toSubscribers(event: PsbEvent): void;
  /** Sends an event to every hook of the party and the environment, whatever its topics. */
  toAll(event: PsbEvent): void;
}

/** Environment hooks and party hooks both get the event, so one event may come twice (psb.md 2.1). */
export function createAnnounce(state: PsbState, record: (entry: PsbEntry) => void): Announce {
  const plan = (event: PsbEvent, takes: (hook: Hook) => boolean) =>
    [environment, partyKey(event.partyId)].flatMap((scope) =>
      [...state.hooksOf(scope).values()]
        .filter((hook) => isWebhook(hook) && takes(hook))
        .map((hook) => ({ id: randomUUID(), scope, hookId: hook.id, event })),
    );
  const send = (deliveries: NewDelivery[]) => {
    if (deliveries.length > 0) record({ type: 'announced', deliveries });
  };
  return {
    plan: (event) => plan(event, (hook) => wants(hook, event.topic)),
    toSubscribers: (event) => send(plan(event, (hook) => wants(hook, event.topic))),
    toAll: (event) => send(plan(event, (hook) => hook.isActive)),
  };
}

/** Mail, sftp and the other kinds of psb.md 2.8 may be registered but lead nowhere here. */
const isWebhook = (hook: Hook) => /^https?:/i.test(hook.action);
