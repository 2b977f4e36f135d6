import { randomUUID } from 'node:crypto';
import type { DeliveryFaults } from './delivery-faults.ts';
import { type Hook, isMailHook, isWebhook, wants } from './hook.ts';
import { partyKey } from './party-key.ts';
import type { NewDelivery, PsbEvent } from './psb-entry.ts';
import { environment, type PsbState } from './psb-state.ts';

export interface Announce {
  /** The deliveries of an event to every hook that wants its topic, to be recorded with their cause. */
  toSubscribers(event: PsbEvent): NewDelivery[];
  /** The deliveries of an event to every active hook of the party and the environment, whatever its topics. */
  toAll(event: PsbEvent): NewDelivery[];
}

/**
 * Environment hooks and party hooks both get the event, so one event may come twice (psb.md 2.1). Web and mail hooks
 * are served; sftp and the other kinds of psb.md 2.8 may be registered but lead nowhere here.
 */
export function createAnnounce(state: PsbState, faults: DeliveryFaults): Announce {
  const plan = (event: PsbEvent, takes: (hook: Hook) => boolean) =>
    [environment, partyKey(event.partyId)].flatMap((scope) =>
      [...state.hooksOf(scope).values()].filter(takes).flatMap((hook) => {
        const delivery = () => ({ id: randomUUID(), scope, hookId: hook.id, event });
        if (isMailHook(hook)) return [delivery()];
        return isWebhook(hook) ? struck(delivery, faults) : [];
      }),
    );
  return {
    toSubscribers: (event) => plan(event, (hook) => wants(hook, event.topic)),
    toAll: (event) => plan(event, (hook) => hook.isActive),
  };
}

function struck(delivery: () => NewDelivery, faults: DeliveryFaults): NewDelivery[] {
  const fault = faults.take();
  if (fault === undefined) return [delivery()];
  if ('drop' in fault) return [];
  if ('reorder' in fault) return [{ ...delivery(), behindNext: true }];
  return Array.from({ length: fault.duplicate + 1 }, delivery);
}
