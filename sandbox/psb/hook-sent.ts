import { psbDate } from './psb-date.ts';
import type { PsbEvent } from './psb-entry.ts';
import type { Delivery } from './psb-state.ts';

/** The event that tells what became of one attempt to deliver a webhook (psb.md 2.3); its details are our guess. */
export function hookSent(
  topic: 'HookSent' | 'HookSentRetry' | 'HookSentError',
  { delivery, status, at }: { delivery: Delivery; status: number | null; at: Date },
): PsbEvent {
  const { hookId, event, attempts } = delivery;
  const answer = status === null ? 'no answer' : `an answer ${status}`;
  return {
    topic,
    partyId: event.partyId,
    ...(event.documentId !== undefined && { documentId: event.documentId }),
    message: `Hook '${hookId}' got ${answer} to '${event.topic}'.`,
    details: {
      hookId,
      topic: event.topic,
      attempt: String(attempts + 1),
      ...(status !== null && { statusCode: String(status) }),
    },
    createdOn: psbDate(at),
  };
}
