import { type InvoiceResponse, responseFingerprint, type ResponseStatus } from './invoice-response.ts';

/** A response that was sent, or that is written down to be sent. */
export interface SentResponse {
  readonly status: ResponseStatus;
  /** Counts the responses of this status, from 1. */
  readonly revision: number;
  /** responseFingerprint of its body. */
  readonly fingerprint: string;
}

/**
 * Why a response may not follow those that were sent, in a sentence; undefined when it may (psb.md 3.3). AB opens,
 * RE and PD end, after AP comes only PD and PD only after AP, and nothing is said twice but a question, UQ, which
 * must then be another question (isRepeated).
 */
export function orderFault(sent: readonly ResponseStatus[], next: ResponseStatus): string | undefined {
  const last = sent.find((status) => status === 'RE' || status === 'PD');
  if (last !== undefined) return `${last} was sent, and nothing may follow it.`;
  if (sent.includes(next) && next !== 'UQ') return `${next} was sent before.`;
  if ((next === 'AB') !== (sent.length === 0)) return 'AB is the first response, and only the first.';
  if (sent.includes('AP') && next !== 'PD') return `AP was sent, so that ${next} may not follow any more.`;
  if (next === 'PD' && !sent.includes('AP')) return 'PD may only follow AP.';
  return undefined;
}

/** Whether a response may follow those that were sent before it, the first of them first. */
export const mayFollow = (sent: readonly ResponseStatus[], next: ResponseStatus): boolean =>
  orderFault(sent, next) === undefined;

/** Whether the very same was said before, whatever was said in between. */
export function isRepeated(response: InvoiceResponse, sent: readonly SentResponse[]): boolean {
  const fingerprint = responseFingerprint(response);
  return sent.some((one) => one.fingerprint === fingerprint);
}
