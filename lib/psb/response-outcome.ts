export type ResponseOutcome = 'sent' | 'retrying' | 'failed';

const outcomes: ReadonlyMap<string, ResponseOutcome> = new Map([
  ['InvoiceResponseSent', 'sent'],
  ['InvoiceResponseSentRetry', 'retrying'],
  ['InvoiceResponseSentError', 'failed'],
]);

/**
 * What became of an Invoice Response of ours, whose id the event has as its document: taken by the other side, to be
 * tried again by PSB, or given up for good (psb.md 2.3). Undefined for every other topic.
 */
export const responseOutcome = (topic: string): ResponseOutcome | undefined => outcomes.get(topic);

/** The topics that tell of it. */
export const responseTopics: readonly string[] = [...outcomes.keys()];
