import { describe, expect, test } from 'vitest';
import { responseOutcome } from '../../lib/psb/response-outcome.ts';
import { repeats, topicRoute } from '../../lib/psb/topics.ts';

/** Every topic of psb.md 2.3, where it leads, and whether it may come again with news. */
const topics = [
  ['InvoiceReceived', 'document', 'once'],
  ['InvoiceReceivedError', 'document-refused', 'once'],
  ['InvoiceSent', 'record', 'once'],
  ['InvoiceSentRetry', 'record', 'again'],
  ['InvoiceSentError', 'record', 'once'],
  ['InvoiceResponseReceived', 'record', 'again'],
  ['InvoiceResponseSent', 'response-outcome', 'again'],
  ['InvoiceResponseSentRetry', 'response-outcome', 'again'],
  ['InvoiceResponseSentError', 'response-outcome', 'again'],
  ['OrderReceived', 'record', 'once'],
  ['OrderChangeReceived', 'record', 'once'],
  ['OrderCancellationReceived', 'record', 'once'],
  ['OrderSent', 'record', 'once'],
  ['OrderSentRetry', 'record', 'again'],
  ['OrderSentError', 'record', 'once'],
  ['OrderChangeSent', 'record', 'once'],
  ['OrderResponseReceived', 'record', 'again'],
  ['OrderResponseSent', 'record', 'again'],
  ['OrderResponseSentRetry', 'record', 'again'],
  ['OrderResponseSentError', 'record', 'again'],
  ['MessageLevelStatusReceived', 'record', 'again'],
  ['MessageLevelStatusSent', 'record', 'again'],
  ['ReviewReceived', 'record', 'again'],
  ['HookSent', 'record', 'once'],
  ['HookSentRetry', 'record', 'again'],
  ['HookSentError', 'record', 'once'],
  ['Ping', 'record', 'once'],
  ['Pending', 'record', 'once'],
  ['invoicereceived', 'record', 'once'],
  ['constructor', 'record', 'once'],
  ['', 'record', 'once'],
] as const;

describe('a topic of PSB', () => {
  test.each(topics)('"%s" leads to %s and comes %s', (topic, route, times) => {
    expect([topicRoute(topic), repeats(topic)]).toEqual([route, times === 'again']);
  });

  test.each([
    ['InvoiceResponseSent', 'sent'],
    ['InvoiceResponseSentRetry', 'retrying'],
    ['InvoiceResponseSentError', 'failed'],
    ['InvoiceResponseReceived', undefined],
    ['OrderResponseSent', undefined],
    ['InvoiceSent', undefined],
  ])('"%s" says of our response that it is %s', (topic, outcome) => {
    expect(responseOutcome(topic)).toBe(outcome);
  });
});
