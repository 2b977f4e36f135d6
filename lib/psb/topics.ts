import { responseOutcome } from './response-outcome.ts';

/** Who takes care of an event: `record` is written down and left alone. */
export type TopicRoute = 'document' | 'document-refused' | 'response-outcome' | 'record';

const routes: ReadonlyMap<string, TopicRoute> = new Map([
  ['InvoiceReceived', 'document'],
  ['InvoiceReceivedError', 'document-refused'],
]);

/** Where a topic leads. The list of PSB is open-ended, so one that nobody knows is recorded (psb.md 2.3). */
export function topicRoute(topic: string): TopicRoute {
  return routes.get(topic) ?? (responseOutcome(topic) === undefined ? 'record' : 'response-outcome');
}

/**
 * Whether a topic may come again for one document with something new to tell: retries, responses, MLS and the MLR
 * before it. Only then does `createdOn` tell two events apart; of the others, the same again is a duplicate
 * (psb.md 2.6).
 */
export const repeats = (topic: string): boolean =>
  /SentRetry$|Response(Received|Sent)|^MessageLevelStatus|^Review/.test(topic);
